import Kernel
import Secrets
import Storage

/// The sessions as stored: by the SHA-256 of their tokens.
public enum SessionStore {
  /// Opens a session for an account; the only moment at which its token is known.
  /// - Parameter previous: the digest of the session the browser held before. Where it was the same account's, live or
  ///   ended, it goes, and the browser's drafts pass on to the new one.
  /// - Returns: the token, and whether the session goes on from that one.
  static func open(
    _ account: Account, after previous: String? = nil, _ transaction: WriteTransaction
  ) throws -> (token: SessionToken, isContinued: Bool) {
    let token = SessionToken(transaction.effects)
    let now = transaction.effects.now()
    let before = try previous.flatMap { digest in
      try transaction.row(
        "SELECT draft_tag FROM directory_session WHERE token_digest = \(digest) AND account = \(account.id)")
    }
    if let previous, before != nil { _ = try end(tokenDigest: previous, transaction) }
    let tag = before?.text("draft_tag").flatMap { $0.isEmpty ? nil : $0 } ?? Digest.hex(transaction.effects.randomBytes(16))
    try transaction.run(
      """
      INSERT INTO directory_session (token_digest, department, account, created_at, last_used_at, draft_tag)
      VALUES (\(token.digest), \(account.department), \(account.id), \(now), \(now), \(tag))
      """)
    return (token, before != nil)
  }

  /// The live session of a token; `nil` when there is none, it ran out, or the account was closed.
  public static func session(
    of token: SessionToken, at now: Moment, _ limits: SessionLimits, _ transaction: ReadTransaction
  ) throws -> Session? {
    let row = try transaction.row(
      """
      SELECT session.* FROM directory_session session
      JOIN directory_account account ON account.id = session.account
      WHERE session.token_digest = \(token.digest) AND session.ended = 0 AND account.active = 1
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

  /// Ends one session at the wish of whoever sits there, and forgets it; whether there was one.
  static func end(tokenDigest: String, _ transaction: WriteTransaction) throws -> Bool {
    try transaction.run("DELETE FROM directory_session WHERE token_digest = \(tokenDigest)") > 0
  }

  /// Ends the sessions of an account, but for one just opened; their number. Whatever changes what an account may do (its
  /// password, its grants, its being closed) ends them, so that nobody goes on under an id from before (ASVS 7.2.4). Ended ones
  /// are remembered for a while: whoever was typing finds it again when the same person signs in there.
  @discardableResult
  static func endAll(
    of account: ID<Account>, but next: SessionToken? = nil, _ transaction: WriteTransaction
  ) throws -> Int {
    try transaction.run(
      """
      UPDATE directory_session SET ended = 1
      WHERE account = \(account) AND ended = 0 AND token_digest <> \(next?.digest ?? "")
      """)
  }

  /// Removes the sessions that ran out a while ago, and those that a wrong clock dated ahead; their number.
  static func purge(_ limits: SessionLimits, _ transaction: WriteTransaction) throws -> Int {
    let now = transaction.effects.now()
    let (since, ahead) = (now.adding(seconds: -limits.remembered), now.adding(seconds: limits.skew))
    return try transaction.run(
      """
      DELETE FROM directory_session
      WHERE created_at <= \(since.adding(seconds: -limits.absolute)) OR last_used_at <= \(since.adding(seconds: -limits.idle))
        OR created_at > \(ahead) OR last_used_at > \(ahead)
      """)
  }

  private static func read(_ row: Row) throws -> Session {
    guard let created = row.moment("created_at"), let used = row.moment("last_used_at") else {
      throw StorageError.unreadable(column: "created_at")
    }
    return Session(
      tokenDigest: try row.requiredText("token_digest"), account: try row.id("account"),
      department: try row.id("department"), createdAt: created, lastUsedAt: used,
      draftTag: try row.requiredText("draft_tag"))
  }
}
