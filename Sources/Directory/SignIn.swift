import Kernel
import Storage

/// Signing in and out. Whatever is wrong with a sign-in, it takes the same work and gives the same answer: nobody learns here
/// which usernames exist.
public struct SignIn: Sendable {
  private let database: Database
  private let limits: SessionLimits
  private let throttle: SignInThrottle

  /// The service over a database.
  public init(database: Database, limits: SessionLimits = SessionLimits(), throttle: SignInThrottle = SignInThrottle()) {
    self.database = database
    self.limits = limits
    self.throttle = throttle
  }

  /// A session just opened.
  public struct Opened: Sendable {
    /// For the cookie; it cannot be read again.
    public let token: SessionToken
    /// Who signed in.
    public let account: Account
  }

  /// A session in use.
  public struct Resumed: Sendable {
    /// The session.
    public let session: Session
    /// Who looks, with the grants of today. Where `account.mustChangePassword`, only that page may be shown.
    public let viewer: Viewer
  }

  /// Opens a session.
  /// - Parameter address: where the browser is, as the server in front reports it; kept as a digest for a quarter of an hour.
  /// - Throws: `DirectoryError.wrongCredentials` for an unknown username, a closed account and a wrong password alike;
  ///   `.tooManyAttempts` after too many of them, whether the username exists or not.
  public func signIn(username: String, password: String, address: String) async throws -> Opened {
    let key = Username.key(username)
    let throttle = throttle
    let (attempt, known) = try await database.maintain { transaction in
      let attempt = try AttemptStore.begin(usernameKey: key, address: address, throttle, transaction)
      return (attempt, try AccountStore.credentials(usernameKey: key, transaction))
    }
    let hash = known.flatMap { $0.account.isActive ? $0.passwordHash : nil }
    let fits = await PasswordWork.matches(password, hash)
    guard let attempt else { throw DirectoryError.tooManyAttempts(minutes: throttle.minutes) }
    guard fits, let known else {
      try await noteFailure(of: known?.account)
      throw DirectoryError.wrongCredentials
    }
    return try await open(known, attempt: attempt)
  }

  /// The session of a token with its viewer of today; `nil` when the person has to sign in (again).
  public func resume(_ token: SessionToken) async throws -> Resumed? {
    let (now, today, limits) = (database.effects.now(), database.effects.today(), limits)
    let resumed = try await database.read { transaction -> Resumed? in
      guard let session = try SessionStore.session(of: token, at: now, limits, transaction),
        let viewer = try AccountStore.viewer(session.account, on: today, transaction)
      else { return nil }
      return Resumed(session: session, viewer: viewer)
    }
    if let session = resumed?.session, session.lastUsedAt.adding(seconds: limits.useIsNotedEvery) <= now {
      try await database.maintain { try SessionStore.noteUse(session, $0) }
    }
    return resumed
  }

  /// Ends the session of a token; nothing happens when there is none.
  public func signOut(_ token: SessionToken) async throws {
    guard let session = try await resume(token)?.session else { return }
    let act = Act(by: Actor(id: "account:\(session.account)"), in: session.department, reason: "")
    try await database.write(act) { transaction in
      guard try SessionStore.end(tokenDigest: session.tokenDigest, transaction) else { return }
      AccountStore.note("signed_out", session.account, in: transaction)
    }
  }

  /// Ends every session of an account, at the wish of its owner or of an administrator; their number.
  @discardableResult
  public func signOutEverywhere(_ account: Account, by actor: Actor) async throws -> Int {
    try await database.write(Act(by: actor, in: account.department, reason: "")) { transaction in
      let ended = try SessionStore.endAll(of: account.id, transaction)
      AccountStore.note("signed_out_everywhere", account.id, ["sessions_ended": String(ended)], in: transaction)
      return ended
    }
  }

  /// What a purge removed.
  public struct Purged: Sendable, Hashable {
    /// Sessions that ran out.
    public let sessions: Int
    /// Failed sign-ins that count no more.
    public let attempts: Int
  }

  /// Removes what has run out; for a job.
  @discardableResult
  public func purge() async throws -> Purged {
    let (limits, throttle) = (limits, throttle)
    return try await database.maintain { transaction in
      Purged(
        sessions: try SessionStore.purge(limits, transaction), attempts: try AttemptStore.purge(throttle, transaction))
    }
  }

  /// The account may have been closed, or its password changed, while the password was checked.
  private func open(_ known: AccountStore.Credentials, attempt: String) async throws -> Opened {
    let act = Act(by: known.account.actor, in: known.account.department, reason: "")
    return try await database.write(act) { transaction in
      guard let current = try AccountStore.credentials(known.account.id, transaction), current.account.isActive,
        current.passwordHash == known.passwordHash
      else { throw DirectoryError.wrongCredentials }
      try AttemptStore.forget(attempt, transaction)
      let token = try SessionStore.open(current.account, transaction)
      AccountStore.note("signed_in", current.account.id, in: transaction)
      return Opened(token: token, account: current.account)
    }
  }

  /// An unknown username is noted too, as nobody of the installation, so that it costs the same time.
  private func noteFailure(of account: Account?) async throws {
    let act = Act(by: .system, in: account?.department ?? Department.installation, reason: "")
    try await database.write(act) { transaction in
      AccountStore.note("sign_in_failed", account?.id ?? ID("-"), in: transaction)
    }
  }
}
