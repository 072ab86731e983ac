import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Reporting

/// Typing into a sheet: what is kept, what is refused at its cell, and what two people at one cell see.
@Suite struct CellActTests {
  typealias Fixture = SheetFixture

  private static func key(_ form: String = "01-LD", _ period: String = "2020-05") throws -> SheetKey {
    SheetKey(form: form, place: "A.23401".id, period: try Fixture.period(period))
  }

  private static func officer() throws -> Viewer { try Fixture.person(.communeOfficer, at: "A.23401".id, named: "lan") }

  private static func entry(_ code: String, _ value: Int?, seen: Int = 0) -> CellEntry {
    CellEntry(indicator: code, seen: seen, value: value.map { Quantity($0) })
  }

  /// What is impossible stands at its cell; the good lines of the same sheet are kept.
  @Test(arguments: [
    ("a negative number", CellEntry(indicator: "JOB", seen: 0, value: Quantity(-1)), "value: planning.negative"),
    ("a rate above 100", CellEntry(indicator: "TRAINED", seen: 0, value: Quantity(101)), "value: planning.rate_above_hundred"),
    (
      "numerator above denominator",
      CellEntry(indicator: "TRAINED", seen: 0, numerator: Quantity(11), denominator: Quantity(10)),
      "numerator: planning.numerator_above_denominator"
    ),
    (
      "a denominator of zero", CellEntry(indicator: "TRAINED", seen: 0, numerator: Quantity(0), denominator: Quantity(0)),
      "denominator: planning.denominator_zero"
    ),
    (
      "a number and a reason why not", CellEntry(indicator: "JOB", seen: 0, value: Quantity(1), missing: MissingReason.none),
      "missing: planning.missing_with_number"
    ),
    (
      "December's part where nobody asks", CellEntry(indicator: "JOB", seen: 0, value: Quantity(5), yearTail: Quantity(1)),
      "year_tail: planning.tail_not_asked"
    ),
    (
      "a child above its parent", CellEntry(indicator: "JOB_LOAN", seen: 0, value: Quantity(53)),
      "value: planning.child_above_parent"
    ),
  ])
  func faults(case name: String, bad: CellEntry, fault: String) async throws {
    try await withPlanning(.sqlite) { database in
      let good = [Self.entry("JOB", 52), Self.entry("VOC", 7)].filter { $0.indicator != bad.indicator }
      let outcome = try await Fixture.type(good + [bad], into: try Self.key(), by: try Self.officer(), database)
      let found = outcome.faults.flatMap { _, faults in faults.map { "\($0.field): \($0.code)" } }
      #expect(found == [fault])
      #expect(outcome.saved == good.map(\.indicator))
      let stored = try await Fixture.view(try Self.key(), database).rows.filter { $0.figure != nil }
      #expect(Set(stored.map(\.indicator.code)) == Set(good.map(\.indicator)))
    }
  }

  @Test func decemberPartOfJanuary() async throws {
    try await withPlanning(.sqlite) { database in
      let january = try Self.key("01-LD", "2021-01")
      let entry = CellEntry(indicator: "JOB", seen: 0, value: Quantity(50), yearTail: Quantity(20))
      #expect(try await Fixture.type([entry], into: january, by: try Self.officer(), database).isClean)
      let over = CellEntry(indicator: "VOC", seen: 0, value: Quantity(5), yearTail: Quantity(6))
      let outcome = try await Fixture.type([over], into: january, by: try Self.officer(), database)
      #expect(outcome.faults["VOC"]?.map(\.code) == ["planning.tail_above_value"])
    }
  }

  @Test(arguments: Engine.tested)
  func twoPeopleAtOneCell(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let key = try Self.key()
      let second = try Fixture.person(.communeOfficer, at: "A.23401".id, named: "tuan")
      try await Fixture.type([Self.entry("JOB", 47), Self.entry("VOC", 3)], into: key, by: try Self.officer(), database)
      // Both saw version 1. The first corrects; the second types another number and sees both.
      try await Fixture.type([Self.entry("JOB", 50, seen: 1)], into: key, by: try Self.officer(), database)
      let outcome = try await Fixture.type(
        [Self.entry("JOB", 52, seen: 1), Self.entry("VOC", 4, seen: 1)], into: key, by: second, database)
      #expect(outcome.saved == ["VOC"])
      let conflict = try #require(outcome.conflicts.first)
      #expect(conflict.yours.value == Quantity(52) && conflict.theirs.result.value == Quantity(50))
      #expect(conflict.theirs.result.author == "account:lan")
      // He chooses his own over the version he has now seen.
      let again = try await Fixture.type([Self.entry("JOB", 52, seen: 2)], into: key, by: second, database)
      #expect(again.saved == ["JOB"])
      // Who types what already stands there is in nobody's way.
      let same = try await Fixture.type([Self.entry("JOB", 52, seen: 1)], into: key, by: try Self.officer(), database)
      #expect(same.unchanged == ["JOB"] && same.isClean)
    }
  }

  @Test func clearedAndCopiedCells() async throws {
    try await withPlanning(.sqlite) { database in
      let key = try Self.key()
      func figure() async throws -> IndicatorResult? {
        try await Fixture.view(key, database).rows.first { $0.indicator.code == "JOB" }?.figure
      }
      var copied = Self.entry("JOB", 47)
      copied.isCopied = true
      try await Fixture.type([copied], into: key, by: try Self.officer(), database)
      #expect(try await figure()?.origin == .copied)
      var remark = Self.entry("JOB", 47, seen: 1)
      remark.note = "đúng"
      try await Fixture.type([remark], into: key, by: try Self.officer(), database)
      #expect(try await figure()?.origin == .copied, "a remark is no touch of the number")
      try await Fixture.type([Self.entry("JOB", 48, seen: 2)], into: key, by: try Self.officer(), database)
      #expect(try await figure()?.origin == .stated)
      try await Fixture.type([Self.entry("JOB", nil, seen: 3)], into: key, by: try Self.officer(), database)
      #expect(try await figure()?.isBlank == true)
      #expect(try await Fixture.view(key, database).open.contains { $0.indicator.code == "JOB" }, "it is asked for again")
    }
  }

  @Test func aDecidedSheetTakesNothing() async throws {
    try await withPlanning(.sqlite) { database in
      let key = try Self.key("02-NCC")
      let (form, indicators) = try await database.read {
        (try #require(try FormStore.form(key.form, $0)), try IndicatorStore.all($0))
      }
      try await Fixture.type(Fixture.full(form, indicators, value: 10), into: key, by: try Self.officer(), database)
      try await Fixture.perform(.submit, on: key, by: try Self.officer(), database)
      await #expect(throws: PlanningError.wrongSheetState(.submitted)) {
        try await Fixture.type([Self.entry("CONV", 9, seen: 1)], into: key, by: try Self.officer(), database)
      }
      await #expect(throws: PlanningError.notYourUnit) {
        try await Fixture.type(
          [Self.entry("CONV", 9, seen: 1)], into: key, by: Fixture.person(.communeOfficer, at: "A.23377".id), database)
      }
    }
  }
}

extension String {
  /// The text as the id of a unit.
  fileprivate var id: ID<AdministrativeUnit> { ID(self) }
}
