import Kernel

/// A transaction that reads one state of the data.
public class ReadTransaction {
  let connection: any Connection
  let slips = ColumnSlips()

  /// What the gateway remembers; `nil` inside an act and without a gateway.
  let memory: Memory?
  private var revisions: [Subject: Int] = [:]

  /// Called by the gateway and by drivers' tests.
  public convenience init(connection: any Connection) { self.init(connection: connection, memory: nil) }

  init(connection: any Connection, memory: Memory?) {
    self.connection = connection
    self.memory = memory
  }

  /// The revision of a subject in the state of the data that is read, asked once.
  func revision(of subject: Subject) throws -> Int {
    if let known = revisions[subject] { return known }
    let revision = try Revisions.number(of: [subject], self)
    revisions[subject] = revision
    return revision
  }

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
  private var entered: Set<LockScope> = []
  private(set) var changes = 0
  private(set) var touched: Set<Subject> = []
  private var events: [PublishedEvent] = []

  init(connection: any Connection, act: Act, effects: Effects) {
    self.act = act
    self.effects = effects
    super.init(connection: connection, memory: nil)
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

  /// Leaves a note in the chain of another department.
  public func note(_ note: AuditNote, in department: ID<Department>) { notes[department, default: []].append(note) }

  /// Takes turns with other acts at a scope, until this transaction ends. Called before reading what will be changed.
  /// - Throws: `StorageError.busy` where the turn does not come in time.
  /// - Returns: whether it was not this transaction's turn already.
  @discardableResult
  public func enter(_ scope: LockScope) throws -> Bool { try enter([scope]) }

  /// Takes turns at several scopes, always in the order of their names.
  /// - Returns: whether any of them was not this transaction's turn already.
  @discardableResult
  public func enter(_ scopes: [LockScope]) throws -> Bool {
    guard engine == .postgres else { return false }
    let wanted = Set(scopes).filter { !entered.contains($0) && !entered.contains($0.alone) }.sorted()
    guard let first = wanted.first else { return false }
    let locks = wanted.dropFirst().reduce(first.lock) { "\($0), \($1.lock)" }
    try connection.each("SELECT \(locks)") { _ in }
    entered.formUnion(wanted)
    return true
  }

  /// Says that this transaction changes records of a subject; its revision grows when the transaction is kept.
  public func touch(_ subject: Subject) { touched.insert(subject) }

  /// Tells those above that something happened to a record of this system's; they read it if and only if the transaction is kept.
  /// - Parameter subject: the record, by id; never a person's name.
  public func publish(
    _ kind: Event.Kind, about subject: String, in department: ID<Department>, _ payload: some Encodable = [String: String]()
  ) throws {
    events.append(
      PublishedEvent(kind: kind, department: department, subject: subject, payload: try StoredJSON.encode(payload)))
  }

  /// Writes events and new revisions down; called by the gateway, last of all, because the rows stay locked from here on.
  func settleRevisions() throws {
    try EventLog.append(events, at: effects.now(), on: connection)
    try Revisions.touch(touched, on: connection)
  }

  /// Chains the notes; called by the gateway when the body is done. Only here are the heads of the chains locked, so that nobody
  /// waits for the body of another's act.
  func settle() throws {
    guard !notes.isEmpty else {
      guard changes == 0 else { throw StorageError.unaudited }
      return
    }
    for (department, notes) in notes.sorted(by: { $0.key < $1.key }) {
      let head = try AuditChain.lockHead(of: department, on: connection)
      let act = Act(by: act.actor, in: department, reason: act.reason)
      try AuditChain.append(notes, of: act, after: head, at: effects.now(), on: connection)
    }
  }
}
