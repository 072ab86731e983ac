import Figures
import Kernel
import Published
import Storage
import Territory

/// The annual plans: their states and decisions.
public enum PlanStore {
  /// The plan of a place and year; `nil` where none was begun.
  public static func plan(
    place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> AnnualPlan? {
    try transaction.row(
      "SELECT * FROM planning_plan WHERE department = \(department) AND place = \(place) AND year = \(year)"
    ).map { try AnnualPlan($0) }
  }

  /// The years in which a place has a plan or results, oldest first.
  public static func years(place: ID<AdministrativeUnit>, in department: ID<Department>, _ transaction: ReadTransaction) throws
    -> [Int]
  {
    try transaction.rows(
      """
      SELECT year FROM planning_plan WHERE department = \(department) AND place = \(place)
      UNION SELECT CAST(substr(period, 1, 4) AS \(sqlite: "INTEGER", postgres: "BIGINT")) FROM planning_result
        WHERE department = \(department) AND place = \(place)
      ORDER BY 1
      """
    ).map { try $0.requiredInteger("year") }
  }

  /// Begins a plan; a note is left in the department's chain.
  static func begin(_ plan: AnnualPlan, in department: ID<Department>, _ transaction: WriteTransaction) throws {
    try transaction.enter(.plans(of: department))
    try transaction.run(
      """
      INSERT INTO planning_plan (department, place, year, state, decision, version)
      VALUES (\(department), \(plan.place), \(plan.year), \(plan.state.rawValue), \(plan.decision), 1)
      """)
    try PublishedYears.settle(plan: plan.place, plan.year, in: department, transaction)
    transaction.note(
      AuditNote(
        kind: "planning.plan.begun", subject: subject(plan),
        detail: ["state": plan.state.rawValue, "decision": plan.decision]), in: department)
  }

  /// Writes the next state of a plan for `PlanCase`, which checks it and leaves the note; an empty decision keeps the one before.
  /// - Throws: `PlanningError.staleVersion`.
  static func move(
    _ plan: AnnualPlan, to state: PlanState, decision: String, in department: ID<Department>, _ transaction: WriteTransaction
  ) throws -> AnnualPlan {
    var moved = plan
    moved.state = state
    moved.version += 1
    if !decision.isEmpty { moved.decision = decision }
    let count = try transaction.run(
      """
      UPDATE planning_plan SET state = \(state.rawValue), decision = \(moved.decision), version = \(moved.version)
      WHERE department = \(department) AND place = \(plan.place) AND year = \(plan.year) AND version = \(plan.version)
      """)
    guard count == 1 else { throw PlanningError.staleVersion }
    try PublishedYears.settle(plan: plan.place, plan.year, in: department, transaction)
    return moved
  }

  /// The explanation a department gave for the difference between a target and the sum of those assigned below it.
  public static func gapExplanation(
    _ indicator: String, place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> String? {
    try transaction.row(
      """
      SELECT explanation FROM planning_gap WHERE department = \(department) AND place = \(place) AND year = \(year)
        AND indicator = \(indicator)
      """)?.text("explanation")
  }

  /// Keeps the explanation of such a difference; leaves a note.
  static func explainGap(
    _ indicator: String, place: ID<AdministrativeUnit>, year: Int, as explanation: String, in department: ID<Department>,
    _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO planning_gap (department, place, year, indicator, explanation)
      VALUES (\(department), \(place), \(year), \(indicator), \(explanation))
      ON CONFLICT (department, place, year, indicator) DO UPDATE SET explanation = excluded.explanation
      """)
    transaction.note(
      AuditNote(
        kind: "planning.gap.explained", subject: TargetStore.subject(indicator, place, Period.year(year)),
        detail: ["explanation": explanation]))
  }

  static func subject(_ plan: AnnualPlan) -> String { "plan:\(plan.place)@\(plan.year)" }
}
