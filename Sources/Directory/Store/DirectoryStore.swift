import Kernel
import Storage
import Territory

/// Organisations and what they were called on a day.
public enum DirectoryStore {
  // MARK: Reading

  /// The department whose province holds the place on the day; `nil` when the place did not exist then, or before
  /// `DirectoryLoad.departments`.
  public static func department(
    ofPlace place: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> ID<Department>? {
    guard let province = try TerritoryStore.province(of: place, on: day, transaction) else { return nil }
    return try department(ofProvince: province.id, on: day, transaction)
  }

  /// The department of a province on the day.
  public static func department(
    ofProvince province: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> ID<Department>? {
    try transaction.row(
      """
      SELECT id FROM directory_organisation
      WHERE unit = \(province) AND kind = \(OrganisationKind.department.rawValue) AND \(inForce(on: day))
      """
    ).map { try $0.id("id") }
  }

  /// The departments of the day, by id.
  public static func departments(on day: CivilDate, _ transaction: ReadTransaction) throws -> [Organisation] {
    try transaction.rows(
      """
      SELECT * FROM directory_organisation
      WHERE kind = \(OrganisationKind.department.rawValue) AND \(inForce(on: day)) ORDER BY id
      """
    ).map(read)
  }

  /// The organisations in a department's directory on a day, itself among them, by id.
  public static func organisations(
    of department: ID<Department>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> [Organisation] {
    try transaction.rows(
      "SELECT * FROM directory_organisation WHERE department = \(department) AND \(inForce(on: day)) ORDER BY id"
    ).map(read)
  }

  /// The organisation with this id.
  public static func organisation(_ id: ID<Organisation>, _ transaction: ReadTransaction) throws -> Organisation? {
    try transaction.row("SELECT * FROM directory_organisation WHERE id = \(id)").map(read)
  }

  /// The department as an organisation.
  public static func organisation(of department: ID<Department>, _ transaction: ReadTransaction) throws -> Organisation? {
    try organisation(ID(department.rawValue), transaction)
  }

  /// What an organisation was called on a day; `nil` when it has no name for it.
  public static func name(
    of id: ID<Organisation>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> OrganisationName? {
    try transaction.row(
      "SELECT * FROM directory_organisation_name WHERE organisation = \(id) AND \(inForce(on: day)) ORDER BY number"
    ).map(readName)
  }

  /// What a department was called on a day.
  public static func name(
    of department: ID<Department>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws -> OrganisationName? {
    try name(of: ID<Organisation>(department.rawValue), on: day, transaction)
  }

  /// Every name of an organisation, by first day.
  public static func names(of id: ID<Organisation>, _ transaction: ReadTransaction) throws -> [OrganisationName] {
    try names(of: [id], transaction)[id] ?? []
  }

  /// Every name of each organisation, by first day, in one statement.
  public static func names(
    of ids: some Sequence<ID<Organisation>>, _ transaction: ReadTransaction
  ) throws -> [ID<Organisation>: [OrganisationName]] {
    var names: [ID<Organisation>: [OrganisationName]] = [:]
    for row in try transaction.rows(
      "SELECT * FROM directory_organisation_name WHERE organisation IN (\(list: Set(ids).sorted())) ORDER BY number")
    {
      names[try row.id("organisation"), default: []].append(try readName(row))
    }
    return names
  }

  // MARK: Writing

  /// Adds an organisation below the department of the act, with its first name.
  /// - Throws: `DirectoryError.nameMissing`, `.badPeriod`, `.unknownUnit`, `.unknownOrganisation` for the parent.
  public static func add(
    _ kind: OrganisationKind, for unit: ID<AdministrativeUnit>, under parent: ID<Organisation>? = nil,
    named name: OrganisationName, _ transaction: WriteTransaction
  ) throws -> Organisation {
    try check(name)
    try requireUnit(unit, transaction)
    if let parent { try requireOrganisation(parent, transaction) }
    let organisation = Organisation(
      id: ID(transaction.effects.newID()), department: transaction.act.department, kind: kind, unit: unit, parent: parent,
      from: name.from, to: name.to)
    try transaction.run(
      """
      INSERT INTO directory_organisation (id, department, kind, unit, parent, valid_from, valid_to)
      VALUES (\(organisation.id), \(organisation.department), \(kind.rawValue), \(unit), \(parent), \(name.from), \(name.to))
      """)
    try replaceNames(of: organisation.id, with: [name], transaction)
    transaction.note(
      AuditNote(
        kind: "directory.organisation_added", subject: organisation.id.rawValue,
        detail: ["kind": kind.rawValue, "unit": unit.rawValue, "name": name.vietnamese]))
    return organisation
  }

  /// Makes these the names of an organisation, in the order given. The caller leaves the note.
  static func replaceNames(
    of id: ID<Organisation>, with names: [OrganisationName], _ transaction: WriteTransaction
  ) throws {
    try transaction.run("DELETE FROM directory_organisation_name WHERE organisation = \(id)")
    for (index, name) in names.enumerated() {
      try transaction.run(
        """
        INSERT INTO directory_organisation_name (organisation, number, name_vi, name_en, abbreviation, valid_from, valid_to)
        VALUES (\(id), \(index + 1), \(name.vietnamese), \(name.english), \(name.abbreviation), \(name.from), \(name.to))
        """)
    }
  }

  // MARK: Checks and parts

  /// - Throws: `DirectoryError.unknownOrganisation` unless it stands in the directory of the act's department.
  static func requireOrganisation(_ id: ID<Organisation>, _ transaction: WriteTransaction) throws {
    guard try organisation(id, transaction)?.department == transaction.act.department else {
      throw DirectoryError.unknownOrganisation(id.rawValue)
    }
  }

  /// - Throws: `DirectoryError.unknownUnit` unless there is or ever was such a unit: figures of a unit outlive it.
  static func requireUnit(_ id: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws {
    guard try !TerritoryStore.versions(of: id, transaction).isEmpty else { throw DirectoryError.unknownUnit(id.rawValue) }
  }

  /// That a row's days hold the day.
  static func inForce(on day: CivilDate) -> SQL {
    "(valid_from IS NULL OR valid_from <= \(day)) AND (valid_to IS NULL OR valid_to >= \(day))"
  }

  private static func check(_ name: OrganisationName) throws(DirectoryError) {
    if let from = name.from, let to = name.to, to < from { throw .badPeriod(from: from, to: to) }
    guard !VietnameseText.cleaned(name.vietnamese).isEmpty else { throw .nameMissing }
  }

  private static func read(_ row: Row) throws -> Organisation {
    Organisation(
      id: try row.id("id"), department: try row.id("department"), kind: try row.choice("kind"), unit: try row.id("unit"),
      parent: row.text("parent").map { ID($0) }, from: row.date("valid_from"), to: row.date("valid_to"))
  }

  private static func readName(_ row: Row) throws -> OrganisationName {
    OrganisationName(
      vietnamese: try row.requiredText("name_vi"), english: try row.requiredText("name_en"),
      abbreviation: try row.requiredText("abbreviation"), from: row.date("valid_from"), to: row.date("valid_to"))
  }
}
