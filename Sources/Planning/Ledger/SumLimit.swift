import Figures
import Kernel
import Published
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

/// Sums of figures that may each be at their limit: none is kept beyond it.
enum SumLimit {
  /// Refuses the first of many sums that is too large.
  static func check(_ sums: [KeptSum], _ transaction: ReadTransaction) throws {
    guard let large = sums.first(where: \.sum.isTooLarge) else { return }
    throw try error(large.indicator, large.place, large.period, transaction)
  }

  private static func error(
    _ code: String, _ place: ID<AdministrativeUnit>, _ period: Period, _ transaction: ReadTransaction
  ) throws -> SumTooLarge {
    SumTooLarge(
      indicator: try CatalogueReader.indicator(code, .staff, transaction)?.nameVi ?? code,
      unit: try TerritoryStore.unit(place, on: period.lastDay, transaction)?.fullName ?? place.rawValue, period: period)
  }
}
