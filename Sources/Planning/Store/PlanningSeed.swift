import Figures
import Kernel
import Storage
import Territory

/// The one door past the acts, for histories that were made up with their days and people (`PlanningDemo`). The caller settles what
/// counts and leaves the one note of all of it.
package enum PlanningSeed {
  /// Writes assigned plans with their targets, each decided by the same decision.
  package static func assign(
    _ targets: [Target], at moment: Moment, by actor: Actor, reason: String, in department: ID<Department>,
    _ transaction: WriteTransaction
  ) throws {
    let plans = Dictionary(targets.map { ($0.place, $0) }) { first, _ in first }.values.sorted { $0.place < $1.place }
    try transaction.insert(
      into: "planning_plan", columns: ["department", "place", "year", "state", "decision", "version"],
      rows: plans.map {
        [
          department.bound, $0.place.bound, $0.year.bound, PlanState.assigned.rawValue.bound, $0.decision.bound, .integer(1),
        ]
      })
    try transaction.insert(
      into: "planning_target",
      columns: [
        "department", "place", "year", "indicator", "version", "level", "change", "comparator", "origin", "decision", "note",
        "actor", "recorded_at", "reason",
      ],
      rows: targets.map { target in
        [
          department.bound, target.place.bound, target.year.bound, target.indicator.bound, .integer(1),
          target.level?.bound ?? .null, target.change?.bound ?? .null, target.comparator.rawValue.bound,
          target.origin.rawValue.bound, target.decision.bound, target.note.bound, actor.id.bound, moment.bound, reason.bound,
        ]
      })
  }

  /// Writes first versions of figures, each with its author, in the status it came to.
  package static func enter(
    _ figures: [(result: IndicatorResult, at: Moment)], in department: ID<Department>, _ transaction: WriteTransaction
  ) throws {
    try ResultStore.insert(
      ResultStore.columnNames,
      figures.lazy.map { result, at in
        ResultStore.values(of: result, version: 1, in: department, author: result.author, at: at, reason: "")
      }, transaction)
  }
}
