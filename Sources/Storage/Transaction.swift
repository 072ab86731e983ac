import Kernel

/// A transaction that reads one state of the data.
public class ReadTransaction {
  let connection: any Connection

  /// Called by the gateway and by drivers' tests.
  public init(connection: any Connection) { self.connection = connection }

  /// The engine, for the few statements that differ.
  public var engine: Engine { connection.engine }

  /// Every row of an answer.
  public func rows(_ sql: SQL) throws -> [Row] {
    var rows: [Row] = []
    try connection.each(sql) { rows.append($0) }
    return rows
  }

  /// The first row of an answer.
  public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

  /// Hands the rows over one by one, for answers too long to hold.
  public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try connection.each(sql, body) }
}

/// A transaction that also writes. Whoever changes rows leaves a note for the audit chain in the same transaction.
public final class WriteTransaction: ReadTransaction {
  /// The act under which this transaction writes.
  public let act: Act
  /// The clock, ids and randomness of the program.
  public let effects: Effects
  private(set) var notes: [AuditNote] = []
  private(set) var changes = 0

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

  /// Leaves a note: it becomes an entry of the department's audit chain when the transaction is kept.
  public func note(_ note: AuditNote) { notes.append(note) }
}
