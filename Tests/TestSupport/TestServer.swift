import CLibpq
import Dispatch
import Foundation

/// The PostgreSQL server tests may use, by the address of its maintenance database in `ANSINH_TEST_POSTGRES`.
struct TestServer: Sendable {
  let address: String

  /// The server of this run; `nil` when the variable is not set, and then tests run on SQLite alone.
  static let shared = ProcessInfo.processInfo.environment["ANSINH_TEST_POSTGRES"].map(TestServer.init)

  /// The address of another database of the server: the path of the URI is replaced, its options kept.
  func address(of database: String) -> String {
    guard let scheme = address.range(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    let query = rest.firstIndex(of: "?").map { rest[$0...] } ?? ""
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    return "\(address[..<scheme.upperBound])\(authority)/\(database)\(query)"
  }

  /// Runs a statement that belongs in no transaction, such as `CREATE DATABASE`, on a thread that may block.
  func run(_ statement: String) async throws {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { _ = try runAndWait(statement) }) }
    }
  }

  /// Drops the databases whose names begin so; at the process's end, when nothing asynchronous runs any more.
  func dropDatabases(named prefix: String) {
    let names = (try? runAndWait("SELECT datname FROM pg_database WHERE datname LIKE '\(prefix)%'")) ?? []
    for name in names { _ = try? runAndWait("DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)") }
  }

  private func runAndWait(_ statement: String) throws -> [String] {
    let handle = PQconnectdb(address)
    defer { PQfinish(handle) }
    let result = PQexec(handle, statement)
    defer { PQclear(result) }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw TestServerFailure(description: "\(statement): \(String(cString: PQerrorMessage(handle)))")
    }
    return (0..<PQntuples(result)).map { String(cString: PQgetvalue(result, $0, 0)) }
  }
}

/// The test server refused.
struct TestServerFailure: Error, CustomStringConvertible {
  let description: String
}
