import Kernel
import Rulebook
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

extension PlanBoard {
  /// The board of a place and year from records that were read.
  /// - Parameter catalogue: the indicators to show, in their order.
  public static func of(
    _ place: PlaceOfDepartment, year: Int, from records: BoardRecords, rulebook: Rulebook, indicators catalogue: [Indicator]
  ) throws -> PlanBoard {
    let period = Period.year(year)
    let bands = try VerdictBands(rulebook, on: period.lastDay)
    let rule = try PlanVerdictRule(rulebook, on: period.lastDay)
    let targets = records.targets(at: place, in: year)
    let series = records.series(at: place, around: period)
    let possible = records.indicators(at: place, in: year)
    let shown = catalogue.filter { possible.contains($0.code) && $0.isVisible(to: records.audience, in: place.department) }
    let rows = shown.compactMap { indicator -> BoardRow? in
      let target = targets[indicator.code]
      let (result, coverage) = series.figure(of: indicator)
      guard target != nil || result != nil else { return nil }
      let previous = series.level(of: indicator, in: period.yearBefore, beneath: result)
      return BoardRow(
        indicator, target: target, result: result, previous: previous, coverage: coverage, bands: bands)
    }
    return PlanBoard(
      department: place.department, place: place.place, year: year, plan: records.plans[place]?[year], rows: rows, bands: bands,
      verdict: rule.verdict(of: rows.map(\.assessment.verdict)))
  }
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
