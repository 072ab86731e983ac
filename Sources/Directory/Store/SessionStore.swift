import Kernel
import Storage

/// The sessions as stored: by the SHA-256 of their tokens.
public enum SessionStore {
  /// Opens a session for an account; the only moment at which its token is known.
  static func open(_ account: Account, _ transaction: WriteTransaction) throws -> SessionToken {
    let token = SessionToken(transaction.effects)
    let now = transaction.effects.now()
    try transaction.run(
      """
      INSERT INTO directory_session (token_digest, department, account, created_at, last_used_at)
      VALUES (\(token.digest), \(account.department), \(account.id), \(now), \(now))
      """)
    return token
  }

  /// The live session of a token; `nil` when there is none, it ran out, or the account was closed.
  public static func session(
    of token: SessionToken, at now: Moment, _ limits: SessionLimits, _ transaction: ReadTransaction
  ) throws -> Session? {
    let row = try transaction.row(
      """
      SELECT session.* FROM directory_session session
      JOIN directory_account account ON account.id = session.account
      WHERE session.token_digest = \(token.digest) AND account.active = 1
      """)
    guard let session = try row.map(read), session.isLive(at: now, limits) else { return nil }
    return session
  }

  /// Writes a use down. No act of anybody: call it in `Database.maintain`.
  static func noteUse(_ session: Session, _ transaction: WriteTransaction) throws {
    let now = transaction.effects.now()
    try transaction.run(
      """
      UPDATE directory_session SET last_used_at = \(now)
      WHERE token_digest = \(session.tokenDigest) AND last_used_at < \(now)
      """)
  }

  /// Ends one session; whether there was one.
  static func end(tokenDigest: String, _ transaction: WriteTransaction) throws -> Bool {
    try transaction.run("DELETE FROM directory_session WHERE token_digest = \(tokenDigest)") > 0
  }

  /// Ends the sessions of an account, but for the one named; their number.
  @discardableResult
  static func endAll(
    of account: ID<Account>, except tokenDigest: String? = nil, _ transaction: WriteTransaction
  ) throws -> Int {
    try transaction.run(
      "DELETE FROM directory_session WHERE account = \(account) AND token_digest <> \(tokenDigest ?? "")")
  }

  /// Removes the sessions that ran out; their number.
  static func purge(_ limits: SessionLimits, _ transaction: WriteTransaction) throws -> Int {
    let now = transaction.effects.now()
    return try transaction.run(
      """
      DELETE FROM directory_session
      WHERE created_at <= \(now.adding(seconds: -limits.absolute)) OR last_used_at <= \(now.adding(seconds: -limits.idle))
      """)
  }

  private static func read(_ row: Row) throws -> Session {
    guard let created = row.moment("created_at"), let used = row.moment("last_used_at") else {
      throw StorageError.unreadable(column: "created_at")
    }
    return Session(
      tokenDigest: try row.requiredText("token_digest"), account: try row.id("account"),
      department: try row.id("department"), createdAt: created, lastUsedAt: used)
  }
}
