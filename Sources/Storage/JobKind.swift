import Foundation
import Kernel

/// A kind of work that is done later, or again and again: what it is told, and how it is done. The system whose work it is declares
/// it, and the program hands the kinds it can do to its runner.
public protocol JobKind: Sendable {
  /// What the work is told; stored as JSON, so that it outlives the process that asked for it.
  associatedtype Payload: Codable & Sendable

  /// The stable name, such as `directory.purge`.
  static var name: String { get }
  /// When it is done without being asked for; `nil` for work that is asked for alone.
  var schedule: JobSchedule<Payload>? { get }
  /// How often it is begun before it is given up.
  var tries: Int { get }

  /// Does the work. Idempotent: after a crash it is begun again.
  /// - Returns: what came of it, for whoever asked; may be empty.
  /// - Throws: an error of kind busy or fault is tried again, later each time; any other ends the job.
  func run(_ payload: Payload, _ run: JobRun) async throws -> String
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
  let database: Database
  let lease: Int64

  /// Says how far the work is, and goes on holding the job. Call it every few seconds; no transaction may be open.
  /// - Parameters:
  ///   - done: how much is done, of `total`.
  ///   - step: the wording key of what is being done.
  /// - Throws: `CancellationError` where the job was cancelled, or counts as abandoned and was begun by another runner.
  public func report(done: Int, total: Int, step: String = "") async throws {
    let (job, lease) = (job, lease)
    let isOurs = try await database.maintain {
      try JobQueue.report(job, done: done, total: total, step: step, lease: lease, $0)
    }
    guard isOurs else { throw CancellationError() }
  }
}

/// A kind of job as a runner knows it, whatever its payload is.
public struct JobHandler: Sendable {
  let name: String
  let tries: Int
  let due: @Sendable (Moment) throws -> (due: Moment, payload: String)?
  let run: @Sendable (JobRun) async throws -> String

  /// The handler of a kind.
  public init<Kind: JobKind>(_ kind: Kind) {
    name = Kind.name
    tries = kind.tries
    due = { now in
      try kind.schedule.map { (due: $0.next(after: now), payload: try StoredJSON.encode($0.payload)) }
    }
    run = { run in try await kind.run(StoredJSON.decode(Kind.Payload.self, run.job.payload, column: "payload"), run) }
  }
}
