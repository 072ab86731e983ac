import Kernel
import Storage

/// Removes sessions that ran out, and failed sign-ins that count no more.
public struct SignInPurge: JobKind {
  /// Nothing need be said.
  public struct Payload: Codable, Sendable {}

  private let signIn: SignIn

  /// The work of a sign-in service.
  public init(_ signIn: SignIn) { self.signIn = signIn }

  /// `directory.purge`.
  public static let name = "directory.purge"

  /// Once an hour.
  public var schedule: JobSchedule<Payload>? { JobSchedule(every: 3600, Payload()) }

  /// Removes them.
  public func run(_ payload: Payload, _ run: JobRun) async throws -> String {
    try await signIn.purge()
    return ""
  }
}
