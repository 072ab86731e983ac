import Kernel
import Storage

/// The acts on accounts that hash a password, which must happen outside transactions. The caller has checked
/// `Permission.manageAccounts`.
public struct AccountService: Sendable {
  private let database: Database
  private let common: KnownPasswords
  private let roles: Roles
  private let guarding: SignInGuard

  /// The service over a database.
  /// - Parameters:
  ///   - common: the passwords nobody may choose.
  ///   - roles: the roles that can be given.
  public init(database: Database, common: KnownPasswords, roles: Roles, throttle: SignInThrottle = SignInThrottle()) {
    self.database = database
    self.common = common
    self.roles = roles
    guarding = SignInGuard(database: database, throttle: throttle)
  }

  /// Opens an account in the department of the act, with its first grants.
  /// - Throws: `DirectoryError.badUsername`, `.usernameTaken`, `.nameMissing`, `.badPeriod`, `.unknownUnit`, and what
  ///   `Password.check` throws.
  public func create(
    username: String, displayName: String, password: String, mustChangePassword: Bool = true, grants: [RoleGrant] = [],
    _ act: Act
  ) async throws -> Account {
    try Password.check(password, username: try Username.checked(username), displayName: displayName, common)
    let hash = try await PasswordWork.hash(password, place: Username.key(username))
    return try await database.write(act) { transaction in
      let account = try AccountStore.create(
        username: username, displayName: displayName, passwordHash: hash, mustChangePassword: mustChangePassword,
        transaction)
      for grant in grants { try AccountStore.grant(grant, to: account.id, roles, transaction) }
      return account
    }
  }

  /// Sets a password for somebody else, who must change it at the next sign-in; ends all sessions of the account.
  /// - Throws: `DirectoryError.unknownAccount`, and what `Password.check` throws.
  public func resetPassword(of id: ID<Account>, to password: String, _ act: Act) async throws {
    let account = try await database.read { try AccountStore.account(id, $0) }
    guard let account else { throw DirectoryError.unknownAccount(id.rawValue) }
    try Password.check(password, username: account.username, displayName: account.displayName, common)
    let hash = try await PasswordWork.hash(password, place: Username.key(account.username))
    try await database.write(act) { transaction in
      try AccountStore.setPassword(id, hash: hash, mustChange: true, as: "password_reset", transaction)
    }
  }

  /// Whether a password opens an account today: for the demo, which shows only the passwords that still do. No attempt is
  /// counted, so no page may ask this.
  public func fits(_ password: String, username: String) async throws -> Bool {
    let known = try await database.read { try AccountStore.credentials(usernameKey: Username.key(username), $0) }
    guard let known, known.account.isActive else { return false }
    return await PasswordWork.matches(password, known.passwordHash)
  }

  /// Changes the password of whoever is signed in, ends every session of the account, and opens the next one for this browser
  /// (ASVS 7.2.4). A wrong current password counts as a failed sign-in.
  /// - Returns: the token of the session that goes on; the old one is dead.
  /// - Throws: `DirectoryError.wrongCredentials`, `.tooManyAttempts`, `.signInBusy`, `.passwordUnchanged`, and what
  ///   `Password.check` throws.
  public func changePassword(
    in session: Session, from current: String, to new: String, address: String
  ) async throws -> SessionToken {
    guard let account = try await database.read({ try AccountStore.account(session.account, $0) }) else {
      throw DirectoryError.wrongCredentials
    }
    let attempt = SignInAttempt(username: account.username, address: address)
    let known = try await guarding.checked(
      attempt, isTrusted: true, password: current, noting: .passwordChangeFailed
    ) {
      try AccountStore.credentials(session.account, $0)
    }
    try Password.check(new, username: account.username, displayName: account.displayName, common)
    guard Password.normalised(new) != Password.normalised(current) else { throw DirectoryError.passwordUnchanged }
    let hash = try await PasswordWork.hash(new, place: attempt.usernameKey)
    return try await database.write(Act(by: account.actor, in: account.department, reason: "")) { transaction in
      // The account may have been closed, or its password reset, while the passwords were hashed.
      guard let now = try AccountStore.heldCredentials(account.id, transaction), now.account.isActive,
        now.passwordHash == known.passwordHash
      else { throw DirectoryError.wrongCredentials }
      try AttemptStore.succeeded(attempt, account.id, transaction)
      let next = try SessionStore.open(now.account, after: session.tokenDigest, transaction).token
      try AccountStore.setPassword(
        account.id, hash: hash, mustChange: false, sparing: next, from: attempt, as: "password_changed", transaction)
      return next
    }
  }
}
