import Figures
import Kernel
import Rulebook
import Storage
import Territory

/// Reads boards. What the figures of neighbouring years imply is worked out on the way, and marked as ours.
public enum BoardReader {
  /// The board of a place and year.
  /// - Parameter indicators: the catalogue, where the caller has it already; or the few indicators wanted.
  public static func board(
    place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, from source: FigureSource, rulebook: Rulebook,
    indicators: [Indicator]? = nil, _ transaction: ReadTransaction
  ) throws -> PlanBoard {
    let place = PlaceOfDepartment(department: department, place: place)
    let records = try FigureReader.records([place], years: [year], from: source, transaction)
    return try .of(
      place, year: year, from: records, rulebook: rulebook,
      indicators: indicators ?? CatalogueReader.indicators(records.indicators(at: place, in: year), source, transaction))
  }

  /// The level a place had in the year before a plan year, stated or worked out; for checking a target's two faces.
  public static func previousLevel(
    of indicator: Indicator, place: ID<AdministrativeUnit>, before year: Int, in department: ID<Department>,
    from source: FigureSource, _ transaction: ReadTransaction
  ) throws -> Ratio? {
    let period = Period.year(year)
    let place = PlaceOfDepartment(department: department, place: place)
    let codes = Set([indicator.code, indicator.base].compactMap { $0 })
    return try FigureReader.records([place], years: [year], indicators: codes, from: source, transaction)
      .series(at: place, around: period).level(of: indicator, in: period.yearBefore)
  }
}
