import Storage
import Synchronization

/// PostgreSQL 15 or later behind the gateway, through libpq and a small pool of connections.
public final class PostgresDriver: Driver {
  private struct Pool {
    var idle: [PostgresSession]
    var waiting: [CheckedContinuation<PostgresSession, any Error>] = []
    var isClosed = false
  }

  private let pool: Mutex<Pool>

  /// Always `.postgres`.
  public var engine: Engine { .postgres }

  /// A pool of connections, opened when they are first needed; one is opened and closed at once, so that a wrong address
  /// shows at start-up.
  /// - Parameters:
  ///   - address: `postgres://user:password@host:port/database`.
  ///   - connections: how many transactions may run at once; more wait for their turn.
  /// - Throws: `StorageError.badAddress`, `.unavailable`.
  public init(address: String, connections: Int = 4) throws {
    try PostgresAddress.probe(address)
    pool = Mutex(Pool(idle: (0..<max(1, connections)).map { _ in PostgresSession(address: address) }))
  }

  /// A transaction that sees one state of the data and changes nothing.
  public func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  /// A transaction that is kept whole, or undone when `body` throws. Statements see what others have committed meanwhile;
  /// the gateway's lock on the department's chain keeps acts of one department apart.
  public func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", body)
  }

  /// Closes the connections; those in use, when their transactions end.
  public func close() async {
    let (idle, waiting) = pool.withLock { pool in
      defer { pool = Pool(idle: [], isClosed: true) }
      return (pool.idle, pool.waiting)
    }
    for continuation in waiting { continuation.resume(throwing: StorageError.unavailable("closed")) }
    for session in idle { await session.close() }
  }

  private func transaction<Answer: Sendable>(
    _ begin: String, _ body: @escaping @Sendable (any Connection) throws -> Answer
  ) async throws -> Answer {
    let session = try await checkOut()
    do {
      let answer = try await session.transaction(begin: begin, body)
      await checkIn(session)
      return answer
    } catch {
      await checkIn(session)
      throw error
    }
  }

  /// A free connection: the one used last, so that a quiet server opens few; or the next to come free, in turn.
  private func checkOut() async throws -> PostgresSession {
    try await withCheckedThrowingContinuation { continuation in
      let outcome: Result<PostgresSession, any Error>? = pool.withLock { pool in
        if pool.isClosed { return .failure(StorageError.unavailable("closed")) }
        if let session = pool.idle.popLast() { return .success(session) }
        pool.waiting.append(continuation)
        return nil
      }
      if let outcome { continuation.resume(with: outcome) }
    }
  }

  private func checkIn(_ session: PostgresSession) async {
    let (next, isClosed) = pool.withLock { pool -> (CheckedContinuation<PostgresSession, any Error>?, Bool) in
      if pool.isClosed { return (nil, true) }
      if !pool.waiting.isEmpty { return (pool.waiting.removeFirst(), false) }
      pool.idle.append(session)
      return (nil, false)
    }
    next?.resume(returning: session)
    if isClosed { await session.close() }
  }
}
