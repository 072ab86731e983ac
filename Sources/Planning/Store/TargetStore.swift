import Figures
import Kernel
import Published
import Storage
import Territory

/// The targets of annual plans, each with the versions before it.
public enum TargetStore {
  /// The target of one indicator, place and year; `nil` where none was given.
  public static func target(
    _ indicator: String, place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> Target? {
    try transaction.row(
      """
      SELECT * FROM planning_target WHERE department = \(department) AND place = \(place) AND year = \(year)
        AND indicator = \(indicator)
      """
    ).map { try Target($0) }
  }

  /// Every target of a place and year.
  public static func targets(
    place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [Target] {
    try transaction.rows(
      "SELECT * FROM planning_target WHERE department = \(department) AND place = \(place) AND year = \(year)"
    ).map { try Target($0) }
  }

  /// The targets of one indicator and place over the years, oldest first.
  public static func series(
    _ indicator: String, place: ID<AdministrativeUnit>, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [Target] {
    try transaction.rows(
      """
      SELECT * FROM planning_target WHERE department = \(department) AND indicator = \(indicator) AND place = \(place)
      ORDER BY year
      """
    ).map { try Target($0) }
  }

  /// The targets of one indicator and year at several places, by place.
  public static func targets(
    _ indicator: String, places: [ID<AdministrativeUnit>], year: Int, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: Target] {
    var targets: [ID<AdministrativeUnit>: Target] = [:]
    for row in try transaction.rows(
      """
      SELECT * FROM planning_target WHERE department = \(department) AND indicator = \(indicator) AND year = \(year)
        AND place IN (\(list: places))
      """)
    {
      let read = try Target(row)
      targets[read.place] = read
    }
    return targets
  }

  /// Every version of a target, newest first: the one in force and those before it.
  public static func versions(
    _ indicator: String, place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [TargetVersion] {
    let key: SQL = "department = \(department) AND place = \(place) AND year = \(year) AND indicator = \(indicator)"
    return try transaction.rows(
      """
      SELECT * FROM planning_target WHERE \(key) UNION ALL SELECT * FROM planning_target_history WHERE \(key)
      ORDER BY version DESC
      """
    ).map { row in
      TargetVersion(
        target: try Target(row), actor: try row.requiredText("actor"), at: try row.requiredText("recorded_at"),
        reason: try row.requiredText("reason"))
    }
  }

  /// Whether an actor set one of the targets of a plan that are in force.
  static func hasTargets(
    of place: ID<AdministrativeUnit>, _ year: Int, by actor: Actor, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> Bool {
    try transaction.row(
      """
      SELECT 1 AS own FROM planning_target
      WHERE department = \(department) AND place = \(place) AND year = \(year) AND actor = \(actor.id) LIMIT 1
      """) != nil
  }

  /// Sets or adjusts a target: keeps the version before, leaves a note. `TargetActs` and `TargetImport` check
  /// whether it may be done.
  /// - Parameters:
  ///   - seen: the version the person saw, 0 where there was none.
  ///   - inBulk: whether the caller leaves one note for the whole act instead.
  /// - Throws: `PlanningError.staleVersion` when somebody else changed it meanwhile.
  static func save(
    _ target: Target, seen: Int, in department: ID<Department>, inBulk: Bool = false, _ transaction: WriteTransaction
  ) throws {
    try transaction.enter(.plans(of: department))
    let before = try self.target(target.indicator, place: target.place, year: target.year, in: department, transaction)
    guard (before?.version ?? 0) == seen else { throw PlanningError.staleVersion }
    let key: SQL = """
      department = \(department) AND place = \(target.place) AND year = \(target.year) AND indicator = \(target.indicator)
      """
    if before != nil {
      try transaction.run("INSERT INTO planning_target_history SELECT * FROM planning_target WHERE \(key)")
      try transaction.run("DELETE FROM planning_target WHERE \(key)")
    }
    try transaction.run(
      """
      INSERT INTO planning_target (department, place, year, indicator, version, level, change, comparator, origin, decision,
        note, actor, recorded_at, reason)
      VALUES (\(department), \(target.place), \(target.year), \(target.indicator), \(seen + 1), \(target.level),
        \(target.change), \(target.comparator.rawValue), \(target.origin.rawValue), \(target.decision), \(target.note),
        \(transaction.act.actor.id), \(transaction.effects.now()), \(transaction.act.reason))
      """)
    try PublishedYears.touch(target: target.place, in: department, transaction)
    if inBulk { return }
    transaction.note(
      AuditNote(
        kind: before == nil ? "planning.target.set" : "planning.target.changed",
        subject: subject(target.indicator, target.place, Period.year(target.year)),
        detail: before.map { ["before": described($0), "after": described(target)] } ?? ["after": described(target)]))
  }

  /// The subject under which the audit chain keeps what happens to one figure.
  public static func subject(_ indicator: String, _ place: ID<AdministrativeUnit>, _ period: Period) -> String {
    "figure:\(indicator)@\(place)@\(period)"
  }

  private static func described(_ target: Target) -> String {
    let faces = [target.level?.description, target.change.map { "change \($0)" }].compactMap { $0 }.joined(separator: ", ")
    return "\(target.comparator.rawValue) \(faces) \(target.decision)".trimmingSuffix
  }
}

extension String {
  /// The text without blanks at its end.
  var trimmingSuffix: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
