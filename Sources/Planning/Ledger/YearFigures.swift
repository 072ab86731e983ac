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
  private var sums: [Period: [String: RolledUpFigure]] = [:]
  private var adoptions: [Period: [String: Adoption]] = [:]
  private var children: [TerritoryStore.ChildCount] = []

  /// Reads what there is of some years of one place.
  /// - Parameter audience: whether drafts of the years themselves are seen; parts of a year count only where approved.
  public static func read(
    place: ID<AdministrativeUnit>, years: [Int], in department: ID<Department>, for audience: Audience,
    _ transaction: ReadTransaction
  ) throws -> YearFigures {
    let place = PlaceOfDepartment(department: department, place: place)
    return try read([place], years: years, for: audience, transaction)[place] ?? YearFigures(place: place.place)
  }

  /// Reads what there is of some years of many places, in as many statements as for one.
  /// - Parameters:
  ///   - years: of which the parts are read too; of the year after the last its own figures only.
  ///   - codes: the indicators wanted; `nil` for all.
  static func read(
    _ places: Set<PlaceOfDepartment>, years: [Int], indicators codes: Set<String>? = nil, for audience: Audience,
    _ transaction: ReadTransaction
  ) throws -> [PlaceOfDepartment: YearFigures] {
    let wholes = Set(years + years.map { $0 + 1 }).sorted().map { Period.year($0) }
    let parts = wholes.flatMap { year in Period.Kind.parts.flatMap { Period.periods(of: $0, in: year.year) } }
    var figures = Dictionary(uniqueKeysWithValues: places.map { ($0, YearFigures(place: $0.place)) })
    func each(_ table: SQL, _ periods: [Period], _ take: (inout YearFigures, Row) throws -> Void) throws {
      let ofCodes: SQL = codes.map { "AND indicator IN (\(list: $0.sorted()))" } ?? ""
      try transaction.each(
        PlaceOfDepartment.records(in: table, of: places, where: "period IN (\(list: periods)) \(ofCodes)")
      ) { row in
        let place = try PlaceOfDepartment(row)
        guard var own = figures.removeValue(forKey: place) else { return }
        try take(&own, row)
        figures[place] = own
      }
    }
    try each("planning_roll_up", parts + years.map { .year($0) }) { figures, row in
      let sum = try RolledUpFigure(row)
      figures.sums[sum.period, default: [:]][sum.indicator] = sum
    }
    func direct(_ audience: Audience, _ periods: [Period]) throws {
      try each(ResultStore.table(audience), periods) { figures, row in
        let result = try ResultStore.result(row)
        figures.direct[result.period, default: [:]][result.indicator] = result
      }
    }
    if audience == .everybody {
      try direct(.everybody, wholes + parts)
    } else {
      try direct(audience, wholes)
      try direct(.everybody, parts)
    }
    guard figures.values.contains(where: { !$0.sums.isEmpty }) else { return figures }
    try each("planning_adoption", parts + wholes) { figures, row in
      let (period, indicator, adoption) = try RollUpStore.adoption(row)
      figures.adoptions[period, default: [:]][indicator] = adoption
    }
    for (parent, counts) in try TerritoryStore.childCounts(of: Set(places.map(\.place)), transaction) {
      for place in places where place.place == parent { figures[place]?.children = counts }
    }
    return figures
  }

  /// A place without figures.
  init(place: ID<AdministrativeUnit>) { self.place = place }

  /// The figure of one whole year as it was stated for the unit; `nil` where none was.
  func stated(_ indicator: String, in year: Int) -> IndicatorResult? { direct[.year(year)]?[indicator] }

  /// The codes of the indicators stated for one whole year.
  func stated(in year: Int) -> Set<String> { Set((direct[.year(year)] ?? [:]).keys) }

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

  /// The last day of the last period of a year that has sums: the day whose units below are counted. A unit that ended during the
  /// year counts its children as they were then.
  public func lastDayOfSums(in year: Int) -> CivilDate {
    sums.keys.filter { $0.year == year }.map(\.lastDay).max() ?? Period.year(year).lastDay
  }

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
    let day = lastDayOfSums(in: sum.period.year)
    return FigureCoverage(sum, of: children.filter { $0.isValid(on: day) })
  }
}

extension Period.Kind {
  /// The kinds of period a year is made of, the finest first.
  static let parts: [Period.Kind] = [.month, .quarter, .half, .nineMonths]
}

/// A place in the records of a department: provinces change hands, their places do not.
public struct PlaceOfDepartment: Hashable, Sendable {
  /// Whose records.
  public let department: ID<Department>
  /// The place.
  public let place: ID<AdministrativeUnit>

  /// A place in a department's records.
  public init(department: ID<Department>, place: ID<AdministrativeUnit>) {
    self.department = department
    self.place = place
  }
}

extension PlaceOfDepartment {
  /// The rows of a table that belong to some places, whatever their number. Joined, because SQLite does not look pairs up in an
  /// index where they stand in a list.
  static func records(in table: SQL, of places: Set<PlaceOfDepartment>, where condition: SQL) -> SQL {
    let sorted = places.sorted { ($0.department, $0.place) < ($1.department, $1.place) }
    return """
      WITH wanted (department, place) AS (\(rows: sorted.map { [$0.department.bound, $0.place.bound] }))
      SELECT record.* FROM wanted JOIN \(table) record ON record.department = wanted.department AND record.place = wanted.place
      WHERE \(condition)
      """
  }
}
