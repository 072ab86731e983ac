import Figures
import Kernel
import Published
import Storage
import Territory

/// The results of indicators, each with the versions before it.
public enum ResultStore {
  /// The result of one indicator, place and period; `nil` where nothing was reported.
  public static func result(
    _ indicator: String, place: ID<AdministrativeUnit>, period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> IndicatorResult? {
    try transaction.row(
      """
      SELECT * FROM planning_result WHERE department = \(department) AND place = \(place) AND period = \(period)
        AND indicator = \(indicator)
      """
    ).map { try IndicatorResult($0) }
  }

  /// Every result of a place in some periods, as a source has it.
  public static func results(
    place: ID<AdministrativeUnit>, periods: [Period], in department: ID<Department>, from source: FigureSource,
    _ transaction: ReadTransaction
  ) throws -> [IndicatorResult] {
    try transaction.rows(
      """
      SELECT * FROM \(source.figures) WHERE department = \(department) AND place = \(place) AND period IN (\(list: periods))
      """
    ).map { try IndicatorResult($0) }
  }

  /// The results of one indicator and place over all periods, as a source has them.
  public static func series(
    _ indicator: String, place: ID<AdministrativeUnit>, in department: ID<Department>, from source: FigureSource,
    _ transaction: ReadTransaction
  ) throws -> [IndicatorResult] {
    try transaction.rows(
      """
      SELECT * FROM \(source.figures) WHERE department = \(department) AND indicator = \(indicator) AND place = \(place)
      """
    ).map { try IndicatorResult($0) }.sorted { $0.period < $1.period }
  }

  /// The results of one indicator and period at several places, by place.
  public static func results(
    _ indicator: String, places: [ID<AdministrativeUnit>], period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: IndicatorResult] {
    var results: [ID<AdministrativeUnit>: IndicatorResult] = [:]
    for row in try transaction.rows(
      """
      SELECT * FROM planning_result WHERE department = \(department) AND indicator = \(indicator) AND period = \(period)
        AND place IN (\(list: places))
      """)
    {
      let read = try IndicatorResult(row)
      results[read.place] = read
    }
    return results
  }

  /// Every version of a result, newest first.
  public static func versions(
    _ indicator: String, place: ID<AdministrativeUnit>, period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ResultVersion] {
    let key: SQL = "department = \(department) AND place = \(place) AND period = \(period) AND indicator = \(indicator)"
    return try transaction.rows(
      """
      SELECT \(columns) FROM planning_result WHERE \(key) UNION ALL SELECT \(columns) FROM planning_result_history WHERE \(key)
      ORDER BY version DESC
      """
    ).map { row in
      ResultVersion(
        result: try IndicatorResult(row), at: try row.requiredText("recorded_at"), reason: try row.requiredText("reason"))
    }
  }

  /// The current version of every figure of a form, by indicator.
  public static func versions(of figures: FormFigures, _ transaction: ReadTransaction) throws -> [String: ResultVersion] {
    var versions: [String: ResultVersion] = [:]
    for row in try transaction.rows("SELECT * FROM planning_result WHERE \(figures.scope)") {
      let read = try IndicatorResult(row)
      versions[read.indicator] = ResultVersion(
        result: read, at: try row.requiredText("recorded_at"), reason: try row.requiredText("reason"))
    }
    return versions
  }

  /// Holds the current versions of some figures, so that nobody decides about them or replaces them meanwhile. Acts call it before
  /// they read.
  /// - Parameter figures: narrows a statement to them.
  package static func hold(_ figures: SQL, _ transaction: WriteTransaction) throws {
    guard transaction.engine == .postgres else { return }
    while true {
      let held = try transaction.rows(
        "SELECT 1 AS held FROM planning_result WHERE \(figures) ORDER BY indicator\(SQL.forUpdate)"
      ).count
      let stored = try transaction.row("SELECT COUNT(*) AS stored FROM planning_result WHERE \(figures)")?.integer("stored")
      // A version that somebody replaced while it was waited for is gone, and the one in its place is not held yet.
      if held == stored { return }
    }
  }

  /// Narrows a statement to one figure.
  static func key(
    _ indicator: String, _ place: ID<AdministrativeUnit>, _ period: Period, in department: ID<Department>
  ) -> SQL {
    "department = \(department) AND place = \(place) AND period = \(period) AND indicator = \(indicator)"
  }

  /// Enters or corrects a result: keeps the version before, leaves a note.
  /// - Parameters:
  ///   - seen: the version the person saw, 0 where there was none.
  ///   - inBulk: whether the caller leaves one note for the whole act instead.
  /// - Throws: `PlanningError.staleVersion` when somebody else changed it meanwhile.
  static func save(
    _ result: IndicatorResult, seen: Int, in department: ID<Department>, inBulk: Bool = false, _ transaction: WriteTransaction
  ) throws {
    let key = key(result.indicator, result.place, result.period, in: department)
    try hold(key, transaction)
    let before = try self.result(
      result.indicator, place: result.place, period: result.period, in: department, transaction)
    guard (before?.version ?? 0) == seen else { throw PlanningError.staleVersion }
    if before != nil { try keepVersions(where: key, transaction) }
    let added = try transaction.run(
      """
      INSERT INTO planning_result (department, place, period, indicator, version, value, numerator, denominator, change,
        verdict, missing, origin, status, limitation, cause, remedy, note, author, recorded_at, reason, year_tail)
      VALUES (\(department), \(result.place), \(result.period), \(result.indicator), \(seen + 1), \(result.value),
        \(result.numerator), \(result.denominator), \(result.change), \(result.verdict?.rawValue),
        \(result.missing?.rawValue), \(result.origin.rawValue), \(result.status.rawValue), \(result.limitation),
        \(result.cause), \(result.remedy), \(result.note), \(transaction.act.actor.id), \(transaction.effects.now()),
        \(transaction.act.reason), \(result.yearTail))
      ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { throw PlanningError.staleVersion }
    try FigureLedger.mark(.init(result.indicator, result.place, result.period, in: department), transaction)
    if inBulk { return }
    transaction.note(
      AuditNote(
        kind: before == nil ? "planning.result.entered" : "planning.result.changed",
        subject: TargetStore.subject(result.indicator, result.place, result.period),
        detail: before.map { ["before": described($0), "after": described(result)] } ?? ["after": described(result)]))
  }

  /// Writes another status of a result for `ResultCase`, which checks it and leaves the note; what it claims stays.
  /// - Throws: `PlanningError.staleVersion`.
  static func move(
    _ result: IndicatorResult, to status: DataStatus, in department: ID<Department>, _ transaction: WriteTransaction
  ) throws -> IndicatorResult {
    let count = try transaction.run(
      """
      UPDATE planning_result SET status = \(status.rawValue)
      WHERE \(key(result.indicator, result.place, result.period, in: department)) AND version = \(result.version)
        AND status = \(result.status.rawValue)
      """)
    guard count == 1 else { throw PlanningError.staleVersion }
    var moved = result
    moved.status = status
    return moved
  }

  /// Enters or corrects figures of one form, each over the version that was read in this transaction. Leaves no note.
  /// - Throws: `PlanningError.staleVersion` when one of them is another by now.
  package static func save(
    _ results: [(result: IndicatorResult, before: IndicatorResult?)], of figures: FormFigures, _ transaction: WriteTransaction
  ) throws {
    let replaced = results.filter { $0.before != nil }.map(\.result.indicator)
    let (department, key) = (figures.department, figures.key)
    if !replaced.isEmpty {
      let scope: SQL = """
        department = \(department) AND place = \(key.place) AND period = \(key.period) AND indicator IN (\(list: replaced))
        """
      guard try keepVersions(where: scope, transaction) == replaced.count else { throw PlanningError.staleVersion }
    }
    let (author, at, reason) = (transaction.act.actor.id, transaction.effects.now(), transaction.act.reason)
    try insert(
      columnNames,
      results.map { result, before in
        values(
          of: result, version: (before?.version ?? 0) + 1, in: department, author: author, at: at, reason: reason)
      }, transaction)
    try FigureLedger.mark(
      .init(in: department, places: [key.period: [key.place]], indicators: Set(results.map(\.result.indicator))), transaction)
  }

  /// What a version has in `columnNames`.
  static func values(
    of result: IndicatorResult, version: Int, in department: ID<Department>, author: String, at: Moment, reason: String
  ) -> [Value] {
    [
      department.bound, result.place.bound, result.period.bound, result.indicator.bound, version.bound,
      result.value?.bound ?? .null, result.numerator?.bound ?? .null, result.denominator?.bound ?? .null,
      result.change?.bound ?? .null, result.verdict?.rawValue.bound ?? .null, result.missing?.rawValue.bound ?? .null,
      result.origin.rawValue.bound, result.status.rawValue.bound, result.limitation.bound, result.cause.bound,
      result.remedy.bound, result.note.bound, author.bound, at.bound, reason.bound, result.yearTail?.bound ?? .null,
    ]
  }

  /// Adds current versions.
  /// - Throws: `PlanningError.staleVersion` where somebody else was quicker.
  static func insert(_ columns: [String], _ rows: some Sequence<[Value]>, _ transaction: WriteTransaction) throws {
    do {
      try transaction.insert(into: "planning_result", columns: columns, rows: rows)
    } catch StorageError.taken {
      throw PlanningError.staleVersion
    }
  }

  /// Moves current versions into the history, to be replaced; how many.
  @discardableResult
  static func keepVersions(where key: SQL, _ transaction: WriteTransaction) throws -> Int {
    try transaction.run(
      "INSERT INTO planning_result_history (\(columns)) SELECT \(columns) FROM planning_result WHERE \(key)")
    return try transaction.run("DELETE FROM planning_result WHERE \(key)")
  }

  /// The columns that a version has in either table.
  static let columnNames = [
    "department", "place", "period", "indicator", "version", "value", "numerator", "denominator", "change", "verdict", "missing",
    "origin", "status", "limitation", "cause", "remedy", "note", "author", "recorded_at", "reason", "year_tail",
  ]
  private static let columns = SQL(unchecked: columnNames.joined(separator: ", "))

  package static func described(_ result: IndicatorResult) -> String {
    var parts: [String] = []
    if let value = result.value { parts.append(value.description) }
    if let numerator = result.numerator, let denominator = result.denominator { parts.append("\(numerator)/\(denominator)") }
    if let change = result.change { parts.append("change \(change)") }
    if let verdict = result.verdict { parts.append(verdict.rawValue) }
    if let missing = result.missing { parts.append(missing.rawValue) }
    return parts.joined(separator: ", ")
  }
}

extension ResultStore {
  /// Whether a period may be compared with the same period a year later: no new definition begins between the two.
  static func isComparable(_ indicator: Indicator, _ period: Period, _ transaction: ReadTransaction) throws -> Bool {
    let breaks = try CatalogueReader.breaks(.staff, transaction)[indicator.code] ?? []
    return !breaks.contains { $0 > period.lastDay && $0 <= period.yearAfter.lastDay }
  }

  /// The level of an indicator in a period that may be compared with the same period a year later: `nil` where nothing is
  /// stored or a new definition of the indicator begins between the two.
  static func comparableLevel(
    of indicator: Indicator, place: ID<AdministrativeUnit>, period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> Ratio? {
    guard try isComparable(indicator, period, transaction) else { return nil }
    return try result(indicator.code, place: place, period: period, in: department, transaction)?.level(of: indicator)
  }
}
