import Kernel
import Storage

/// Who came and went, and who failed to: a log of its own beside the audit chain, because signing in is no act on any record and must
/// not wait for one. Written in `Database.maintain`, in the transaction that opens or ends the session.
public enum SignInLog {
  /// What happened.
  public enum Event: String, Sendable, CaseIterable {
    /// A session was opened.
    case signedIn = "signed_in"
    /// A wrong password, a closed account, or a name nobody has.
    case failed = "sign_in_failed"
    /// A session was ended by whoever sat there.
    case signedOut = "signed_out"
    /// Somebody who was signed in gave a wrong current password.
    case passwordChangeFailed = "password_change_failed"
  }

  /// One line.
  public struct Line: Sendable, Hashable {
    /// What happened.
    public let event: Event
    /// When.
    public let at: Moment
  }

  /// Writes a line down. A name nobody has is logged too, as nobody of the installation, so that it costs the same time.
  static func add(_ event: Event, _ account: Account?, _ transaction: WriteTransaction) throws {
    try add(event, account?.id ?? ID("-"), in: account?.department ?? Department.installation, transaction)
  }

  static func add(
    _ event: Event, _ account: ID<Account>, in department: ID<Department>, _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO directory_sign_in (id, department, account, event, at)
      VALUES (\(transaction.effects.newID()), \(department), \(account), \(event.rawValue), \(transaction.effects.now()))
      """)
  }

  /// The newest lines of an account.
  public static func lines(of account: ID<Account>, limit: Int, _ transaction: ReadTransaction) throws -> [Line] {
    try transaction.rows(
      "SELECT event, at FROM directory_sign_in WHERE account = \(account) ORDER BY at DESC, id DESC LIMIT \(limit)"
    ).map { row in
      guard let at = row.moment("at") else { throw StorageError.unreadable(column: "at") }
      return Line(event: try row.choice("event"), at: at)
    }
  }
}
