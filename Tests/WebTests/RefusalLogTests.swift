import Kernel
import Logging
import Storage
import Synchronization
import TestSupport
import Testing

@testable import WebShared

/// What is refused leaves a line with codes and ids, and an attack no flood of them.
@Suite struct RefusalLogTests {
  @Test(arguments: Engine.tested) func refusalsLeaveOneLineEach(engine: Engine) async throws {
    let lines = LogLines()
    try await withSite(engine) { home in
      let site = try TestSite(home.database, logger: lines.logger)
      let stranger = site.visitor()
      try await stranger.signIn("khong.co.ten", "mat-khau-bi-mat-khau")
      for _ in 0..<5 { try await stranger.signIn("ten.bi.mat", "mat-khau-bi-mat-khau") }
      _ = try await stranger.send(
        "POST", "/dang-nhap", content: FormBody.encoded([("ten", "x"), ("ma-bieu-mau", "token-bi-mat")]))
      _ = try await stranger.send("POST", "/nhap-tep?noi=A.62")
      let browser = try await site.browser(of: .specialist)
      let name = TestPerson.specialist.username
      let row = try await site.database.read { try $0.row("SELECT id FROM directory_account WHERE username = \(name)") }
      let account = try #require(row?.text("id"))
      _ = try await browser.send("GET", "/kh/2021?noi=A.92")
      _ = try await browser.send("GET", "/kh/2021?noi=%3Cscript%3E")
      _ = try await browser.send("GET", "/nguoi-dung")
      _ = try await browser.send("GET", "/nhap/01-LD/A.92/2021-12")
      _ = try await browser.send("POST", "/kh/2021/JOB/ket-qua?noi=A.62", content: FormBody.encoded([("ma-bieu-mau", "x")]))
      let read = lines.all
      for (reason, route, who, unit) in [
        ("directory.wrong_credentials", "POST /dang-nhap", "-", nil), ("web.form_expired", "POST /dang-nhap", "-", nil),
        ("web.signed_out_lost", "POST /nhap-tep", "-", "A.62"), ("web.forbidden", "GET /kh/:nam", account, "A.92"),
        ("web.forbidden", "GET /nguoi-dung", account, nil),
        ("planning.unknown_sheet", "GET /nhap/:bieu/:noi/:ky", account, "A.92"),
        ("web.form_expired", "POST /kh/:nam/:ma/ket-qua", account, "A.62"),
      ] as [(String, String, String, String?)] {
        #expect(
          read.contains { $0["reason"] == reason && $0["route"] == route && $0["account"] == who && $0["unit"] == unit },
          "\(reason) \(route) \(read)")
      }
      for word in ["bi-mat", "bi.mat", "khong.co", "<script", "specialist", TestPerson.specialist.password] {
        #expect(!read.contains { line in line.values.contains { $0.contains(word) } }, "\(word) stands in the log")
      }
    }
  }

  @Test func aFloodIsCounted() {
    let (lines, clock) = (LogLines(), TestClock())
    let log = RefusalLog(logger: lines.logger, effects: clock.effects)
    let route = Route.get("/x", .signedIn) { _ in WebResponse() }
    let request = WebRequest(method: "GET", path: "/x")
    var response = WebResponse(status: 403)
    response.refusal = "web.forbidden"
    for _ in 0..<1000 { log.note(response, route, request) }
    #expect(lines.all.count == 10)
    response.refusal = "web.form_expired"
    log.note(response, route, request)
    #expect(lines.all.count == 11)
    clock.advance(seconds: 1)
    response.refusal = "web.forbidden"
    log.note(response, route, request)
    #expect(lines.all.last?["suppressed"] == "990")
    log.note(response, route, request)
    #expect(lines.all.last?["suppressed"] == nil && lines.all.count == 13)
  }

  @Test func whatIsNotRefusedLeavesNone() {
    let lines = LogLines()
    let log = RefusalLog(logger: lines.logger, effects: TestClock().effects)
    let route = Route.post("/x", .signedIn) { _ in WebResponse() }
    for status in [200, 303, 304, 400, 404, 405, 409, 413, 422, 500, 503] {
      var response = WebResponse(status: status)
      response.refusal = "planning.stale_version"
      log.note(response, route, WebRequest(method: "POST", path: "/x"))
    }
    #expect(lines.all.isEmpty)
  }
}

/// Gathers what is logged: each line's values, its message under `message`.
final class LogLines: Sendable {
  private let lines = Mutex<[[String: String]]>([])

  var all: [[String: String]] { lines.withLock { $0 } }

  var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

  private func add(_ line: [String: String]) { lines.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      var line = (event.metadata ?? [:]).mapValues { "\($0)" }
      line["message"] = "\(event.message)"
      lines.add(line)
    }
  }
}
