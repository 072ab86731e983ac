import Kernel

/// How a job stands, for whoever looks.
public struct JobStanding: Hashable, Sendable {
  /// Where it is.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// It is due now or later.
    case waiting
    /// A runner is at it.
    case running
    /// It is done.
    case done
    /// It was given up.
    case failed
    /// Somebody did not want it any more.
    case cancelled
  }

  /// The job.
  public let id: ID<Job>
  /// The name of its kind.
  public let kind: String
  /// Whose work it is.
  public let department: ID<Department>
  /// Who asked for it.
  public let actor: Actor
  /// Where it is.
  public let state: State
  /// When it was asked for.
  public let askedAt: Moment
  /// Not before this it is begun.
  public let dueAt: Moment
  /// How often it was begun.
  public let attempts: Int
  /// How much of it is done, of `total`; `nil` before its work said so.
  public let done: Int?
  /// How much there is to do.
  public let total: Int?
  /// What is being done, as the tail of a wording key under `job.step.`; may be empty.
  public let step: String
  /// Why it failed last, as a code; `nil` where it did not.
  public let failure: String?
  let payload: String
  let result: String

  /// What it was told; `nil` where it is of another kind.
  public func payload<Kind: JobKind>(of kind: Kind.Type) throws -> Kind.Payload? {
    guard self.kind == Kind.name else { return nil }
    return try StoredJSON.decode(Kind.Payload.self, payload, column: "payload")
  }

  /// What came of it; `nil` where it is not done, or of another kind.
  public func outcome<Kind: JobKind>(of kind: Kind.Type) throws -> Kind.Outcome? {
    guard self.kind == Kind.name, state == .done else { return nil }
    return try StoredJSON.decode(Kind.Outcome.self, result, column: "result")
  }

  /// Why it was given up, as a sentence; `nil` where it was not, or broke.
  public func refusal() throws -> Message? {
    guard state == .failed, !result.isEmpty else { return nil }
    return try StoredJSON.decode(Message.self, result, column: "result")
  }
}

extension JobQueue {
  /// So long rows of jobs that are over are kept.
  public static let keptFor: Int64 = 30 * 86_400

  /// The jobs that are not over, the next one first, and then those that are, the newest first.
  public static func standings(limit: Int, _ transaction: ReadTransaction) throws -> [JobStanding] {
    try transaction.rows(
      """
      SELECT * FROM job ORDER BY CASE WHEN state IN ('waiting', 'running') THEN 0 ELSE 1 END,
        CASE WHEN state IN ('waiting', 'running') THEN due_at END, ended_at DESC, id LIMIT \(limit)
      """
    ).map(standing)
  }

  /// The jobs of a kind that somebody asked for, the newest first.
  public static func standings<Kind: JobKind>(
    of kind: Kind.Type, askedBy actor: Actor, limit: Int, _ transaction: ReadTransaction
  ) throws -> [JobStanding] {
    try transaction.rows(
      "SELECT * FROM job WHERE kind = \(Kind.name) AND actor = \(actor.id) ORDER BY asked_at DESC, id LIMIT \(limit)"
    ).map(standing)
  }

  /// How one job stands; `nil` where there is none, or no more.
  public static func standing(_ id: ID<Job>, _ transaction: ReadTransaction) throws -> JobStanding? {
    try transaction.row("SELECT * FROM job WHERE id = \(id)").map(standing)
  }

  /// Cancels a job: one that waits is over at once, one that runs at its next report. Whether there was anything to cancel.
  @discardableResult
  public static func cancel(_ id: ID<Job>, _ transaction: WriteTransaction) throws -> Bool {
    try transaction.connection.run(
      """
      UPDATE job SET cancelled = 1, state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END,
        ended_at = CASE WHEN state = 'waiting' THEN \(transaction.effects.now()) END
      WHERE id = \(id) AND state IN ('waiting', 'running')
      """) == 1
  }

  /// Removes the rows of jobs that have been over for a while; how many.
  @discardableResult
  public static func purge(_ transaction: WriteTransaction) throws -> Int {
    let since = transaction.effects.now().adding(seconds: -keptFor)
    return try transaction.run(
      "DELETE FROM job WHERE state IN ('done', 'failed', 'cancelled') AND coalesce(ended_at, due_at) <= \(since)")
  }

  private static func standing(_ row: Row) throws -> JobStanding {
    guard let asked = row.moment("asked_at"), let due = row.moment("due_at") else {
      throw StorageError.unreadable(column: "due_at")
    }
    return JobStanding(
      id: try row.id("id"), kind: try row.requiredText("kind"), department: try row.id("department"),
      actor: Actor(id: try row.requiredText("actor")), state: try row.choice("state"), askedAt: asked, dueAt: due,
      attempts: try row.requiredInteger("attempts"), done: row.integer("done"), total: row.integer("total"),
      step: try row.requiredText("progress"), failure: row.text("failure"), payload: try row.requiredText("payload"),
      result: try row.requiredText("result"))
  }
}

/// Removes what the gateway's own tables keep no longer: jobs that are over, events that everybody has read.
public struct StoragePurge: JobKind {
  private let database: Database
  private let readers: [EventReader]

  /// The work in a database.
  /// - Parameter readers: those who read events.
  public init(database: Database, readers: [EventReader] = []) { (self.database, self.readers) = (database, readers) }

  /// `storage.purge`.
  public static let name = "storage.purge"

  /// Once a day.
  public var schedule: JobSchedule<Nothing>? { JobSchedule(every: 86_400, Nothing()) }

  /// Removes it.
  public func run(_ payload: Nothing, _ run: JobRun) async throws -> Nothing {
    let readers = readers
    try await database.maintain { transaction in
      try JobQueue.purge(transaction)
      try EventLog.purge(readBy: readers, transaction)
    }
    return Nothing()
  }
}
