/// What an engine's driver does inside one transaction. Used by `ReadTransaction` and `WriteTransaction` only.
public protocol Connection: AnyObject {
  /// The engine.
  var engine: Engine { get }
  /// Runs a statement; the number of rows it changed. Throws `StorageError`.
  func run(_ sql: SQL) throws -> Int
  /// Hands the rows of a statement over one by one. Throws `StorageError`, and what `body` throws.
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws
  /// The same for an answer too long to hold: the engine keeps it, and hands it over in pieces. Other statements may run
  /// meanwhile.
  func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws
  /// The same for millions of rows of which little is kept: the columns are read by their places, where the engine has them.
  func scan(_ sql: SQL, _ body: (any Cells) throws -> Void) throws
  /// Adds many rows, streamed: prepared statements on SQLite, `COPY` on PostgreSQL; the number of rows added.
  func insert(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int
}

/// One engine's way of opening transactions. Bodies are synchronous, so nothing waits for a network inside a transaction.
public protocol Driver: Sendable {
  /// The engine.
  var engine: Engine { get }
  /// A transaction that sees one state of the data and changes nothing.
  func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer
  /// A transaction that is kept whole, or undone when `body` throws.
  func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer
  /// Gives up files and connections.
  func close() async
}

extension Connection {
  /// What an engine does whose answers are never held.
  public func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws { try each(sql, body) }

  /// What an engine does that hands over whole rows anyway.
  public func scan(_ sql: SQL, _ body: (any Cells) throws -> Void) throws { try stream(sql) { try body(RowCells(row: $0)) } }
}
