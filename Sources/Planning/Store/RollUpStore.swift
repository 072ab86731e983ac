import Directory
import Figures
import Kernel
import Published
import Storage
import Territory

/// Sums, and the choices between a sum and a direct figure.
public enum RollUpStore {
  /// The years in which an indicator has a sum at a unit.
  static func years(
    of indicator: String, place: ID<AdministrativeUnit>, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [Int] {
    try transaction.rows(
      """
      SELECT DISTINCT substr(period, 1, 4) AS year FROM planning_roll_up WHERE department = \(department)
        AND place = \(place) AND indicator = \(indicator)
      """
    ).compactMap { $0.integer("year") }
  }

  /// The sums of one indicator and period at several units, by unit.
  public static func sums(
    of indicator: String, places: [ID<AdministrativeUnit>], period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: RolledUpFigure] {
    var sums: [ID<AdministrativeUnit>: RolledUpFigure] = [:]
    for row in try transaction.rows(
      """
      SELECT * FROM planning_roll_up WHERE department = \(department) AND indicator = \(indicator) AND period = \(period)
        AND place IN (\(list: places))
      """)
    {
      sums[try row.id("place")] = try RolledUpFigure(row)
    }
    return sums
  }

  /// Chooses between the direct figure and the sum of a unit; the sums above follow. Leaves a note.
  /// - Throws: `PlanningError.notYourUnit`, `.nothingToAdopt`, `.reasonMissing`.
  public static func adopt(
    _ choice: Adoption.Choice, indicator: String, place: ID<AdministrativeUnit>, period: Period,
    in department: ID<Department>, by authority: Authority, _ transaction: WriteTransaction
  ) throws {
    guard try authority.may(.approveResults, at: place, until: period.lastDay, transaction) else {
      throw PlanningError.notYourUnit
    }
    guard !transaction.act.reason.isEmpty else { throw PlanningError.reasonMissing }
    try transaction.enter(.figures(of: department).shared)
    try ResultStore.hold(ResultStore.key(indicator, place, period, in: department), transaction)
    try FigureLedger.enter(department, years: [period.year], transaction)
    let sum = try sums(of: indicator, places: [place], period: period, in: department, transaction)[place]
    let isOfParts = try sum == nil && isMadeOfParts(indicator, place, period, in: department, transaction)
    guard sum != nil || isOfParts else { throw PlanningError.nothingToAdopt }
    try transaction.run(
      """
      INSERT INTO planning_adoption (department, place, period, indicator, choice, actor, at, reason)
      VALUES (\(department), \(place), \(period), \(indicator), \(choice.rawValue), \(transaction.act.actor.id),
        \(transaction.effects.now()), \(transaction.act.reason))
      ON CONFLICT (department, place, period, indicator) DO UPDATE SET choice = excluded.choice, actor = excluded.actor,
        at = excluded.at, reason = excluded.reason
      """)
    transaction.note(
      AuditNote(
        kind: "planning.figure.adopted", subject: TargetStore.subject(indicator, place, period),
        detail: ["choice": choice.rawValue]), in: department)
    try FigureLedger.settle(.init(indicator, place, period, in: department), transaction)
  }

  /// Whether a year without a sum of its own has one made of its months, quarters or halves that may be chosen: only where
  /// nobody stands above, because those above add up the months themselves and would lose the year.
  private static func isMadeOfParts(
    _ indicator: String, _ place: ID<AdministrativeUnit>, _ period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> Bool {
    guard period.kind == .year else { return false }
    let path =
      try TerritoryStore.path(of: place, on: period.lastDay, transaction)
      ?? TerritoryStore.path(of: place, on: period.firstDay, transaction)
    guard let path, path.above.isEmpty else { return false }
    return try years(of: indicator, place: place, in: department, transaction).contains(period.year)
  }
}
