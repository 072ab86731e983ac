import Figures
import Kernel
import Planning
import Published
import Rulebook
import Storage
import Territory

/// One line of a sheet beside what it is to be compared with.
public struct SheetRow: Hashable, Sendable {
  /// The indicator.
  public let indicator: Indicator
  /// The figure as it stands, with who and when; `nil` where nothing was put in.
  public let current: ResultVersion?
  /// The figure of the period before.
  public let last: IndicatorResult?
  /// The figure of the same period a year before.
  public let sameLastYear: IndicatorResult?
  /// The sum of the year to this period, this period included; `nil` for what does not add up over time.
  public let cumulative: Ratio?
  /// The year's target.
  public let target: Target?
  /// The levels of the periods before, oldest first.
  public let earlier: [Ratio]
  /// What is odd about the figure.
  public let oddities: [Oddity]
  /// The remarks beside the cell, the oldest first.
  public let comments: [CellComment]

  /// The figure.
  public var figure: IndicatorResult? { current?.result }

  /// Whether the line has neither a number nor a reason why not.
  public var isEmpty: Bool { figure?.isBlank ?? true }

  /// Whether the unit must do something before it sends: the line is empty, or odd without its cause.
  public var blocksSending: Bool {
    guard let figure, !figure.isBlank else { return true }
    return figure.cause.isEmpty && oddities.contains(where: \.asksWhy)
  }

  /// The move against the period before in percent, for putting odd lines first; `nil` where there is nothing to compare.
  public var movePercent: Ratio? {
    guard let level = figure?.level(of: indicator), let before = last?.level(of: indicator), !before.isZero else { return nil }
    let move = level > before ? level - before : before - level
    return move * .hundred / before
  }
}

/// A whole sheet as people see it: where it stands, its lines, and what was done to it.
public struct SheetView: Sendable {
  /// The sheet's surroundings.
  public let context: SheetContext
  /// Where it stands.
  public let sheet: Sheet
  /// Its lines, in the order of the form.
  public let rows: [SheetRow]
  /// What was done to it, newest first.
  public let events: [SheetEvent]

  /// The lines the unit must still see to before it sends.
  public var open: [SheetRow] { rows.filter(\.blocksSending) }

  /// How many lines are odd.
  public var oddCount: Int { rows.count { !$0.oddities.isEmpty } }

  /// The lines with odd ones first, then by how far they moved.
  public var oddFirst: [SheetRow] {
    rows.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.oddities.isEmpty != b.oddities.isEmpty { return b.oddities.isEmpty }
      let (movedA, movedB) = (a.movePercent ?? .zero, b.movePercent ?? .zero)
      return movedA == movedB ? left.offset < right.offset : movedA > movedB
    }.map(\.element)
  }
}

/// Reads sheets with everything that stands beside their lines.
public enum SheetReader {
  /// The sheet of a key.
  public static func view(_ context: SheetContext, rulebook: Rulebook, _ transaction: ReadTransaction) throws -> SheetView {
    let (key, period) = (context.key, context.key.period)
    let plausibility = try Plausibility(rulebook, on: period.lastDay)
    let current = try ResultStore.versions(of: context.figures, transaction)
    let earlier = try figures(context, in: periods(before: period), transaction)
    let comments = Dictionary(grouping: try CellActs.comments(context, transaction), by: \.indicator)
    let targets = Dictionary(
      uniqueKeysWithValues: try TargetStore.targets(
        place: key.place, year: period.year, in: context.department, transaction
      ).map { ($0.indicator, $0) })
    let rows = context.indicators.map { indicator in
      row(
        indicator, in: period, current: current[indicator.code], earlier: earlier[indicator.code] ?? [:],
        target: targets[indicator.code], comments: comments[indicator.code] ?? [], plausibility)
    }
    return SheetView(
      context: context, sheet: try SheetStore.sheet(context, transaction), rows: rows,
      events: try SheetStore.events(context, transaction))
  }

  /// The periods a line is compared with: a year of the same kind before this one.
  private static func periods(before period: Period) -> [Period] {
    let count =
      switch period.kind {
      case .month: 12
      case .quarter: 4
      case .half: 2
      case .nineMonths, .year: 5
      }
    var periods: [Period] = []
    var next = period.before
    for _ in 0..<count {
      periods.insert(next, at: 0)
      next = next.before
    }
    return periods
  }

  private static func figures(_ context: SheetContext, in periods: [Period], _ transaction: ReadTransaction) throws
    -> [String: [Period: IndicatorResult]]
  {
    var figures: [String: [Period: IndicatorResult]] = [:]
    for row in try transaction.rows(
      """
      SELECT * FROM planning_result WHERE department = \(context.department) AND place = \(context.key.place)
        AND period IN (\(list: periods)) AND indicator IN (\(list: context.form.indicators))
      """)
    {
      let result = try IndicatorResult(row)
      figures[result.indicator, default: [:]][result.period] = result
    }
    return figures
  }

  private static func row(
    _ indicator: Indicator, in period: Period, current: ResultVersion?, earlier: [Period: IndicatorResult], target: Target?,
    comments: [CellComment], _ plausibility: Plausibility
  ) -> SheetRow {
    let levels = earlier.sorted { $0.key < $1.key }.compactMap { $0.value.level(of: indicator) }
    var soFar: Ratio?
    if indicator.kind == .count {
      let inYear = earlier.filter { $0.key.year == period.year }.values.compactMap { $0.level(of: indicator) }
      let own = current?.result.level(of: indicator)
      if own != nil || !inYear.isEmpty { soFar = inYear.reduce(own ?? .zero, +) }
    }
    let oddities =
      current.map {
        plausibility.oddities(of: $0.result, indicator, earlier: levels, soFar: soFar, plan: target?.level?.ratio)
      } ?? []
    return SheetRow(
      indicator: indicator, current: current, last: earlier[period.before], sameLastYear: earlier[period.yearBefore],
      cumulative: soFar, target: target, earlier: levels, oddities: oddities, comments: comments)
  }
}
