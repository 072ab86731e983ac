import CLibpq
import Storage

/// Opens connections.
enum PostgresAddress {
  /// Connects, for as long as patience allows.
  /// - Throws: `StorageError.badAddress`, without the address, which may hold a password; `.unavailable` in libpq's words.
  static func connect(to address: String, _ patience: Patience) throws -> OpaquePointer {
    // libpq quotes a malformed address, password and all, in its message; so the form is checked first.
    guard let options = PQconninfoParse(address, nil) else { throw StorageError.badAddress("postgres:…") }
    PQconninfoFree(options)
    // What stands before the address, the address may say otherwise. A peer that vanished is noticed within a minute.
    let settings = [
      ("connect_timeout", String(max(2, patience.connecting.wholeMilliseconds / 1000))),
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"), ("tcp_user_timeout", "60000"),
      ("dbname", address), ("client_encoding", "UTF8"), ("fallback_application_name", "ansinh"),
    ]
    let opened = withCStrings(settings.map(\.0)) { names in
      withCStrings(settings.map(\.1)) { PQconnectdbParams(names, $0, 1) }
    }
    guard let handle = opened else { throw StorageError.unavailable("libpq") }
    guard PQstatus(handle) == CONNECTION_OK else {
      defer { PQfinish(handle) }
      throw StorageError(nil, of: handle, statement: "")
    }
    // Warnings would go to standard error, with whatever they quote.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    return handle
  }

  /// Connects and closes again.
  static func probe(_ address: String, _ patience: Patience) throws { PQfinish(try connect(to: address, patience)) }

  /// Lends a list of C strings that ends with NULL.
  private static func withCStrings<Answer>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
  ) -> Answer {
    let copies = texts.map { Array($0.utf8CString) }
    func lend(_ index: Int, _ pointers: [UnsafePointer<CChar>?]) -> Answer {
      if index == copies.count { return (pointers + [nil]).withUnsafeBufferPointer { body($0.baseAddress) } }
      return copies[index].withUnsafeBufferPointer { lend(index + 1, pointers + [$0.baseAddress]) }
    }
    return lend(0, [])
  }
}
