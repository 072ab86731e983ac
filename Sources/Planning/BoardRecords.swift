import Directory
import Kernel
import Storage
import Territory

/// What boards are made of, read for many places and years in as many statements as for one.
struct BoardRecords {
  /// Who looks.
  let audience: Audience
  /// The plans, by place and year.
  private(set) var plans: [PlaceOfDepartment: [Int: AnnualPlan]] = [:]
  private var targets: [PlaceOfDepartment: [Int: [String: Target]]] = [:]
  private let figures: [PlaceOfDepartment: YearFigures]
  private let breaks: [String: [CivilDate]]
  /// The reductions that follow from rates, and those rates.
  private let bases: [String: Indicator]

  /// Reads the records of some years, with the year before and after each as far as they bear on it.
  /// - Parameter codes: the indicators wanted, with the bases they follow from; `nil` for all.
  static func read(
    _ places: Set<PlaceOfDepartment>, years: [Int], indicators codes: Set<String>? = nil, for audience: Audience,
    _ transaction: ReadTransaction
  ) throws -> BoardRecords {
    var records = BoardRecords(
      audience: audience,
      figures: try YearFigures.read(
        places, years: Set(years + years.map { $0 - 1 }).sorted(), indicators: codes, for: audience, transaction),
      breaks: try IndicatorStore.breaks(transaction),
      bases: Dictionary(uniqueKeysWithValues: try IndicatorStore.reductionsAndBases(transaction).map { ($0.code, $0) }))
    let ofYears: SQL = "year IN (\(list: years))"
    for row in try transaction.rows(PlaceOfDepartment.records(in: "planning_plan", of: places, where: ofYears)) {
      let plan = try PlanStore.plan(row)
      records.plans[try PlaceOfDepartment(row), default: [:]][plan.year] = plan
    }
    let ofCodes: SQL = codes.map { "AND indicator IN (\(list: $0.sorted()))" } ?? ""
    for row in try transaction.rows(
      PlaceOfDepartment.records(in: "planning_target", of: places, where: "\(ofYears) \(ofCodes)"))
    {
      let (place, target) = (try PlaceOfDepartment(row), try TargetStore.target(row))
      guard records.showsTargets(at: place, in: target.year) else { continue }
      records.targets[place, default: [:]][target.year, default: [:]][target.indicator] = target
    }
    return records
  }

  private init(
    audience: Audience, figures: [PlaceOfDepartment: YearFigures], breaks: [String: [CivilDate]], bases: [String: Indicator]
  ) {
    self.audience = audience
    self.figures = figures
    self.breaks = breaks
    self.bases = bases
  }

  /// Everybody sees the targets of a plan that is more than a proposal.
  private func showsTargets(at place: PlaceOfDepartment, in year: Int) -> Bool {
    audience == .staff || plans[place]?[year].map { PlanState.public.contains($0.state) } == true
  }

  /// The targets of a place and year that the audience may see, by indicator.
  func targets(at place: PlaceOfDepartment, in year: Int) -> [String: Target] { targets[place]?[year] ?? [:] }

  /// The figures of a place.
  func figures(at place: PlaceOfDepartment) -> YearFigures { figures[place] ?? YearFigures(place: place.place) }

  /// Whether a new definition of an indicator begins in a year.
  func beginsNewDefinition(of code: String, in year: Int) -> Bool { (breaks[code] ?? []).contains { $0.year == year } }

  /// The figures of a place around a year.
  func series(at place: PlaceOfDepartment, around period: Period) -> FiguresAround {
    FiguresAround(figures: figures(at: place), period: period, breaks: breaks, bases: bases)
  }

  /// The codes of every indicator with a target or a result in a year or beside it, and of the reductions that follow from rates.
  func indicators(at place: PlaceOfDepartment, in year: Int) -> Set<String> {
    let figures = figures(at: place)
    var codes = figures.stated(in: year + 1)
    for year in [year - 1, year] { codes.formUnion(figures.indicators(in: year)) }
    let cuts = bases.values.filter { $0.base.map(codes.contains) ?? false }.map(\.code)
    return codes.union(cuts).union(targets(at: place, in: year).keys)
  }
}

extension PlaceOfDepartment {
  /// The place of a row.
  init(_ row: Row) throws {
    self.init(department: try row.id("department"), place: try row.id("place"))
  }
}

/// The results of a place in the year before, the year itself and the year after.
struct FiguresAround {
  fileprivate let figures: YearFigures
  fileprivate let period: Period
  fileprivate let breaks: [String: [CivilDate]]
  fileprivate let bases: [String: Indicator]

  /// The board's own figure, with what stands behind it where it was added up.
  func figure(of indicator: Indicator) -> (result: IndicatorResult?, coverage: FigureCoverage?) {
    if let made = figures.result(of: indicator, in: period.year) { return made }
    return (result(of: indicator, in: period), nil)
  }

  /// The stored result, or what the next year's level and change imply («2,55 after −1,2» makes 3,75 the year before).
  func result(of indicator: Indicator, in period: Period) -> IndicatorResult? {
    if let made = figures.result(of: indicator, in: period.year)?.result { return made }
    guard period == self.period else { return nil }
    if let cut = cut(indicator) { return cut }
    guard let next = figures.stated(indicator.code, in: period.year + 1),
      !isBroken(indicator, between: period, and: period.yearAfter)
    else { return nil }
    return next.implyingYearBefore(indicator)
  }

  /// A reduction nobody stated, from the levels of its rate on the same territory and by the same definition, where the units
  /// below made that rate. Where a level was stated for the unit itself, so would be the reduction.
  private func cut(_ indicator: Indicator) -> IndicatorResult? {
    guard indicator.kind == .reduction, let code = indicator.base,
      !(breaks[code]?.contains { $0 > period.yearBefore.lastDay && $0 <= period.lastDay } ?? false),
      let base = bases[code], let now = figures.result(of: base, in: period.year)?.result, now.origin == .summed,
      let before = figures.result(of: base, in: period.year - 1)?.result, let level = now.level(of: base),
      let levelBefore = before.level(of: base),
      let value = Quantity(
        plain: (levelBefore - level).rounded(.halfUp, decimals: indicator.decimals).plain)
    else { return nil }
    let isDecided = [now, before].allSatisfy { DataStatus.public.contains($0.status) }
    return IndicatorResult(
      indicator: indicator.code, place: now.place, period: period, value: value, origin: .derived,
      status: isDecided ? .approved : .draft, version: 0)
  }

  /// The level in the year before the board's; `nil` where a new definition makes it incomparable. What the public sees of an
  /// approved figure does not rest on a draft, and neither does what officials see of it.
  func level(of indicator: Indicator, in period: Period, beneath later: IndicatorResult? = nil) -> Ratio? {
    guard !isBroken(indicator, between: period, and: period.yearAfter), let earlier = result(of: indicator, in: period)
    else { return nil }
    let isPublic = later.map { DataStatus.public.contains($0.status) } ?? false
    guard !isPublic || DataStatus.public.contains(earlier.status) else { return nil }
    return earlier.level(of: indicator)
  }

  private func isBroken(_ indicator: Indicator, between period: Period, and next: Period) -> Bool {
    breaks[indicator.code]?.contains { $0 > period.lastDay && $0 <= next.lastDay } ?? false
  }
}
