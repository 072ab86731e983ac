import Directory
import Kernel
import Planning
import Storage
import Territory

/// A sheet with a history that was made up, for demos: written past the acts, but only on a way that their table knows.
package struct SheetSeed: Sendable {
  /// Which sheet.
  package let key: SheetKey
  /// Whose turn it is after all that; `nil` unless it is submitted.
  package let turn: AdministrativeUnit.Level?
  /// How many of its figures were odd when it was sent.
  package let odd: Int
  /// What was done to it, the oldest first.
  package let events: [SheetEvent]

  /// A sheet by its history.
  package init(_ key: SheetKey, turn: AdministrativeUnit.Level?, odd: Int, events: [SheetEvent]) {
    (self.key, self.turn, self.odd, self.events) = (key, turn, odd, events)
  }

  /// The lines of the table by which the history went.
  /// - Throws: `PlanningError.wrongSheetState` where it went otherwise.
  private func lines() throws -> [Transition<SheetCase>] {
    var state = SheetState.draft
    return try events.map { event in
      let line = SheetCase.lines(of: event.act).first { $0.from.contains(state) && $0.to == event.state }
      guard let line, !line.needsReason || !event.reason.isEmpty else { throw PlanningError.wrongSheetState(state) }
      state = line.to
      return line
    }
  }

  /// The sheet as its history leaves it.
  private func sheet() throws -> Sheet {
    var sheet = Sheet(key)
    for (line, event) in zip(try lines(), events) {
      sheet.state = line.to
      sheet.version += 1
      if line.clock == .stops { (sheet.sentAt, sheet.sentBy) = (sheet.sentAt ?? event.at, event.actor) }
      if line.needsReason { sheet.reason = event.reason }
    }
    (sheet.turn, sheet.odd) = (turn, odd)
    return sheet
  }

  /// Writes sheets with their histories, and what their units were told.
  package static func write(
    _ seeds: [SheetSeed], in department: ID<Department>, _ transaction: WriteTransaction
  ) throws {
    func key(_ seed: SheetSeed) -> [Value] {
      [department.bound, seed.key.form.bound, seed.key.place.bound, seed.key.period.description.bound]
    }
    let keyColumns = ["department", "form", "place", "period"]
    try transaction.insert(
      into: "planning_sheet",
      columns: keyColumns + ["state", "turn", "is_correction", "version", "sent_at", "sent_by", "odd", "reason"],
      rows: try seeds.map { seed in
        let sheet = try seed.sheet()
        return key(seed) + [
          sheet.state.rawValue.bound, sheet.turn?.rawValue.bound ?? .null, sheet.isCorrection.bound, sheet.version.bound,
          sheet.sentAt?.bound ?? .null, sheet.sentBy.bound, sheet.odd.bound, sheet.reason.bound,
        ]
      })
    try transaction.insert(
      into: "planning_sheet_event", columns: keyColumns + ["number", "act", "state", "unit", "actor", "at", "reason"],
      rows: seeds.lazy.flatMap { seed in
        seed.events.enumerated().map { index, event in
          key(seed) + [
            (index + 1).bound, event.act.rawValue.bound, event.state.rawValue.bound, event.unit.bound, event.actor.bound,
            event.at.bound, event.reason.bound,
          ]
        }
      })
    try transaction.insert(
      into: "planning_notice",
      columns: ["id", "department", "place", "kind", "form", "sheet_place", "period", "actor", "at", "reason"],
      rows: try seeds.flatMap { try $0.notices(in: department, transaction.effects) })
  }

  private func notices(in department: ID<Department>, _ effects: Effects) throws -> [[Value]] {
    zip(try lines(), events).flatMap { line, event -> [[Value]] in
      line.tells.compactMap { audience -> [Value]? in
        guard case .unit(let kind) = audience else { return nil }
        return [
          effects.newID().bound, department.bound, key.place.bound, kind.rawValue.bound, key.form.bound, key.place.bound,
          key.period.description.bound, event.actor.bound, event.at.bound, event.reason.bound,
        ]
      }
    }
  }
}
