import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning

/// Every role × state × act of the plan's table, tried on a plan that is undone after each.
@Suite struct PlanWorkflowTests {
  private static let year = 2021

  @Test func theTableMakesSense() {
    WorkflowTable.expectSense(PlanCase.self)
    // What everybody sees moves by a second person: one of the office, or whoever signed the decision.
    for line in PlanCase.table where PlanState.public.contains(line.to) {
      #expect(line.turns == [.leaders] ? line.notBySamePerson : line.needsReason, "\(line)")
      #expect(line.permission == (line.turns == [.leaders] ? .approvePlan : .adjustTargets), "\(line)")
    }
  }

  @Test(arguments: Engine.tested) func roleStateAct(engine: Engine) async throws {
    let (place, _) = PlanningFixture.konTum
    let both = try SheetFixture.person([(.specialist, place), (.divisionHead, place)], named: "both")
    let people = try SheetFixture.everyRole(at: [place, SheetFixture.district, PlanningFixture.canTho.place]) + [both]
    let attempts = PlanAct.allCases.flatMap { act in
      [PlanCase.Turn.leaders, .recorder].flatMap { turn in
        people.flatMap { person in
          [("", false), ("", true), ("02/QĐ", false), ("02/QĐ", true)].map { decision, isOwn in
            Attempt(act: act, turn: turn, decision: decision, person: person, isOwn: isOwn)
          }
        }
      }
    }
    try await withPlanning(engine) { database in
      for state in PlanState.allCases {
        await #expect(throws: Undone.self) {
          try await database.write(PlanningFixture.act(by: both.account.actor)) { transaction in
            let done = try attempts.count { try Self.hold($0, from: state, transaction) }
            #expect((done > 0) == (state != .closed))
            throw Undone()
          }
        }
      }
    }
  }

  private struct Attempt: Sendable {
    let act: PlanAct
    let turn: PlanCase.Turn
    let decision: String
    let person: Viewer
    let isOwn: Bool
  }

  /// Tries it on a plan of its own that was in a state; whether it went through, as the table promises.
  private static func hold(_ attempt: Attempt, from state: PlanState, _ transaction: WriteTransaction) throws -> Bool {
    let (place, department) = PlanningFixture.konTum
    try transaction.run("DELETE FROM planning_target WHERE place = \(place) AND year = \(year)")
    try transaction.run("DELETE FROM planning_plan WHERE place = \(place) AND year = \(year)")
    let plan = AnnualPlan(place: place, year: year, state: state, decision: "01/QĐ")
    let target = Target(indicator: "JOB", place: place, year: year, level: Quantity(5), comparator: .atLeast)
    try PlanStore.begin(plan, in: department, transaction)
    if attempt.isOwn { try TargetStore.save(target, seen: 0, in: department, transaction) }
    let promised: WorkflowTable.Outcome<PlanCase> = WorkflowTable.outcome(
      of: attempt.act, from: state, turn: attempt.turn, by: attempt.person, isOwn: attempt.isOwn,
      saysWhy: !attempt.decision.isEmpty, places: { _ in [place] })
    let subject = PlanCase(plan, in: department, decision: attempt.decision, turn: attempt.turn)
    var refused: PlanningError?
    do {
      try subject.perform(attempt.act, by: .person(attempt.person), seen: 1, transaction)
    } catch let error as PlanningError {
      refused = error
    }
    let stored = try PlanStore.plan(place: place, year: year, in: department, transaction)
    switch promised {
    case .refused(let refusal):
      #expect(refused == subject.error(refusal, of: attempt.act) as? PlanningError && stored == plan, "\(state) \(attempt)")
    case .done(let line):
      let decision = attempt.decision.isEmpty ? plan.decision : attempt.decision
      #expect(refused == nil && stored?.state == line.to && stored?.version == 2, "\(state) \(attempt)")
      #expect(stored?.decision == decision, "\(state) \(attempt)")
    }
    return refused == nil
  }

  @Test(arguments: Engine.tested) func anActLeavesNoteAndEvent(engine: Engine) async throws {
    let (place, department) = PlanningFixture.konTum
    let head = try SheetFixture.person(.divisionHead, at: place)
    try await withPlanning(engine) { database in
      let plan = AnnualPlan(place: place, year: Self.year, state: .proposed)
      try await database.write(PlanningFixture.act()) { try PlanStore.begin(plan, in: department, $0) }
      try await database.write(PlanningFixture.act("7/QĐ", by: head.account.actor)) { transaction in
        let found = try PlanCase(place: place, year: Self.year, in: department, decision: "7/QĐ", transaction)
        try #require(found).perform(.approve, by: .person(head), seen: 1, transaction)
      }
      let note = try await database.read {
        try $0.row("SELECT kind, subject, detail FROM audit_entry WHERE department = \(department) ORDER BY number DESC LIMIT 1")
      }
      #expect(note?.text("kind") == "planning.plan.approved" && note?.text("subject") == "plan:A.62@2021")
      #expect(note?.text("detail") == #"{"decision":"7/QĐ","from":"proposed"}"#, "\(note?.text("detail") ?? "")")
      let event = try await database.read { try $0.row("SELECT * FROM storage_event WHERE kind = 'planning.plan.approved'") }
      #expect(event?.text("subject") == "plan:A.62@2021" && event?.text("department") == department.rawValue)
    }
  }

  /// Two persons see to what the public sees, whatever roles one of them holds.
  @Test func whoeverSetATargetMovesThePlanNoFurther() async throws {
    let (place, department) = PlanningFixture.konTum
    try await withPlanning(.sqlite) { database in
      let both = try SheetFixture.person([(.specialist, place), (.divisionHead, place)], named: "both")
      let target = Target(indicator: "JOB", place: place, year: Self.year, level: Quantity(5), comparator: .atLeast)
      try await database.write(PlanningFixture.act(by: both.account.actor)) {
        try TargetActs.save(target, seen: 0, in: department, by: .person(both), $0)
      }
      let approve: @Sendable (Viewer) async throws -> Void = { person in
        try await database.write(PlanningFixture.act(by: person.account.actor)) { transaction in
          let plan = try PlanCase(place: place, year: Self.year, in: department, decision: "", transaction)
          try #require(plan).perform(.approve, by: .person(person), transaction)
        }
      }
      await #expect(throws: PlanningError.ownPlan) { try await approve(both) }
      try await approve(try SheetFixture.person(.director, at: place))
    }
  }

  /// Who has no right at the place sets no target there, whatever the page let him do.
  @Test(arguments: Engine.tested) func targetsAskForTheRight(engine: Engine) async throws {
    let (place, department) = PlanningFixture.konTum
    try await withPlanning(engine) { database in
      for person in try SheetFixture.everyRole(at: [place, SheetFixture.district, PlanningFixture.canTho.place]) {
        let target = Target(indicator: "JOB", place: place, year: Self.year, level: Quantity(5), comparator: .atLeast)
        let saved = try await Self.isDone {
          try await database.write(PlanningFixture.act(by: person.account.actor)) {
            try TargetActs.save(target, seen: 0, in: department, by: .person(person), $0)
            throw Undone()
          }
        }
        #expect(saved == person.may(.editTargets, at: [place]), "\(person.account.id)")
      }
    }
  }

  private static func isDone(_ act: () async throws -> Void) async throws -> Bool {
    do {
      try await act()
    } catch is Undone {
      return true
    } catch PlanningError.notYourUnit {
      return false
    }
    return true
  }
}
