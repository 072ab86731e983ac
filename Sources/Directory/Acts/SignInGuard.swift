import Kernel
import Storage

/// Stands before every password that is checked: refuses those that have to wait, gives the others their turn, and counts a
/// failure at the moment it is known. One password is looked at at a time, so no wave slips through between the counts; each
/// further node of an installation lets one more through.
struct SignInGuard: Sendable {
  let database: Database
  let throttle: SignInThrottle
  /// Who is next; one for the process, but in tests.
  var turns = PasswordWork.turns

  private typealias Admitted = (isKnown: Bool, known: AccountStore.Credentials?)

  /// The credentials the password fits.
  /// - Parameters:
  ///   - isTrusted: whether a live session vouches for the address.
  ///   - event: as what a failure is logged.
  ///   - credentials: whose password it should be.
  /// - Throws: `DirectoryError.wrongCredentials`, `.tooManyAttempts`, `.signInBusy`.
  func checked(
    _ attempt: SignInAttempt, isTrusted: Bool = false, password: String, noting event: SignInLog.Event,
    credentials: @escaping @Sendable (ReadTransaction) throws -> AccountStore.Credentials?
  ) async throws -> AccountStore.Credentials {
    let first = try await admitted(attempt, isTrusted, credentials)
    return try await turns.take(PasswordTurns.Lane(isKnown: first.isKnown, place: attempt.place)) {
      // Others from the same place, or for the same name, may have failed while this one waited.
      let (isKnown, known) = try await admitted(attempt, isTrusted, credentials)
      let hash = known.flatMap { $0.account.isActive ? $0.passwordHash : nil }
      if await PasswordWork.matches(password, hash), let known { return known }
      try await database.maintain { transaction in
        try AttemptStore.failed(attempt, isKnown: isKnown, throttle, transaction)
        try SignInLog.add(event, known?.account, transaction)
      }
      throw DirectoryError.wrongCredentials
    }
  }

  private func admitted(
    _ attempt: SignInAttempt, _ isTrusted: Bool,
    _ credentials: @escaping @Sendable (ReadTransaction) throws -> AccountStore.Credentials?
  ) async throws -> Admitted {
    let (now, throttle) = (database.effects.now(), throttle)
    let (standing, known) = try await database.read { transaction in
      (
        try AttemptStore.standing(of: attempt, isTrusted: isTrusted, at: now, throttle, transaction),
        try credentials(transaction)
      )
    }
    switch standing {
    case .admitted(let isKnown): return (isKnown, known)
    case .waits(let seconds): throw DirectoryError.tooManyAttempts(seconds: Int(seconds))
    case .mustWait(let seconds):
      try await database.maintain { try AttemptStore.begin(wait: seconds, of: attempt, throttle, $0) }
      throw DirectoryError.tooManyAttempts(seconds: Int(seconds))
    }
  }
}
