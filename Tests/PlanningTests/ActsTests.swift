import Directory
import FigureWords
import Figures
import Kernel
import Planning
import PlanningDemo
import Published
import Rulebook
import Storage
import Territory
import TestSupport
import Testing
import Wording

/// What a person does on a page: setting and adjusting targets, entering and approving results, assigning to units below.
@Suite struct ActsTests {
  private static let specialist = Actor(id: "account:lan")
  private static let head = Actor(id: "account:tuan")
  /// The specialist's right.
  private static let drafts = Result {
    Authority.person(try SheetFixture.person(.specialist, at: SheetFixture.province, named: "lan"))
  }
  /// The head's right.
  private static let decides = Result { Authority.person(try SheetFixture.person(.divisionHead, at: SheetFixture.province)) }

  private static func target(_ level: Int, decision: String = "", indicator: String = "JOB") -> Target {
    Target(
      indicator: indicator, place: PlanningFixture.konTum.place, year: 2021, level: Quantity(level), comparator: .atLeast,
      decision: decision)
  }

  private static func result(_ value: Int, cause: String = "", year: Int = 2021) -> IndicatorResult {
    IndicatorResult(
      indicator: "JOB", place: PlanningFixture.konTum.place, period: .year(year), value: Quantity(value), cause: cause)
  }

  /// The codes of the faults with which an act was refused; empty where it was done.
  private static func codes(_ act: () async throws -> Void) async throws -> [String] {
    do {
      try await act()
      return []
    } catch let refused as FigureRefused {
      return refused.faults.map { "\($0.field): \($0.code)" }
    } catch let error as PlanningError {
      return [error.code]
    }
  }

  private static func save(_ target: Target, seen: Int, _ database: Database) async throws -> [String] {
    try await codes {
      try await database.write(PlanningFixture.act(by: specialist)) {
        try TargetActs.save(target, seen: seen, in: PlanningFixture.konTum.department, by: drafts.get(), $0)
      }
    }
  }

  private static func enter(_ result: IndicatorResult, seen: Int, reason: String = "", _ database: Database) async throws
    -> [String]
  {
    try await codes {
      try await database.write(PlanningFixture.act(reason, by: specialist)) {
        try ResultActs.enter(
          result, seen: seen, in: PlanningFixture.konTum.department, bands: PlanningFixture.bands, by: drafts.get(), $0)
      }
    }
  }

  private static func approve(by actor: Actor, _ database: Database) async throws -> [String] {
    try await codes {
      try await database.write(PlanningFixture.act("", by: actor)) { transaction in
        let (place, department) = PlanningFixture.konTum
        let stored = try ResultCase("JOB", place: place, period: .year(2021), in: department, transaction)
        try #require(stored).perform(.approve, by: decides.get(), transaction)
      }
    }
  }

