import Kernel

/// Work to be done later, as its row has it.
public struct Job: Hashable, Sendable {
  /// The row.
  public let id: ID<Job>
  /// The name of its kind.
  public let kind: String
  /// Whose work it is.
  public let department: ID<Department>
  /// Who asked for it.
  public let actor: Actor
  /// How often it was begun, this time included.
  public let attempts: Int
  let payload: String
}

/// The table of jobs. Its changes are no acts of anybody: use it inside `Database.maintain`; `enqueue` also inside the act
/// that gives the work, so the job exists if and only if the act was kept.
public enum JobQueue {
  /// Asks for work, in the department and the name of the act. While the same work of the same department waits or runs, nothing is
  /// added.
  /// - Parameter due: not before this moment; at once when `nil`.
  /// - Returns: the job, and whether it was added.
  @discardableResult
  public static func enqueue<Kind: JobKind>(
    _ kind: Kind.Type, _ payload: Kind.Payload, due: Moment? = nil, _ transaction: WriteTransaction
  ) throws -> (job: ID<Job>, isNew: Bool) {
    let payload = try StoredJSON.encode(payload)
    while true {
      if let id = try add(Kind.name, payload, due: due ?? transaction.effects.now(), transaction) { return (id, true) }
      let same = try transaction.row("SELECT id FROM job WHERE \(isUnderWay(Kind.name, payload, transaction))")
      // One that ended in between makes room for another.
      if let same { return (try same.id("id"), false) }
    }
  }

  private static func isUnderWay(_ kind: String, _ payload: String, _ transaction: WriteTransaction) -> SQL {
    """
    kind = \(kind) AND department = \(transaction.act.department) AND payload = \(payload) AND state IN ('waiting', 'running')
    """
  }

  private static func add(
    _ kind: String, _ payload: String, due: Moment, _ transaction: WriteTransaction
  ) throws -> ID<Job>? {
    let id = ID<Job>(transaction.effects.newID())
    let added = try transaction.connection.run(
      """
      INSERT INTO job (id, kind, department, actor, payload, asked_at, due_at, state, attempts, progress, result)
      VALUES (\(id), \(kind), \(transaction.act.department), \(transaction.act.actor.id), \(payload),
        \(transaction.effects.now()), \(due), 'waiting', 0, '', '')
      ON CONFLICT DO NOTHING
      """)
    return added == 1 ? id : nil
  }

  /// Sees to it that scheduled work waits for its next time; nodes that do so at once add one job.
  static func schedule(_ handlers: [JobHandler], _ transaction: WriteTransaction) throws {
    for handler in handlers {
      guard let next = try handler.due(transaction.effects.now()) else { continue }
      let standing = try transaction.row(
        "SELECT 1 AS found FROM job WHERE \(isUnderWay(handler.name, next.payload, transaction))")
      if standing == nil { _ = try add(handler.name, next.payload, due: next.due, transaction) }
    }
  }

  /// Whether there is anything to take or to schedule: so that a quiet table is only read.
  static func isDue(_ handlers: [JobHandler], _ transaction: ReadTransaction, at now: Moment) throws -> Bool {
    let scheduled = handlers.filter(\.isScheduled).map(\.name)
    let row = try transaction.row(
      """
      SELECT (SELECT COUNT(*) FROM job WHERE kind IN (\(list: handlers.map(\.name)))
          AND (state = 'waiting' AND due_at <= \(now) OR state = 'running' AND claimed_until <= \(now))) AS due,
        (SELECT COUNT(DISTINCT kind) FROM job WHERE kind IN (\(list: scheduled)) AND state IN ('waiting', 'running')) AS scheduled
      """)
    return try row?.requiredInteger("due") != 0 || row?.requiredInteger("scheduled") != scheduled.count
  }

