import Foundation
import Kernel
import Storage
import StorageSQLite

extension Engine {
  /// The engines tests run on: SQLite always, PostgreSQL when `ANSINH_TEST_POSTGRES` holds the address of a maintenance
  /// database whose role may create databases.
  public static var tested: [Engine] { TestServer.shared == nil ? [.sqlite] : [.sqlite, .postgres] }
}

extension CivilDate {
  /// The day of the tests unless they say another: 13 January 2022, when Kon Tum's conference was held.
  public static let testDay = CivilDate(daysSinceEpoch: 19_005)
}

/// Lends a fresh database, used by this call alone and removed after it.
///
/// It is a copy of a template made once per process, engine, set of migrations and name; `prepare` fills that template,
/// always on `CivilDate.testDay` and with ids of its own. Calls may run in parallel; do not nest them.
/// - Parameters:
///   - engine: one of `Engine.tested`.
///   - migrations: the schema.
///   - name: names what `prepare` does; two calls with the same name and migrations share its result.
///   - effects: the clock, ids and randomness of the gateway lent.
///   - count: counts the statements of the gateway lent.
///   - prepare: fills the template.
///   - body: the test.
public func withDatabase<T>(
  _ engine: Engine, migrations: [Migration], preparedAs name: String = "empty",
  effects: Effects = .fixed(on: .testDay), counting count: StatementCount? = nil,
  prepare: @escaping @Sendable (Database) async throws -> Void = { _ in }, _ body: (Database) async throws -> T
) async throws -> T {
  try await withDatabaseAddress(engine, migrations: migrations, preparedAs: name, prepare: prepare) { copy in
    let database = try copy.database(effects, counting: count)
    do {
      let answer = try await body(database)
      await database.close()
      return answer
    } catch {
      await database.close()
      throw error
    }
  }
}

/// Lends a fresh database as `withDatabase` does, by a way to open it more than once, as two processes do.
/// - Parameters:
///   - patience: how long the gateways wait.
///   - body: the test; it is given a function that opens a gateway, which the test closes.
public func withSharedDatabase<T>(
  _ engine: Engine, migrations: [Migration], effects: Effects = .fixed(on: .testDay), patience: Patience = .console,
  _ body: (_ open: @escaping @Sendable () throws -> Database) async throws -> T
) async throws -> T {
  try await withDatabaseAddress(engine, migrations: migrations, preparedAs: "empty", prepare: { _ in }) { copy in
    try await body({ try copy.database(effects, patience) })
  }
}

/// Lends a folder of one's own with the path of a SQLite database in it, which is not there yet, and a way to open it; the
/// folder is removed after the call.
public func withDatabaseFile<T>(
  _ body: (_ path: String, _ open: @escaping @Sendable () throws -> Database) async throws -> T
) async throws -> T {
  let folder = try FileManager.default.url(
    for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: FileManager.default.temporaryDirectory, create: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appendingPathComponent("data.db").path
  return try await body(path) { Database(driver: try SQLiteDriver(path: path), effects: .fixed(on: .testDay)) }
}

private func withDatabaseAddress<T>(
  _ engine: Engine, migrations: [Migration], preparedAs name: String,
  prepare: @escaping @Sendable (Database) async throws -> Void, _ body: (TestCopy) async throws -> T
) async throws -> T {
  let copy = try await TestDatabases.shared.checkOut(engine, migrations: migrations, preparedAs: name, prepare: prepare)
  do {
    let answer = try await body(copy)
    await TestDatabases.shared.checkIn(copy)
    return answer
  } catch {
    await TestDatabases.shared.checkIn(copy)
    throw error
  }
}