  @Test("an assigned target changes only by a new decision, and keeps what it was", arguments: Engine.tested)
  func adjusting(engine: Engine) async throws {
    try await withDemo(engine) { database in
      #expect(try await Self.save(Self.target(6000), seen: 1, database) == ["decision: planning.decision_missing"])
      #expect(try await Self.save(Self.target(6000, decision: "12/QĐ"), seen: 0, database) == ["planning.stale_version"])
      #expect(try await Self.save(Self.target(6000, decision: "12/QĐ"), seen: 1, database) == [])
      #expect(
        try await Self.save(Self.target(6100, decision: "12/QĐ"), seen: 2, database) == ["decision: planning.decision_missing"])
      let (versions, plan) = try await database.read { transaction in
        let (place, department) = PlanningFixture.konTum
        return (
          try TargetStore.versions("JOB", place: place, year: 2021, in: department, transaction),
          try PlanStore.plan(place: place, year: 2021, in: department, transaction)
        )
      }
      #expect(versions.map { $0.target.level?.description } == ["6000", "5700"])
      #expect(versions.first?.actor == Self.specialist.id)
      #expect(plan?.state == .adjusted && plan?.decision == "12/QĐ")
    }
  }

  @Test("a child above its parent is refused on a page as in a file", arguments: Engine.tested)
  func childAboveParent(engine: Engine) async throws {
    try await withDemo(engine) { database in
      let child = Self.target(5701, decision: "1/QĐ", indicator: "JOB_LOAN")
      let refused = try await Self.save(child, seen: 0, database)
      let done = try await Self.save(Self.target(5700, decision: "1/QĐ", indicator: "JOB_LOAN"), seen: 0, database)
      #expect(refused == ["level: planning.child_above_parent"])
      #expect(done == [])
    }
  }

  @Test("a result waits for a second person; the public sees the version before", arguments: Engine.tested)
  func approving(engine: Engine) async throws {
    try await withDemo(engine) { database in
      let withoutReason = try await Self.enter(Self.result(6600), seen: 1, database)
      #expect(withoutReason == ["reason: planning.reason_missing"])
      #expect(try await Self.enter(Self.result(5000), seen: 1, reason: "đếm lại", database) == ["cause: planning.cause_missing"])
      #expect(try await Self.enter(Self.result(6600), seen: 1, reason: "đếm lại", database) == [])
      #expect(try await Self.publicFigure(database) == "6518")
      #expect(try await Self.approve(by: Self.specialist, database) == ["planning.own_figure"])
      #expect(try await Self.approve(by: Self.head, database) == [])
      #expect(try await Self.approve(by: Self.head, database) == ["planning.wrong_status"])
      #expect(try await Self.publicFigure(database) == "6600")
    }
  }

  private static func publicFigure(_ database: Database) async throws -> String? {
    try await PlanningFixture.board("62", 2021, from: .published, database).rows.first { $0.indicator.code == "JOB" }?
      .numbers.result?.plain
  }

  @Test("the sum of the units below stands against the whole, with the reason for a gap", arguments: Engine.tested)
  func assigning(engine: Engine) async throws {
    try await withDemo(engine) { database in
      let (place, department) = PlanningFixture.konTum
      try await database.write(PlanningFixture.act(by: Self.specialist)) { transaction in
        for (unit, level) in [("A.608", 3000), ("A.612", 2000)] {
          let share = Target(indicator: "JOB", place: ID(unit), year: 2021, level: Quantity(level), comparator: .atLeast)
          try TargetActs.save(share, seen: 0, in: department, by: Self.drafts.get(), transaction)
        }
        try TargetActs.explainGap(
          "JOB", place: place, year: 2021, as: "chờ huyện mới", in: department, by: Self.drafts.get(), transaction)
      }
      let assignment = try await database.read { transaction in
        let indicator = try #require(try IndicatorStore.indicator("JOB", transaction))
        return try TargetAssignment.read(
          indicator, place: place, year: 2021, on: Period.year(2021).lastDay, in: department, transaction)
      }
      #expect(assignment.shares.count == 10)
      #expect(assignment.sum == Ratio(5000))
      #expect(assignment.gap == Ratio(-700))
      #expect(assignment.explanation == "chờ huyện mới")
    }
  }

  @Test("every board line of the articles explains itself in both languages")
  func explaining() async throws {
    try await withDemo(.sqlite) { database in
      let rulebook = try PlanningFixture.rulebook
      let rule = try rulebook.value(of: VerdictBands.ruleID, on: Period.year(2021).lastDay)
      for row in try await PlanningFixture.board("62", 2021, database).rows {
        for language in [try PlanningFixture.wording[.vi], try PlanningFixture.wording[.en]] {
          let lines = ExplanationWords(language, bandsRule: rule).lines(row)
          #expect(!lines.isEmpty && lines.allSatisfy { !$0.contains("⟦") && !$0.contains("{") }, "\(row.indicator.code)")
        }
      }
      let jobs = try #require(try await PlanningFixture.board("62", 2021, database).rows.first)
      let lines = ExplanationWords(try PlanningFixture.wording[.vi], bandsRule: rule).lines(jobs)
      #expect(lines.first?.contains("6.518 ÷ 5.700 × 100 = 114,35%") == true)
    }
  }
}
