import Kernel
import Secrets
import Storage

/// Sign-ins that failed or are not decided yet. Usernames and addresses are kept as digests only: people type passwords into
/// the wrong box.
enum AttemptStore {
  /// Counts an attempt as failed until it succeeds (`forget`), so that attempts at the same moment count too.
  /// - Returns: the attempt's id; `nil` when too many failed before it, and then it is not counted.
  static func begin(
    usernameKey: String, address: String, _ throttle: SignInThrottle, _ transaction: WriteTransaction
  ) throws -> String? {
    // SQLite has one writer. On PostgreSQL two attempts would count the same failures and both pass.
    if transaction.engine == .postgres {
      try transaction.run("LOCK TABLE directory_sign_in_attempt IN SHARE ROW EXCLUSIVE MODE")
    }
    let now = transaction.effects.now()
    let since = now.adding(seconds: -throttle.window)
    let (username, place) = (Digest.sha256(usernameKey), Digest.sha256(address))
    let byUsername = try count("username_digest = \(username)", since, transaction)
    let byAddress = try count("address_digest = \(place)", since, transaction)
    guard byUsername < throttle.failuresPerUsername, byAddress < throttle.failuresPerAddress else { return nil }
    let id = transaction.effects.newID()
    try transaction.run(
      """
      INSERT INTO directory_sign_in_attempt (id, username_digest, address_digest, at)
      VALUES (\(id), \(username), \(place), \(now))
      """)
    return id
  }

  /// The attempt succeeded.
  static func forget(_ id: String, _ transaction: WriteTransaction) throws {
    try transaction.run("DELETE FROM directory_sign_in_attempt WHERE id = \(id)")
  }

  /// Removes the attempts that count no more; their number.
  static func purge(_ throttle: SignInThrottle, _ transaction: WriteTransaction) throws -> Int {
    let since = transaction.effects.now().adding(seconds: -throttle.window)
    return try transaction.run("DELETE FROM directory_sign_in_attempt WHERE at <= \(since)")
  }

  private static func count(_ condition: SQL, _ since: Moment, _ transaction: ReadTransaction) throws -> Int {
    let row = try transaction.row(
      "SELECT count(*) AS failures FROM directory_sign_in_attempt WHERE \(condition) AND at > \(since)")
    return try row?.requiredInteger("failures") ?? 0
  }
}
