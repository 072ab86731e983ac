import Kernel
import Synchronization

/// A kind of work that is done later, or again and again: what it is told, and how it is done. The system whose work it is declares
/// it, and the program hands the kinds it can do to its runner.
public protocol JobKind: Sendable {
  /// What the work is told; stored as JSON, so that it outlives the process that asked for it.
  associatedtype Payload: Codable & Sendable
  /// What comes of it, for whoever asked; kept with the job.
  associatedtype Outcome: Codable & Sendable

  /// The stable name, such as `directory.purge`.
  static var name: String { get }
  /// When it is done without being asked for; `nil` for work that is asked for alone.
  var schedule: JobSchedule<Payload>? { get }
  /// How often it is begun before it is given up.
  var tries: Int { get }

  /// Does the work. Idempotent: after a crash it is begun again.
  /// - Throws: an error of kind busy or fault is tried again, later each time; any other ends the job.
  func run(_ payload: Payload, _ run: JobRun) async throws -> Outcome
}

/// What work is told that needs no telling, and what comes of work that nobody asks about.
public struct Nothing: Codable, Hashable, Sendable {
  /// Nothing.
  public init() {}
}

extension JobKind {
  /// Most work is asked for.
  public var schedule: JobSchedule<Payload>? { nil }
  /// Most work is given up after the eighth try.
  public var tries: Int { 8 }
}

/// How often work is done without being asked for.
public struct JobSchedule<Payload: Sendable>: Sendable {
  /// Seconds from one time to the next; the times are multiples of it, the same for all nodes.
  public let every: Int64
  /// What the work is told.
  public let payload: Payload

  /// A schedule.
  public init(every seconds: Int64, _ payload: Payload) { (every, self.payload) = (max(1, seconds), payload) }

  /// The first time after a moment.
  func next(after moment: Moment) -> Moment { Moment(seconds: (moment.seconds / every + 1) * every) }
}

/// A job under way, as its work sees it.
public struct JobRun: Sendable {
  /// The job.
  public let job: Job
  let progress: JobProgress

  /// Says how far the work is. It is written down at the runner's next beat, so it costs nothing to say it often, and it may be said
  /// inside a transaction; on SQLite it is seen when that transaction is over.
  /// - Parameters:
  ///   - done: how much is done, of `total`.
  ///   - step: what is being done, as the tail of a wording key under `job.step.`.
  /// - Throws: `CancellationError` where the work is to stop: the job was cancelled, the program is being stopped, or another runner
  ///   has begun the job since.
  public func report(done: Int, total: Int, step: String) throws {
    try progress.say(JobProgress.Said(done: done, total: total, step: step))
  }
}

/// How far a job is, between the work that says it and the runner that writes it down.
final class JobProgress: Sendable {
  struct Said: Hashable, Sendable {
    let done: Int
    let total: Int
    let step: String
  }

  private let state = Mutex<(said: Said?, isStopped: Bool)>((nil, false))

  /// What was said last.
  var said: Said? { state.withLock { $0.said } }

  func say(_ said: Said) throws {
    try state.withLock { state in
      guard !state.isStopped else { throw CancellationError() }
      state.said = said
    }
  }

  /// Whether the work is to stop.
  var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Stops the work where it next says how far it is.
  func stop() { state.withLock { $0.isStopped = true } }
}

/// A kind of job as a runner knows it, whatever its payload is.
public struct JobHandler: Sendable {
  /// The kind's stable name.
  public let name: String
  let tries: Int
  /// Its next time after a moment; `nil` for work that is asked for.
  let due: @Sendable (Moment) throws -> (due: Moment, payload: String)?
  let isScheduled: Bool
  let run: @Sendable (JobRun) async throws -> String

  /// The handler of a kind.
  public init<Kind: JobKind>(_ kind: Kind) {
    name = Kind.name
    tries = kind.tries
    isScheduled = kind.schedule != nil
    due = { now in
      try kind.schedule.map { (due: $0.next(after: now), payload: try StoredJSON.encode($0.payload)) }
    }
    run = { run in
      let payload = try StoredJSON.decode(Kind.Payload.self, run.job.payload, column: "payload")
      return try StoredJSON.encode(try await kind.run(payload, run))
    }
  }
}
