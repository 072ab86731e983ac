import Directory
import Kernel
import Rulebook
import Storage
import Territory

/// One line of a plan board: what was asked, what was done, and how the one stands to the other.
public struct BoardRow: Hashable, Sendable {
  /// The indicator.
  public let indicator: Indicator
  /// The target in force; `nil` where none was given.
  public let target: Target?
  /// The result; `nil` where nothing was reported. A result worked out from the next year's change has origin `derived`.
  public let result: IndicatorResult?
  /// How they stand to each other.
  public let assessment: Assessment
  /// The line's numbers, rounded.
  public let numbers: RowNumbers
  /// How much stands behind a figure that was added up; `nil` for a figure reported as it is.
  public let coverage: FigureCoverage?

  /// A line, assessed.
  /// - Parameter previous: the level of the year before, where it is known and comparable.
  public init(
    _ indicator: Indicator, target: Target?, result: IndicatorResult?, previous: Ratio? = nil,
    coverage: FigureCoverage? = nil, bands: VerdictBands
  ) {
    self.coverage = coverage
    self.indicator = indicator
    self.target = target
    self.result = result
    assessment = .of(indicator, target: target, result: result, previous: previous, bands: bands)
    numbers = RowNumbers(indicator, target, assessment)
  }
}

/// The plan board of one place and year: the one answer that screen, file, print, sentence and public page all show.
public struct PlanBoard: Sendable {
  /// Whose records.
  public let department: ID<Department>
  /// The place.
  public let place: ID<AdministrativeUnit>
  /// The year.
  public let year: Int
  /// The plan's state; `nil` where no plan was begun.
  public let plan: AnnualPlan?
  /// The lines, in the catalogue's order: every indicator with a target or a result.
  public let rows: [BoardRow]
  /// The bands used.
  public let bands: VerdictBands
  /// The verdict of the plan as a whole.
  public let verdict: Verdict

  /// The same board with only the lines that pass a filter; its verdict stays that of the whole plan.
  public func only(_ isWanted: (BoardRow) -> Bool) -> PlanBoard {
    PlanBoard(
      department: department, place: place, year: year, plan: plan, rows: rows.filter(isWanted), bands: bands, verdict: verdict)
  }

  /// How many lines have each verdict.
  public func count(of verdict: Verdict) -> Int { rows.count { $0.assessment.verdict == verdict } }
}

extension Assessment {
  /// Assesses a stored result against a stored target.
  public static func of(
    _ indicator: Indicator, target: Target?, result: IndicatorResult?, previous: Ratio?, bands: VerdictBands
  ) -> Assessment {
    of(
      kind: indicator.kind, direction: indicator.direction,
      target: target.map { Faces(level: $0.level?.ratio, change: $0.change?.ratio) },
      comparator: target?.comparator ?? .usual(for: indicator.direction),
      reported: Faces(level: result?.level(of: indicator), change: result?.change?.ratio), stated: result?.verdict,
      previous: previous, bands: bands)
  }
}

/// Who looks at a board.
public enum Audience: Sendable, Hashable {
  /// Officials: every figure with its status.
  case staff
  /// Everybody: approved figures only, and targets of a plan that is more than a proposal. While a correction waits for its
  /// approval, the public sees the version approved before. A department's own indicators are none of the public's.
  case everybody
}

