import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning

/// Every role × state × act of the table of single figures, tried on one figure that is put back after each.
@Suite struct ResultWorkflowTests {
  private static let (place, department) = PlanningFixture.konTum
  private static let claim = IndicatorResult(indicator: "JOB", place: place, period: .year(2021), value: Quantity(5))
  private static func people() throws -> [Viewer] {
    try SheetFixture.everyRole(at: [place, SheetFixture.district, PlanningFixture.canTho.place])
      + [SheetFixture.person([(.specialist, place), (.divisionHead, place)], named: "both")]
  }

  @Test func theTableMakesSense() {
    WorkflowTable.expectSense(ResultCase.self)
    for line in ResultCase.table where DataStatus.public.contains(line.to) {
      #expect(line.notBySamePerson && line.permission == .approveResults, "\(line)")
    }
  }

  @Test(arguments: Engine.tested, [false, true]) func roleStateAct(engine: Engine, wasFixed: Bool) async throws {
    try await withPlanning(engine) { database in
      try await Self.enterTwice(wasFixed: wasFixed, database)
      for status in DataStatus.allCases {
        await #expect(throws: Undone.self) {
          try await database.write(PlanningFixture.act("", by: Actor(id: "account:both"))) { transaction in
            for person in try Self.people() {
              for isOwn in [false, true] {
                try Self.hold(.approve, from: status, wasFixed: wasFixed, by: person, isOwn: isOwn, transaction)
              }
            }
            throw Undone()
          }
        }
      }
    }
  }

  /// A figure with a version before it, which was fixed or not.
  private static func enterTwice(wasFixed: Bool, _ database: Database) async throws {
    try await database.write(PlanningFixture.act()) { transaction in
      try ResultStore.save(claim, seen: 0, in: department, transaction)
      if wasFixed { try transaction.run("UPDATE planning_result SET status = 'locked' WHERE place = \(place)") }
      try ResultStore.save(claim, seen: 1, in: department, transaction)
    }
  }

  /// Tries it on the figure in a state; the outcome is what the table promises.
  private static func hold(
    _ act: ResultAct, from status: DataStatus, wasFixed: Bool, by person: Viewer, isOwn: Bool, _ transaction: WriteTransaction
  ) throws {
    let author = isOwn ? transaction.act.actor.id : "account:other"
    try transaction.run(
      "UPDATE planning_result SET status = \(status.rawValue), author = \(author) WHERE place = \(place)")
    let found = try ResultCase("JOB", place: place, period: .year(2021), in: department, transaction)
    let figure = try #require(found)
    let promised: WorkflowTable.Outcome<ResultCase> = WorkflowTable.outcome(
      of: act, from: status, turn: wasFixed ? .correction : .first, by: person, isOwn: isOwn, saysWhy: false,
      places: { _ in [place] })
    var refused: PlanningError?
    do {
      try figure.perform(act, by: .person(person), seen: 2, transaction)
    } catch let error as PlanningError {
      refused = error
    }
    let stored = try ResultStore.result("JOB", place: place, period: .year(2021), in: department, transaction)?.status
    switch promised {
    case .refused(let refusal):
      let error = figure.error(refusal, of: act) as? PlanningError
      #expect(refused == error && stored == status, "\(status) \(person.account.id)")
    case .done(let line): #expect(refused == nil && stored == line.to, "\(status) \(person.account.id)")
    }
  }

  /// Entering and choosing are no transitions, and ask for their right all the same.
  @Test(arguments: try people()) func otherActsAskForTheirRight(person: Viewer) async throws {
    try await withPlanning(.sqlite) { database in
      let act = PlanningFixture.act("vì thử", by: person.account.actor)
      let entered = try await Self.isAllowed {
        try await database.write(act) {
          try ResultActs.enter(
            Self.claim, seen: 0, in: Self.department, bands: PlanningFixture.bands, by: .person(person), $0)
        }
      }
      #expect(entered == person.may(.enterResults, at: [Self.place]))
      let chosen = try await Self.isAllowed {
        try await database.write(act) {
          try RollUpStore.adopt(
            .sum, indicator: "JOB", place: Self.place, period: .year(2021), in: Self.department, by: .person(person), $0)
        }
      }
      #expect(chosen == person.may(.approveResults, at: [Self.place]))
    }
  }

  private static func isAllowed(_ act: () async throws -> Void) async throws -> Bool {
    do {
      try await act()
    } catch PlanningError.notYourUnit {
      return false
    } catch PlanningError.nothingToAdopt {}
    return true
  }
}
