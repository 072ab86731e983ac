import Kernel

/// Work to be done later: a kind and an argument as data, so it outlives the process that asked for it.
public struct Job: Hashable, Sendable {
  /// The row.
  public let id: ID<Job>
  /// Which handler does it, such as `planning.rollup`.
  public let kind: String
  /// What the handler is told.
  public let argument: String
  /// How often it was begun, this time included.
  public let attempts: Int
}

/// The table of jobs. Its changes are no acts of anybody: use it inside `Database.maintain`; `enqueue` also inside the act
/// that gives the work, so the job exists if and only if the act was kept.
public enum JobQueue {
  /// Asks for work. While the same kind and argument wait or run, nothing is added; so a handler reads what there is to do
  /// when it starts, and asks again at its end if more may have come.
  /// - Parameter due: not before this moment; at once when `nil`.
  /// - Returns: whether a job was added.
  @discardableResult
  public static func enqueue(
    _ kind: String, argument: String = "", due: Moment? = nil, _ transaction: WriteTransaction
  ) throws -> Bool {
    let added = try transaction.run(
      """
      INSERT INTO job (id, kind, argument, due_at, state, attempts, progress)
      VALUES (\(transaction.effects.newID()), \(kind), \(argument), \(due ?? transaction.effects.now()), 'waiting', 0, '')
      ON CONFLICT DO NOTHING
      """)
    return added == 1
  }

  /// Takes the job that has been due longest, for `lease` seconds; `nil` when nothing is due. Two runners never take the
  /// same one; what a runner began and did not end within its lease counts as due again.
  /// - Parameters:
  ///   - kinds: the kinds this program can do; a newer program's jobs are left to it.
  ///   - limit: how often a job may be begun; one that was begun so often and never ended is given up.
  public static func claim(
    _ kinds: [String], lease: Int64, limit: Int = JobQueue.defaultLimit, _ transaction: WriteTransaction
  ) throws -> Job? {
    let now = transaction.effects.now()
    try transaction.run(
      """
      UPDATE job SET state = 'failed', claimed_until = NULL, failure = 'storage.job_abandoned'
      WHERE state = 'running' AND claimed_until <= \(now) AND attempts >= \(limit)
      """)
    let row = try transaction.row(
      """
      SELECT id, kind, argument, attempts FROM job
      WHERE kind IN (\(list: kinds))
        AND (state = 'waiting' AND due_at <= \(now) OR state = 'running' AND claimed_until <= \(now))
      ORDER BY due_at, id LIMIT 1\(sqlite: "", postgres: " FOR UPDATE SKIP LOCKED")
      """)
    guard let row else { return nil }
    let job = Job(
      id: try row.id("id"), kind: try row.requiredText("kind"), argument: try row.requiredText("argument"),
      attempts: try row.requiredInteger("attempts") + 1)
    try transaction.run(
      """
      UPDATE job SET state = 'running', attempts = \(job.attempts), claimed_until = \(now.adding(seconds: lease))
      WHERE id = \(job.id)
      """)
    return job
  }

  /// The job is done.
  public static func succeed(_ job: Job, _ transaction: WriteTransaction) throws {
    try end(job, "state = 'done', failure = NULL", transaction)
  }

  /// The job failed: it waits, twice as long each time, and is given up when it was begun `limit` times.
  /// - Parameter failure: a stable code for the operator; never what the job worked on.
  public static func fail(
    _ job: Job, failure: String, limit: Int = JobQueue.defaultLimit, _ transaction: WriteTransaction
  ) throws {
    if job.attempts >= limit {
      try end(job, "state = 'failed', failure = \(failure)", transaction)
    } else {
      let due = transaction.effects.now().adding(seconds: delay(after: job.attempts))
      try end(job, "state = 'waiting', due_at = \(due), failure = \(failure)", transaction)
    }
  }

  /// The runner stops before the job's end: it is due as before, and this time does not count.
  public static func release(_ job: Job, _ transaction: WriteTransaction) throws {
    try end(job, "state = 'waiting', attempts = \(job.attempts - 1)", transaction)
  }

  /// How often a job is begun before it is given up.
  public static let defaultLimit = 8

  /// Seconds until a job that failed is due again: half a minute, a minute, two … and an hour at most.
  public static func delay(after attempts: Int) -> Int64 {
    min(3600, 30 << Int64(min(max(attempts, 1) - 1, 10)))
  }

  /// Ends this run of the job, unless its lease ran out and another runner has begun it since.
  private static func end(_ job: Job, _ assignments: SQL, _ transaction: WriteTransaction) throws {
    try transaction.run(
      """
      UPDATE job SET \(assignments), claimed_until = NULL
      WHERE id = \(job.id) AND state = 'running' AND attempts = \(job.attempts)
      """)
  }
}
