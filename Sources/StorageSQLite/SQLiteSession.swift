import GRDB
import GRDBSQLite
import Storage

/// One SQLite connection for the length of one transaction.
final class SQLiteSession: Connection {
  let database: GRDB.Database
  private var failure: StorageError?

  private init(_ database: GRDB.Database) { self.database = database }

  /// Runs the body of a transaction. A statement that failed spoils the whole transaction even when the body goes on, as
  /// it does on PostgreSQL, so that a store behaves the same on both.
  static func run<Answer>(_ body: (any Connection) throws -> Answer, on database: GRDB.Database) throws -> Answer {
    let session = SQLiteSession(database)
    let answer = try body(session)
    if let failure = session.failure { throw failure }
    return answer
  }

  /// The same in a transaction that only reads. GRDB's own way to begin and end one prepares both statements anew each time.
  static func read<Answer>(_ body: (any Connection) throws -> Answer, on database: GRDB.Database) throws -> Answer {
    let session = SQLiteSession(database)
    try session.perform("BEGIN DEFERRED TRANSACTION")
    do {
      let answer = try body(session)
      if let failure = session.failure { throw failure }
      try session.perform("COMMIT TRANSACTION")
      return answer
    } catch {
      // The first error is the one to tell; where SQLite has ended the transaction itself, nothing is left to undo.
      if sqlite3_get_autocommit(database.sqliteConnection) == 0 { try? session.perform("ROLLBACK TRANSACTION") }
      throw error
    }
  }

  private func perform(_ text: String) throws {
    try withStatement(text) { statement in while try statement.step() {} }
  }

  /// Remembers the first failure of the transaction; the error to throw.
  func failed(_ error: StorageError) -> StorageError {
    failure = failure ?? error
    return error
  }

  var engine: Engine { .sqlite }

  func run(_ sql: Storage.SQL) throws -> Int {
    let before = sqlite3_total_changes64(database.sqliteConnection)
    try withStatement(sql.text(for: .sqlite)) { statement in
      try statement.bind(sql.bindings)
      while try statement.step() {}
    }
    // A definition of a table changes no row, and leaves the count of the statement before it standing.
    let after = sqlite3_total_changes64(database.sqliteConnection)
    return after == before ? 0 : Int(sqlite3_changes64(database.sqliteConnection))
  }

  func each(_ sql: Storage.SQL, _ body: (Storage.Row) throws -> Void) throws {
    try withStatement(sql.text(for: .sqlite)) { statement in
      try statement.bind(sql.bindings)
      guard try statement.step() else { return }
      let columns = statement.columns
      repeat { try body(statement.row(columns)) } while try statement.step()
    }
  }

  func scan(_ sql: Storage.SQL, _ body: (any Cells) throws -> Void) throws {
    try withStatement(sql.text(for: .sqlite)) { statement in
      try statement.bind(sql.bindings)
      while try statement.step() { try body(statement) }
    }
  }

  /// So many rows share a statement: SQLite then keeps its places in table and indexes from one row to the next.
  private static let rowsInStatement = 1000

  func insert(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
    func text(_ rows: Int) -> String {
      "INSERT INTO \"\(table)\" (\(names)) VALUES \(repeatElement(places, count: rows).joined(separator: ", "))"
    }
    let valuesInStatement = Int(sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_VARIABLE_NUMBER, -1))
    let whole = max(1, min(SQLiteSession.rowsInStatement, valuesInStatement / max(1, columns.count)))
    lazy var ofMany = text(whole)
    var count = 0
    var buffer: [UInt8] = []
    var waiting: [[Value]] = []
    for row in rows {
      guard row.count == columns.count else { throw failed(.failed("\(table): a row of \(row.count) values")) }
      waiting.append(row)
      count += 1
      guard waiting.count == whole else { continue }
      try withStatement(ofMany) { try $0.insert(waiting, through: &buffer) }
      waiting.removeAll(keepingCapacity: true)
    }
    try withStatement(text(1)) { statement in
      for row in waiting { try statement.insert(CollectionOfOne(row), through: &buffer) }
    }
    return count
  }

  private func withStatement(_ text: String, _ body: (SQLiteStatement) throws -> Void) throws {
    let statement = try SQLiteStatement(text, in: self)
    defer { statement.release() }
    try body(statement)
  }
}
