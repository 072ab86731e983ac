import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

/// What a table promises, read from its lines alone: the refusal of an act, or the line by which it goes through.
enum WorkflowTable {
  enum Outcome<Case: WorkflowCase> {
    case done(Transition<Case>)
    case refused(WorkflowRefusal)
  }

  /// - Parameters:
  ///   - places: where the right of a turn has to be held.
  ///   - isOwn: whether the person made what the act is about.
  static func outcome<Case: WorkflowCase>(
    of act: Case.Act, from state: Case.State, turn: Case.Turn?, by person: Viewer, isOwn: Bool, saysWhy: Bool,
    places: (Case.Turn?) -> [ID<AdministrativeUnit>]
  ) -> Outcome<Case> {
    let lines = Case.table.filter { $0.act == act }
    func mayAs(_ turn: Case.Turn?, _ line: Transition<Case>) -> Bool { person.may(line.permission, at: places(turn)) }
    let isEntitled = lines.contains { line in
      line.turns.isEmpty ? mayAs(nil, line) : line.turns.contains { mayAs($0, line) }
    }
    guard isEntitled else { return .refused(.noRight) }
    let here = lines.filter { line in line.from.contains(state) && (line.turns.isEmpty || line.turns.contains { $0 == turn }) }
    guard let line = here.first else { return .refused(.wrongState) }
    guard mayAs(line.turns.isEmpty ? nil : turn, line) else { return .refused(.notTheTurn) }
    if line.notBySamePerson, isOwn { return .refused(.ownWork) }
    return line.needsReason && !saysWhy ? .refused(.reasonMissing) : .done(line)
  }

  /// That a table says in each state and turn at most one thing about an act, and nothing about states it cannot leave.
  static func expectSense<Case: WorkflowCase>(_ type: Case.Type) {
    for (index, line) in Case.table.enumerated() {
      #expect(!line.from.isEmpty, "\(line.act) from nowhere")
      for other in Case.table[..<index] where other.act == line.act && !other.from.isDisjoint(with: line.from) {
        #expect(!line.turns.isEmpty && line.turns.isDisjoint(with: other.turns), "\(line.act) says two things")
      }
    }
    #expect(Set(Case.table.map(\.act)) == Set(Case.Act.allCases), "an act without a line")
  }
}

/// Thrown to undo what was tried.
struct Undone: Error {}

extension SheetFixture {
  /// One person of each role at a unit.
  static func everyRole(at units: [ID<AdministrativeUnit>]) throws -> [Viewer] {
    try units.flatMap { unit in try Role.shipped.map { try person($0, at: unit) } }
  }

  /// A person with several roles.
  static func person(_ roles: [(Role, ID<AdministrativeUnit>)], named name: String) throws -> Viewer {
    let since = CivilDate(daysSinceEpoch: 0)
    return Viewer(
      account: try person(.specialist, at: province, named: name).account,
      grants: roles.map { RoleGrant(role: $0.0, unit: $0.1, from: since) }, roles: try PlanningFixture.roles, on: .testDay)
  }
}
