import Kernel
import Rulebook
import Storage
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

  /// Reads the series as an audience may see it.
  public static func read(
    _ indicator: Indicator, place: ID<AdministrativeUnit>, in department: ID<Department>, for audience: Audience,
    rulebook: Rulebook, _ transaction: ReadTransaction
  ) throws -> IndicatorSeries {
    let breaks = try IndicatorStore.breaks(transaction)[indicator.code] ?? []
    let targets = try visibleTargets(indicator, place: place, in: department, for: audience, transaction)
    var results: [Int: IndicatorResult] = [:]
    let stored = try ResultStore.series(indicator.code, place: place, in: department, for: audience, transaction)
    for result in stored where result.period.kind == .year { results[result.period.year] = result }
    // Years made of their parts, or of the units below.
    let parts = try RollUpStore.years(of: indicator.code, place: place, in: department, transaction)
    // A year's own figure stands as it is, unless there are sums that may have been chosen in its place.
    let added = Set(stored.map(\.period.year) + parts).subtracting(Set(results.keys).subtracting(parts)).sorted()
    if !added.isEmpty {
      let figures = try YearFigures.read(place: place, years: added, in: department, for: audience, transaction)
      for year in added { results[year] = figures.result(of: indicator, in: year)?.result }
    }
    func isBroken(_ year: Int) -> Bool { breaks.contains { $0.year == year } }
    for (year, result) in results where results[year - 1] == nil && !isBroken(year) {
      results[year - 1] = result.implyingYearBefore(indicator)
    }
    let years = try Set(results.keys).union(targets.keys).sorted().map { year in
      let bands = try VerdictBands(rulebook, on: Period.year(year).lastDay)
      let isPublic = results[year].map { DataStatus.public.contains($0.status) } ?? false
      let earlier = results[year - 1].flatMap { isPublic && !DataStatus.public.contains($0.status) ? nil : $0 }
      let previous = isBroken(year) ? nil : earlier?.level(of: indicator)
      let row = BoardRow(indicator, target: targets[year], result: results[year], previous: previous, bands: bands)
      return Year(year: year, row: row, beginsNewDefinition: isBroken(year))
    }
    return IndicatorSeries(indicator: indicator, place: place, years: years)
  }

  private static func visibleTargets(
    _ indicator: Indicator, place: ID<AdministrativeUnit>, in department: ID<Department>, for audience: Audience,
    _ transaction: ReadTransaction
  ) throws -> [Int: Target] {
    var targets: [Int: Target] = [:]
    for target in try TargetStore.series(indicator.code, place: place, in: department, transaction) {
      if audience == .everybody {
        let plan = try PlanStore.plan(place: place, year: target.year, in: department, transaction)
        guard let plan, PlanState.public.contains(plan.state) else { continue }
      }
      targets[target.year] = target
    }
    return targets
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
