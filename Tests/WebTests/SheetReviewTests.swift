import Directory
import Foundation
import Kernel
import Planning
import PlanningDemo
import Reporting
import Storage
import Territory
import TestSupport
import Testing
import WebShared
import Wording

/// Reviewing over HTTP: who may decide what in which state, the queue, and what a decision changes above.
@Suite struct SheetReviewTests {
  /// What stands in the field of an act's reason, by act.
  private static let fields = [
    "approve": "ly-do-duyet", "return": "ly-do-tra-lai", "unapprove": "ly-do-bo-duyet", "lock": "so-bao-cao",
  ]

  /// How a sheet gets into each state.
  private static let states: [String: [SheetAct]] = [
    "draft": [], "sent": [.submit], "passed on": [.submit, .approve], "approved": [.submit, .approve, .approve],
    "locked": [.submit, .approve, .approve, .lock], "returned": [.submit, .sendBack],
    "correcting": [.submit, .approve, .approve, .lock, .correct, .submit],
  ]

  /// Who does what in which state, with a reason or without: the status, and whether anything was written.
  private static let table: [(state: String, who: String, act: String, reason: String, status: Int)] = [
    // What was not sent is decided by nobody.
    ("draft", "district", "approve", "", 422), ("draft", "head", "approve", "", 422), ("draft", "head", "lock", "BC 01", 422),
    ("returned", "district", "approve", "", 422), ("returned", "commune", "approve", "", 403),
    // The district's turn.
    ("sent", "commune", "approve", "", 403), ("sent", "commune", "return", "vì thử", 403),
    ("sent", "neighbour", "approve", "", 404), ("sent", "other district", "approve", "", 404),
    ("sent", "other district", "return", "vì thử", 404), ("sent", "specialist", "approve", "", 403),
    ("sent", "administrator", "approve", "", 403), ("sent", "other province", "approve", "", 404),
    ("sent", "head", "approve", "", 422), ("sent", "director", "approve", "vì vội", 422),
    ("sent", "head", "unapprove", "vì thử", 422),
    ("sent", "district", "return", "", 422), ("sent", "district", "return", "kiểm tra dòng 4", 303),
    ("sent", "district", "approve", "", 303),
    // The department's turn.
    ("passed on", "district", "approve", "", 403), ("passed on", "district", "return", "vì thử", 403),
    ("passed on", "commune", "unapprove", "vì thử", 403), ("passed on", "other province", "approve", "", 404),
    ("passed on", "specialist", "approve", "", 403), ("passed on", "head", "return", "", 422),
    ("passed on", "head", "return", "thiếu dòng 2", 303), ("passed on", "head", "approve", "", 303),
    ("passed on", "director", "approve", "", 303),
    // Approved: only the last level takes it back, and says why.
    ("approved", "head", "unapprove", "", 422), ("approved", "director", "unapprove", "", 422),
    ("approved", "head", "unapprove", "  ", 422), ("approved", "district", "unapprove", "vì thử", 403),
    ("approved", "commune", "unapprove", "vì thử", 403), ("approved", "other province", "unapprove", "vì thử", 404),
    ("approved", "specialist", "unapprove", "vì thử", 403), ("approved", "head", "approve", "", 422),
    ("approved", "head", "unapprove", "xã báo nhầm", 303), ("approved", "head", "lock", "", 422),
    ("approved", "district", "lock", "BC 01", 403), ("approved", "director", "lock", "BC 01", 303),
    // Fixed: nothing but a correction, which goes the same way.
    ("locked", "head", "unapprove", "vì thử", 422), ("locked", "director", "lock", "BC 02", 422),
    ("correcting", "head", "approve", "", 422), ("correcting", "district", "approve", "", 303),
    // Nobody approves what he typed or sent, whatever else he may do.
    ("typed by both", "both", "approve", "", 422), ("typed by both", "both", "return", "gõ nhầm", 303),
    ("sent by both", "both", "approve", "", 422), ("sent by both", "district", "approve", "", 303),
  ]

