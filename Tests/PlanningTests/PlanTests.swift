import Directory
import Kernel
import Storage
import Systems
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("Annual plans: states, decisions, versions")
struct PlanTests {
  @Test("an adjustment has a number, a closing keeps the last one", arguments: Engine.tested)
  func decisions(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let (place, department) = PlanningFixture.konTum
      let plan = AnnualPlan(place: place, year: 2021, state: .assigned, decision: "01/QĐ")
      try await database.write(PlanningFixture.act()) { try PlanStore.begin(plan, in: department, $0) }
      await #expect(throws: PlanningError.decisionMissing) {
        try await database.write(PlanningFixture.act()) {
          try PlanCase(plan, in: department, decision: "", turn: .leaders).perform(.adjust, by: .installation, $0)
        }
      }
      try await database.write(PlanningFixture.act()) {
        try PlanCase(plan, in: department, decision: "", turn: .leaders).perform(.close, by: .installation, $0)
      }
      let closed = try await database.read { try PlanStore.plan(place: place, year: 2021, in: department, $0) }
      #expect(closed?.state == .closed && closed?.decision == "01/QĐ")
      #expect(try await database.read { try PlanStore.years(place: place, in: department, $0) } == [2021])
    }
  }

  static let states: [(state: PlanState, needsDecision: Bool, isPublic: Bool)] = [
    (.proposed, false, false), (.approved, false, true), (.assigned, true, true), (.adjusted, true, true), (.closed, false, true),
  ]

  @Test("what a state asks for and shows", arguments: states)
  func ofStates(state: PlanState, needsDecision: Bool, isPublic: Bool) {
    #expect(state.needsDecision == needsDecision && PlanState.public.contains(state) == isPublic)
  }

  @Test("what somebody else changed meanwhile is refused and stays", arguments: Engine.tested)
  func staleVersions(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let (place, department) = PlanningFixture.konTum
      let plan = AnnualPlan(place: place, year: 2021, state: .proposed)
      let target = Target(indicator: "JOB", place: place, year: 2021, level: Quantity(5700), comparator: .atLeast)
      let result = IndicatorResult(indicator: "JOB", place: place, period: .year(2021), value: Quantity(6518))
      let job = try #require(try await database.read { try IndicatorStore.indicator("JOB", $0) })
      try await database.write(PlanningFixture.act()) { transaction in
        try PlanStore.begin(plan, in: department, transaction)
        try PlanCase(plan, in: department, decision: "", turn: .leaders).perform(.approve, by: .installation, transaction)
        try TargetStore.save(target, seen: 0, in: department, transaction)
        try ResultStore.save(result, seen: 0, in: department, transaction)
        try ResultStore.save(result, seen: 1, in: department, transaction)
        try IndicatorStore.save(job, transaction)
      }
      var approved = plan
      approved.state = .approved
      let stale: [@Sendable (WriteTransaction) throws -> Void] = [
        { [approved] transaction in
          try PlanCase(approved, in: department, decision: "", turn: .leaders).perform(.assign, by: .installation, transaction)
        },
        { try TargetStore.save(target, seen: 0, in: department, $0) },
        { try TargetStore.save(target, seen: 2, in: department, $0) },
        { try ResultStore.save(result, seen: 1, in: department, $0) },
        { _ = try ResultStore.move(result, to: .approved, in: department, $0) },
        { try IndicatorStore.save(job, $0) },
      ]
      let chain = try await database.read { try AuditChain.verify($0) }
      for (index, write) in stale.enumerated() {
        await #expect(throws: PlanningError.staleVersion, "\(index)") {
          try await database.write(PlanningFixture.act(by: Actor(id: "os:other")), write)
        }
      }
      #expect(try await database.read { try AuditChain.verify($0) } == chain)
    }
  }

  private static func adjust(_ database: Database, _ rows: String) async throws -> ImportOutcome {
    try await PlanningFixture.importTargets("indicator,place,year,level,comparator,decision\n\(rows)\n", into: database)
  }

  @Test("a changed target of an assigned plan needs a new decision and keeps the version before", arguments: Engine.tested)
  func adjustment(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      #expect(
        try await Self.adjust(database, "JOB,62,2021,5700,>=,12/QĐ-UBND\nVOC,62,2021,900,>=,12/QĐ-UBND").summary
          == "2 0 0 written")
      for decision in ["", "12/QĐ-UBND"] {
        let outcome = try await Self.adjust(database, "JOB,62,2021,6000,>=,\(decision)\nVOC,62,2021,900,>=,12/QĐ-UBND")
        #expect(outcome.faults == ["2:decision: decision_missing"] && !outcome.wasWritten)
      }
      #expect(try await Self.adjust(database, "JOB,62,2021,6000,>=,99/QĐ-UBND").summary == "0 1 0 written")
      #expect(try await Self.adjust(database, "JOB,62,2021,6000,>=,99/QĐ-UBND").summary == "0 0 1")
      let (place, department) = PlanningFixture.konTum
      let versions = try await database.read {
        try TargetStore.versions("JOB", place: place, year: 2021, in: department, $0)
      }
      #expect(versions.map { $0.target.level } == [Quantity(6000), Quantity(5700)])
      #expect(versions.map { $0.target.decision } == ["99/QĐ-UBND", "12/QĐ-UBND"])
      #expect(versions.map { $0.target.version } == [2, 1] && versions.allSatisfy { $0.actor == "os:tester" })
      let plan = try await PlanningFixture.board("62", 2021, database).plan
      #expect(plan?.state == .adjusted && plan?.decision == "99/QĐ-UBND")
      let voc = try await PlanningFixture.board("62", 2021, database).row("VOC")?.target
      #expect(voc?.version == 1 && voc?.decision == "12/QĐ-UBND")
    }
  }

  @Test("a closed plan takes no changes; a proposed one takes them without a decision", arguments: Engine.tested)
  func closedAndProposed(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let (place, department) = PlanningFixture.konTum
      let header = "indicator,place,year,level,comparator,decision\n"
      try await PlanningFixture.importTargets(header + "JOB,62,2020,5,>=,\n", state: .proposed, into: database)
      let changed = try await PlanningFixture.importTargets(header + "JOB,62,2020,6,>=,\n", into: database)
      #expect(changed.summary == "0 1 0 written")
      #expect(try await PlanningFixture.board("62", 2020, database).plan?.state == .proposed)
      try await PlanningFixture.importTargets(header + "JOB,62,2021,5,>=,1/QĐ\n", into: database)
      let plan = try #require(try await PlanningFixture.board("62", 2021, database).plan)
      try await database.write(PlanningFixture.act(by: Actor(id: "os:other"))) {
        try PlanCase(plan, in: department, decision: "", turn: .leaders).perform(.close, by: .installation, $0)
      }
      let refused = try await PlanningFixture.importTargets(
        header + "JOB,62,2021,6,>=,2/QĐ\nVOC,62,2021,1,>=,2/QĐ\n", into: database)
      #expect(refused.faults == ["2:year: plan_closed", "3:year: plan_closed"])
      let same = try await PlanningFixture.importTargets(header + "JOB,62,2021,5,>=,1/QĐ\n", into: database)
      #expect(same.summary == "0 0 1")
      let target = try await database.read { try TargetStore.target("JOB", place: place, year: 2021, in: department, $0) }
      #expect(target?.level == Quantity(5))
    }
  }
}
