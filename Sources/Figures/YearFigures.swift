import Kernel
import Territory

/// The figures of a unit's years, whatever they were reported as: for the year itself, or for the months, quarters or halves
/// inside it, by the unit or by the units below.
///
/// A figure of the year itself comes first. Where there is none, the year is made of the shortest periods that have figures:
/// what accumulates is added up, everything else stands as in its last period. What happened on 15–31 December counts for the
/// plan of that year, although the decree reports it with January (Decree 09/2019).
public struct YearFigures: Sendable {
  private let place: ID<AdministrativeUnit>
  private var figures: [String: [Int: YearOfIndicator]] = [:]
  /// The last day of the last period that has sums, by year.
  private var lastDaysOfSums: [Int: CivilDate] = [:]
  /// The units below on that day.
  private var children: [Int: [TerritoryStore.ChildCount]] = [:]

  /// What there is of one indicator in one year.
  private struct YearOfIndicator {
    var direct: [Period: IndicatorResult] = [:]
    var sums: [Period: RolledUpFigure] = [:]
    var adoptions: [Period: Adoption] = [:]

    func figure(_ period: Period) -> PlaceFigure {
      PlaceFigure(direct: direct[period], sum: sums[period], adoption: adoptions[period])
    }
  }

  /// A place without figures.
  public init(place: ID<AdministrativeUnit>) { self.place = place }

  /// Takes in a figure that was stated for the unit itself.
  public mutating func add(_ result: IndicatorResult) {
    note(result.indicator, result.period) { $0.direct[result.period] = result }
  }

  /// Takes in a sum of the units below.
  public mutating func add(_ sum: RolledUpFigure) {
    note(sum.indicator, sum.period) { $0.sums[sum.period] = sum }
    let day = sum.period.lastDay
    lastDaysOfSums[sum.period.year] = lastDaysOfSums[sum.period.year].map { max($0, day) } ?? day
  }

  /// Takes in a choice between the two.
  public mutating func add(_ adoption: Adoption, of indicator: String, in period: Period) {
    note(indicator, period) { $0.adoptions[period] = adoption }
  }

  /// Takes in how many units lay below, at which level and when: after the sums, on whose days they are counted.
  public mutating func add(children counts: [TerritoryStore.ChildCount]) {
    children = lastDaysOfSums.mapValues { day in counts.filter { $0.isValid(on: day) } }
  }

  /// Whether the units below made any of it.
  public var hasSums: Bool { !lastDaysOfSums.isEmpty }

  private mutating func note(_ indicator: String, _ period: Period, _ change: (inout YearOfIndicator) -> Void) {
    change(&figures[indicator, default: [:]][period.year, default: YearOfIndicator()])
  }

  /// The figure of one whole year as it was stated for the unit; `nil` where none was.
  package func stated(_ indicator: String, in year: Int) -> IndicatorResult? { figures[indicator]?[year]?.direct[.year(year)] }

  /// The codes of the indicators stated for one whole year.
  package func stated(in year: Int) -> Set<String> { codes(in: year) { $0.direct[.year(year)] != nil } }

  /// The codes of the indicators that have some figure in a year.
  package func indicators(in year: Int) -> Set<String> { codes(in: year) { !$0.direct.isEmpty || !$0.sums.isEmpty } }

  private func codes(in year: Int, _ isWanted: (YearOfIndicator) -> Bool) -> Set<String> {
    Set(figures.filter { $0.value[year].map(isWanted) ?? false }.keys)
  }

  /// Both faces of one figure.
  public func figure(_ indicator: String, _ period: Period) -> PlaceFigure {
    (figures[indicator]?[period.year] ?? YearOfIndicator()).figure(period)
  }

  /// The last day of the last period of a year that has sums: the day whose units below are counted. A unit that ended during the
  /// year counts its children as they were then.
  public func lastDayOfSums(in year: Int) -> CivilDate { lastDaysOfSums[year] ?? Period.year(year).lastDay }

