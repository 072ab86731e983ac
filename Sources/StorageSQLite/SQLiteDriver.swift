import GRDB
import Storage

/// SQLite behind the gateway: one file in WAL mode, one writer and several readers of this process; other processes, such
/// as the command line beside the server, may use the same file.
public struct SQLiteDriver: Driver {
  private let pool: DatabasePool

  /// Always `.sqlite`.
  public var engine: Engine { .sqlite }

  /// Opens the file, making it when it is not there.
  /// - Parameters:
  ///   - path: the file; its folder exists.
  ///   - readers: how many reads may run at once.
  /// - Throws: `StorageError.unavailable` when the file cannot be opened, or is no database.
  public init(path: String, readers: Int = 4) throws {
    var configuration = Configuration()
    configuration.maximumReaderCount = readers
    // Another process may hold the file's write lock for a while; ten seconds outlast every act but a large import.
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // NORMAL is durable against a crash of the program; a power cut may lose the last acts, never damage the file.
      try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536")
    }
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
    } catch let error as DatabaseError {
      throw StorageError.unavailable(error.message ?? error.resultCode.description)
    }
  }

  /// A transaction that sees one state of the data and changes nothing.
  public func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await translatingErrors { try await pool.read { try SQLiteSession.run(body, on: $0) } }
  }

  /// A transaction that is kept whole, or undone when `body` throws. GRDB begins it `IMMEDIATE`: a transaction that first
  /// reads and then writes would else fail at once when another process writes between.
  public func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await translatingErrors { try await pool.write { try SQLiteSession.run(body, on: $0) } }
  }

  /// Folds the log back into the file where nobody else uses it, and closes the file.
  public func close() async {
    // Neither can be mended by the caller: a log that stays is folded back by the next to open the file.
    _ = try? await pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
    try? pool.close()
  }

  /// Turns GRDB's errors, such as a commit that found the disk full, into the gateway's.
  private func translatingErrors<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    do {
      return try await body()
    } catch let error as DatabaseError {
      throw StorageError(error)
    }
  }
}
