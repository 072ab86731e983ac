import Directory
import Kernel
import PlanningDemo
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// Roles over HTTP: who opens accounts with which role, and who confirms it.
@Suite struct GrantPageTests {
  private static let list = "/quyen-cho-xac-nhan"

  /// The roles an administrator gives alone.
  private static let atOnce: Set<Role> = [.specialist, .communeOfficer]

  private static func held(_ username: String, _ site: TestSite) async throws -> [Role]? {
    try await site.database.read { transaction in
      guard let account = try AccountStore.account(username: username, transaction) else { return nil }
      return try AccountStore.grants(of: account.id, transaction).map(\.role)
    }
  }

  private static func requested(_ username: String, _ site: TestSite) async throws -> [RoleGrant] {
    try await site.database.read { transaction in
      guard let account = try AccountStore.account(username: username, transaction) else { return [] }
      return try GrantRequestStore.requests(of: account.id, transaction).map(\.grant)
    }
  }

  @Test(arguments: Engine.tested) func everyRoleGrantingEveryRole(engine: Engine) async throws {
    try await withSite(engine) { site in
      for person in [TestPerson.specialist, .head, .director, .district, .commune, .administrator, .installation] {
        let browser = try await site.browser(of: person)
        try await browser.open("/lam-viec")
        for role in Role.shipped {
          let username = "moi.\(person.username).\(role.rawValue)"
          let fields = [
            ("ma-bieu-mau", browser.formToken), ("ten", username), ("ho-ten", "Người mới"), ("vai-tro", role.rawValue),
            ("don-vi", "A.62"),
          ]
          let answer = try await browser.send("POST", "/nguoi-dung", content: FormBody.encoded(fields))
          let held = try await Self.held(username, site)
          // An administrator of the installation opens accounts of the installation only, whatever the form says.
          if person == .installation {
            let unit = try await Self.requested(username, site).map(\.unit)
            #expect(answer.status == 200 && held == [] && unit == [RoleGrant.installation], "\(role)")
            continue
          }
          guard person == .administrator else {
            #expect(answer.status == 403 && held == nil, "\(person) grants \(role)")
            continue
          }
          #expect(answer.status == 200 && held == (Self.atOnce.contains(role) ? [role] : []), "\(role)")
        }
      }
    }
  }

  /// Who settles the request of an administrator to make somebody director of Kon Tum: the status of its page, and whether his
  /// confirmation counts.
  @Test(arguments: [
    (TestPerson.administrator, 200, false), (.specialist, 403, false), (.head, 403, false), (.district, 403, false),
    (.commune, 403, false), (.canThoDirector, 404, false), (.director, 200, true), (.installation, 200, true),
  ])
  func whoConfirms(person: TestPerson, status: Int, counts: Bool) async throws {
    for engine in Engine.tested {
      try await withSite(engine) { site in
        let asking = try await site.browser(of: .administrator)
        try await asking.open("/nguoi-dung")
        let opened = try await asking.submit(
          "/nguoi-dung", [("ten", "giam.doc"), ("ho-ten", "Người mới"), ("vai-tro", "director"), ("don-vi", "A.62")])
        #expect(opened.main.text.contains("chờ người thứ hai xác nhận") && opened.main.text.contains("Cán bộ administrator"))
        let request = try #require(
          try await site.database.read { try GrantRequestStore.requests(in: ID("SO.A.62"), $0).first })
        let address = "\(Self.list)/\(request.id)"
        let browser = try await site.browser(of: person)
        let page = try await browser.open(address)
        #expect(page.status == status, "\(person)")
        let fields = [("ma-bieu-mau", browser.formToken), ("viec", "xac-nhan")]
        let answer = try await browser.send("POST", address, content: FormBody.encoded(fields))
        #expect((answer.status == 303) == counts, "\(person) \(answer.status)")
        #expect(try await Self.held("giam.doc", site) == (counts ? [.director] : []), "\(person)")
      }
    }
  }

  @Test func theGrantedSeeWhoGrantedThem() async throws {
    try await withSite { site in
      let asking = try await site.browser(of: .administrator)
      try await asking.open("/nguoi-dung")
      let opened = try await asking.submit(
        "/nguoi-dung", [("ten", "giam.doc"), ("ho-ten", "Người mới"), ("vai-tro", "director"), ("don-vi", "A.62")])
      let password = try #require(opened.main.text.firstMatch(of: /hiện một lần\): ([a-z-]+)/)?.output.1)
      let person = TestBrowser(site)
      try await person.signIn("giam.doc", String(password))
      #expect(try await person.open("/mat-khau").main.text.contains("do Cán bộ administrator đề nghị"))
      let director = try await site.browser(of: .director)
      #expect(try await director.open("/lam-viec").main.text.contains("Quyền chờ xác nhận: 1"))
      let list = try await director.open(Self.list)
      let link = try #require(list.main.all("a").compactMap { $0.attributes["href"] }.first { $0.hasPrefix(Self.list + "/") })
      try await director.open(link)
      let unreasoned = try await director.submit(link, button: ("viec", "tu-choi"))
      #expect(unreasoned.status == 422 && unreasoned.error(at: "ly-do") != nil)
      let done = try await director.submit(link, button: ("viec", "xac-nhan"))
      #expect(done.status == 200 && done.main.text.contains(site.words().text("flash.grant_confirmed")))
      // The open session is over: the new right begins with a new one.
      #expect(try await person.send("GET", "/mat-khau").status == 303)
      try await person.signIn("giam.doc", String(password))
      let own = try await person.open("/mat-khau").main.text
      #expect(own.contains("do Cán bộ administrator cấp ngày") && own.contains("Cán bộ director xác nhận ngày"), "\(own)")
      #expect(try await director.open("/mat-khau").main.text.contains("do dòng lệnh (tester) cấp ngày"))
    }
  }
}
