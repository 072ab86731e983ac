import Kernel
import Storage

/// The acts on accounts that hash a password, which must happen outside transactions. The caller has checked
/// `Permission.manageAccounts`.
public struct AccountService: Sendable {
  private let database: Database
  private let throttle: SignInThrottle

  /// The service over a database.
  public init(database: Database, throttle: SignInThrottle = SignInThrottle()) {
    self.database = database
    self.throttle = throttle
  }

  /// Opens an account in the department of the act, with its first grants.
  /// - Throws: `DirectoryError.badUsername`, `.usernameTaken`, `.nameMissing`, `.weakPassword`, `.badPeriod`, `.unknownUnit`.
  public func create(
    username: String, displayName: String, password: String, mustChangePassword: Bool = true, grants: [RoleGrant] = [],
    _ act: Act
  ) async throws -> Account {
    try Password.check(password, username: try Username.checked(username))
    let hash = try await PasswordWork.hash(password)
    return try await database.write(act) { transaction in
      let account = try AccountStore.create(
        username: username, displayName: displayName, passwordHash: hash, mustChangePassword: mustChangePassword,
        transaction)
      for grant in grants { try AccountStore.grant(grant, to: account.id, transaction) }
      return account
    }
  }

  /// Sets a password for somebody else, who must change it at the next sign-in; ends all sessions of the account.
  /// - Throws: `DirectoryError.unknownAccount`, `.weakPassword`.
  public func resetPassword(of id: ID<Account>, to password: String, _ act: Act) async throws {
    let account = try await database.read { try AccountStore.account(id, $0) }
    guard let account else { throw DirectoryError.unknownAccount(id.rawValue) }
    try Password.check(password, username: account.username)
    let hash = try await PasswordWork.hash(password)
    try await database.write(act) { transaction in
      try AccountStore.setPassword(
        id, hash: hash, mustChange: true, sparing: nil, as: "password_reset", transaction)
    }
  }

  /// Whether a password opens an account today: for the demo, which shows only the passwords that still do. No attempt is
  /// counted, so no page may ask this.
  public func fits(_ password: String, username: String) async throws -> Bool {
    let known = try await database.read { try AccountStore.credentials(usernameKey: Username.key(username), $0) }
    guard let known, known.account.isActive else { return false }
    return await PasswordWork.matches(password, known.passwordHash)
  }

  /// Changes the password of whoever is signed in, and ends the account's other sessions. A wrong current password counts
  /// as a failed sign-in.
  /// - Throws: `DirectoryError.wrongCredentials`, `.tooManyAttempts`, `.weakPassword`, `.passwordUnchanged`.
  public func changePassword(
    in session: Session, from current: String, to new: String, address: String
  ) async throws {
    let throttle = throttle
    let (attempt, known) = try await database.maintain { transaction in
      guard let known = try AccountStore.credentials(session.account, transaction) else {
        throw DirectoryError.wrongCredentials
      }
      let key = Username.key(known.account.username)
      return (try AttemptStore.begin(usernameKey: key, address: address, throttle, transaction), known)
    }
    guard let attempt else { throw DirectoryError.tooManyAttempts(minutes: throttle.minutes) }
    let act = Act(by: known.account.actor, in: known.account.department, reason: "")
    guard await PasswordWork.matches(current, known.passwordHash) else {
      try await database.write(act) { AccountStore.note("password_change_failed", known.account.id, in: $0) }
      throw DirectoryError.wrongCredentials
    }
    try await database.maintain { try AttemptStore.forget(attempt, $0) }
    try Password.check(new, username: known.account.username)
    guard Password.normalised(new) != Password.normalised(current) else { throw DirectoryError.passwordUnchanged }
    let hash = try await PasswordWork.hash(new)
    try await database.write(act) { transaction in
      // The account may have been closed, or its password reset, while the passwords were hashed.
      guard let now = try AccountStore.credentials(known.account.id, transaction), now.account.isActive,
        now.passwordHash == known.passwordHash
      else { throw DirectoryError.wrongCredentials }
      try AccountStore.setPassword(
        known.account.id, hash: hash, mustChange: false, sparing: session.tokenDigest, as: "password_changed", transaction)
    }
  }
}
