import Directory
import Figures
import Kernel
import Storage
import Territory

/// Settles what counts, in the transaction of the act that changed it: there is no «run analytics», and nobody who reads works it
/// out again.
///
/// Called by whatever approves, takes back, corrects, fixes, adopts or imports figures. It marks which version of each figure is in
/// force, makes the sums above anew and marks beside each whether it counts, notes the years the public has something to read of,
/// and touches the subjects whose kept answers rest on all this.
public enum FigureLedger {
  /// Figures that an act changed.
  public struct Scope: Sendable {
    let department: ID<Department>
    /// The places of each period.
    var places: [Period: Set<ID<AdministrativeUnit>>]
    /// The codes of the indicators.
    var indicators: Set<String>

    /// The years its periods lie in.
    var years: Set<Int> { Set(places.keys.map(\.year)) }

    /// Some indicators of some places and periods.
    package init(in department: ID<Department>, places: [Period: Set<ID<AdministrativeUnit>>], indicators: Set<String>) {
      self.department = department
      self.places = places
      self.indicators = indicators
    }

    /// One figure.
    init(_ indicator: String, _ place: ID<AdministrativeUnit>, _ period: Period, in department: ID<Department>) {
      self.init(in: department, places: [period: [place]], indicators: [indicator])
    }

    /// The figures of a form, unit and period.
    public init(_ figures: FormFigures) {
      self.init(
        in: figures.department, places: [figures.key.period: [figures.key.place]], indicators: Set(figures.indicators))
    }
  }

  /// Takes the turn at what counts of some years: sums rest on the figures of many places, so nobody may settle the same ones at
  /// once. What is read from here on has everything that others have settled.
  static func enter(_ department: ID<Department>, years: Set<Int>, _ transaction: WriteTransaction) throws {
    try transaction.enter([LockScope.figures(of: department).shared] + years.map { LockScope.sums(of: department, $0) })
  }

  /// Settles everything that rests on some figures: after acts that decide.
  package static func settle(_ scope: Scope, _ transaction: WriteTransaction) throws {
    try enter(scope.department, years: scope.years, transaction)
    let map = try UnitMap.read(around: scope.places.values.reduce(into: []) { $0.formUnion($1) }, transaction)
    try mark(scope, transaction)
    try sum(scope, map, known: nil, transaction)
  }

  /// Settles the figures of one department in a file that the caller has in memory.
  /// - Parameters:
  ///   - scope: the figures of the file that decide something; the versions before them are marked.
  ///   - known: the figures in force of these periods that the file has. Where the database has no others they need not be read
  ///     back. `nil` where others may have changed them since the file was judged.
  static func settle(
    file scope: Scope, _ map: UnitMap, known: [KnownFigure]?, _ transaction: WriteTransaction
  ) throws {
    try sum(scope, map, known: known, transaction)
  }

  /// Marks which versions before the current ones are in force: after acts that leave what counts as it is, but put a draft over
  /// it. Only figures whose current versions this transaction holds: the marks of others are set by whoever holds those.
  static func mark(_ scope: Scope, _ transaction: WriteTransaction) throws {
    transaction.touch(Subject(.figures, of: scope.department))
    for (period, places) in scope.places.sorted(by: { $0.key < $1.key }) {
      for part in Array(places.sorted()).pieces(of: Pieces.places) {
        try transaction.run(
          """
          UPDATE planning_result_history SET in_force = \(isInForce)
          WHERE department = \(scope.department) AND place IN (\(list: part)) AND period = \(period)
            AND indicator IN (\(list: scope.indicators.sorted()))
          """)
      }
    }
  }

