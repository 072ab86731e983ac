import Storage
import Synchronization

/// PostgreSQL 15 or later behind the gateway, through libpq and a small pool of connections.
public final class PostgresDriver: Driver {
  private struct Pool {
    var idle: [PostgresSession]
    var isClosed = false
  }

  private let pool: Mutex<Pool>
  private let line: WaitingLine
  private let patience: Patience

  /// Always `.postgres`.
  public var engine: Engine { .postgres }

  /// A pool of connections, opened when they are first needed; one is opened and closed at once, so that a wrong address
  /// shows at start-up.
  /// - Parameters:
  ///   - address: `postgres://user:password@host:port/database`.
  ///   - connections: how many transactions may run at once; more wait for their turn.
  ///   - patience: how long transactions wait for their turn, for locks, and for answers.
  /// - Throws: `StorageError.badAddress`, `.unavailable`.
  public init(address: String, connections: Int = 4, patience: Patience = .console) throws {
    try PostgresAddress.probe(address, patience)
    let count = max(1, connections)
    pool = Mutex(Pool(idle: (0..<count).map { _ in PostgresSession(address: address, patience: patience) }))
    line = WaitingLine(places: count)
    self.patience = patience
  }

  /// A transaction that sees one state of the data and changes nothing.
  public func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", within: patience.reading, body)
  }

  /// A transaction that is kept whole, or undone when `body` throws. Statements see what others have committed meanwhile;
  /// versions of rows and the gateway's scopes keep acts on the same records apart.
  public func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", within: patience.writing, body)
  }

  /// Closes the connections; those in use, when their transactions end.
  public func close() async {
    line.close()
    let idle = pool.withLock { pool in
      defer { pool = Pool(idle: [], isClosed: true) }
      return pool.idle
    }
    for session in idle { await session.close() }
  }

  private func transaction<Answer: Sendable>(
    _ begin: String, within time: Duration, _ body: @escaping @Sendable (any Connection) throws -> Answer
  ) async throws -> Answer {
    try await line.enter(by: .now.advanced(by: time))
    defer { line.leave() }
    // The connection used last, so that a quiet server opens few. There is one for each place in the line.
    guard let session = pool.withLock({ $0.idle.popLast() }) else { throw StorageError.unavailable("closed") }
    do {
      let answer = try await session.transaction(begin: begin, body)
      await checkIn(session)
      return answer
    } catch {
      await checkIn(session)
      throw error
    }
  }

  private func checkIn(_ session: PostgresSession) async {
    let isClosed = pool.withLock { pool in
      if !pool.isClosed { pool.idle.append(session) }
      return pool.isClosed
    }
    if isClosed { await session.close() }
  }
}
