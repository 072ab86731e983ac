import Kernel
import Storage

/// Removes sessions that ran out, and failed sign-ins that count no more.
public struct SignInPurge: JobKind {
  private let signIn: SignIn

  /// The work of a sign-in service.
  public init(_ signIn: SignIn) { self.signIn = signIn }

  /// `directory.purge`.
  public static let name = "directory.purge"

  /// Once an hour.
  public var schedule: JobSchedule<Nothing>? { JobSchedule(every: 3600, Nothing()) }

  /// Removes them.
  public func run(_ payload: Nothing, _ run: JobRun) async throws -> Nothing {
    try await signIn.purge()
    return Nothing()
  }
}
