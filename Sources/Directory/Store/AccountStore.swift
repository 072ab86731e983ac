import Kernel
import Storage

/// Accounts and their grants. Every writing function belongs to the department of the act and leaves its own note.
public enum AccountStore {
  /// An account with the hash of its password, for sign-in alone.
  struct Credentials: Sendable {
    var account: Account
    var passwordHash: String
  }

  // MARK: Reading

  /// The account with this id, of whichever department.
  public static func account(_ id: ID<Account>, _ transaction: ReadTransaction) throws -> Account? {
    try transaction.row("SELECT * FROM directory_account WHERE id = \(id)").map(read)
  }

  /// The accounts with these ids, of whichever department, in one statement.
  public static func accounts(
    _ ids: some Sequence<ID<Account>>, _ transaction: ReadTransaction
  ) throws -> [ID<Account>: Account] {
    let found = try transaction.rows("SELECT * FROM directory_account WHERE id IN (\(list: Set(ids).sorted()))").map(read)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
  }

  /// The account with this username, whatever its capitals and marks.
  public static func account(username: String, _ transaction: ReadTransaction) throws -> Account? {
    try credentials(usernameKey: Username.key(username), transaction)?.account
  }

  /// One page of the accounts of a department, by username, closed ones among them, and how many there are.
  public static func accounts(
    of department: ID<Department>, after key: ListKey? = nil, size: Int = 50, _ transaction: ReadTransaction
  ) throws -> (page: ListPage<Account>, total: Int) {
    let page = try transaction.page(
      """
      SELECT directory_account.*,
        (SELECT COUNT(*) FROM directory_account everybody WHERE everybody.department = \(department)) AS total
      FROM directory_account WHERE department = \(department)
      """, by: ["username_key"], after: key, size: size)
    // Behind the last account there is nothing to tell: the list begins anew.
    if page.rows.isEmpty, key != nil { return try accounts(of: department, size: size, transaction) }
    return (try page.map(read), try page.rows.first?.requiredInteger("total") ?? 0)
  }

