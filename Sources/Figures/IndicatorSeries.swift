import Kernel
import Rulebook
import Territory

/// One indicator at one place over the years: what was asked and done each year, and where its definition changed.
public struct IndicatorSeries: Sendable {
  /// One year.
  public struct Year: Sendable {
    /// The year.
    public let year: Int
    /// The board line of that year.
    public let row: BoardRow
    /// Whether a new definition of the indicator began in this year, so that it does not compare with the year before.
    public let beginsNewDefinition: Bool
  }

  /// The indicator.
  public let indicator: Indicator
  /// The place.
  public let place: ID<AdministrativeUnit>
  /// The years with a target or a result, oldest first.
  public let years: [Year]

  /// The series of records that were read.
  public static func of(
    _ indicator: Indicator, at place: PlaceOfDepartment, years: [Int], from records: BoardRecords, rulebook: Rulebook
  ) throws -> IndicatorSeries {
    let figures = records.figures(at: place)
    func isBroken(_ year: Int) -> Bool { records.beginsNewDefinition(of: indicator.code, in: year) }
    var results: [Int: IndicatorResult] = [:]
    for year in years { results[year] = figures.result(of: indicator, in: year)?.result }
    for (year, result) in results where results[year - 1] == nil && !isBroken(year) {
      results[year - 1] = result.implyingYearBefore(indicator)
    }
    let targets = Dictionary(
      uniqueKeysWithValues: years.compactMap { year in
        records.targets(at: place, in: year)[indicator.code].map { (year, $0) }
      })
    let shown = try Set(results.keys).union(targets.keys).sorted().map { year in
      let bands = try VerdictBands(rulebook, on: Period.year(year).lastDay)
      let isPublic = results[year].map { DataStatus.public.contains($0.status) } ?? false
      let earlier = results[year - 1].flatMap { isPublic && !DataStatus.public.contains($0.status) ? nil : $0 }
      let previous = isBroken(year) ? nil : earlier?.level(of: indicator)
      let row = BoardRow(indicator, target: targets[year], result: results[year], previous: previous, bands: bands)
      return Year(year: year, row: row, beginsNewDefinition: isBroken(year))
    }
    return IndicatorSeries(indicator: indicator, place: place.place, years: shown)
  }
}

extension IndicatorResult {
  /// What a level and a change say of the year before («2,55 after −1,2» makes 3,75): worked out by us, and marked as such.
  func implyingYearBefore(_ indicator: Indicator) -> IndicatorResult? {
    guard indicator.kind != .reduction, let level = level(of: indicator), let change,
      let value = (level - change.ratio).quantity
    else { return nil }
    return IndicatorResult(
      indicator: self.indicator, place: place, period: period.yearBefore, value: value, origin: .derived, status: status,
      version: 0, author: author)
  }
}
