import Foundation
import Kernel
import Rulebook
import Synchronization
import TestSupport
import Testing

/// A value of a rule is decoded once, each for its own days.
@Suite struct DecodedRulesTests {
  private struct Share: Sendable, Equatable {
    let text: String
  }

  private struct Other: Sendable, Equatable {
    let length: Int
  }

  private struct Fault: Error {}

  @Test func eachValueOnceAndEachOnItsDays() throws {
    let rulebook = try Rulebook(directory: ContentFolder.url.appending(path: "rules"))
    let rule = try #require(rulebook.rules.first { $0.values.count > 1 })
    let made = Mutex<[CivilDate?]>([])
    func share(_ day: CivilDate) throws -> Share {
      try rulebook.decoded(rule.id, on: day) { value in
        made.withLock { $0.append(value.from) }
        return Share(text: "\(value.value)")
      }
    }
    let second = try #require(rule.values.dropFirst().first)
    let begins = try #require(second.from)
    for _ in 0..<3 {
      // The day before the second value began, and the day it did.
      #expect(try share(begins.adding(days: -1)) == Share(text: "\(rule.values[0].value)"))
      #expect(try share(begins) == Share(text: "\(second.value)"))
    }
    #expect(made.withLock { $0 } == [rule.values[0].from, second.from])
    let other = try rulebook.decoded(rule.id, on: begins) { Other(length: $0.document.count) }
    #expect(other == Other(length: second.document.count), "another type of the same value")
    let whole = try rulebook.decoded(rule.id) { $0.values.count }
    #expect(whole == rule.values.count)
  }

  @Test func aFaultIsToldAgain() throws {
    let rulebook = try Rulebook(directory: ContentFolder.url.appending(path: "rules"))
    let rule = try #require(rulebook.rules.first)
    let day = try #require(rule.values.last?.from ?? CivilDate(iso: "2024-01-01"))
    for _ in 0..<2 {
      #expect(throws: Fault.self) { try rulebook.decoded(rule.id, on: day) { _ -> Share in throw Fault() } }
    }
    #expect(try rulebook.decoded(rule.id, on: day) { _ in Share(text: "now") } == Share(text: "now"))
    #expect(throws: RulebookError.unknownRule(id: "no/such")) { try rulebook.decoded("no/such") { $0.id } }
  }
}