/// Reads boards. What the figures of neighbouring years imply is worked out here, and marked as ours.
public enum BoardReader {
  /// The board of a place and year.
  /// - Parameter indicators: the catalogue, where the caller has it already; or the few indicators wanted.
  public static func board(
    place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, for audience: Audience = .staff,
    rulebook: Rulebook, indicators: [Indicator]? = nil, _ transaction: ReadTransaction
  ) throws -> PlanBoard {
    let period = Period.year(year)
    let bands = try VerdictBands(rulebook, on: period.lastDay)
    let rule = try PlanVerdictRule(rulebook, on: period.lastDay)
    let plan = try PlanStore.plan(place: place, year: year, in: department, transaction)
    let showsTargets = audience == .staff || plan.map { PlanState.public.contains($0.state) } == true
    let targets = Dictionary(
      uniqueKeysWithValues: !showsTargets
        ? [] : try TargetStore.targets(place: place, year: year, in: department, transaction).map { ($0.indicator, $0) })
    let series = try Series(place: place, around: period, in: department, for: audience, transaction)
    let catalogue = try indicators ?? IndicatorStore.indicators(series.indicators.union(targets.keys), transaction)
    let rows = catalogue.filter { $0.isVisible(to: audience, in: department) }.compactMap { indicator -> BoardRow? in
      let target = targets[indicator.code]
      let (result, coverage) = series.figure(of: indicator)
      guard target != nil || result != nil else { return nil }
      let previous = series.level(of: indicator, in: period.yearBefore, beneath: result)
      return BoardRow(
        indicator, target: target, result: result, previous: previous, coverage: coverage, bands: bands)
    }
    return PlanBoard(
      department: department, place: place, year: year,
      plan: plan, rows: rows, bands: bands,
      verdict: rule.verdict(of: rows.map(\.assessment.verdict)))
  }

  /// The level a place had in the year before a plan year, stated or worked out; for checking a target's two faces.
  public static func previousLevel(
    of indicator: Indicator, place: ID<AdministrativeUnit>, before year: Int, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> Ratio? {
    let period = Period.year(year)
    return try Series(place: place, around: period, in: department, for: .staff, transaction)
      .level(of: indicator, in: period.yearBefore)
  }

  /// The results of a place in the year before, the year itself and the year after.
  private struct Series {
    private var results: [Period: [String: IndicatorResult]] = [:]
    private let figures: YearFigures
    private let period: Period
    private let breaks: [String: [CivilDate]]
    private let catalogue: [String: Indicator]

    init(
      place: ID<AdministrativeUnit>, around period: Period, in department: ID<Department>, for audience: Audience,
      _ transaction: ReadTransaction
    ) throws {
      breaks = try IndicatorStore.breaks(transaction)
      catalogue = Dictionary(
        uniqueKeysWithValues: try IndicatorStore.reductionsAndBases(transaction).map { ($0.code, $0) })
      self.period = period
      figures = try YearFigures.read(
        place: place, years: [period.year - 1, period.year], in: department, for: audience, transaction)
      let after = try ResultStore.results(
        place: place, periods: [period.yearAfter], in: department, for: audience, transaction)
      for result in after { results[period.yearAfter, default: [:]][result.indicator] = result }
    }

    /// The codes of every indicator with a result in one of the years, and of the reductions that follow from rates.
    var indicators: Set<String> {
      var codes = Set(results.values.flatMap(\.keys))
      for year in [period.year - 1, period.year] { codes.formUnion(figures.indicators(in: year)) }
      return codes.union(catalogue.values.filter { $0.base.map(codes.contains) ?? false }.map(\.code))
    }

    /// The board's own figure, with what stands behind it where it was added up.
    func figure(of indicator: Indicator) -> (result: IndicatorResult?, coverage: FigureCoverage?) {
      if let made = figures.result(of: indicator, in: period.year) { return made }
      return (result(of: indicator, in: period), nil)
    }

    /// The stored result, or what the next year's level and change imply («2,55 after −1,2» makes 3,75 the year before).
    func result(of indicator: Indicator, in period: Period) -> IndicatorResult? {
      if let stored = results[period]?[indicator.code] { return stored }
      if period != self.period.yearAfter {
        if let made = figures.result(of: indicator, in: period.year)?.result { return made }
        if let cut = cut(indicator, in: period) { return cut }
      }
      guard let next = results[period.yearAfter]?[indicator.code],
        !isBroken(indicator, between: period, and: period.yearAfter)
      else { return nil }
      return next.implyingYearBefore(indicator)
    }

    /// A reduction nobody stated, from the levels of its rate on the same territory and by the same definition, where the units
    /// below made that rate. Where a level was stated for the unit itself, so would be the reduction.
    private func cut(_ indicator: Indicator, in period: Period) -> IndicatorResult? {
      guard indicator.kind == .reduction, let code = indicator.base, period == self.period,
        !(breaks[code]?.contains { $0 > period.yearBefore.lastDay && $0 <= period.lastDay } ?? false),
        let base = catalogue[code], let now = figures.result(of: base, in: period.year)?.result, now.origin == .summed,
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
}
