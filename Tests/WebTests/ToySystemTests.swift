import Directory
import Foundation
import Kernel
import Planning
import Reporting
import Rulebook
import Storage
import Systems
import TestSupport
import Testing
import WebShared

@testable import StaffWeb

/// A system that moves in changes no line of the house; two that claim the same thing are refused at the start.
@Suite struct ToySystemTests {
  /// The shipped rules with the toy's permissions given to specialists and directors.
  private static let rulebook = Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ansinh-toy-\(Effects.live.newID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: WebFixture.content.appending(path: "rules"), to: folder)
    let file = folder.appending(path: "directory/roles.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacing("specialist: view_plan", with: "specialist: plan_visits confirm_visits view_plan")
      .replacing("director: view_plan", with: "director: plan_visits confirm_visits view_plan")
    try Data(text.utf8).write(to: file)
    return try Rulebook(directory: folder)
  }

  private func withToy(_ engine: Engine, _ body: (TestSite) async throws -> Void) async throws {
    try await withSite(engine) { site in
      try await site.database.migrate(InstalledSystems(WebFixture.systems + [ToySystem.system]).migrations)
      let guest = Guest(system: ToySystem.system, staff: ToySystem.staff, rulebook: try Self.rulebook.get())
      try await body(try TestSite(site.database, guest: guest))
    }
  }

  @Test(arguments: Engine.tested) func aSystemMovesIn(engine: Engine) async throws {
    try await withToy(engine) { site in
      let browser = try await site.browser(of: .specialist)
      // Menu, form with all errors at once, list.
      #expect(browser.page.text.contains("href=\"/tham-hoi\""))
      try await browser.open("/tham-hoi/moi")
      #expect(try await browser.submit("/tham-hoi/moi", [("don-vi", ""), ("gia-dinh", "")]).status == 422)
      for (day, family) in [("2021-12-01", "Gia đình A"), ("2021-12-02", "Gia đình B")] {
        try await browser.open("/tham-hoi/moi")
        let page = try await browser.submit("/tham-hoi/moi", [("don-vi", "A.23431"), ("ngay", day), ("gia-dinh", family)])
        #expect(page.status == 200 && page.text.contains(family), "\(page.errors)")
      }
      // Import: an error at its line, then the good file, which makes the list two pages long.
      try await browser.open("/nhap-tep")
      let bad = "unit,day,family\nA.23431,31/12,Gia đình C\n"
      let told = try await browser.submit("/nhap-tep", [("loai", "tham-hoi")], file: ("tep", "t.csv", bad))
      #expect(told.status == 422)
      let good = bad.replacing("31/12", with: "2021-12-03")
      try await browser.open("/nhap-tep")
      let previewed = try await browser.submit("/nhap-tep", [("loai", "tham-hoi")], file: ("tep", "t.csv", good))
      #expect(previewed.status == 200, "\(previewed.text)")
      let written = try await browser.submit("/nhap-tep", button: ("viec", "ghi"))
      #expect(written.text.contains("Đã ghi: thêm 1"), "\(written.text)")
      let first = try await browser.open("/tham-hoi")
      #expect(first.text.contains("Gia đình B") && !first.text.contains("Gia đình C") && first.text.contains("rel=\"next\""))
      // Desk, search.
      #expect(try await browser.open("/lam-viec").text.contains("Lượt thăm hỏi: 3"))
      #expect(try await browser.open("/tim-kiem?q=Gia").text.contains("Gia đình A"))
      // Workflow: not by the same person.
      let id = try #require(
        try await site.database.read { try $0.row("SELECT id FROM toy_visit ORDER BY day LIMIT 1")?.text("id") })
      let path = "/tham-hoi/\(id)/xac-nhan"
      let fields = FormBody.encoded([("ma-bieu-mau", browser.formToken)])
      #expect(try await browser.send("POST", path, content: fields).status == 403)
      let director = try await site.browser(of: .director)
      try await director.open("/tham-hoi")
      let done = try await director.send("POST", path, content: FormBody.encoded([("ma-bieu-mau", director.formToken)]))
      #expect(done.status == 303)
      #expect(try await director.open("/tham-hoi").text.contains("confirmed"))
    }
  }

  @Test func itsWorkIsDone() async throws {
    try await withToy(.sqlite) { site in
      let act = Act(by: WebFixture.actor, in: TestPerson.specialist.department, reason: "test")
      let job = try await site.database.write(act) { try JobQueue.enqueue(VisitCount.self, $0.act.department, $0).job }
      #expect(try await site.doJobs() == 1)
      let standing = try #require(try await site.database.read { try JobQueue.standing(job, $0) })
      #expect(try standing.outcome(of: VisitCount.self) == 0)
    }
  }

  /// What two systems both declare, and what is said of it.
  @Test(arguments: TwinError.Kind.allCases) func twinsAreRefused(kind: TwinError.Kind) async throws {
    let step = { (name: String) in Migration(name) { _ in [] } }
    let file = { (name: String) in ImportKind(name, address: name, permission: .viewRules) { _, _ in ImportOutcome() } }
    let pairs: [TwinError.Kind: (Systems.System, Systems.System, String)] = [
      .system: (Systems.System("a"), Systems.System("a"), "a"),
      .migration: (Systems.System("a", migrations: [step("7001_a")]), Systems.System("b", migrations: [step("7001_b")]), "7001"),
      .permission: (
        Systems.System("a", permissions: [Permission("see")]), Systems.System("b", permissions: [Permission("see")]), "see"
      ),
      .importKind: (Systems.System("a", imports: [file("x")]), Systems.System("b", imports: [file("x")]), "x"),
    ]
    guard let (first, second, name) = pairs[kind] else { return try await twinsOfTheProgram(kind) }
    let error = #expect(throws: TwinError.self) { try InstalledSystems([first, second]) }
    #expect(error?.twin == kind && error?.name == name && error?.first == "a" && error?.second == second.name)
  }

  private func twinsOfTheProgram(_ kind: TwinError.Kind) async throws {
    try await withSite { site in
      let error = #expect(throws: TwinError.self) {
        if kind == .route {
          let routes = [Route.get("/a/:x", .everybody) { _ in WebResponse() }, .get("/a/:y", .everybody) { _ in WebResponse() }]
          _ = try Route.gathered([("a", [routes[0]]), ("b", [routes[1]])])
        } else {
          let work: @Sendable (JobSetting) -> [JobHandler] = { [JobHandler(VisitCount($0.database))] }
          let systems = try InstalledSystems([Systems.System("a", jobs: work), Systems.System("b", jobs: work)])
          _ = try systems.jobs(
            JobSetting(
              database: site.database, files: site.site.files, roles: site.site.roles, rulebook: try WebFixture.rulebook.get()))
        }
      }
      #expect(error?.twin == kind && error?.first == "a" && error?.second == "b")
    }
  }
}
