import Kernel
import Storage
import Territory

/// A sum that would be beyond what a figure may be. It is refused where it is made, with the act that makes it.
public struct SumTooLarge: UserFacing, Hashable {
  /// The indicator's name.
  public let indicator: String
  /// The unit whose sum it is.
  public let unit: String
  /// The period.
  public let period: Period

  /// The stable code.
  public var code: String { "planning.sum_too_large" }

  /// The sentence.
  public var message: Message {
    Message(
      "error.\(code)",
      ["indicator": indicator, "unit": unit, "period": period.description, "limit": FigureInputError.limit])
  }
}

/// Sums of figures that may each be at their limit: no engine and no integer overflows on the way, and none is kept beyond it.
enum SumLimit {
  /// The sum of a column on either engine, exact where it is no larger than a figure may be, else larger than any figure.
  ///
  /// SQLite ends a statement whose sum leaves 64 bits, so whole units and their ten-thousandths are added apart.
  static func sum(_ column: SQL) -> SQL {
    let most = SQL(unchecked: String(Quantity.limit / 10_000))
    let beyond = SQL(unchecked: String(Int64.max))
    return """
      CASE WHEN COUNT(\(column)) = 0 THEN NULL WHEN ABS(SUM(\(column) / 10000)) > \(most) THEN \(beyond)
        ELSE CAST(SUM(\(column) / 10000) * 10000 + SUM(\(column) % 10000) AS BIGINT) END
      """
  }

  /// Refuses the sums of a unit and period that are too large.
  /// - Parameter own: a condition on the rows of the unit and period.
  static func check(_ own: SQL, _ parent: ID<AdministrativeUnit>, _ period: Period, _ transaction: ReadTransaction) throws {
    let limit = Quantity.limit
    let found = try transaction.row(
      """
      SELECT indicator FROM planning_roll_up WHERE \(own) AND (ABS(value) > \(limit) OR ABS(numerator) > \(limit)
        OR ABS(denominator) > \(limit) OR ABS(year_tail) > \(limit)) ORDER BY indicator LIMIT 1
      """)
    if let found { throw try error(try found.requiredText("indicator"), parent, period, transaction) }
  }

  /// Refuses the first of many sums that is too large.
  static func check(_ sums: [KeptSum], _ transaction: ReadTransaction) throws {
    guard let large = sums.first(where: \.sum.isTooLarge) else { return }
    throw try error(large.indicator, large.place, large.period, transaction)
  }

  private static func error(
    _ code: String, _ place: ID<AdministrativeUnit>, _ period: Period, _ transaction: ReadTransaction
  ) throws -> SumTooLarge {
    SumTooLarge(
      indicator: try IndicatorStore.indicator(code, transaction)?.nameVi ?? code,
      unit: try TerritoryStore.unit(place, on: period.lastDay, transaction)?.fullName ?? place.rawValue, period: period)
  }
}
