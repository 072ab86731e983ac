import Dispatch
import Secrets

/// argon2id away from transactions and from the cooperative threads. One password at a time: a wave of sign-ins costs
/// waiting (about 25 ms each), never memory (19 MiB each); `PasswordTurns` says who is next.
enum PasswordWork {
  private static let queue = DispatchQueue(label: "ansinh.directory.password")

  /// The turns of this process.
  static let turns = PasswordTurns()

  /// What unknown usernames are checked against, so that they take as long as known ones.
  private static let nobodysHash = PasswordHash.make("nobody signs in with this")

  /// The argon2id string of a password, in the turn of whoever chose it.
  /// - Parameter place: names the lane; one account's passwords wait behind each other.
  /// - Throws: `DirectoryError.hashingFailed` when memory is short, `.signInBusy`.
  static func hash(_ password: String, place: String) async throws -> String {
    let hash = try await turns.take(PasswordTurns.Lane(isKnown: true, place: place)) {
      await onQueue { PasswordHash.make(Password.normalised(password)) }
    }
    guard let hash else { throw DirectoryError.hashingFailed }
    return hash
  }

  /// Whether the password fits the hash; without a hash the same work is done and the answer is no. The caller has its turn.
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
