import Kernel
import Storage
import Territory

/// A grant with who gave it and who confirmed it.
public struct GrantRecord: Hashable, Sendable {
  /// The grant.
  public let grant: RoleGrant
  /// Who gave it, or asked for it; `nil` for a grant older than this record.
  public let grantedBy: Actor?
  /// When.
  public let grantedAt: Moment?
  /// The second person; `nil` where none was needed.
  public let confirmedBy: Actor?
  /// When the second person confirmed.
  public let confirmedAt: Moment?
}

/// The roles that accounts hold. Every writing function belongs to the department of the act, leaves its own note, and ends the
/// account's sessions: a browser that was left open gains and keeps no right.
extension AccountStore {
  // MARK: Reading

  /// Every grant an account has or had, by first day.
  public static func grants(of account: ID<Account>, _ transaction: ReadTransaction) throws -> [RoleGrant] {
    try records(of: account, transaction).map(\.grant)
  }

  /// The roles that accounts hold on a day or later and that the rules do not know then: they give no right.
  public static func unknownRoles(_ roles: Roles, on day: CivilDate, _ transaction: ReadTransaction) throws -> [Role] {
    let held = try transaction.rows(
      "SELECT DISTINCT role FROM directory_grant WHERE valid_to IS NULL OR valid_to >= \(day) ORDER BY role")
    return try held.map { Role(rawValue: try $0.requiredText("role")) }.filter { !roles.all(on: day).contains($0) }
  }

  /// Every grant an account has or had, with who gave it, by first day.
  public static func records(of account: ID<Account>, _ transaction: ReadTransaction) throws -> [GrantRecord] {
    try transaction.rows("SELECT * FROM directory_grant WHERE account = \(account) ORDER BY valid_from, role, unit").map(record)
  }

  /// Every grant that some accounts have or had, by account and first day.
  public static func grants(
    of accounts: [ID<Account>], _ transaction: ReadTransaction
  ) throws -> [ID<Account>: [RoleGrant]] {
    var grants: [ID<Account>: [RoleGrant]] = [:]
    for row in try transaction.rows(
      """
      SELECT * FROM directory_grant WHERE account IN (\(list: accounts)) ORDER BY valid_from, role, unit
      """)
    {
      grants[try row.id("account"), default: []].append(try grant(row))
    }
    return grants
  }

  // MARK: Writing

  /// Gives an account a role for a unit; the same role, unit and first day again sets the last day anew.
  ///
  /// A role that needs a second person, given by an account, is asked for and waits (`GrantRequestStore`). The command line
  /// gives every role at once: it is the operating system's user, who holds the database.
  /// - Throws: `DirectoryError.badPeriod`, `.unknownAccount`, `.unknownUnit`, `.notForInstallation`.
  public static func grant(
    _ grant: RoleGrant, to id: ID<Account>, _ roles: Roles, _ transaction: WriteTransaction
  ) throws {
    if let to = grant.to, to < grant.from { throw DirectoryError.badPeriod(from: grant.from, to: to) }
    try transaction.enter(.grants(in: transaction.act.department))
    try requireAccount(id, transaction)
    if transaction.act.department == Department.installation {
      guard grant.unit == RoleGrant.installation, grant.role == .administrator else { throw DirectoryError.notForInstallation }
    } else {
      try DirectoryStore.requireUnit(grant.unit, transaction)
    }
    if roles.needsSecondPerson(grant.role), transaction.act.actor.account != nil {
      return try GrantRequestStore.ask(for: grant, of: id, transaction)
    }
    try put(
      GrantRecord(
        grant: grant, grantedBy: transaction.act.actor, grantedAt: transaction.effects.now(), confirmedBy: nil,
        confirmedAt: nil), to: id, transaction)
  }

  /// Puts a grant in force. The caller has seen to it that it may be.
  static func put(_ record: GrantRecord, to id: ID<Account>, _ transaction: WriteTransaction) throws {
    let grant = record.grant
    try transaction.run(
      """
      INSERT INTO directory_grant (department, account, role, unit, valid_from, valid_to, granted_by, granted_at, confirmed_by,
        confirmed_at)
      VALUES (\(transaction.act.department), \(id), \(grant.role.rawValue), \(grant.unit), \(grant.from), \(grant.to),
        \(record.grantedBy?.id), \(record.grantedAt), \(record.confirmedBy?.id), \(record.confirmedAt))
      ON CONFLICT (account, role, unit, valid_from) DO UPDATE SET valid_to = excluded.valid_to,
        granted_by = excluded.granted_by, granted_at = excluded.granted_at, confirmed_by = excluded.confirmed_by,
        confirmed_at = excluded.confirmed_at
      """)
    try SessionStore.endAll(of: id, transaction)
    note("role_granted", id, detail(of: grant), in: transaction)
  }

  /// Ends a grant with a last day. A grant that was a mistake ends before it began: it is removed, and the note keeps it.
  /// - Throws: `DirectoryError.unknownAccount`, `.unknownGrant`.
  public static func endGrant(
    _ grant: RoleGrant, of id: ID<Account>, lastDay: CivilDate, _ transaction: WriteTransaction
  ) throws {
    try transaction.enter(.grants(in: transaction.act.department))
    try requireAccount(id, transaction)
    let same: SQL =
      "account = \(id) AND role = \(grant.role.rawValue) AND unit = \(grant.unit) AND valid_from = \(grant.from)"
    let changed =
      lastDay < grant.from
      ? try transaction.run("DELETE FROM directory_grant WHERE \(same)")
      : try transaction.run("UPDATE directory_grant SET valid_to = \(lastDay) WHERE \(same)")
    guard changed == 1 else { throw DirectoryError.unknownGrant }
    let ended = RoleGrant(role: grant.role, unit: grant.unit, from: grant.from, to: lastDay)
    try SessionStore.endAll(of: id, transaction)
    note("role_ended", id, detail(of: ended), in: transaction)
  }

  // MARK: Parts

  static func detail(of grant: RoleGrant) -> [String: String] {
    ["role": grant.role.rawValue, "unit": grant.unit.rawValue, "from": grant.from.iso, "to": grant.to?.iso ?? ""]
  }

  static func grant(_ row: Row) throws -> RoleGrant {
    guard let from = row.date("valid_from") else { throw StorageError.unreadable(column: "valid_from") }
    return RoleGrant(
      role: Role(rawValue: try row.requiredText("role")), unit: try row.id("unit"), from: from, to: row.date("valid_to"))
  }

  private static func record(_ row: Row) throws -> GrantRecord {
    GrantRecord(
      grant: try grant(row), grantedBy: row.text("granted_by").map { Actor(id: $0) }, grantedAt: row.moment("granted_at"),
      confirmedBy: row.text("confirmed_by").map { Actor(id: $0) }, confirmedAt: row.moment("confirmed_at"))
  }
}
