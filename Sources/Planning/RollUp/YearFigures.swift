import Kernel
import Storage
import Territory

/// The figures of a unit's years, whatever they were reported as: for the year itself, or for the months, quarters or halves
/// inside it, by the unit or by the units below.
///
/// A figure of the year itself comes first. Where there is none, the year is made of the shortest periods that have figures:
/// what accumulates is added up, everything else stands as in its last period. What happened on 15–31 December counts for the
/// plan of that year, although the decree reports it with January (Decree 09/2019).
public struct YearFigures: Sendable {
  private let place: ID<AdministrativeUnit>
  private var direct: [Period: [String: IndicatorResult]] = [:]
  private let sums: [Period: [String: RolledUpFigure]]
  private let adoptions: [Period: [String: Adoption]]
  private let children: [Int: [AdministrativeUnit]]

  /// Reads what there is of some years.
  /// - Parameter audience: whether drafts of the years themselves are seen; parts of a year count only where approved.
  public static func read(
    place: ID<AdministrativeUnit>, years: [Int], in department: ID<Department>, for audience: Audience,
    _ transaction: ReadTransaction
  ) throws -> YearFigures {
    let wholes = years.map { Period.year($0) }
    let parts = Set(years + years.map { $0 + 1 }).sorted().flatMap { year in
      Period.Kind.parts.flatMap { Period.periods(of: $0, in: year) }
    }
    let sums = try RollUpStore.sums(place: place, periods: wholes + parts, in: department, transaction)
    let direct =
      try ResultStore.results(place: place, periods: wholes, in: department, for: audience, transaction)
      + ResultStore.results(place: place, periods: parts, in: department, for: .everybody, transaction)
    let adoptions =
      sums.isEmpty
      ? [:] : try RollUpStore.adoptions(place: place, periods: Array(sums.keys) + wholes, in: department, transaction)
    var children: [Int: [AdministrativeUnit]] = [:]
    for year in Set(sums.keys.map(\.year)) {
      // A unit that ended during the year counts its children as they were at the last period it has.
      let day = sums.keys.filter { $0.year == year }.map(\.lastDay).max() ?? Period.year(year).lastDay
      children[year] = try TerritoryStore.children(of: place, on: day, transaction)
    }
    return YearFigures(place: place, direct: direct, sums: sums, adoptions: adoptions, children: children)
  }

  private init(
    place: ID<AdministrativeUnit>, direct: [IndicatorResult], sums: [Period: [String: RolledUpFigure]],
    adoptions: [Period: [String: Adoption]], children: [Int: [AdministrativeUnit]]
  ) {
    self.place = place
    self.sums = sums
    self.adoptions = adoptions
    self.children = children
    for result in direct { self.direct[result.period, default: [:]][result.indicator] = result }
  }

  /// The codes of the indicators that have some figure in a year.
  func indicators(in year: Int) -> Set<String> {
    let periods = Set(direct.keys).union(sums.keys).filter { $0.year == year }
    return Set(periods.flatMap { Array((direct[$0] ?? [:]).keys) + Array((sums[$0] ?? [:]).keys) })
  }

  /// Both faces of one figure.
  public func figure(_ indicator: String, _ period: Period) -> PlaceFigure {
    PlaceFigure(
      direct: direct[period]?[indicator], sum: sums[period]?[indicator], adoption: adoptions[period]?[indicator])
  }

  /// The units directly below, as they were in the last period of a year that has sums; empty where none has.
  public func children(in year: Int) -> [AdministrativeUnit] { children[year] ?? [] }

  /// The year's figure with what stands behind it; `nil` where nothing was reported.
  public func result(of indicator: Indicator, in year: Int) -> (result: IndicatorResult, coverage: FigureCoverage?)? {
    let whole = figure(indicator.code, .year(year))
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
    if let sum = sums[.year(year)]?[indicator.code], let result = sum.result(at: place) { return (result, coverage(sum)) }
    return accumulated(indicator, in: year)
  }

  /// Whether the units below have reported an indicator for a year or a part of it.
  public func hasSums(of indicator: String, in year: Int) -> Bool {
    sums.contains { $0.key.year == year && $0.value[indicator] != nil }
  }

  /// What stands behind the sum of the units below for one period; `nil` where there is none.
  public func coverage(of indicator: String, in period: Period) -> FigureCoverage? {
    sums[period]?[indicator].map(coverage)
  }

  private func accumulated(_ indicator: Indicator, in year: Int) -> (IndicatorResult, FigureCoverage?)? {
    for kind in Period.Kind.parts {
      if let made = accumulated(indicator, from: kind, in: year) { return made }
    }
    return nil
  }

  private func accumulated(_ indicator: Indicator, from kind: Period.Kind, in year: Int) -> (IndicatorResult, FigureCoverage)? {
    let periods = Period.periods(of: kind, in: year)
    let parts = periods.compactMap { figure(indicator.code, $0).chosen(at: place) }.filter { $0.level(of: indicator) != nil }
    guard let last = parts.last, indicator.kind != .reduction else { return nil }
    var coverage = last.origin == .summed ? sums[last.period]?[indicator.code].map(coverage) ?? .own : .own
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
    let total = YearFigures.planYear(parts.compactMap { $0.level(of: indicator) }, tailBefore: ours, tail: next)
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
  static func planYear(_ parts: [Ratio], tailBefore: Quantity?, tail: Quantity?) -> Ratio {
    parts.reduce(.zero, +) - (tailBefore?.ratio ?? .zero) + (tail?.ratio ?? .zero)
  }

  private func coverage(_ sum: RolledUpFigure) -> FigureCoverage {
    FigureCoverage(sum, of: children(in: sum.period.year))
  }
}

extension Period.Kind {
  /// The kinds of period a year is made of, the finest first.
  static let parts: [Period.Kind] = [.month, .quarter, .half, .nineMonths]
}
