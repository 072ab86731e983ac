import Directory
import Figures
import Foundation
import Kernel
import Planning
import Storage
import TestSupport
import Testing
import WebShared

/// Indicators through their pages: departments propose about the shared ones and keep their own; the installation decides.
@Suite struct CatalogueTests {
  private static let list = "/de-nghi-chi-tieu"
  private static let page = "/chi-tieu/JOB"
  private static let name = "Việc làm tạo thêm"

  /// Sends a proposal about the name of an indicator; the address of its page.
  private static func propose(
    _ site: TestSite, _ typed: [(String, String)] = [("name_vi", name), ("reason", "theo Nghị quyết 12")],
    about code: String = "JOB", by person: TestPerson = .specialist
  ) async throws -> String {
    let browser = try await site.browser(of: person)
    let before = links(try await browser.open(list))
    try await browser.open("/chi-tieu/\(code)")
    let sent = try await browser.submit("/chi-tieu/\(code)", typed)
    #expect(sent.status == 200 && sent.address.hasPrefix(list), "\(sent.errors)")
    return try #require(links(sent).subtracting(before).first)
  }

  /// The proposals that a list leads to.
  private static func links(_ page: TestPage) -> Set<String> {
    Set(page.main.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix(list + "/") })
  }

  private static func stored(_ code: String, _ site: TestSite) async throws -> Indicator {
    try #require(try await site.database.read { try IndicatorStore.indicator(code, $0) })
  }

  // MARK: Proposing and deciding

  @Test(arguments: Engine.tested) func nothingChangesBeforeTheInstallationDecides(engine: Engine) async throws {
    try await withSite(engine) { site in
      let before = try await Self.stored("JOB", site)
      let proposal = try await Self.propose(site)
      #expect(try await Self.stored("JOB", site) == before)
      #expect(try await !site.ask("GET", "/so-lieu/JOB").text.contains(Self.name))
      let admin = try await site.browser(of: .installation)
      #expect(try await admin.open("/lam-viec").main.text.contains("Đề nghị về danh mục chờ quyết định: 1"))
      let page = try await admin.open(proposal)
      #expect(page.rows(ofTable: "thay-doi").map { $0.map(\.text) } == [["Tên tiếng Việt", before.nameVi, Self.name]])
      #expect(page.main.text.contains("theo Nghị quyết 12") && page.main.text.contains("Cán bộ specialist"))
      #expect(try await admin.submit(proposal, button: ("viec", "chap-nhan")).status == 200)
      let after = try await Self.stored("JOB", site)
      #expect(after.nameVi == Self.name && after.version == before.version + 1 && after.aliases == before.aliases)
      #expect(try await site.ask("GET", "/so-lieu/JOB").text.contains(Self.name))
      // Whoever proposed sees what became of it; both chains tell.
      let own = try await site.browser(of: .specialist).open(Self.list)
      #expect(own.rows(ofTable: "de-nghi").first?.last?.text.hasPrefix("Đã chấp nhận – Cán bộ installation") == true)
      for department in [ID<Department>("SO.A.62"), Department.installation] {
        let kinds = try await site.database.read {
          try AuditChain.entries(about: "proposal:\(proposal.dropFirst(Self.list.count + 1))", in: department, limit: 9, $0).map(
            \.kind)
        }
        #expect(kinds.contains("planning.proposal.adopted"), "\(department): \(kinds)")
      }
    }
  }

  /// What each person may do with a proposal of Kon Tum's specialist: the statuses of its page, of adopting, declining without a
  /// reason, declining, and taking back.
  @Test(arguments: [
    (TestPerson.specialist, [200, 403, 403, 403, 303]), (.administrator, [200, 403, 403, 403, 303]),
    (.head, [403, 403, 403, 403, 403]), (.director, [403, 403, 403, 403, 403]), (.district, [403, 403, 403, 403, 403]),
    (.commune, [403, 403, 403, 403, 403]), (.canThoSpecialist, [404, 404, 404, 404, 404]),
    (.installation, [200, 303, 422, 303, 404]), (.secondInstallation, [200, 303, 422, 303, 404]),
  ])
  func roleAndAct(person: TestPerson, statuses: [Int]) async throws {
    let acts = [("chap-nhan", ""), ("tu-choi", ""), ("tu-choi", "trùng với chỉ tiêu khác"), ("rut", "")]
    for engine in Engine.tested {
      try await withSite(engine) { site in
        let browser = try await site.browser(of: person)
        try await browser.open("/lam-viec")
        for (number, (act, reason)) in acts.enumerated() {
          let name = "Tên \(number)"
          let proposal = try await Self.propose(site, [("name_vi", name), ("reason", "vì thử")])
          let before = try await Self.stored("JOB", site)
          #expect(try await browser.send("GET", proposal).status == statuses[0], "\(person)")
          let fields = [("ma-bieu-mau", browser.formToken), ("viec", act), ("ly-do", reason)]
          let status = try await browser.send("POST", proposal, content: FormBody.encoded(fields)).status
          #expect(status == statuses[number + 1], "\(person) \(act) \(reason)")
          let isAdopted = act == "chap-nhan" && status == 303
          #expect(try await Self.stored("JOB", site).nameVi == (isAdopted ? name : before.nameVi), "\(person) \(act)")
          if status == 303 {
            // What is settled is settled.
            let admin = try await site.browser(of: .secondInstallation)
            try await admin.open("/lam-viec")
            let again = [("ma-bieu-mau", admin.formToken), ("viec", "chap-nhan")]
            #expect(try await admin.send("POST", proposal, content: FormBody.encoded(again)).status == 422)
          }
        }
      }
    }
  }

  @Test func nobodyDecidesHisOwnProposal() async throws {
    try await withSite { site in
      let proposal = try await Self.propose(site, by: .installation)
      let own = try await site.browser(of: .installation)
      #expect(try await own.open(proposal).main.text.contains("Rút đề nghị"))
      let fields = [("ma-bieu-mau", own.formToken), ("viec", "chap-nhan")]
      #expect(try await own.send("POST", proposal, content: FormBody.encoded(fields)).status == 422)
      #expect(try await Self.stored("JOB", site).nameVi != Self.name)
      let other = try await site.browser(of: .secondInstallation)
      try await other.open(proposal)
      #expect(try await other.submit(proposal, button: ("viec", "chap-nhan")).status == 200)
      #expect(try await Self.stored("JOB", site).nameVi == Self.name)
    }
  }

  @Test func aProposalOverAnOldVersionIsNotAdopted() async throws {
    try await withSite { site in
      let (first, second) = (
        try await Self.propose(site), try await Self.propose(site, [("name_vi", "Tên khác"), ("reason", "vì thử")])
      )
      #expect(first != second)
      let admin = try await site.browser(of: .installation)
      for (proposal, status) in [(second, 200), (first, 409)] {
        try await admin.open(proposal)
        #expect(try await admin.submit(proposal, button: ("viec", "chap-nhan")).status == status)
      }
      #expect(try await Self.stored("JOB", site).nameVi == "Tên khác")
    }
  }

  /// What is typed into the form of a shared indicator, and the field that says why no proposal is made of it.
  @Test(
    arguments: [
      ([("name_vi", "Tên khác")], "reason"), ([("name_vi", ""), ("reason", "vì thử")], "name_vi"),
      ([("aliases", "Tỷ lệ hộ nghèo"), ("reason", "vì thử")], "aliases"), ([("base", "POV"), ("reason", "vì thử")], "base"),
      ([("kind", "stock"), ("reason", "vì thử")], "kind"), ([("reason", "không đổi gì")], nil),
    ] as [([(String, String)], String?)])
  func whatIsNoProposal(typed: [(String, String)], field: String?) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open(Self.page)
      let acts = try await site.acts()
      let page = try await browser.submit(Self.page, typed)
      #expect(page.status == 422 && page.errors.count == 1, "\(page.errors)")
      if let field { #expect(page.error(at: field) != nil, "\(page.errors)") }
      for (name, value) in typed { #expect(page.form(to: Self.page)?[name] == value) }
      #expect(try await site.acts() == acts)
    }
  }

  @Test func mendingAReductionKeepsTheRateItCuts() async throws {
    try await withSite { site in
      let admin = try await site.browser(of: .installation)
      let browser = try await site.browser(of: .specialist)
      #expect(try await browser.open("/chi-tieu/POVRED").form(to: "/chi-tieu/POVRED")?["base"] == "POV")
      for (typed, base) in [([("name_vi", "Giảm nghèo")], "POV"), ([("base", "NEARPOV")], "NEARPOV")] {
        let proposal = try await Self.propose(site, typed + [("reason", "vì thử")], about: "POVRED")
        try await admin.open(proposal)
        #expect(try await admin.submit(proposal, button: ("viec", "chap-nhan")).status == 200)
        #expect(try await Self.stored("POVRED", site).base == base)
      }
    }
  }

  // MARK: Own indicators

  private static let typedOwn = [
    ("code", "HO"), ("name_vi", "Số hộ vay vốn"), ("unit", "hộ"), ("kind", "count"), ("direction", "up"),
  ]

  @Test(arguments: Engine.tested) func anOwnIndicatorIsTheDepartmentsAlone(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/chi-tieu/moi")
      let saved = try await browser.submit("/chi-tieu/moi", Self.typedOwn)
      #expect(saved.status == 200 && saved.main.text.contains("riêng của Sở"), "\(saved.errors)")
      #expect(try await Self.stored("A62.HO", site).owner == ID("SO.A.62"))
      // It is used like any other: a target, a result, the board.
      try await browser.open("/kh/2021/A62.HO/ket-qua?noi=A.62")
      #expect(try await browser.submit("/kh/2021/A62.HO/ket-qua", [("gia-tri", "120")]).status == 200)
      #expect(try await browser.open("/kh/2021?noi=A.62").main.text.contains("Số hộ vay vốn"))
      // Nobody of another department meets it: not in the list, not by its address, not on a plan, not in a file.
      let other = try await site.browser(of: .canThoSpecialist)
      #expect(try await !other.open("/chi-tieu").main.text.contains("Số hộ vay vốn"))
      for path in ["/chi-tieu/A62.HO", "/kh/2018/A62.HO?noi=A.92", "/kh/2018/A62.HO/ket-qua?noi=A.92"] {
        let (own, none) = (try await other.open(path), try await other.open(path.replacing("A62.HO", with: "A62.KHONG")))
        #expect(own.status == 404 && own.main.text.replacing("A62.HO", with: "A62.KHONG") == none.main.text, "\(path)")
      }
      for name in ["A62.HO", "Số hộ vay vốn"] {
        try await other.open("/nhap-tep")
        let page = try await other.submit(
          "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "xem"),
          file: ("tep", "kq.csv", "indicator,place,period,value\n\(name),92,2018,5\n"))
        #expect(page.rows(ofTable: "loi").map { $0[1].text } == ["indicator"], "\(name)")
        try await browser.open("/nhap-tep")
        let mine = try await browser.submit(
          "/nhap-tep", [("loai", "ket-qua")], button: ("viec", "xem"),
          file: ("tep", "kq.csv", "indicator,place,period,value\n\(name),62,2020,5\n"))
        #expect(mine.status == 200, "\(name): \(mine.errors)")
      }
      // Both may have the same names: nothing is said of the other's.
      try await other.open("/chi-tieu/moi")
      #expect(try await other.submit("/chi-tieu/moi", Self.typedOwn).status == 200)
      #expect(try await Self.stored("A92.HO", site).owner == ID("SO.A.92"))
    }
  }

  @Test(arguments: Engine.tested) func theApprovedFigureOfAnOwnIndicatorIsInternal(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/chi-tieu/moi")
      #expect(try await browser.submit("/chi-tieu/moi", Self.typedOwn + [("headline", "1")]).status == 200)
      let figure = "indicator,place,period,value\nA62.HO,62,2021,987654\n"
      try await WebFixture.importResults(Data(figure.utf8), into: site.database)
      let board = try await browser.open("/kh/2021?noi=A.62").main.text
      #expect(board.contains("Số hộ vay vốn") && board.contains("987.654"))
      for address in ["/", "/so-lieu", "/so-lieu.csv", "/so-lieu.json", "/so-lieu/JOB"] {
        let page = try await site.ask("GET", address)
        #expect(page.status == 200, "\(address)")
        for own in ["A62.HO", "Số hộ vay vốn", "987654", "987.654"] {
          #expect(!page.text.contains(own), "\(address): \(own)")
        }
      }
      #expect(try await site.ask("GET", "/so-lieu.csv").text.contains(",JOB,"))
      for ending in ["", ".csv", ".json"] {
        let own = try await site.ask("GET", "/so-lieu/A62.HO" + ending)
        let none = try await site.ask("GET", "/so-lieu/A62.KHONG" + ending)
        #expect(own.status == 404 && none.status == 404, "\(ending)")
        #expect(own.main.text.replacing("A62.HO", with: "A62.KHONG") == none.main.text, "\(ending)")
      }
    }
  }

  /// What is typed for a new own indicator over `typedOwn`, and the field that says what is wrong.
  @Test(arguments: [
    ([("code", "")], "code"), ([("name_vi", "Giải quyết việc làm")], "name_vi"), ([("code", "hộ nghèo")], "code"),
    ([("parent", "KHONGCO")], "parent"),
  ])
  func whatIsNoOwnIndicator(typed: [(String, String)], field: String) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/chi-tieu/moi")
      let page = try await browser.submit("/chi-tieu/moi", Self.typedOwn + typed)
      #expect(page.status == 422 && page.error(at: field) != nil, "\(page.errors)")
    }
  }

  @Test func aNewSharedIndicatorIsProposedToo() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/chi-tieu/moi")
      let sent = try await browser.submit("/chi-tieu/moi", Self.typedOwn + [("pham-vi", "chung"), ("reason", "cả nước dùng")])
      let proposal = try #require(Self.links(sent).first, "\(sent.errors)")
      #expect(try await site.database.read { try IndicatorStore.indicator("HO", $0) } == nil)
      let admin = try await site.browser(of: .installation)
      try await admin.open(proposal)
      #expect(try await admin.submit(proposal, button: ("viec", "chap-nhan")).status == 200)
      #expect(try await Self.stored("HO", site).owner == nil)
      let other = try await site.browser(of: .canThoSpecialist)
      #expect(try await other.open("/chi-tieu?tim=vay").main.text.contains("Số hộ vay vốn"))
      // The installation itself has no own ones: it proposes as well.
      let form = try await admin.open("/chi-tieu/moi").form(to: "/chi-tieu/moi")
      #expect(form != nil && form?["pham-vi"] == nil)
    }
  }
}