  @Test(arguments: Engine.tested) func roleActState(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browsers = try await Self.browsers(site)
      let months = (2019...2021).flatMap { Period.periods(of: .month, in: $0) }
      for (index, row) in Self.table.enumerated() {
        let form = index < months.count ? "02-NCC" : "03-XH"
        let key = try SheetSite.key(months[index % months.count].description, form: form)
        try await Self.bring(key, to: row.state, site)
        let browser = try #require(browsers[row.who])
        let before = (acts: try await site.acts(), sheet: try await Self.sheet(key, site))
        let answer = try await Self.post(row.act, on: key, seen: before.sheet.version, reason: row.reason, browser)
        #expect(answer.status == row.status, "\(row)")
        let after = (acts: try await site.acts(), sheet: try await Self.sheet(key, site))
        let isWritten = after.acts != before.acts
        #expect(isWritten == (row.status == 303) && isWritten == (after.sheet != before.sheet), "\(row)")
        if row.status == 422 { #expect(answer.errors.count == 1, "\(row): \(answer.main.text)") }
      }
    }
  }

  // MARK: The people and sheets of the table

  private static func browsers(_ site: TestSite) async throws -> [String: TestBrowser] {
    let service = site.site.accounts
    let more: [(name: String, grants: [(Role, ID<AdministrativeUnit>)])] = [
      ("neighbour", [(.communeOfficer, ID("A.23401"))]), ("other district", [(.districtOfficer, WebFixture.ngocHoi)]),
      ("both", [(.communeOfficer, WebFixture.commune), (.districtOfficer, WebFixture.dakTo)]),
    ]
    for (name, grants) in more {
      _ = try await service.create(
        username: username(name), displayName: "Cán bộ \(name)", password: password,
        mustChangePassword: false, grants: grants.map { RoleGrant(role: $0.0, unit: $0.1, from: .testDay) },
        Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "test"))
    }
    var browsers: [String: TestBrowser] = [:]
    for (name, _) in more {
      browsers[name] = TestBrowser(site)
      try await browsers[name]?.signIn(username(name), password)
    }
    let people: [(String, TestPerson)] = [
      ("commune", .commune), ("district", .district), ("specialist", .specialist), ("head", .head), ("director", .director),
      ("administrator", .administrator), ("other province", .canThoDirector),
    ]
    for (name, person) in people { browsers[name] = try await site.browser(of: person) }
    for browser in browsers.values { try await browser.open("/lam-viec") }
    return browsers
  }

  private static let password = "cối đá, chum sành, gàu dai"

  private static func username(_ name: String) -> String { name.replacing(" ", with: ".") }

  private static func bring(_ key: SheetKey, to state: String, _ site: TestSite) async throws {
    guard state.hasSuffix("by both") else {
      try await SheetSite.fill(key, site)
      return try await SheetSite.perform(states[state] ?? [], on: key, site)
    }
    let both = try #require(try await site.database.read { try AccountStore.account(username: username("both"), $0) })
    try await SheetSite.fill(key, site)
    if state == "typed by both" {
      let entry = CellEntry(indicator: try #require(firstLine[key.form]), seen: 1, value: Quantity(11))
      try await SheetSite.type([entry], into: key, as: both.actor.id, site)
      return try await SheetSite.perform([.submit], on: key, site)
    }
    let rulebook = try WebFixture.rulebook.get()
    try await site.database.write(Act(by: both.actor, in: ID("SO.A.62"), reason: "")) { transaction in
      try SheetActs.perform(
        .submit, on: SheetContext.read(key, transaction), by: .installation, rulebook: rulebook, transaction)
    }
  }

  /// A line of each form that takes any number.
  private static let firstLine = ["02-NCC": "CONV", "03-XH": "BTXH"]

  private static func sheet(_ key: SheetKey, _ site: TestSite) async throws -> Sheet {
    try await site.database.read { try SheetStore.sheet(SheetContext.read(key, $0), $0) }
  }

  private static func post(
    _ act: String, on key: SheetKey, seen: Int, reason: String, _ browser: TestBrowser
  ) async throws -> TestPage {
    let form = [
      ("ma-bieu-mau", browser.formToken), ("viec", act), ("phien-ban", String(seen)), (fields[act] ?? "", reason),
    ]
    return try await browser.send("POST", path(key), content: FormBody.encoded(form))
  }

  private static func path(_ key: SheetKey) -> String { "/duyet/\(key.form)/\(key.place)/\(key.period)" }

  // MARK: Queue and pages

  @Test func whatChangedSinceIsNotApproved() async throws {
    try await withSite { site in
      let key = try SheetSite.key()
      try await SheetSite.fill(key, site)
      try await SheetSite.perform([.submit], on: key, site)
      let (first, second) = (try await site.browser(of: .district), try await site.browser(of: .district))
      for browser in [first, second] { try await browser.open(Self.path(key)) }
      #expect(try await first.submit(Self.path(key)).status == 200)
      let acts = try await site.acts()
      let stale = try await second.submit(Self.path(key))
      #expect(stale.status == 409 && stale.errors == [site.words().text("error.planning.stale_version")])
      #expect(stale.form(to: Self.path(key)) == nil, "it is the department's turn now")
      #expect(try await site.acts() == acts)
    }
  }

  @Test(arguments: Engine.tested) func oddSheetsComeFirst(engine: Engine) async throws {
    try await withSite(engine) { site in
      // Of three sheets the last has numbers far from those of the month before.
      for (period, form) in [("2021-11", "02-NCC"), ("2021-12", "03-XH")] {
        let key = try SheetSite.key(period, form: form)
        try await SheetSite.fill(key, site)
        try await SheetSite.perform([.submit], on: key, site)
      }
      let odd = try SheetSite.key("2021-12")
      try await SheetSite.fill(odd, site)
      let entry = CellEntry(indicator: "CONV", seen: 1, value: Quantity(5000), cause: "đợt điều dưỡng lớn", note: "sáu đợt")
      try await SheetSite.type([entry], into: odd, site)
      try await SheetSite.perform([.submit], on: odd, site)
      let browser = try await site.browser(of: .district)
      let queue = try await browser.open("/duyet")
      let rows = queue.rows(ofTable: "cho-duyet").map { $0.map(\.text) }
      #expect(rows.map { $0[2] } == ["Tháng 12/2021", "Tháng 11/2021", "Tháng 12/2021"])
      #expect(rows.map { $0[3] } == ["1", "0", "0"] && rows.allSatisfy { $0[4].contains("trễ hạn") })
      let filtered = try await browser.open("/duyet?bieu=03-XH&ky=2021-12")
      #expect(filtered.rows(ofTable: "cho-duyet").count == 1)
      // Nobody else's queue holds them, and who reviews nothing has none.
      #expect(try await site.browser(of: .head).open("/duyet").rows(ofTable: "cho-duyet").map(\.count) == [1])
      for person in [TestPerson.commune, .specialist, .administrator] {
        #expect(try await site.browser(of: person).open("/duyet").status == 403)
      }
      // The odd line stands first, with the move, the unit's word and the hint at a round number.
      let page = try await browser.open(Self.path(odd))
      let first = page.rows(ofTable: "so-lieu").first?.map(\.text) ?? []
      #expect(first.first?.contains("Điều dưỡng") == true && first[1] == "5.000" && first[3] == "+49.900%")
      for part in ["đợt điều dưỡng lớn", "sáu đợt", "số tròn"] { #expect(first.last?.contains(part) == true, "\(part)") }
      #expect(page.main.text.contains("chuyển lên Sở"))
    }
  }

  /// What the province's board says of the convalescence of 2021.
  private func boardLine(_ browser: TestBrowser) async throws -> String? {
    let rows = try await browser.open("/kh/2021?noi=A.62").rows(ofTable: "bang-ke-hoach").map { $0.map(\.text) }
    return rows.first { $0[0].hasPrefix("Điều dưỡng người có công") }?[2]
  }

  @Test func aDecisionSaysWhatWasDone() async throws {
    try await withSite { site in
      let key = try SheetSite.key()
      try await SheetSite.fill(key, site)
      try await SheetSite.perform([.submit], on: key, site)
      let district = try await site.browser(of: .district)
      try await district.open(Self.path(key))
      let passed = try await district.submit(Self.path(key))
      #expect(passed.address.hasPrefix("/duyet?") && passed.main.text.contains("chuyển lên Sở"))
      let head = try await site.browser(of: .head)
      #expect(try await boardLine(head) == nil)
      try await head.open(Self.path(key))
      #expect(try await head.submit(Self.path(key)).main.text.contains("đã vào bảng của tỉnh"))
      // The province's board has it in the same second, and says how much is behind it.
      #expect(try await boardLine(head) == "10 1/10 huyện · 1/12 tháng")
      // Taken back with a reason, it is gone, and the unit is told.
      let approved = try await head.open("/duyet")
      #expect(approved.rows(ofTable: "bang-da-duyet").count == 1)
      try await head.open(Self.path(key))
      let refused = try await head.submit(Self.path(key))
      #expect(refused.status == 422 && refused.error(at: "ly-do-bo-duyet") != nil)
      let undone = try await head.submit(Self.path(key), [("ly-do-bo-duyet", "xã báo nhầm")])
      #expect(undone.status == 200 && undone.main.text.contains("Đã bỏ duyệt"))
      #expect(try await boardLine(head) == nil)
    }
  }
}