  /// 1 where a version before the current one is in force: decided, the newest that is, and not replaced by a decided one.
  private static let isInForce: SQL = """
    CASE WHEN planning_result_history.status IN (\(list: open))
      AND NOT EXISTS (SELECT 1 FROM planning_result current WHERE current.department = planning_result_history.department
        AND current.place = planning_result_history.place AND current.period = planning_result_history.period
        AND current.indicator = planning_result_history.indicator AND current.status IN (\(list: open)))
      AND NOT EXISTS (SELECT 1 FROM planning_result_history newer
        WHERE newer.department = planning_result_history.department AND newer.place = planning_result_history.place
          AND newer.period = planning_result_history.period AND newer.indicator = planning_result_history.indicator
          AND newer.version > planning_result_history.version AND newer.status IN (\(list: open)))
    THEN 1 ELSE 0 END
    """

  private static let open = DataStatus.public.map(\.rawValue).sorted()

  /// Marks every version of a department anew: after figures were loaded past the program.
  static func markAll(of department: ID<Department>, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "UPDATE planning_result_history SET in_force = \(isInForce) WHERE department = \(department) AND in_force <> \(isInForce)")
  }

  /// The first version of a department that is marked otherwise than it should be, as `department place period indicator`.
  static func wrongMark(in department: ID<Department>, _ transaction: ReadTransaction) throws -> String? {
    let found = try transaction.row(
      """
      SELECT place, period, indicator FROM planning_result_history
      WHERE department = \(department) AND in_force <> \(isInForce) ORDER BY place, period, indicator LIMIT 1
      """)
    return try found.map { row in
      "\(department) \(try row.requiredText("place")) \(try row.requiredText("period")) \(try row.requiredText("indicator"))"
    }
  }

  /// From so many places on, reading all figures of their periods is as quick as picking them.
  private static let manyPlaces = 60

  /// Makes the sums above the places of a scope anew, each from the figures in force below it.
  private static func sum(_ scope: Scope, _ map: UnitMap, known: [KnownFigure]?, _ transaction: WriteTransaction) throws {
    let (department, periods) = (scope.department, scope.places.keys.sorted())
    let changed = scope.places.values.reduce(into: Set()) { $0.formUnion($1) }
    let above = changed.reduce(into: changed) { $0.formUnion(map.everAbove($1)) }
    let summed = above.filter { map.level(of: $0) != .commune }
    let below = summed.reduce(into: summed) { $0.formUnion(map.everBelow($1)) }.sorted()
    // Few figures are picked by their indicators; of many, all of their periods are read and all sums replaced.
    let isWhole = scope.places.values.reduce(0) { $0 + $1.count } > manyPlaces
    let picked: SQL = isWhole ? "1 = 1" : "indicator IN (\(list: scope.indicators.sorted()))"
    let sums: SQL = """
      department = \(department) AND place IN (\(list: (isWhole ? below : summed.sorted())))
        AND period IN (\(list: periods)) AND \(picked)
      """
    var scan = try RollUpScan(
      department: department, periods: periods, indicators: isWhole ? nil : scope.indicators, map: map, transaction)
    let inScope = Set(below)
    let figures = known?.filter { inScope.contains($0.place) }
    if isWhole, let figures, try stored(below, periods, in: department, transaction) == figures.count {
      scan.run(figures: figures)
    } else {
      try scan.run(places: below, periods: periods, where: picked, transaction)
    }
    let kept = isWhole ? scan.kept() : scan.kept().filter { summed.contains($0.place) }
    try SumLimit.check(kept, transaction)
    try transaction.run("DELETE FROM planning_roll_up WHERE \(sums)")
    let bound = department.bound
    try transaction.insert(
      into: "planning_roll_up", columns: KeptSum.columns, rows: kept.lazy.map { $0.values(bound) })
    let tops = above.filter { map.level(of: $0) == .province }.sorted()
    try PublishedYears.settle(tops, years: Set(periods.map(\.year)), in: department, transaction)
  }

  private static func stored(
    _ places: [ID<AdministrativeUnit>], _ periods: [Period], in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> Int? {
    try transaction.row(
      """
      SELECT COUNT(*) AS figures FROM planning_result WHERE department = \(department) AND place IN (\(list: places))
        AND period IN (\(list: periods))
      """)?.integer("figures")
  }
}