  /// The account with its grants in force on a day; `nil` for an unknown or closed one.
  public static func viewer(
    _ id: ID<Account>, _ roles: Roles, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> Viewer? {
    guard let account = try account(id, transaction), account.isActive else { return nil }
    return Viewer(account: account, grants: try grants(of: id, transaction), roles: roles, on: day)
  }

  /// The viewer as the data has him now, in the turn of an act: an account may have been closed, a role ended, since he was read.
  public static func renewed(_ viewer: Viewer, _ transaction: ReadTransaction) throws -> Viewer? {
    try self.viewer(viewer.account.id, viewer.roles, on: viewer.day, transaction)
  }

  static func credentials(usernameKey: String, _ transaction: ReadTransaction) throws -> Credentials? {
    try transaction.row("SELECT * FROM directory_account WHERE username_key = \(usernameKey)").map(readCredentials)
  }

  static func credentials(_ id: ID<Account>, _ transaction: ReadTransaction) throws -> Credentials? {
    try transaction.row("SELECT * FROM directory_account WHERE id = \(id)").map(readCredentials)
  }

  /// The credentials of an account that stay as they are until the transaction ends: whoever opens a session with them and whoever
  /// changes them take turns.
  static func heldCredentials(_ id: ID<Account>, _ transaction: WriteTransaction) throws -> Credentials? {
    try transaction.row("SELECT * FROM directory_account WHERE id = \(id)\(SQL.forUpdate)").map(readCredentials)
  }

  // MARK: Accounts

  /// Opens an account in the department of the act. `AccountService.create` hashes the password first.
  /// - Throws: `DirectoryError.badUsername`, `.usernameTaken`, `.nameMissing`.
  static func create(
    username: String, displayName: String, passwordHash: String, mustChangePassword: Bool, _ transaction: WriteTransaction
  ) throws -> Account {
    let username = try Username.checked(username)
    let account = Account(
      id: ID(transaction.effects.newID()), department: transaction.act.department, username: username,
      displayName: try filled(displayName), mustChangePassword: mustChangePassword, createdAt: transaction.effects.now())
    let added = try transaction.run(
      """
      INSERT INTO directory_account (id, department, username, username_key, display_name, password_hash, active,
        must_change_password, created_at)
      VALUES (\(account.id), \(account.department), \(username), \(Username.key(username)), \(account.displayName),
        \(passwordHash), 1, \(mustChangePassword), \(account.createdAt))
      ON CONFLICT (username_key) DO NOTHING
      """)
    guard added == 1 else { throw DirectoryError.usernameTaken(username) }
    note("account_created", account.id, in: transaction)
    return account
  }

  /// Changes the name shown on pages. The audit chain gets no names.
  /// - Throws: `DirectoryError.nameMissing`, `.unknownAccount`.
  public static func rename(_ id: ID<Account>, displayName: String, _ transaction: WriteTransaction) throws {
    try change(id, "display_name = \(try filled(displayName))", transaction)
    note("account_renamed", id, in: transaction)
  }

  /// Closes an account and ends its sessions.
  /// - Throws: `DirectoryError.unknownAccount`.
  public static func close(_ id: ID<Account>, _ transaction: WriteTransaction) throws {
    try change(id, "active = 0", transaction)
    let ended = try SessionStore.endAll(of: id, transaction)
    note("account_closed", id, ["sessions_ended": String(ended)], in: transaction)
  }

  /// Opens a closed account again, with its old password and grants.
  /// - Throws: `DirectoryError.unknownAccount`.
  public static func reopen(_ id: ID<Account>, _ transaction: WriteTransaction) throws {
    try change(id, "active = 1", transaction)
    note("account_reopened", id, in: transaction)
  }

  /// Sets another password, ends the sessions of the account but for the one just opened, and forgets where it signed in from,
  /// but for one place.
  static func setPassword(
    _ id: ID<Account>, hash: String, mustChange: Bool, sparing next: SessionToken? = nil, from attempt: SignInAttempt? = nil,
    as kind: String, _ transaction: WriteTransaction
  ) throws {
    try change(id, "password_hash = \(hash), must_change_password = \(mustChange)", transaction)
    try AttemptStore.forgetAddresses(of: id, but: attempt, transaction)
    let ended = try SessionStore.endAll(of: id, but: next, transaction)
    note(kind, id, ["sessions_ended": String(ended)], in: transaction)
  }

  // MARK: Parts

  /// Leaves the note `directory.<kind>` about an account: its id, never its names.
  static func note(
    _ kind: String, _ id: ID<Account>, _ detail: [String: String] = [:], in transaction: WriteTransaction
  ) {
    transaction.note(AuditNote(kind: "directory.\(kind)", subject: id.rawValue, detail: detail))
  }

  private static func change(_ id: ID<Account>, _ assignment: SQL, _ transaction: WriteTransaction) throws {
    let changed = try transaction.run(
      "UPDATE directory_account SET \(assignment) WHERE id = \(id) AND department = \(transaction.act.department)")
    guard changed == 1 else { throw DirectoryError.unknownAccount(id.rawValue) }
  }

  static func requireAccount(_ id: ID<Account>, _ transaction: WriteTransaction) throws {
    guard let account = try account(id, transaction), account.department == transaction.act.department else {
      throw DirectoryError.unknownAccount(id.rawValue)
    }
  }

  private static func filled(_ name: String) throws(DirectoryError) -> String {
    let cleaned = VietnameseText.cleaned(name)
    guard !cleaned.isEmpty else { throw .nameMissing }
    return cleaned
  }

  private static func readCredentials(_ row: Row) throws -> Credentials {
    Credentials(account: try read(row), passwordHash: try row.requiredText("password_hash"))
  }

  private static func read(_ row: Row) throws -> Account {
    guard let created = row.moment("created_at") else { throw StorageError.unreadable(column: "created_at") }
    return Account(
      id: try row.id("id"), department: try row.id("department"), username: try row.requiredText("username"),
      displayName: try row.requiredText("display_name"), isActive: row.flag("active"),
      mustChangePassword: row.flag("must_change_password"), createdAt: created)
  }
}
