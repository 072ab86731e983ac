import Figures
import Kernel
import Rulebook
import Storage
import Territory

/// Reads one indicator at one place over the years.
public enum SeriesReader {
  /// The series as a source has it.
  public static func series(
    _ indicator: Indicator, place: ID<AdministrativeUnit>, in department: ID<Department>, from source: FigureSource,
    rulebook: Rulebook, _ transaction: ReadTransaction
  ) throws -> IndicatorSeries {
    let place = PlaceOfDepartment(department: department, place: place)
    let years = try years(of: indicator, at: place, from: source, transaction)
    let codes = Set([indicator.code, indicator.base].compactMap { $0 })
    let records = try FigureReader.records([place], years: years, indicators: codes, from: source, transaction)
    return try .of(indicator, at: place, years: years, from: records, rulebook: rulebook)
  }

  /// The years in which an indicator has a figure, a sum or a target at a place.
  private static func years(
    of indicator: Indicator, at place: PlaceOfDepartment, from source: FigureSource, _ transaction: ReadTransaction
  ) throws -> [Int] {
    let key: SQL = """
      department = \(place.department) AND indicator = \(indicator.code) AND place = \(place.place)
      """
    let year: SQL = "CAST(substr(period, 1, 4) AS \(sqlite: "INTEGER", postgres: "BIGINT"))"
    return try transaction.rows(
      """
      SELECT \(year) AS year FROM \(source.figures) WHERE \(key)
      UNION SELECT \(year) FROM \(source.sums) WHERE \(key)
      UNION SELECT year FROM \(source.targets) WHERE \(key)
      ORDER BY 1
      """
    ).map { try $0.requiredInteger("year") }
  }
}
