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
    var parts: [ID<AdministrativeUnit>: [Period: Part]] = [:]
    let scope: SQL = """
      department = \(department) AND indicator = \(indicator.code) AND period IN (\(list: periods + (next.map { [$0] } ?? [])))
        AND place IN (\(list: children.map(\.id)))
      """
    for row in try transaction.rows("SELECT * FROM (\(FigureInForce.contributions(scope))) contribution") {
      guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
      parts[try row.id("place"), default: [:]][period] = Part(row)
    }
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

  /// What a unit adds to the sum of one period (`FigureInForce.contributions`).
  private struct Part {
    let value: Quantity?
    let numerator: Quantity?
    let denominator: Quantity?
    let yearTail: Quantity?
    let units: Int
    let inapplicable: Int
    let apart: Int

    init(_ row: Row) {
      value = row.quantity("value")
      numerator = row.quantity("numerator")
      denominator = row.quantity("denominator")
      yearTail = row.quantity("year_tail")
      units = row.integer("units") ?? 0
      inapplicable = row.integer("inapplicable") ?? 0
      apart = row.integer("apart") ?? 0
    }

    func level(_ indicator: Indicator) -> Ratio? {
      guard units > 0 else { return nil }
      if let numerator, let denominator, denominator != .zero {
        return numerator.ratio / denominator.ratio * indicator.shareFactor
      }
      return value?.ratio
    }
  }

  private static func level(
    _ indicator: Indicator, _ own: [Period: Part], _ reported: [Period], latest: Period, next: Period?
  ) -> Ratio? {
    guard indicator.kind == .count, latest.kind != .year else { return own[latest]?.level(indicator) }
    guard !reported.isEmpty else { return nil }
    return YearFigures.planYear(
      reported.compactMap { own[$0]?.level(indicator) },
      tailBefore: reported.first { $0.isFirstOfYear }.flatMap { own[$0]?.yearTail },
      tail: next.flatMap { own[$0]?.yearTail })
  }
}