  /// Takes the job that has been due longest, for `lease` seconds; `nil` when nothing is due. Two runners never take the
  /// same one; what a runner began and did not go on holding counts as due again.
  /// - Parameter handlers: the kinds this program can do; a newer program's jobs are left to it.
  static func claim(_ handlers: [JobHandler], lease: Int64, _ transaction: WriteTransaction) throws -> Job? {
    let now = transaction.effects.now()
    for handler in handlers {
      try transaction.run(
        """
        UPDATE job SET state = 'failed', claimed_until = NULL, ended_at = \(now), failure = 'storage.job_abandoned'
        WHERE kind = \(handler.name) AND state = 'running' AND claimed_until <= \(now) AND attempts >= \(handler.tries)
        """)
    }
    try transaction.run(
      """
      UPDATE job SET state = 'cancelled', claimed_until = NULL, ended_at = \(now)
      WHERE state = 'running' AND cancelled = 1 AND claimed_until <= \(now)
      """)
    let row = try transaction.row(
      """
      SELECT * FROM job
      WHERE kind IN (\(list: handlers.map(\.name))) AND cancelled = 0
        AND (state = 'waiting' AND due_at <= \(now) OR state = 'running' AND claimed_until <= \(now))
      ORDER BY due_at, id LIMIT 1\(sqlite: "", postgres: " FOR UPDATE SKIP LOCKED")
      """)
    guard let row else { return nil }
    let job = Job(
      id: try row.id("id"), kind: try row.requiredText("kind"), department: try row.id("department"),
      actor: Actor(id: try row.requiredText("actor")), attempts: try row.requiredInteger("attempts") + 1,
      payload: try row.requiredText("payload"))
    try transaction.run(
      """
      UPDATE job SET state = 'running', attempts = \(job.attempts), claimed_until = \(now.adding(seconds: lease)),
        done = NULL, total = NULL, progress = ''
      WHERE id = \(job.id)
      """)
    return job
  }

  /// Goes on holding a job, and writes down how far it is; whether it is still this runner's, and wanted.
  static func hold(_ job: Job, _ said: JobProgress.Said?, lease: Int64, _ transaction: WriteTransaction) throws -> Bool {
    let progress: SQL = said.map { ", done = \($0.done), total = \($0.total), progress = \($0.step)" } ?? ""
    return try transaction.run(
      """
      UPDATE job SET claimed_until = \(transaction.effects.now().adding(seconds: lease))\(progress)
      WHERE id = \(job.id) AND state = 'running' AND attempts = \(job.attempts) AND cancelled = 0
      """) == 1
  }

  /// The job is done.
  static func succeed(_ job: Job, result: String, _ transaction: WriteTransaction) throws {
    try end(
      job, "state = 'done', failure = NULL, result = \(result), ended_at = \(transaction.effects.now())", transaction)
  }

  /// The job failed: it waits, twice as long each time, and is given up when it was begun so often, or trying again cannot help.
  /// - Parameters:
  ///   - failure: a stable code for the operator; never what the job worked on.
  ///   - refusal: the sentence for whoever asked; `nil` where there is none but that it broke.
  static func fail(
    _ job: Job, failure: String, refusal: Message?, isFinal: Bool, _ transaction: WriteTransaction
  ) throws {
    let now = transaction.effects.now()
    if isFinal {
      let result = try refusal.map(StoredJSON.encode) ?? ""
      try end(job, "state = 'failed', failure = \(failure), result = \(result), ended_at = \(now)", transaction)
    } else {
      let due = now.adding(seconds: delay(after: job.attempts))
      try end(job, "state = 'waiting', due_at = \(due), failure = \(failure)", transaction)
    }
  }

  /// The runner stops before the job's end: one that was cancelled is over, any other is due as before, and this time does not count.
  static func release(_ job: Job, _ transaction: WriteTransaction) throws {
    let now = transaction.effects.now()
    try end(
      job,
      """
      state = CASE WHEN cancelled = 1 THEN 'cancelled' ELSE 'waiting' END, attempts = \(job.attempts - 1),
        ended_at = CASE WHEN cancelled = 1 THEN \(now) END
      """, transaction)
  }

  /// The work stopped because it is not wanted any more; whether that is so.
  static func endCancelled(_ job: Job, _ transaction: WriteTransaction) throws -> Bool {
    try transaction.run(
      """
      UPDATE job SET state = 'cancelled', claimed_until = NULL, ended_at = \(transaction.effects.now())
      WHERE id = \(job.id) AND state = 'running' AND attempts = \(job.attempts) AND cancelled = 1
      """) == 1
  }

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
