import Kernel

/// A transaction that reads one state of the data.
public class ReadTransaction {
  let connection: any Connection
  let slips = ColumnSlips()

  /// Called by the gateway and by drivers' tests.
  public init(connection: any Connection) { self.connection = connection }

  /// The engine, for the few statements that differ.
  public var engine: Engine { connection.engine }

  /// Every row of an answer.
  public func rows(_ sql: SQL) throws -> [Row] {
    var rows: [Row] = []
    try each(sql) { rows.append($0) }
    return rows
  }

  /// The first row of an answer.
  public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

  /// Hands the rows over one by one.
  public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let slips = slips
    try connection.each(sql) { try body($0.reporting(to: slips)) }
    try slips.check()
  }

  /// Hands the rows of an answer too long to hold over one by one: memory does not grow with it on either engine, at the price of
  /// a few more exchanges with a server.
  public func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let slips = slips
    try connection.stream(sql) { try body($0.reporting(to: slips)) }
    try slips.check()
  }

  /// As `stream`, for millions of rows of which little is kept: the columns are read by their places in the statement.
  public func scan(_ sql: SQL, _ body: (any Cells) throws -> Void) throws { try connection.scan(sql, body) }
}

/// A transaction that also writes. Whoever changes rows leaves a note for the audit chain in the same transaction.
public final class WriteTransaction: ReadTransaction {
  /// The act under which this transaction writes.
  public let act: Act
  /// The clock, ids and randomness of the program.
  public let effects: Effects
  private(set) var notes: [ID<Department>: [AuditNote]] = [:]
  private(set) var heads: [ID<Department>: AuditChain.Head] = [:]
  private(set) var changes = 0
  private(set) var touched: Set<Subject> = []

  init(connection: any Connection, act: Act, effects: Effects) {
    self.act = act
    self.effects = effects
    super.init(connection: connection)
  }

  /// Runs a statement; the number of rows it changed.
  @discardableResult
  public func run(_ sql: SQL) throws -> Int {
    let count = try connection.run(sql)
    changes += count
    return count
  }

  /// Adds many rows, streamed; the number of rows added. Leave one note with the count and the digest of the rows.
  @discardableResult
  public func insert(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int {
    let count = try connection.insert(into: table, columns: columns, rows: rows)
    changes += count
    return count
  }

  /// Leaves a note: it becomes an entry of the act's department's audit chain when the transaction is kept.
  public func note(_ note: AuditNote) { notes[act.department, default: []].append(note) }

  /// Leaves a note in the chain of another department that this transaction has joined.
  public func note(_ note: AuditNote, in department: ID<Department>) { notes[department, default: []].append(note) }

  /// Locks the chains of departments whose records this transaction will change besides the act's own, so that their acts are
  /// done one after the other. Called before reading what will be changed; always in the same order, so nobody waits in a ring.
  public func join(_ departments: some Sequence<ID<Department>>) throws {
    for department in Set(departments).sorted() where heads[department] == nil {
      heads[department] = try AuditChain.lockHead(of: department, on: connection)
    }
  }

  /// Says that this transaction changes records of a subject; its revision grows when the transaction is kept.
  public func touch(_ subject: Subject) { touched.insert(subject) }

  /// Writes the new revisions down; called by the gateway, last of all, because the rows stay locked from here on.
  func settleRevisions() throws { try Revisions.touch(touched, on: connection) }

  /// Chains the notes; called by the gateway when the body is done.
  func settle() throws {
    guard !notes.isEmpty else {
      guard changes == 0 else { throw StorageError.unaudited }
      return
    }
    try join(notes.keys)
    for (department, notes) in notes.sorted(by: { $0.key < $1.key }) {
      guard let head = heads[department] else { throw StorageError.unaudited }
      let act = Act(by: act.actor, in: department, reason: act.reason)
      try AuditChain.append(notes, of: act, after: head, at: effects.now(), on: connection)
    }
  }
}
