import Kernel
import Synchronization

/// Does the jobs that are due, one after the other. Several runners, in one process or on several machines, share the work.
public struct JobRunner: Sendable {
  private let database: Database
  private let handlers: [JobHandler]
  private let lease: Int64
  private let pause: @Sendable () async throws -> Void
  private let beat: @Sendable () async throws -> Void
  private let report: @Sendable (_ kind: String, _ failure: String) -> Void

  /// A runner.
  /// - Parameters:
  ///   - handlers: the kinds it does; jobs of other kinds are left alone.
  ///   - lease: seconds after which a job counts as abandoned whose runner does not say that it is at it.
  ///   - pause: waits between two looks into the table; throws when the task is cancelled, as `Task.sleep` does.
  ///   - beat: waits until the runner is to say again that it is at its job, and how far; well before the lease ends.
  ///   - report: told the kind and the code of each failure, for the log; the kind is empty when the table itself failed.
  public init(
    database: Database, handlers: [JobHandler], lease: Int64 = 600,
    pause: @escaping @Sendable () async throws -> Void,
    beat: @escaping @Sendable () async throws -> Void = { throw CancellationError() },
    report: @escaping @Sendable (_ kind: String, _ failure: String) -> Void = { _, _ in }
  ) {
    self.database = database
    self.handlers = handlers
    self.lease = lease
    self.pause = pause
    self.beat = beat
    self.report = report
  }

  /// Does everything that is due, once; what fails becomes due later. Ends early when the task is cancelled.
  /// - Returns: how many jobs were begun.
  /// - Throws: `StorageError` when the table cannot be used; an error of the work never.
  @discardableResult
  public func runDue() async throws -> Int {
    let (handlers, now) = (handlers, database.effects.now())
    guard try await database.read({ try JobQueue.isDue(handlers, $0, at: now) }) else { return 0 }
    try await database.maintain { try JobQueue.schedule(handlers, $0) }
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
    let (handlers, lease) = (handlers, lease)
    return try await database.maintain { try JobQueue.claim(handlers, lease: lease, $0) }
  }

  private func perform(_ job: Job) async throws {
    guard let handler = handlers.first(where: { $0.name == job.kind }) else { return }
    let outcome: @Sendable (WriteTransaction) throws -> Void
    do {
      let result = try await work(job, handler)
      outcome = { try JobQueue.succeed(job, result: result, $0) }
    } catch  where Task.isCancelled {
      outcome = { try JobQueue.release(job, $0) }
    } catch {
      let failure = JobRunner.code(of: error)
      let isFinal = job.attempts >= handler.tries || !JobRunner.mayPass(error)
      if !(error is CancellationError) { report(job.kind, failure) }
      let told = error as? any UserFacing
      let refusal = told.flatMap { $0.kind == .fault ? nil : $0.message }
      outcome = { transaction in
        if try JobQueue.endCancelled(job, transaction) { return }
        try JobQueue.fail(job, failure: failure, refusal: refusal, isFinal: isFinal, transaction)
      }
    }
    // A task of its own: a cancelled one could not write any more that it stopped.
    let database = database
    try await Task { try await database.maintain(outcome) }.value
  }

  private enum Ended: Sendable {
    case work(result: String)
    case beats
  }

  /// Does the work, and goes on saying so meanwhile; what came of it. The work is stopped where it is not wanted any more, and where
  /// this program ends.
  private func work(_ job: Job, _ handler: JobHandler) async throws -> String {
    let progress = JobProgress()
    return try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Ended.self) { group in
        group.addTask { .work(result: try await handler.run(JobRun(job: job, progress: progress))) }
        group.addTask {
          await hold(job, progress)
          return .beats
        }
        defer { group.cancelAll() }
        while let ended = try await group.next() {
          if case .work(let result) = ended { return result }
          if progress.isStopped { group.cancelAll() }
        }
        throw CancellationError()
      }
    } onCancel: {
      progress.stop()
    }
  }

  /// Says at each beat that the job is being done, and how far it is, until somebody does not want it any more.
  private func hold(_ job: Job, _ progress: JobProgress) async {
    let lease = lease
    while (try? await beat()) != nil {
      // A table that does not answer just now is asked at the next beat.
      let isOurs = (try? await database.maintain { try JobQueue.hold(job, progress.said, lease: lease, $0) }) ?? true
      guard isOurs else {
        progress.stop()
        return
      }
    }
  }

  /// Whether the same work may pass another time.
  private static func mayPass(_ error: any Error) -> Bool {
    guard let kind = (error as? any UserFacing)?.kind else { return true }
    return kind == .busy || kind == .fault
  }

  /// What the log and the table say of a failure: its code, and of the database's own also the engine's words, which hold
  /// no values. Other errors may quote what the job worked on.
  private static func code(of error: any Error) -> String {
    guard let error = error as? any UserFacing else { return String(describing: type(of: error)) }
    guard let storage = error as? StorageError, let detail = storage.message.values["detail"] else { return error.code }
    return "\(error.code): \(detail)"
  }
}
