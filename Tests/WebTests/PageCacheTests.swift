import Figures
import Foundation
import Kernel
import Planning
import Published
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

  /// What staff do elsewhere leaves a page as it was made; so does an act of another process.
  @Test(arguments: Engine.tested) func whatDoesNotConcernAPageLeavesItKept(engine: Engine) async throws {
    let count = StatementCount()
    let clock = TestClock()
    try await withSite(engine, clock: clock, counting: count) { site in
      let other = Database(driver: site.database.driver, effects: Effects.fixed(on: .testDay, seed: 7))
      for address in ["/", "/so-lieu/JOB", "/so-lieu/KHONGCO", "/khong-co"] { _ = try await site.ask("GET", address) }
      for number in 0..<20 {
        let act = Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "việc khác")
        try await (number % 2 == 0 ? site.database : other).write(act) { $0.note(AuditNote(kind: "test", subject: "x")) }
      }
      // Nor do sign-ins, failed ones among them: they are no acts.
      let acts = try await site.acts()
      _ = try await site.browser(of: .head)
      let stranger = site.visitor()
      try await stranger.open("/dang-nhap")
      let failed = try await stranger.submit("/dang-nhap", [("ten", TestPerson.director.username), ("mat-khau", "sai rồi")])
      #expect(failed.status == 422 || failed.status == 401)
      #expect(try await site.acts() == acts)
      let written = try await count.during {
        for address in ["/", "/so-lieu/JOB", "/so-lieu/KHONGCO"] { _ = try await site.ask("GET", address) }
      }
      #expect(written == 0, "acts that touch nothing public")
      // A draft is none of the public's; the look-up after a second finds nothing new.
      let draft = Data("indicator,place,period,value\nJOB,92,2018,1\n".utf8)
      try await WebFixture.importResults(draft, status: .draft, into: other)
      clock.advance(seconds: 1)
      let lookedUp = try await count.during {
        for address in ["/", "/so-lieu/JOB", "/so-lieu/KHONGCO"] { _ = try await site.ask("GET", address) }
      }
      #expect(lookedUp == 1, "the revisions, once")
    }
  }

  @Test func anUnknownAddressIsKeptUntilItExists() async throws {
    let count = StatementCount()
    try await withSite(.sqlite, counting: count) { site in
      for address in ["/so-lieu/MOI", "/so-lieu/MOI.csv", "/so-lieu/moi.json", "/en/so-lieu/MOI"] {
        let first = try await site.ask("GET", address)
        #expect(first.status == 404 && first.header("cache-control") == "no-store" && first.header("etag") == nil)
        let again = try await count.during {
          let second = try await site.ask("GET", address)
          #expect(second.status == 404 && second.text == first.text)
        }
        #expect(again == 0, "\(address)")
      }
      try await site.database.write(Act(by: WebFixture.actor, in: Department.installation, reason: "thêm")) { transaction in
        var indicator = try #require(try IndicatorStore.indicator("JOB", transaction))
        indicator = Indicator(
          code: "MOI", nameVi: "Mới", nameEn: "New", aliases: [], unit: indicator.unit, sector: indicator.sector,
          kind: indicator.kind, direction: indicator.direction, decimals: 0, attainmentDecimals: 2, isHeadline: false,
          parent: nil, base: nil, leadUnit: "", version: 0)
        try IndicatorStore.save(indicator, transaction)
      }
      try await WebFixture.importResults(.init("indicator,place,period,value\nMOI,92,2018,3\n".utf8), into: site.database)
      #expect(try await site.ask("GET", "/so-lieu/MOI").status == 200)
    }
  }

  @Test func aWriteThatFailsTouchesNothing() async throws {
    try await withSite { site in
      let kinds: Set<Subject.Kind> = [.published]
      let before = site.database.touches(of: kinds)
      let act = Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "")
      await #expect(throws: StorageError.self) {
        try await site.database.write(act) { transaction in
          transaction.touch(Subject(.published, of: ID("SO.A.62")))
          _ = try transaction.run("UPDATE planning_target SET note = 'x'")
        }
      }
      #expect(site.database.touches(of: kinds) == before)
      try await site.database.write(act) { transaction in
        transaction.touch(Subject(.published, of: ID("SO.A.62")))
        transaction.note(AuditNote(kind: "test", subject: "x"))
      }
      #expect(site.database.touches(of: kinds) == before + 1)
    }
  }
}
