import Foundation
import GRDB
import GRDBSQLite
import Storage

/// A statement GRDB prepared and keeps, bound and stepped with SQLite's own functions: three times as fast as through
/// GRDB's arguments and rows (`design/measured.md` 3).
struct SQLiteStatement {
  private let statement: GRDB.Statement
  private let handle: OpaquePointer
  private let session: SQLiteSession

  /// Takes the statement from the connection's cache, or prepares another while the cached one is in use further out.
  init(_ text: String, in session: SQLiteSession) throws {
    self.session = session
    do {
      let cached = try session.database.cachedStatement(sql: text)
      let isBusy = sqlite3_stmt_busy(cached.sqliteStatement) != 0
      statement = isBusy ? try session.database.makeStatement(sql: text) : cached
      handle = statement.sqliteStatement
    } catch let error as DatabaseError {
      throw session.failed(StorageError(error))
    }
  }

  /// The names of the columns, made once per statement.
  var columns: [String] {
    // A statement prepared before a migration is prepared anew by SQLite when it steps, and may then have other columns.
    let count = sqlite3_column_count(handle)
    if statement.columnNames.count == Int(count) { return statement.columnNames }
    return (0..<count).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" }
  }

  /// Binds values, copied by SQLite, so they last until `release()`.
  func bind(_ values: [Value]) throws {
    guard values.count == Int(sqlite3_bind_parameter_count(handle)) else { throw session.failed(.failed("count of values")) }
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (place, value) in zip(CInt(1)..., values) {
      switch value {
      case .null: try check(sqlite3_bind_null(handle, place))
      case .integer(let number): try check(sqlite3_bind_int64(handle, place, number))
      case .text(let text):
        guard !text.utf8.contains(0) else { throw session.failed(.textWithNull) }
        try check(sqlite3_bind_text(handle, place, text, CInt(text.utf8.count), copied))
      case .blob(let bytes): try check(bind(bytes, at: place))
      }
    }
  }

  /// Runs the statement for the rows of a bulk insert whose values it takes. The texts are laid one behind the other into `buffer`
  /// and read from there, so a row costs no allocation.
  func insert(_ rows: some Collection<[Value]>, through buffer: inout [UInt8]) throws {
    buffer.removeAll(keepingCapacity: true)
    for row in rows {
      for case .text(let text) in row { buffer.append(contentsOf: text.utf8) }
    }
    guard !buffer.contains(0) else { throw session.failed(.textWithNull) }
    // Never empty, so that an empty text has an address and is not taken for NULL.
    buffer.append(0)
    let code = buffer.withUnsafeBytes { bytes -> CInt in
      var next = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      var place: CInt = 0
      for row in rows {
        for value in row {
          place += 1
          switch value {
          case .null: sqlite3_bind_null(handle, place)
          case .integer(let number): sqlite3_bind_int64(handle, place, number)
          case .text(let text):
            let count = text.utf8.count
            sqlite3_bind_text(handle, place, next, CInt(count), nil)
            next = next?.advanced(by: count)
          case .blob(let bytes): _ = bind(bytes, at: place)
          }
        }
      }
      return sqlite3_step(handle)
    }
    defer { sqlite3_reset(handle) }
    if code != SQLITE_DONE { try check(code) }
  }

  /// Binds bytes, copied by SQLite; none are an empty value and not NULL.
  private func bind(_ bytes: [UInt8], at place: CInt) -> CInt {
    guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, place, 0) }
    return bytes.withUnsafeBytes {
      sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }

  /// Goes to the next row; `false` behind the last.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code != SQLITE_DONE { try check(code) }
    return false
  }

  /// The row the statement stands on.
  func row(_ columns: [String]) -> Storage.Row {
    Storage.Row(columns: columns, values: (0..<CInt(columns.count)).map(value))
  }

  /// Gives the statement back to the cache, with nothing bound.
  func release() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func value(at index: CInt) -> Value {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_BLOB:
      guard let start = sqlite3_column_blob(handle, index) else { return .blob([]) }
      return .blob(Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))))
    default:
      guard let start = sqlite3_column_text(handle, index) else { return .text("") }
      let count = Int(sqlite3_column_bytes(handle, index))
      return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    }
  }

  private func check(_ code: CInt) throws {
    guard code != SQLITE_OK else { return }
    throw session.failed(StorageError(sqliteCode: code, of: session.database.sqliteConnection, statement: statement.sql))
  }
}

/// The row the statement stands on, where SQLite has it.
extension SQLiteStatement: Cells {
  func number(_ place: Int) -> Int64? {
    let place = CInt(truncatingIfNeeded: place)
    return sqlite3_column_type(handle, place) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, place)
  }

  func text(_ place: Int) -> String? {
    guard let (start, count) = bytes(at: place) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func holds(_ text: String, at place: Int) -> Bool {
    guard let (start, count) = bytes(at: place), text.utf8.count == count else { return false }
    return text.utf8.withContiguousStorageIfAvailable { $0.baseAddress.map { memcmp($0, start, count) == 0 } ?? true }
      ?? (self.text(place) == text)
  }

  private func bytes(at place: Int) -> (UnsafePointer<UInt8>, Int)? {
    let place = CInt(truncatingIfNeeded: place)
    guard let start = sqlite3_column_text(handle, place) else { return nil }
    return (start, Int(sqlite3_column_bytes(handle, place)))
  }
}
