import GRDB
import GRDBSQLite
import Storage

extension StorageError {
  /// What GRDB reports when it prepares a statement, begins or commits: no values are bound then, so its text is safe.
  init(_ error: DatabaseError) {
    self.init(
      sqliteCode: error.resultCode.rawValue, message: error.message ?? error.resultCode.description, statement: error.sql)
  }

  /// What SQLite reports while a statement runs. Its own text may quote bound values (a search term, a piece of JSON), so
  /// only that of constraints is kept, which names tables and columns and nothing else.
  init(sqliteCode code: CInt, of connection: OpaquePointer?, statement: String) {
    let primary = code & 0xFF
    let text = primary == SQLITE_CONSTRAINT ? sqlite3_errmsg(connection) : sqlite3_errstr(code)
    // The extended codes of a primary key, a unique key and a row id (sqlite.org/rescode.html), macros that Swift does not read.
    let uniqueKeys = [SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 10 << 8]
    if uniqueKeys.contains(code) {
      self = .taken(text.map { String(cString: $0) } ?? "")
      return
    }
    self.init(sqliteCode: primary, message: text.map { String(cString: $0) } ?? "SQLite \(code)", statement: statement)
  }

  private init(sqliteCode code: CInt, message: String, statement: String?) {
    switch code & 0xFF {
    case SQLITE_CONSTRAINT:
      self = .constraint(message)
    // Interrupted is a statement whose asker has left.
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL, SQLITE_INTERRUPT:
      self = .busy(message)
    case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_FULL, SQLITE_NOMEM, SQLITE_READONLY, SQLITE_PERM:
      self = .unavailable(message)
    case SQLITE_NOTADB, SQLITE_CORRUPT:
      self = .damaged(message)
    default:
      self = .failed(statement.map { "\(message): \($0)" } ?? message)
    }
  }
}

extension StorageError {
  /// PostgreSQL cannot store the character NUL in a text, so neither engine does.
  static let textWithNull = StorageError.constraint("a text holds the character NUL")
}
