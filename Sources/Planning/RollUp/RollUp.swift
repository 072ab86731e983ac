import Directory
import Kernel
import Storage
import Territory

/// Keeps the sums of what was approved, in the transaction that approves: there is no “run analytics”.
///
/// The sum of a unit is made of its direct children's figures in force: the approved figure each reported itself, or its own
/// sum. Counts, stocks and recognised units add; a rate adds its numerators and its denominators, never itself. A child without
/// an approved figure is missing from the sum and is counted as missing, never as zero.
public enum RollUp {
  /// A figure whose approval changed, for the sums above it.
  public struct Touched: Hashable, Sendable {
    let department: ID<Department>
    let place: ID<AdministrativeUnit>
    let period: Period
    let indicator: String

    init(department: ID<Department>, place: ID<AdministrativeUnit>, period: Period, indicator: String) {
      self.department = department
      self.place = place
      self.period = period
      self.indicator = indicator
    }
  }

  /// Brings the sums above one sheet up to date.
  static func refresh(_ context: SheetContext, _ transaction: WriteTransaction) throws {
    for parent in context.path.above.sorted(by: { $0.level > $1.level }) {
      try refresh(
        parent.id, period: context.key.period, indicators: context.form.indicators, in: context.department, transaction)
    }
  }

  /// Brings the sums above many figures up to date, each sum once, from the lowest level up.
  static func refresh(_ touched: Set<Touched>, _ transaction: WriteTransaction) throws {
    struct Group: Hashable {
      let department: ID<Department>
      let period: Period
    }
    var groups: [Group: [ID<AdministrativeUnit>: Set<String>]] = [:]
    for figure in touched {
      groups[Group(department: figure.department, period: figure.period), default: [:]][figure.place, default: []]
        .insert(figure.indicator)
    }
    for (group, places) in groups.sorted(by: { $0.key.period < $1.key.period }) {
      let units = try TerritoryStore.units(places.keys, on: group.period.lastDay, transaction)
      var indicators: [ID<AdministrativeUnit>: Set<String>] = [:]
      var parents: [AdministrativeUnit.Level: Set<ID<AdministrativeUnit>>] = [:]
      for path in try TerritoryStore.paths(of: Array(units.values), on: group.period.lastDay, transaction) {
        for parent in path.above {
          indicators[parent.id, default: []].formUnion(places[path.unit.id] ?? [])
          parents[parent.level, default: []].insert(parent.id)
        }
      }
      for (_, level) in parents.sorted(by: { $0.key > $1.key }) {
        for parent in level.sorted() {
          try refresh(
            parent, period: group.period, indicators: (indicators[parent] ?? []).sorted(), in: group.department, transaction)
        }
      }
    }
  }

  /// So many places, and one scan of the periods is quicker than a statement for each unit above them.
  private static let manyPlaces = 60

  /// Brings the sums above the places of some periods up to date, after an act on many figures of a department.
  /// - Parameter known: figures in force of these periods that the caller holds. Where the database has no others they need
  ///   not be read back.
  static func refresh(
    above places: [Period: Set<ID<AdministrativeUnit>>], indicators: [String], in department: ID<Department>, _ map: UnitMap,
    known: [KnownFigure], _ transaction: WriteTransaction
  ) throws {
    guard places.values.reduce(0, { $0 + $1.count }) > manyPlaces else {
      let touched = places.flatMap { period, units in
        units.flatMap { unit in
          indicators.map { Touched(department: department, place: unit, period: period, indicator: $0) }
        }
      }
      return try refresh(Set(touched), transaction)
    }
    let tops = places.values.reduce(into: Set()) { $0.formUnion($1) }.reduce(into: Set<ID<AdministrativeUnit>>()) {
      $0.formUnion(map.everAbove($1))
    }
    let below = tops.reduce(into: tops) { $0.formUnion(map.everBelow($1)) }.sorted()
    let periods = places.keys.sorted()
    var scan = try RollUpScan(department: department, periods: periods, map: map, transaction)
    let scope: SQL = "department = \(department) AND place IN (\(list: below)) AND period IN (\(list: periods))"
    let stored = try transaction.row("SELECT COUNT(*) AS figures FROM planning_result WHERE \(scope)")?.integer("figures")
    let inScope = Set(below)
    let figures = known.filter { inScope.contains($0.place) }
    if stored == figures.count { scan.run(figures: figures) } else { try scan.run(places: below, periods: periods, transaction) }
    let kept = scan.kept()
    try SumLimit.check(kept, transaction)
    // Every unit that may have sums was scanned with all its figures, so all sums of these periods are replaced.
    try transaction.run("DELETE FROM planning_roll_up WHERE \(scope)")
    let bound = department.bound
    try transaction.insert(
      into: "planning_roll_up", columns: KeptSum.columns, rows: kept.lazy.map { $0.values(bound) })
  }

  /// Makes one unit's sums of a period anew from its direct children.
  static func refresh(
    _ parent: ID<AdministrativeUnit>, period: Period, indicators: [String], in department: ID<Department>,
    _ transaction: WriteTransaction
  ) throws {
    let children = try TerritoryStore.children(of: parent, on: period.lastDay, transaction).map(\.id)
    let own: SQL =
      "department = \(department) AND place = \(parent) AND period = \(period) AND indicator IN (\(list: indicators))"
    try transaction.run("DELETE FROM planning_roll_up WHERE \(own)")
    let scope: SQL = """
      department = \(department) AND period = \(period) AND place IN (\(list: children)) AND indicator IN (\(list: indicators))
      """
    try transaction.run(
      """
      INSERT INTO planning_roll_up (department, place, period, indicator, value, numerator, denominator, year_tail, units,
        inapplicable, leaves, apart)
      SELECT \(department), \(parent), \(period), indicator, \(SumLimit.sum("value")), \(SumLimit.sum("numerator")),
        \(SumLimit.sum("denominator")), \(SumLimit.sum("year_tail")), CAST(SUM(units) AS BIGINT),
        CAST(SUM(inapplicable) AS BIGINT), CAST(SUM(leaves) AS BIGINT), CAST(SUM(apart) AS BIGINT)
      FROM (\(FigureInForce.contributions(scope))) contribution GROUP BY indicator
      HAVING SUM(units) + SUM(inapplicable) + SUM(apart) > 0
      """)
    try SumLimit.check(own, parent, period, transaction)
  }
}