  /// The year's figure with what stands behind it; `nil` where nothing was reported.
  public func result(of indicator: Indicator, in year: Int) -> (result: IndicatorResult, coverage: FigureCoverage?)? {
    guard let own = figures[indicator.code]?[year] else { return nil }
    let whole = own.figure(.year(year))
    // Where only the parts of the year have sums, the choice of the year is between its own figure and what they make.
    if whole.sum == nil, whole.adoption?.choice == .sum, let made = added(indicator, in: year) { return made }
    if let chosen = whole.chosen(at: place), chosen.missing != .notReported || whole.sum == nil {
      return (chosen, chosen.origin == .summed ? whole.sum.map(coverage) : nil)
    }
    return accumulated(indicator, in: year)
  }

  /// The year as the units below and the periods inside make it, whatever was reported for the year itself; `nil` where they
  /// have nothing.
  public func added(_ indicator: Indicator, in year: Int) -> (result: IndicatorResult, coverage: FigureCoverage?)? {
    if let sum = figures[indicator.code]?[year]?.sums[.year(year)], let result = sum.result(at: place) {
      return (result, coverage(sum))
    }
    return accumulated(indicator, in: year)
  }

  /// Whether the units below have reported an indicator for a year or a part of it.
  public func hasSums(of indicator: String, in year: Int) -> Bool {
    figures[indicator]?[year]?.sums.isEmpty == false
  }

  /// What stands behind the sum of the units below for one period; `nil` where there is none.
  public func coverage(of indicator: String, in period: Period) -> FigureCoverage? {
    figures[indicator]?[period.year]?.sums[period].map(coverage)
  }

  private func accumulated(_ indicator: Indicator, in year: Int) -> (IndicatorResult, FigureCoverage?)? {
    guard indicator.kind != .reduction, let own = figures[indicator.code]?[year] else { return nil }
    for kind in Period.Kind.parts {
      if let made = accumulated(indicator, of: own, from: kind, in: year) { return made }
    }
    return nil
  }

  private func accumulated(
    _ indicator: Indicator, of own: YearOfIndicator, from kind: Period.Kind, in year: Int
  ) -> (IndicatorResult, FigureCoverage)? {
    let periods = Period.periods(of: kind, in: year)
    var parts: [IndicatorResult] = []
    var levels: [Ratio] = []
    for period in periods {
      guard let part = own.figure(period).chosen(at: place), let level = part.level(of: indicator) else { continue }
      parts.append(part)
      levels.append(level)
    }
    guard let last = parts.last else { return nil }
    var coverage = last.origin == .summed ? own.sums[last.period].map(coverage) ?? .own : .own
    var result = last
    result.period = .year(year)
    result.origin = .summed
    result.version = 0
    coverage.periods = parts.map(\.period)
    // Nine months say nothing of the last three, so a year that has only them is not whole.
    coverage.periodsExpected = kind == .nineMonths ? 2 : periods.count
    guard indicator.kind == .count else {
      coverage.periods = [last.period]
      coverage.periodsExpected = 1
      return (result, coverage)
    }
    let next = Period.periods(of: kind, in: year + 1).first.flatMap { figure(indicator.code, $0).chosen(at: place)?.yearTail }
    let ours = parts.first { $0.period.isFirstOfYear }?.yearTail
    let total = YearFigures.planYear(levels, tailBefore: ours, tail: next)
    result.value = total.quantity
    coverage.isTooLarge = result.value == nil
    result.missing = nil
    result.yearTail = nil
    coverage.yearTail = next
    coverage.yearTailBefore = ours
    return (result, coverage)
  }

  /// The plan's year of what accumulates: its periods, without what the first reports of the year before, and with what the
  /// first of the next year reports of this one.
  package static func planYear(_ parts: [Ratio], tailBefore: Quantity?, tail: Quantity?) -> Ratio {
    parts.reduce(.zero, +) - (tailBefore?.ratio ?? .zero) + (tail?.ratio ?? .zero)
  }

  private func coverage(_ sum: RolledUpFigure) -> FigureCoverage {
    FigureCoverage(sum, of: children[sum.period.year] ?? [])
  }
}

extension Period.Kind {
  /// The kinds of period a year is made of, the finest first.
  package static let parts: [Period.Kind] = [.month, .quarter, .half, .nineMonths]
}
