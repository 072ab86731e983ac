import Foundation
import Kernel
import Planning
import TestSupport
import Testing
import WebShared

@testable import Storage

/// Public pages are kept until something changes, and not a moment longer.
@Suite struct PageCacheTests {
  private static let result = "indicator,place,period,value\nSI,92,2018,33.3\n"

  @Test func aKeptPageHasTheSameTagAndIsNotSentAgain() async throws {
    try await withSite { site in
      for address in ["/", "/so-lieu", "/so-lieu/JOB", "/so-lieu/JOB.csv", "/so-lieu/JOB.json", "/en/so-lieu/JOB"] {
        let first = try await site.ask("GET", address)
        let second = try await site.ask("GET", address)
        let tag = try #require(first.header("etag"))
        #expect(first.text == second.text && second.all("etag") == [tag])
        #expect(first.header("cache-control") == "public, max-age=0, must-revalidate")
        for known in [tag, "W/\(tag)", "\"other\", \(tag)"] {
          let unchanged = try await site.ask("GET", address, headers: [("if-none-match", known)])
          #expect(unchanged.status == 304 && unchanged.text.isEmpty && unchanged.header("etag") == tag, "\(known)")
          #expect(unchanged.header("x-content-type-options") == "nosniff" && unchanged.header("content-type") == nil)
        }
        #expect(try await site.ask("GET", address, headers: [("if-none-match", "\"other\"")]).status == 200)
      }
    }
  }

  @Test func pagesOfDifferentReadersAreKeptApart() async throws {
    try await withSite { site in
      let plain = try await site.ask("GET", "/so-lieu")
      let large = try await site.ask("GET", "/so-lieu", headers: [("cookie", "ansinh_chu=lon")])
      let english = try await site.ask("GET", "/en/so-lieu")
      #expect(Set([plain, large, english].map(\.text)).count == 3)
      #expect(try await site.ask("GET", "/so-lieu").text == plain.text)
      #expect(large.text.contains("large-text") && !plain.text.contains("large-text"))
    }
  }

  @Test(arguments: Engine.tested) func aChangeOfThisProgramShowsAtOnce(engine: Engine) async throws {
    try await withSite(engine) { site in
      #expect(try await site.ask("GET", "/so-lieu/SI").text.contains("33,3") == false)
      let tag = try await site.ask("GET", "/so-lieu/SI").header("etag")
      // The clock stands still: the page must not wait for the next second.
      try await WebFixture.importResults(.init(PageCacheTests.result.utf8), into: site.database)
      let after = try await site.ask("GET", "/so-lieu/SI", headers: [("if-none-match", tag ?? "")])
      #expect(after.status == 200 && after.text.contains("33,3%"))
    }
  }

  @Test(arguments: Engine.tested) func aChangeOfAnotherProgramShowsWithinASecond(engine: Engine) async throws {
    let clock = TestClock()
    try await withSite(engine, clock: clock) { site in
      let other = Database(driver: site.database.driver, effects: Effects.fixed(on: .testDay, seed: 7))
      #expect(try await site.ask("GET", "/so-lieu/SI").text.contains("33,3") == false)
      try await WebFixture.importResults(.init(PageCacheTests.result.utf8), into: other)
      clock.advance(seconds: 1)
      #expect(try await site.ask("GET", "/so-lieu/SI").text.contains("33,3%"))
    }
  }

  @Test func aWriteThatFailsChangesNothing() async throws {
    try await withSite { site in
      let before = site.database.writes
      let act = Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "")
      await #expect(throws: StorageError.self) {
        try await site.database.write(act) { _ = try $0.run("UPDATE planning_target SET note = 'x'") }
      }
      #expect(site.database.writes == before)
      try await site.database.write(act) { $0.note(AuditNote(kind: "test", subject: "x")) }
      #expect(site.database.writes == before + 1)
    }
  }
}
