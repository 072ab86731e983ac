import Figures
import Kernel
import Storage
import Territory

/// What one unit adds to the year of the unit above it.
public struct ChildFigure: Hashable, Sendable {
  /// The unit.
  public let unit: AdministrativeUnit
  /// Its figure in force: the sum of its periods for what accumulates, else that of the last period; `nil` where it has none,
  /// or only rates that do not add up.
  public let level: Ratio?
  /// The periods for which it has a figure.
  public let periods: [Period]
  /// Whether it has nothing in the last period: neither a figure nor a word that the indicator does not concern it.
  public let isMissing: Bool
  /// Whether it reported a rate without numerator and denominator.
  public let isApart: Bool
  /// Whether it said that the indicator does not concern it.
  public let isInapplicable: Bool
  /// Which of the units below it are in its own sum of the last period; `nil` where it has no sum.
  public let coverage: FigureCoverage?
}

/// Reads what the units below a unit add to a year.
public enum ChildFigures {
  /// The figures of the units below, in their order.
  /// - Parameters:
  ///   - periods: the periods the year is made of, in order: the year itself, or its months, quarters or halves.
  public static func read(
    _ indicator: Indicator, children: [AdministrativeUnit], periods: [Period], in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ChildFigure] {
    guard let last = periods.last else { return [] }
    // What January of the next year reports of December belongs to this year (`YearFigures`).
    let next = last.kind == .year ? nil : Period.periods(of: last.kind, in: last.year + 1).first
    let scope: SQL = """
      department = \(department) AND indicator = \(indicator.code) AND period IN (\(list: periods + (next.map { [$0] } ?? [])))
        AND place IN (\(list: children.map(\.id)))
      """
    let parts = try parts(scope, indicator.kind, transaction)
    let coverage = try coverage(indicator, of: children, in: last, of: department, transaction)
    return children.map { unit in
      let own = parts[unit.id] ?? [:]
      let reported = periods.filter { own[$0].map { $0.units > 0 } ?? false }
      let latest = own[last]
      return ChildFigure(
        unit: unit, level: level(indicator, own, reported, latest: last, next: next), periods: reported,
        isMissing: latest.map { $0.units + $0.inapplicable + $0.apart == 0 } ?? true, isApart: (latest?.apart ?? 0) > 0,
        isInapplicable: (latest?.inapplicable ?? 0) > 0, coverage: coverage[unit.id])
    }
  }

  /// How much of what is below each unit is in its sum of a period.
  private static func coverage(
    _ indicator: Indicator, of children: [AdministrativeUnit], in period: Period, of department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: FigureCoverage] {
    let sums = try RollUpStore.sums(
      of: indicator.code, places: children.map(\.id), period: period, in: department, transaction)
    guard !sums.isEmpty, let parent = children.first?.parent else { return [:] }
    let below = Dictionary(
      grouping: try TerritoryStore.descendants(of: parent, on: period.lastDay, transaction), by: \.parent)
    return Dictionary(
      uniqueKeysWithValues: sums.map { id, sum in (id, FigureCoverage(sum, of: below[id] ?? [])) })
  }

  /// What each unit of a scope adds to the sum of each period: its own figure or its sum, whichever counts.
  private static func parts(_ scope: SQL, _ kind: IndicatorKind, _ transaction: ReadTransaction) throws
    -> [ID<AdministrativeUnit>: [Period: RollUpSum]]
  {
    var own: [Key: RollUpFigure] = [:]
    var sums: [Key: (sum: RollUpSum, counts: Adoption.Choice)] = [:]
    for row in try transaction.rows(
      """
      SELECT place, period, value, numerator, denominator, year_tail, missing FROM planning_published WHERE \(scope)
      """)
    {
      own[try Key(row)] = RollUpFigure(row)
    }
    for row in try transaction.rows("SELECT * FROM planning_roll_up WHERE \(scope)") {
      let kept = try KeptSum(row)
      sums[try Key(row)] = (kept.sum, kept.counts)
    }
    var parts: [ID<AdministrativeUnit>: [Period: RollUpSum]] = [:]
    for key in Set(own.keys).union(sums.keys) {
      var part = RollUpSum()
      part.add(own: own[key], sum: sums[key]?.sum, counts: sums[key]?.counts ?? .direct, kind)
      parts[key.place, default: [:]][key.period] = part
    }
    return parts
  }

  private struct Key: Hashable {
    let place: ID<AdministrativeUnit>
    let period: Period

    init(_ row: Row) throws {
      guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
      self.period = period
      place = try row.id("place")
    }
  }

  private static func level(
    _ indicator: Indicator, _ own: [Period: RollUpSum], _ reported: [Period], latest: Period, next: Period?
  ) -> Ratio? {
    guard indicator.kind == .count, latest.kind != .year else { return own[latest]?.level(indicator) }
    guard !reported.isEmpty else { return nil }
    return YearFigures.planYear(
      reported.compactMap { own[$0]?.level(indicator) },
      tailBefore: reported.first { $0.isFirstOfYear }.flatMap { own[$0]?.yearTail },
      tail: next.flatMap { own[$0]?.yearTail })
  }
}

extension RollUpSum {
  /// The level of an indicator that the sum makes; `nil` where nothing is in it.
  fileprivate func level(_ indicator: Indicator) -> Ratio? {
    guard units > 0 else { return nil }
    if let numerator = RollUpSum.quantity(numerator), let denominator = RollUpSum.quantity(denominator), denominator != .zero {
      return numerator.ratio / denominator.ratio * indicator.shareFactor
    }
    return RollUpSum.quantity(value)?.ratio
  }

  /// What of it happened on the last days of the year before.
  fileprivate var yearTail: Quantity? { RollUpSum.quantity(tail) }

  private static func quantity(_ number: Int64) -> Quantity? {
    number == RollUpFigure.none ? nil : Quantity(tenThousandths: number)
  }
}
