import Kernel
import Synchronization

/// The gateway to the data: one way to read, one way to write, whichever engine is behind it.
public struct Database: Sendable {
  let driver: any Driver
  /// The clock, ids and randomness of the program.
  public let effects: Effects
  private let ownTouches: OwnTouches
  private let memory: Memory

  /// A gateway over a driver.
  public init(driver: any Driver, effects: Effects) {
    (self.driver, self.effects, ownTouches, memory) = (driver, effects, OwnTouches(), Memory())
  }

  private init(_ other: Database, driver: any Driver) {
    (self.driver, effects, ownTouches, memory) = (driver, other.effects, other.ownTouches, other.memory)
  }

  /// The same gateway through another driver to the same data, of another patience: `touches(of:)` of either counts the acts of both.
  public func through(_ driver: any Driver) -> Database { Database(self, driver: driver) }

  /// How often acts of this gateway touched subjects of some kinds: what a program keeps of them is out of date once this moves.
  /// Acts of other processes are not counted; `Revisions` counts them all, at the price of a question to the database.
  public func touches(of kinds: Set<Subject.Kind>) -> Int { ownTouches.count(of: kinds) }

  /// How often acts of this gateway touched anything: while this stands still, so does every count of `touches(of:)`.
  public var touches: Int { ownTouches.all.load(ordering: .acquiring) }

  /// The engine behind the gateway.
  public var engine: Engine { driver.engine }

  /// Reads one state of the data.
  public func read<Answer: Sendable>(_ body: @escaping @Sendable (ReadTransaction) throws -> Answer) async throws -> Answer {
    try await driver.read { [memory] connection in
      let transaction = ReadTransaction(connection: connection, memory: memory)
      let answer = try body(transaction)
      try transaction.slips.check()
      return answer
    }
  }

  /// Writes as one act: all or nothing, with its notes chained in the same transaction.
  ///
  /// The chains are locked when the body is done. Rows that carry a version guard themselves; what else must not be done at the same
  /// time enters a `LockScope`. On SQLite writes are done one after the other anyway.
  /// - Throws: `StorageError.unaudited` when rows changed and no note was left; then nothing is written.
  @discardableResult
  public func write<Answer: Sendable>(
    _ act: Act, _ body: @escaping @Sendable (WriteTransaction) throws -> Answer
  ) async throws -> Answer {
    let effects = effects
    let (answer, touched) = try await driver.write { connection in
      let transaction = WriteTransaction(connection: connection, act: act, effects: effects)
      let answer = try body(transaction)
      try transaction.slips.check()
      try transaction.settle()
      try transaction.settleRevisions()
      return (answer, transaction.touched)
    }
    ownTouches.add(touched)
    return answer
  }

  /// Writes what is no act of anybody: a session's last use, a job's state, a migration. No audit entry.
  @discardableResult
  public func maintain<Answer: Sendable>(
    _ body: @escaping @Sendable (WriteTransaction) throws -> Answer
  ) async throws -> Answer {
    let effects = effects
    let (answer, touched) = try await driver.write { connection in
      let act = Act(by: .system, in: Department.installation, reason: "")
      let transaction = WriteTransaction(connection: connection, act: act, effects: effects)
      let answer = try body(transaction)
      try transaction.slips.check()
      try transaction.settleRevisions()
      return (answer, transaction.touched)
    }
    ownTouches.add(touched)
    return answer
  }

  /// Gives up files and connections.
  public func close() async { await driver.close() }
}

/// How often acts of one gateway touched each kind; shared by the gateway's copies.
private final class OwnTouches: Sendable {
  private let counts = Mutex<[Subject.Kind: Int]>([:])
  let all = Atomic<Int>(0)

  func add(_ subjects: Set<Subject>) {
    guard !subjects.isEmpty else { return }
    counts.withLock { counts in for subject in subjects { counts[subject.kind, default: 0] += 1 } }
    all.add(1, ordering: .releasing)
  }

  func count(of kinds: Set<Subject.Kind>) -> Int {
    counts.withLock { counts in kinds.reduce(0) { $0 + (counts[$1] ?? 0) } }
  }
}
