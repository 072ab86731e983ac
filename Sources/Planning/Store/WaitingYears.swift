import Figures
import Kernel
import Published
import Storage

/// The yearly figures of a department that wait for approval by themselves: the newest of them, and how many there are.
public struct WaitingYears: Hashable, Sendable {
  /// The first figures, newest year first, then by indicator and place.
  public let figures: [IndicatorResult]
  /// How many wait in all, those not listed among them.
  public let total: Int

  /// Nothing waits.
  public static let none = WaitingYears(figures: [], total: 0)

  /// The yearly drafts and submitted figures of a department, but for those that units report through a form, which are
  /// approved with their sheets.
  /// - Parameter limit: how many figures are read; `total` counts the others too.
  public static func read(
    in department: ID<Department>, limit: Int = 200, _ transaction: ReadTransaction
  ) throws -> WaitingYears {
    // The first conditions are spelt as those of the index planning_result_waiting_year, so that both engines use it.
    let rows = try transaction.rows(
      """
      SELECT result.*, COUNT(*) OVER () AS total FROM planning_result result
      WHERE result.status IN ('draft', 'submitted') AND length(result.period) = 4 AND result.department = \(department)
        AND NOT EXISTS (
          SELECT 1 FROM planning_form form
          JOIN planning_form_line line ON line.form = form.code AND line.version = form.version
          JOIN territory_unit unit ON unit.level = form.level
          WHERE form.period_kind = 'year' AND line.indicator = result.indicator AND unit.unit_id = result.place
            AND \(covers("unit.valid_from", "unit.valid_to")) AND \(covers("form.valid_from", "form.valid_to")))
      ORDER BY result.period DESC, result.indicator, result.place LIMIT \(limit)
      """)
    return WaitingYears(
      figures: try rows.map { try IndicatorResult($0) }, total: try rows.first?.requiredInteger("total") ?? 0)
  }

  /// That two days, open where NULL, hold the last day of the figure's year.
  private static func covers(_ from: SQL, _ to: SQL) -> SQL {
    let day: SQL = "(result.period || '-12-31')"
    return "coalesce(\(from), '0001-01-01') <= \(day) AND coalesce(\(to), '9999-12-31') >= \(day)"
  }
}
