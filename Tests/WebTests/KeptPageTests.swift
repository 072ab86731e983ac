import Hummingbird
import Kernel
import Published
import Synchronization
import TestSupport
import Testing

@testable import Storage
@testable import WebShared

/// Kept pages take a bounded room, are asked for under bounded names, and stand in while the database is away.
@Suite struct KeptPageTests {
  private static func page(_ size: Int) -> KeptPage {
    KeptPage(WebResponse(body: [UInt8](repeating: 120, count: size)), revision: 1)
  }

  @Test func theShelfIsBoundedByBytes() {
    var random = SeededRandom(seed: 72)
    var shelf = PageShelf(limit: 1_000_000)
    for number in 0..<3000 {
      shelf["\(number % 700)"] = KeptPageTests.page(Int.random(in: 0...120_000, using: &random))
      #expect(shelf.bytes <= 1_000_000)
    }
    #expect(shelf.bytes > 300_000)
    shelf["large"] = KeptPageTests.page(600_000)
    #expect(shelf["large"] == nil)
  }

  @Test func whatIsReadStays() {
    var shelf = PageShelf(limit: 100_000)
    shelf["read"] = KeptPageTests.page(1000)
    shelf["forgotten"] = KeptPageTests.page(1000)
    for number in 0..<200 {
      shelf["\(number)"] = KeptPageTests.page(1000)
      #expect(shelf["read"] != nil)
    }
    #expect(shelf["forgotten"] == nil && shelf["199"] != nil)
    shelf["read"] = nil
    #expect(shelf["read"] == nil)
  }

  /// However an address is dressed up, it is one page, and the page repeats nothing of the dress.
  @Test(arguments: [
    "/so-lieu?a=1", "/so-lieu?a=1//////", "/so-lieu?xong=khong-co", "/so-lieu?%zz=%ff&noi=%00", "//so-lieu",
    "/so-lieu?tiep=//evil.example",
  ])
  func oneAddressOnePage(address: String) async throws {
    try await withSite { site in
      let plain = try await site.ask("GET", "/so-lieu")
      let dressed = try await site.ask("GET", address)
      #expect(dressed.status == 200 && dressed.text == plain.text && dressed.header("etag") == plain.header("etag"))
    }
  }

  @Test func onlyTheDisplayCookieTellsReadersApart() async throws {
    let made = PiecewiseBody.Count()
    let counted: [Route] = [
      .published("/dem", on: [.published]) { _ in
        made.add()
        return WebResponse(body: [1])
      }
    ]
    try await withSite(adding: counted) { site in
      for cookie in ["a=1", "ansinh_chu=", "ansinh_chu=x", "b=ansinh_chu", "c=2; ansinh_chu=thuong"] {
        _ = try await site.ask("GET", "/dem?\(cookie)", headers: [("cookie", cookie)])
      }
      #expect(made.value == 1)
      for cookie in ["ansinh_chu=lon", "a=1; ansinh_chu=lon"] {
        _ = try await site.ask("GET", "/dem", headers: [("cookie", cookie)])
      }
      #expect(made.value == 2)
    }
  }

  /// Thirty readers at once: the page is made once.
  @Test func onePageIsMadeForAllWhoWait() async throws {
    let (asked, made) = (PiecewiseBody.Count(), PiecewiseBody.Count())
    let slow: [Route] = [
      .published("/cham", on: [.published]) { _ in
        made.add()
        // Until everybody has asked.
        while asked.value < 30 { await Task.yield() }
        return WebResponse(body: Array("xong".utf8))
      }
    ]
    try await withSite(adding: slow) { site in
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<30 {
          group.addTask {
            asked.add()
            return try await site.ask("GET", "/cham").text
          }
        }
        return try await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(answers == [String](repeating: "xong", count: 30))
      #expect(made.value == 1)
    }
  }

  @Test(arguments: Engine.tested) func theLastPageStandsInWhileTheDatabaseIsAway(engine: Engine) async throws {
    let clock = TestClock()
    try await withSite(engine, clock: clock) { home in
      let driver = AbsentDriver(home.site.database.driver)
      let site = try TestSite(Database(driver: driver, effects: clock.effects))
      let before = try await site.ask("GET", "/so-lieu/JOB")
      #expect(before.status == 200 && before.header("warning") == nil)
      clock.advance(seconds: 2)
      driver.isAway.withLock { $0 = true }
      let kept = try await site.ask("GET", "/so-lieu/JOB")
      #expect(kept.status == 200 && kept.text == before.text && kept.header("warning")?.hasPrefix("110 ") == true)
      let unknown = try await site.ask("GET", "/so-lieu/POV")
      #expect(unknown.status == 503 && unknown.header("retry-after") == "5" && unknown.isPlainErrorPage)
      let staff = try await site.ask(
        "GET", "/lam-viec", headers: [("cookie", "ansinh_session=\(String(repeating: "0", count: 64))")])
      #expect(staff.status == 503 || staff.status == 303)
      driver.isAway.withLock { $0 = false }
      clock.advance(seconds: 2)
      let back = try await site.ask("GET", "/so-lieu/JOB")
      #expect(back.status == 200 && back.header("warning") == nil)
    }
  }

  /// A page that was right for the state before stands in while the database is too busy to make the new one.
  @Test func anOlderPageStandsInWhileTheDatabaseIsBusy() async throws {
    let route = BusyRoute()
    try await withSite(adding: [route.route]) { site in
      #expect(try await site.ask("GET", "/ban").text == "1")
      let act = Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "")
      try await site.database.write(act) { transaction in
        transaction.touch(Subject(.published, of: ID("SO.A.62")))
        transaction.note(AuditNote(kind: "test", subject: "x"))
      }
      route.isBusy.withLock { $0 = true }
      let kept = try await site.ask("GET", "/ban")
      #expect(kept.status == 200 && kept.text == "1" && kept.header("warning") != nil)
      route.isBusy.withLock { $0 = false }
      #expect(try await site.ask("GET", "/ban").text == "2")
    }
  }
}

/// A page that counts how often it is made, and can be too busy.
private final class BusyRoute: Sendable {
  let isBusy = Mutex(false)
  private let made = Mutex(0)

  var route: Route {
    .published("/ban", on: [.published]) { [self] _ in
      if isBusy.withLock({ $0 }) { throw StorageError.busy("test") }
      let number = made.withLock { number in
        number += 1
        return number
      }
      return WebResponse(body: Array(String(number).utf8))
    }
  }
}

/// A database that can be away.
private final class AbsentDriver: Driver {
  let isAway = Mutex(false)
  private let base: any Driver

  init(_ base: any Driver) { self.base = base }

  var engine: Engine { base.engine }

  func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try refuseIfAway()
    return try await base.read(body)
  }

  func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try refuseIfAway()
    return try await base.write(body)
  }

  func close() async {}

  private func refuseIfAway() throws {
    if isAway.withLock({ $0 }) { throw StorageError.unavailable("test") }
  }
}
