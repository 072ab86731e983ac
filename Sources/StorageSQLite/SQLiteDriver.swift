import Foundation
import GRDB
import GRDBSQLite
import Storage

/// SQLite behind the gateway: one file in WAL mode, one writer and several readers of this process; other processes, such
/// as the command line beside the server, may use the same file.
public struct SQLiteDriver: Driver {
  private let pool: DatabasePool
  private let file: OpenedFile
  private let patience: Patience
  // GRDB lets writers and readers wait without end, one behind the other, so they wait out here.
  private let writers = WaitingLine(places: 1)
  private let readers: WaitingLine

  /// The log is cut to this many bytes where a long reader made it grow; SQLite folds it back each 4 MB otherwise.
  private static let logLimit = 8 << 20

  /// Always `.sqlite`.
  public var engine: Engine { .sqlite }

  /// Opens the file, making it when it is not there: for its owner alone, whatever the process's umask says.
  /// - Parameters:
  ///   - path: the file; its folder exists.
  ///   - readers: how many reads may run at once.
  ///   - patience: how long transactions wait for their turn.
  /// - Throws: `StorageError.unavailable` when the file cannot be opened, `.damaged` when it is no database, `.busy` when
  ///   another process does not let go of it.
  public init(path: String, readers: Int = 4, patience: Patience = .console) throws {
    var configuration = Configuration()
    configuration.maximumReaderCount = readers
    configuration.busyMode = .timeout(TimeInterval(patience.writing.wholeMilliseconds) / 1000)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // NORMAL is durable against a crash of the program; a power cut may lose the last acts, never damage the file.
      try database.execute(
        sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = \(SQLiteDriver.logLimit)")
      // GRDB gives readers ten seconds whatever the configuration says.
      sqlite3_busy_timeout(database.sqliteConnection, patience.writing.wholeMilliseconds)
    }
    // The log and its index take the file's rights.
    let made = open(path, O_CREAT | O_EXCL | O_CLOEXEC | O_WRONLY, 0o600)
    if made >= 0 { Foundation.close(made) }
    (pool, file) = try SQLiteDriver.opened(path, configuration, by: .now.advanced(by: patience.writing))
    self.patience = patience
    self.readers = WaitingLine(places: readers)
  }

  /// Opens the file. Programs that make a new file at the same moment collide in a way that SQLite does not wait for; who finds
  /// it locked comes again.
  private static func opened(
    _ path: String, _ configuration: Configuration, by deadline: ContinuousClock.Instant
  ) throws -> (DatabasePool, OpenedFile) {
    while true {
      do {
        let pool = try DatabasePool(path: path, configuration: configuration)
        openReaders(configuration.maximumReaderCount, of: pool)
        let file = try pool.writeWithoutTransaction { database in
          // Reading opens the log, which a new connection has not looked at yet.
          try database.execute(sql: "SELECT count(*) FROM sqlite_schema")
          return try OpenedFile(path, of: database)
        }
        return (pool, file)
      } catch let error as DatabaseError {
        guard error.resultCode.primaryResultCode == .SQLITE_BUSY, ContinuousClock.now < deadline else {
          throw StorageError(error)
        }
        usleep(20_000)
      }
    }
  }

  /// Opens every reader now: one that is opened when it is first needed might find another file at the path.
  private static func openReaders(_ count: Int, of pool: DatabasePool) {
    let (opened, mayGo) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    for _ in 0..<count {
      pool.asyncRead { database in
        opened.signal()
        // A reader that is kept here is not given out again. One that could not be opened is told to whoever needs it.
        if case .success = database { mayGo.wait() }
      }
    }
    for _ in 0..<count { opened.wait() }
    for _ in 0..<count { mayGo.signal() }
  }

  /// A transaction that sees one state of the data and changes nothing.
  public func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await readers.enter(by: .now.advanced(by: patience.reading))
    defer { readers.leave() }
    return try await translatingErrors {
      try await pool.unsafeRead { [file] database in
        try file.checkBeforeReading(database)
        return try SQLiteSession.read(body, on: database)
      }
    }
  }

  /// A transaction that is kept whole, or undone when `body` throws. It begins `IMMEDIATE`: a transaction that first reads and
  /// then writes would else fail at once when another process writes between.
  public func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    let deadline = ContinuousClock.now.advanced(by: patience.writing)
    try await writers.enter(by: deadline)
    defer { writers.leave() }
    return try await translatingErrors {
      try await pool.writeWithoutTransaction { [file] database in
        try file.checkBeforeWriting(database)
        // What is left of the patience after the line goes into waiting for other processes.
        let rest = ContinuousClock.now.duration(to: deadline).wholeMilliseconds
        sqlite3_busy_timeout(database.sqliteConnection, max(1, rest))
        var answer: Answer?
        try database.inTransaction(.immediate) {
          answer = try SQLiteSession.run(body, on: database)
          return .commit
        }
        // A file that went away while this was written has taken it along: then it is not acknowledged.
        try file.checkBeforeWriting(database)
        if file.logSize > SQLiteDriver.logLimit { SQLiteDriver.fold(database) }
        guard let answer else { throw StorageError.failed("no answer") }
        return answer
      }
    }
  }

  /// Folds the log back into the file and cuts it where nobody reads it just now; else a later writer tries again.
  private static func fold(_ database: GRDB.Database) {
    sqlite3_busy_timeout(database.sqliteConnection, 0)
    _ = try? database.checkpoint(.truncate)
  }

  /// Folds the log back into the file where nobody else uses it, and closes the file.
  public func close() async {
    writers.close()
    readers.close()
    let isSound = try? await pool.writeWithoutTransaction { [file] database in
      try file.checkBeforeWriting(database)
      SQLiteDriver.fold(database)
      return true
    }
    if isSound == true || file.isSound {
      try? pool.close()
    } else {
      // Left open on purpose: to close it would fold the log into a file it does not belong to.
      _ = Unmanaged.passRetained(pool)
    }
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
