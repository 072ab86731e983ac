import Dispatch
import Secrets

/// argon2id away from transactions and from the cooperative threads. One password at a time: a wave of sign-ins costs
/// waiting (about 25 ms each), never memory (19 MiB each).
enum PasswordWork {
  private static let queue = DispatchQueue(label: "ansinh.directory.password")

  /// What unknown usernames are checked against, so that they take as long as known ones.
  private static let nobodysHash = PasswordHash.make("nobody signs in with this")

  /// The argon2id string of a password.
  /// - Throws: `DirectoryError.hashingFailed` when memory is short.
  static func hash(_ password: String) async throws -> String {
    let hash = await onQueue { PasswordHash.make(Password.normalised(password)) }
    guard let hash else { throw DirectoryError.hashingFailed }
    return hash
  }

  /// Whether the password fits the hash; without a hash the same work is done and the answer is no.
  static func matches(_ password: String, _ hash: String?) async -> Bool {
    await onQueue {
      let nobody = nobodysHash ?? ""
      let fits = PasswordHash.matches(Password.normalised(password), hash ?? nobody)
      return fits && hash != nil
    }
  }

  private static func onQueue<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}
