import Foundation

/// What a check of an installation asks of a database.
public enum DatabaseFacts {
  /// The engine with its version.
  public static func version(_ transaction: ReadTransaction) throws -> String {
    let sql: SQL = "SELECT \(sqlite: "'SQLite ' || sqlite_version()", postgres: "version()") AS version"
    return try transaction.row(sql)?.text("version") ?? ""
  }

  /// An address without the password in it.
  public static func masked(_ address: String) -> String {
    guard let scheme = address.range(of: "://"), let at = address.lastIndex(of: "@"),
      let colon = address[scheme.upperBound..<at].firstIndex(of: ":")
    else { return address }
    return address[..<colon] + ":***" + address[at...]
  }
}
