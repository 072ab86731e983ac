import Kernel
import Storage
import Territory

/// Works out the sums kept anew from the figures, for the person who looks after the installation: after figures were loaded
/// past the program, or to be sure that what is kept is right.
public enum RollUpRebuild {
  /// Which sums: of all departments and periods unless named.
  public struct Scope: Sendable {
    /// The departments; `nil` for all.
    public var departments: [ID<Department>]?
    /// The periods; `nil` for all.
    public var periods: [Period]?

    /// A scope.
    public init(departments: [ID<Department>]? = nil, periods: [Period]? = nil) {
      self.departments = departments
      self.periods = periods
    }
  }

  /// What was found or done.
  public struct Report: Sendable {
    /// How many departments were gone through.
    public var departments = 0
    /// How many sums there should be.
    public var sums = 0
    /// The first sum that is kept otherwise, as `department place period indicator`; `nil` where all agree.
    public var difference: String?
  }

  /// The sums of one department, and the state of the data they were worked out on.
  private struct Computed: Sendable {
    let department: ID<Department>
    let periods: [Period]?
    let sums: [KeptSum]
    let difference: String?
    let state: Int
  }

  /// Compares what is kept with what should be; writes nothing.
  public static func check(_ scope: Scope, _ database: Database) async throws -> Report {
    var report = Report()
    try await each(scope, isCheck: true, database) { computed in
      report.departments += 1
      report.sums += computed.sums.count
      if let difference = computed.difference, report.difference.map({ difference < $0 }) ?? true {
        report.difference = difference
      }
    }
    return report
  }

  /// Replaces what is kept by what should be, one act a department.
  @discardableResult
  public static func run(_ scope: Scope, by actor: Actor, reason: String, _ database: Database) async throws -> Report {
    var report = Report()
    try await each(scope, isCheck: false, database) { computed in
      report.departments += 1
      report.sums += try await write(computed, by: actor, reason: reason, database)
    }
    return report
  }

  private static func write(_ computed: Computed, by actor: Actor, reason: String, _ database: Database) async throws -> Int {
    try await database.write(Act(by: actor, in: computed.department, reason: reason)) { transaction in
      try transaction.enter(.figures(of: computed.department))
      var sums = computed.sums
      try FigureLedger.markAll(of: computed.department, transaction)
      // Somebody acted since: what was worked out may be out of date.
      if try state(of: computed.department, transaction) != computed.state {
        let map = try UnitMap.read(transaction)
        sums = try scan(computed.department, computed.periods, map, transaction).kept()
        try SumLimit.check(sums, transaction)
      }
      try transaction.run("DELETE FROM planning_roll_up WHERE \(kept(computed.department, computed.periods))")
      let department = computed.department.bound
      try transaction.insert(
        into: "planning_roll_up", columns: KeptSum.columns, rows: sums.lazy.map { $0.values(department) })
      try PublishedYears.settleAll(of: computed.department, transaction)
      transaction.touch(Subject(.figures, of: computed.department))
      transaction.note(
        AuditNote(
          kind: "planning.roll_up.rebuilt", subject: "department:\(computed.department)", detail: ["sums": String(sums.count)]))
      return sums.count
    }
  }

  /// Works out department after department, two at a time: each reads its own state of the data.
  private static func each(
    _ scope: Scope, isCheck: Bool, _ database: Database, _ take: (Computed) async throws -> Void
  ) async throws {
    let (map, departments) = try await database.read { transaction in
      (try UnitMap.read(transaction), try scope.departments ?? RollUpRebuild.departments(transaction))
    }
    try await withThrowingTaskGroup(of: Computed.self) { group in
      var waiting = departments.makeIterator()
      func next() {
        guard let department = waiting.next() else { return }
        group.addTask {
          try await database.read { try compute(department, scope.periods, map, isCheck: isCheck, $0) }
        }
      }
      for _ in 0..<2 { next() }
      while let computed = try await group.next() {
        next()
        try await take(computed)
      }
    }
  }

  private static func compute(
    _ department: ID<Department>, _ named: [Period]?, _ map: UnitMap, isCheck: Bool, _ transaction: ReadTransaction
  ) throws -> Computed {
    let sums = try scan(department, named, map, transaction).kept()
    try SumLimit.check(sums, transaction)
    return Computed(
      department: department, periods: named, sums: sums,
      difference: isCheck
        ? try difference(sums, department, named, transaction) ?? FigureLedger.wrongMark(in: department, transaction) : nil,
      state: try state(of: department, transaction))
  }

  /// Names a state of a department's figures and of what all departments share.
  private static func state(of department: ID<Department>, _ transaction: ReadTransaction) throws -> Int {
    try Revisions.number(of: Subject.judging(figuresOf: [department]), transaction)
  }

  private static func scan(
    _ department: ID<Department>, _ periods: [Period]?, _ map: UnitMap, _ transaction: ReadTransaction
  ) throws -> RollUpScan {
    var scan = try RollUpScan(department: department, periods: periods, map: map, transaction)
    try scan.run(transaction)
    return scan
  }

  /// The departments that have figures or sums.
  private static func departments(_ transaction: ReadTransaction) throws -> [ID<Department>] {
    // A recursive walk over the key: one step for each department instead of one for each figure.
    var found: Set<ID<Department>> = []
    for table: SQL in ["planning_result", "planning_result_history", "planning_roll_up"] {
      for row in try transaction.rows(
        """
        WITH RECURSIVE walk (department) AS (
          SELECT MIN(department) FROM \(table)
          UNION ALL
          SELECT (SELECT MIN(figure.department) FROM \(table) figure WHERE figure.department > walk.department) FROM walk
          WHERE walk.department IS NOT NULL)
        SELECT department FROM walk WHERE department IS NOT NULL
        """)
      {
        found.insert(try row.id("department"))
      }
    }
    return found.sorted()
  }

  /// Narrows a statement to the sums kept of a department.
  private static func kept(_ department: ID<Department>, _ periods: [Period]?) -> SQL {
    guard let periods else { return "department = \(department)" }
    return "department = \(department) AND period IN (\(list: periods))"
  }

  /// The first sum that is missing, too much or another, in the order of the table's key.
  private static func difference(
    _ sums: [KeptSum], _ department: ID<Department>, _ periods: [Period]?, _ transaction: ReadTransaction
  ) throws -> String? {
    var position = 0
    var difference: String?
    let columns = SQL(unchecked: KeptSum.columns.dropFirst().joined(separator: ", "))
    try transaction.scan(
      "SELECT \(columns) FROM planning_roll_up WHERE \(kept(department, periods)) ORDER BY place, period, indicator"
    ) { cells in
      guard difference == nil else { return }
      if position < sums.count, sums[position].isKept(in: cells) {
        position += 1
      } else {
        let has = "\(try cells.requiredText(0)) \(try cells.requiredText(1)) \(try cells.requiredText(2))"
        difference = position < sums.count ? min(sums[position].name, has) : has
      }
    }
    if difference == nil, position < sums.count { difference = sums[position].name }
    return difference.map { "\(department) \($0)" }
  }
}
