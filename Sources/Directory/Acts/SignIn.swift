import Kernel
import Storage

/// Signing in and out. Whatever is wrong with a sign-in, it takes the same work and gives the same answer: nobody learns here
/// which usernames exist. What is refused for its number is refused before any password is hashed.
public struct SignIn: Sendable {
  private let database: Database
  private let roles: Roles
  private let limits: SessionLimits
  private let guarding: SignInGuard
  private let uses = SessionUses()

  /// The service over a database.
  /// - Parameter roles: what those who signed in may do.
  public init(
    database: Database, roles: Roles, limits: SessionLimits = SessionLimits(), throttle: SignInThrottle = SignInThrottle()
  ) {
    self.database = database
    self.roles = roles
    self.limits = limits
    guarding = SignInGuard(database: database, throttle: throttle)
  }

  /// A session just opened.
  public struct Opened: Sendable {
    /// For the cookie; it cannot be read again.
    public let token: SessionToken
    /// Who signed in.
    public let account: Account
    /// Whether it goes on where an ended session of the same person in the same browser stopped.
    public let isContinued: Bool
  }

  /// A session in use.
  public struct Resumed: Sendable {
    /// The session.
    public let session: Session
    /// Who looks, with the grants of today. Where `account.mustChangePassword`, only that page may be shown.
    public let viewer: Viewer
  }

  /// Opens a session.
  /// - Parameters:
  ///   - address: where the browser is, as the server in front reports it; kept as a digest.
  ///   - previous: the token the browser held before, whose drafts the new session takes over if it was the same person's.
  /// - Throws: `DirectoryError.wrongCredentials` for an unknown username, a closed account and a wrong password alike;
  ///   `.tooManyAttempts` after too many of them, whether the username exists or not; `.signInBusy`.
  public func signIn(
    username: String, password: String, address: String, after previous: SessionToken? = nil
  ) async throws -> Opened {
    let attempt = SignInAttempt(username: username, address: address)
    let known = try await guarding.checked(attempt, password: password, noting: .failed) {
      try AccountStore.credentials(usernameKey: attempt.usernameKey, $0)
    }
    return try await open(known, attempt, after: previous)
  }

  /// The session of a token with its viewer of today; `nil` when the person has to sign in (again). That the use cannot be
  /// written down is no reason to fail: pages are read while the disk is full or another program holds the file.
  public func resume(_ token: SessionToken) async throws -> Resumed? {
    let (now, today, limits, roles) = (database.effects.now(), database.effects.today(), limits, roles)
    let resumed = try await database.read { transaction -> Resumed? in
      guard let session = try SessionStore.session(of: token, at: now, limits, transaction),
        let viewer = try AccountStore.viewer(session.account, roles, on: today, transaction)
      else { return nil }
      return Resumed(session: session, viewer: viewer)
    }
    if let session = resumed?.session, session.lastUsedAt.adding(seconds: limits.useIsNotedEvery) <= now {
      await uses.note(session, at: now, every: limits.useIsNotedEvery, in: database)
    }
    return resumed
  }

  /// Ends the session of a token; nothing happens when there is none.
  public func signOut(_ token: SessionToken) async throws {
    guard let session = try await resume(token)?.session else { return }
    try await database.maintain { transaction in
      guard try SessionStore.end(tokenDigest: session.tokenDigest, transaction) else { return }
      try SignInLog.add(.signedOut, session.account, in: session.department, transaction)
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
    let (limits, throttle) = (limits, guarding.throttle)
    return try await database.maintain { transaction in
      Purged(
        sessions: try SessionStore.purge(limits, transaction), attempts: try AttemptStore.purge(throttle, transaction))
    }
  }

  /// The account may have been closed, or its password changed, while the password was checked.
  private func open(
    _ known: AccountStore.Credentials, _ attempt: SignInAttempt, after previous: SessionToken?
  ) async throws -> Opened {
    try await database.maintain { transaction in
      guard let current = try AccountStore.heldCredentials(known.account.id, transaction), current.account.isActive,
        current.passwordHash == known.passwordHash
      else { throw DirectoryError.wrongCredentials }
      try AttemptStore.succeeded(attempt, current.account.id, transaction)
      let (token, isContinued) = try SessionStore.open(current.account, after: previous?.digest, transaction)
      try SignInLog.add(.signedIn, current.account, transaction)
      return Opened(token: token, account: current.account, isContinued: isContinued)
    }
  }
}
