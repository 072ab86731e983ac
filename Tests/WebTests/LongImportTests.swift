import Directory
import Kernel
import Planning
import Storage
import Systems
import TestSupport
import Testing
import WebShared
import Wording

/// A long file is a job: its page looks again by itself until it is over, and then shows what a short one's shows at once.
@Suite struct LongImportTests {
  private static let page = "/nhap-tep"

  /// More rows than a request takes: months of one indicator and place, told one by one, with a long remark.
  private static let long: String = {
    let remark = String(repeating: "ghi ", count: 200)
    let rows = (2015...2021).flatMap { year in
      (1...12).flatMap { month in
        ["JOB", "VOC", "ABROAD", "SI"].map { "\($0),62,\(year)-\(month < 10 ? "0" : "")\(month),\(month),\(remark)\n" }
      }
    }
    return "indicator,place,period,value,note\n" + rows.joined()
  }()

  /// Sends a file; where its page is.
  private func send(_ text: String, _ browser: TestBrowser) async throws -> TestPage {
    try await browser.open(Self.page)
    return try await browser.submit(Self.page, [("loai", "ket-qua")], button: ("viec", "xem"), file: ("tep", "nam.csv", text))
  }

  private func jobs(_ site: TestSite) async throws -> [JobStanding] {
    try await site.database.read { try JobQueue.standings(limit: 10, $0) }
  }

  @Test(arguments: Engine.tested) func aLongFileIsCheckedAndWrittenByTheRunner(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      let acts = try await site.acts()
      let waiting = try await send(Self.long, browser)
      #expect(waiting.status == 200 && waiting.header("refresh") == "2")
      #expect(waiting.text.contains(site.words().text("job.waits")) && !waiting.text.contains("<progress"))
      #expect(try await site.doJobs() == 1)
      #expect(try await site.acts() == acts)
      // What is previewed is what is confirmed, by the file's id alone.
      let preview = try await browser.open(waiting.address)
      #expect(preview.status == 200 && preview.header("refresh") == nil)
      #expect(preview.text.contains("Chưa ghi gì. Sẽ thêm"))
      let form = try #require(preview.form(to: Self.page))
      #expect(form.action.contains("ma-tep=") && preview.text.utf8.count < 40_000)
      let writing = try await browser.submit(Self.page, button: ("viec", "ghi"))
      #expect(writing.header("refresh") == "2" && writing.address != waiting.address)
      // Pressed twice, it is the same job.
      var again = form
      again.type("ghi", into: "viec")
      let twice = try await browser.send("POST", again.action, content: FormBody.encoded(again.fields))
      #expect(twice.status == 303 && twice.header("location") == writing.address)
      #expect(try await site.doJobs() == 1)
      let written = try await browser.open(writing.address)
      #expect(written.text.contains("Đã ghi: thêm") && written.form(to: Self.page)?.action.contains("ma-tep=") == false)
      #expect(try await site.acts() == acts + 1)
      // A file is written once; the page of files leads back to what became of it.
      #expect(try await browser.send("POST", again.action, content: FormBody.encoded(again.fields)).status == 409)
      #expect(try await browser.open(Self.page).text.contains("href=\"\(writing.address)\""))
      let author = try await site.database.read { transaction in
        try transaction.row("SELECT actor FROM audit_entry WHERE kind = 'planning.import.results' AND reason = 'nam.csv'")?
          .requiredText("actor")
      }
      #expect(author?.hasPrefix("account:") == true)
    }
  }

  /// The page looks again every two seconds, so it must cost little; a long file's as little as any.
  @Test func lookingAgainCostsFewStatements() async throws {
    let count = StatementCount()
    try await withSite(counting: count) { site in
      let browser = try await site.browser(of: .specialist)
      let address = try await send(Self.long, browser).address
      let waiting = try await count.during { _ = try await browser.open(address) }
      try await site.doJobs()
      let done = try await count.during { _ = try await browser.open(address) }
      #expect(waiting <= 4 && done <= 5, "\(waiting), then \(done)")
    }
  }

  @Test func rowsAtFaultAreListed() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let bad = (1...150).map { "KHONGCO,62,2021,\($0),\n" }.joined()
      let address = try await send(Self.long + bad, browser).address
      try await site.doJobs()
      let page = try await browser.open(address)
      #expect(page.text.contains("150 lỗi") && page.text.ranges(of: "KHONGCO").count == ImportReport.most)
      _ = try await browser.submit(Self.page, button: ("viec", "ghi-dong-tot"))
      #expect(try await site.doJobs() == 1)
      #expect(try await jobs(site).contains { try $0.outcome(of: FileImportJob.self)?.outcome.wasWritten == true })
    }
  }

  @Test(arguments: Engine.tested) func anImportIsCancelledByItsOwnerAlone(engine: Engine) async throws {
    try await withSite(engine) { site in
      let (browser, other) = (try await site.browser(of: .specialist), try await site.browser(of: .colleague))
      let waiting = try await send(Self.long, browser)
      #expect(try await other.open(waiting.address).status == 404)
      try await other.open(Self.page)
      let theirs = FormBody.encoded([("ma-bieu-mau", other.formToken)])
      #expect(try await other.send("POST", waiting.address + "/huy", content: theirs).status == 404)
      let cancelled = try await browser.submit(waiting.address + "/huy")
      #expect(cancelled.text.contains(site.words().text("import.cancelled")) && cancelled.header("refresh") == nil)
      #expect(try await site.doJobs() == 0)
    }
  }

  /// Cancelled while its rows are written: nothing of it is kept, and the file can be written after all.
  @Test(arguments: Engine.tested) func whatWasWrittenIsUndoneWhereTheWorkStops(engine: Engine) async throws {
    try await withSite(engine) { site in
      let viewer = try #require(
        try await site.database.read { transaction in
          let account = try AccountStore.account(username: TestPerson.specialist.username, transaction)
          return try account.flatMap { try AccountStore.viewer($0.id, WebFixture.roles, on: .testDay, transaction) }
        })
      let file = try await site.site.files.stage(
        Array(Self.long.utf8), named: "nam.csv", by: viewer.account.actor, for: "planning.results", taking: FileType.tables)
      let asked = FileImport(file, .results, mode: .allOrNothing, by: viewer.account.id)
      let count: @Sendable () async throws -> Int = {
        try await site.database.read { try $0.row("SELECT COUNT(*) AS n FROM planning_result")?.requiredInteger("n") ?? 0 }
      }
      let (before, acts) = (try await count(), try await site.acts())
      await #expect(throws: CancellationError.self) {
        try await asked.run(Array(Self.long.utf8), as: .results, by: viewer, into: site.database) { step, _, _ in
          if step == .writing { throw CancellationError() }
        }
      }
      #expect(try await count() == before)
      #expect(try await site.acts() == acts)
      #expect(try await asked.run(Array(Self.long.utf8), as: .results, by: viewer, into: site.database).wasWritten)
    }
  }

  /// Whoever may import nothing any more when the work begins is told so, and nothing is written.
  @Test func rightsAreThoseOfTheMomentTheWorkBegins() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let address = try await send(Self.long, browser).address
      try await site.database.write(Act(by: WebFixture.actor, in: TestPerson.specialist.department, reason: "test")) {
        transaction in
        guard let account = try AccountStore.account(username: TestPerson.specialist.username, transaction) else { return }
        try AccountStore.close(account.id, transaction)
      }
      try await site.doJobs()
      let standing = try #require(try await jobs(site).first)
      #expect(standing.state == .failed && standing.failure == "systems.may_not_import")
      #expect(address.hasSuffix(standing.id.rawValue))
    }
  }
}
