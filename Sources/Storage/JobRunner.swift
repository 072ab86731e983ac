import Kernel

/// Does the jobs that are due, one after the other. Several runners, in one process or on several machines, share the work.
public struct JobRunner: Sendable {
  /// Does the work of one kind; told the job's argument. Idempotent: after a crash it may be begun again.
  public typealias Handler = @Sendable (_ argument: String) async throws -> Void

  private let database: Database
  private let handlers: [String: Handler]
  private let lease: Int64
  private let limit: Int
  private let pause: @Sendable () async throws -> Void
  private let report: @Sendable (_ kind: String, _ failure: String) -> Void

  /// A runner.
  /// - Parameters:
  ///   - handlers: by kind; jobs of other kinds are left alone.
  ///   - lease: seconds after which a job counts as abandoned; longer than the longest job takes.
  ///   - limit: how often a job is begun before it is given up.
  ///   - pause: waits between two looks into the table; throws when the task is cancelled, as `Task.sleep` does.
  ///   - report: told the kind and the code of each failure, for the log; the kind is empty when the table itself failed.
  public init(
    database: Database, handlers: [String: Handler], lease: Int64 = 3600, limit: Int = JobQueue.defaultLimit,
    pause: @escaping @Sendable () async throws -> Void,
    report: @escaping @Sendable (_ kind: String, _ failure: String) -> Void = { _, _ in }
  ) {
    self.database = database
    self.handlers = handlers
    self.lease = lease
    self.limit = limit
    self.pause = pause
    self.report = report
  }

  /// Does everything that is due, once; what fails becomes due later. Ends early when the task is cancelled.
  /// - Returns: how many jobs were begun.
  /// - Throws: `StorageError` when the table cannot be used; a handler's error never.
  @discardableResult
  public func runDue() async throws -> Int {
    var count = 0
    while !Task.isCancelled, let job = try await claim() {
      count += 1
      try await perform(job)
    }
    return count
  }

  /// Looks for due jobs again and again until the task is cancelled. A database that does not answer is asked again later.
  public func run() async {
    while !Task.isCancelled {
      do {
        try await runDue()
      } catch  where !(error is CancellationError) {
        report("", JobRunner.code(of: error))
      } catch {}
      do { try await pause() } catch { return }
    }
  }

  private func claim() async throws -> Job? {
    let (kinds, lease, limit) = (handlers.keys.sorted(), lease, limit)
    return try await database.maintain { try JobQueue.claim(kinds, lease: lease, limit: limit, $0) }
  }

  private func perform(_ job: Job) async throws {
    let outcome: @Sendable (WriteTransaction) throws -> Void
    do {
      try await handlers[job.kind]?(job.argument)
      outcome = { try JobQueue.succeed(job, $0) }
    } catch {
      if Task.isCancelled {
        outcome = { try JobQueue.release(job, $0) }
      } else {
        let (failure, limit) = (JobRunner.code(of: error), limit)
        report(job.kind, failure)
        outcome = { try JobQueue.fail(job, failure: failure, limit: limit, $0) }
      }
    }
    // A task of its own: a cancelled one could not write any more that it stopped.
    let database = database
    try await Task { try await database.maintain(outcome) }.value
  }

  /// What the log and the table say of a failure: its code, and of the database's own also the engine's words, which hold
  /// no values. Other errors may quote what the job worked on.
  private static func code(of error: any Error) -> String {
    guard let error = error as? any UserFacing else { return String(describing: type(of: error)) }
    guard let storage = error as? StorageError, let detail = storage.message.values["detail"] else { return error.code }
    return "\(error.code): \(detail)"
  }
}
