import Kernel
import Storage
import Territory

/// The roles that wait for a second person.
public enum GrantRequestStore {
  // MARK: Reading

  /// What waits in the places where a person confirms roles, the oldest first, his own requests among them.
  public static func waiting(for viewer: Viewer, _ transaction: ReadTransaction) throws -> [GrantRequest] {
    guard viewer.may(.confirmGrants) else { return [] }
    let isEverywhere = viewer.mayForInstallation(.confirmGrants)
    let found = try transaction.rows(
      """
      SELECT * FROM directory_grant_request
      WHERE department = \(viewer.account.department) OR 1 = \(isEverywhere) ORDER BY asked_at, id
      """
    ).map(request)
    let paths = try paths(of: found, on: viewer.day, transaction)
    return found.filter { $0.concerns(viewer, at: paths[$0.grant.unit] ?? [$0.grant.unit]) }
  }

  /// What is asked for accounts of a department, the oldest first.
  public static func requests(in department: ID<Department>, _ transaction: ReadTransaction) throws -> [GrantRequest] {
    try transaction.rows("SELECT * FROM directory_grant_request WHERE department = \(department) ORDER BY asked_at, id")
      .map(request)
  }

  /// What is asked for one account, the oldest first.
  public static func requests(of account: ID<Account>, _ transaction: ReadTransaction) throws -> [GrantRequest] {
    try transaction.rows("SELECT * FROM directory_grant_request WHERE account = \(account) ORDER BY asked_at, id").map(request)
  }

  /// One request that concerns a person.
  /// - Throws: `DirectoryError.unknownRequest` where there is none, or it is none of his.
  public static func request(
    _ id: ID<GrantRequest>, for viewer: Viewer, _ transaction: ReadTransaction
  ) throws -> GrantRequest {
    guard let row = try transaction.row("SELECT * FROM directory_grant_request WHERE id = \(id)") else {
      throw DirectoryError.unknownRequest
    }
    let found = try request(row)
    let path = try paths(of: [found], on: viewer.day, transaction)[found.grant.unit]
    guard found.concerns(viewer, at: path ?? [found.grant.unit]) else { throw DirectoryError.unknownRequest }
    return found
  }

  // MARK: Writing

  /// Writes a request down; one that stands already stays as it is.
  static func ask(for grant: RoleGrant, of account: ID<Account>, _ transaction: WriteTransaction) throws {
    let id = ID<GrantRequest>(transaction.effects.newID())
    try transaction.run(
      """
      INSERT INTO directory_grant_request (id, department, account, role, unit, valid_from, valid_to, asked_by, asked_at)
      VALUES (\(id), \(transaction.act.department), \(account), \(grant.role.rawValue), \(grant.unit), \(grant.from),
        \(grant.to), \(transaction.act.actor.id), \(transaction.effects.now()))
      ON CONFLICT (account, role, unit) DO NOTHING
      """)
    AccountStore.note("role_requested", account, AccountStore.detail(of: grant), in: transaction)
  }

  /// Confirms a request as the second person: the role counts from today.
  /// - Throws: `DirectoryError.unknownRequest`, `.ownGrant`, `.ownRequest`.
  public static func confirm(_ id: ID<GrantRequest>, by viewer: Viewer, _ transaction: WriteTransaction) throws {
    let asked = try current(id, viewer, transaction)
    if let hindrance = asked.hindrance(to: viewer) { throw hindrance }
    let today = transaction.effects.today()
    let grant = RoleGrant(
      role: asked.grant.role, unit: asked.grant.unit, from: max(asked.grant.from, today), to: asked.grant.to)
    try remove(asked, transaction)
    if let to = grant.to, to < grant.from { throw DirectoryError.badPeriod(from: grant.from, to: to) }
    try AccountStore.put(
      GrantRecord(
        grant: grant, grantedBy: asked.askedBy, grantedAt: asked.askedAt, confirmedBy: transaction.act.actor,
        confirmedAt: transaction.effects.now()), to: asked.account, transaction)
  }

  /// Declines a request, or takes one's own back; the act's reason says why.
  /// - Throws: `DirectoryError.unknownRequest`, `.reasonMissing`.
  public static func decline(_ id: ID<GrantRequest>, by viewer: Viewer, _ transaction: WriteTransaction) throws {
    let asked = try current(id, viewer, transaction)
    guard !VietnameseText.cleaned(transaction.act.reason).isEmpty else { throw DirectoryError.reasonMissing }
    try remove(asked, transaction)
    AccountStore.note("role_declined", asked.account, AccountStore.detail(of: asked.grant), in: transaction)
  }

  // MARK: Parts

  /// The request, for the person as he is now: his own role may have ended while he looked at the page.
  private static func current(
    _ id: ID<GrantRequest>, _ viewer: Viewer, _ transaction: WriteTransaction
  ) throws -> GrantRequest {
    try transaction.enter(.grants(in: transaction.act.department))
    guard let now = try AccountStore.renewed(viewer, transaction) else {
      throw DirectoryError.unknownRequest
    }
    let asked = try request(id, for: now, transaction)
    // The act is of the account's department, as its entry in the chain must be.
    guard asked.department == transaction.act.department else { throw DirectoryError.unknownRequest }
    return asked
  }

  private static func remove(_ request: GrantRequest, _ transaction: WriteTransaction) throws {
    guard try transaction.run("DELETE FROM directory_grant_request WHERE id = \(request.id)") == 1 else {
      throw DirectoryError.unknownRequest
    }
  }

  /// The units of requests, each with the units above it, on a day or on the unit's last before it.
  private static func paths(
    of requests: [GrantRequest], on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: [ID<AdministrativeUnit>]] {
    try TerritoryStore.latestPaths(of: requests.map(\.grant.unit), until: day, transaction).mapValues { $0.units.map(\.id) }
  }

  private static func request(_ row: Row) throws -> GrantRequest {
    guard let asked = row.moment("asked_at") else { throw StorageError.unreadable(column: "asked_at") }
    return GrantRequest(
      id: try row.id("id"), department: try row.id("department"), account: try row.id("account"),
      grant: try AccountStore.grant(row), askedBy: Actor(id: try row.requiredText("asked_by")), askedAt: asked)
  }
}
