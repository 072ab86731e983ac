import Kernel
import Secrets
import Storage
import Territory

/// Fills the directory with what follows from the territory: a department for every province of its day.
public enum DirectoryLoad {
  /// The last day of the 63 provinces and the first of the 34 (Resolution 202/2025/QH15): between them, every province we know.
  private static let structureDays = ["2025-06-30", "2025-07-01"].compactMap { CivilDate(iso: $0) }

  /// A department as it is to stand in the directory.
  private struct Entry: Hashable, Sendable {
    var organisation: Organisation
    var names: [OrganisationName]
  }

  /// Writes the department of every province with its dated names: `SO.A.62` for Kon Tum (to 2025-06-30), `SO.B.51` for the
  /// new Quảng Ngãi (from 2025-07-01). Load the territory first. Doing it again changes nothing and leaves no note.
  /// - Parameter patterns: what the departments are called, by days.
  /// - Returns: the number of departments written; 0 when they stood there already.
  @discardableResult
  public static func departments(
    named patterns: [DepartmentName], by actor: Actor = .system, into database: Database
  ) async throws -> Int {
    let due = try await database.read { transaction in
      try entries(patterns, transaction).filter { entry in
        let id = entry.organisation.id
        let stored = try DirectoryStore.organisation(id, transaction)
        return try stored != entry.organisation || DirectoryStore.names(of: id, transaction) != entry.names
      }
    }
    guard !due.isEmpty else { return 0 }
    let act = Act(by: actor, in: Department.installation, reason: "")
    try await database.write(act) { transaction in
      try transaction.enter(.organisations)
      for entry in due { try write(entry, transaction) }
      let names = due.flatMap(\.names)
      transaction.note(
        AuditNote(
          kind: "directory.departments_loaded", subject: "directory.departments",
          detail: [
            "departments": String(due.count), "names": String(names.count),
            "digest": Digest.sha256(names.map(line).joined(separator: "\n")),
          ]))
    }
    return due.count
  }

  private static func entries(_ patterns: [DepartmentName], _ transaction: ReadTransaction) throws -> [Entry] {
    let provinces = try structureDays.flatMap { try TerritoryStore.provinces(on: $0, transaction) }
    return try Set(provinces.map(\.id)).sorted().map { unit in
      let versions = try TerritoryStore.versions(of: unit, transaction)
      let id = ID<Organisation>("SO.\(unit)")
      let organisation = Organisation(
        id: id, department: ID(id.rawValue), kind: .department, unit: unit, from: versions.first?.validFrom,
        to: versions.last?.validTo)
      return Entry(organisation: organisation, names: DepartmentName.names(patterns, in: versions))
    }
  }

  private static func write(_ entry: Entry, _ transaction: WriteTransaction) throws {
    let organisation = entry.organisation
    try transaction.run(
      """
      INSERT INTO directory_organisation (id, department, kind, unit, parent, valid_from, valid_to)
      VALUES (\(organisation.id), \(organisation.department), \(organisation.kind.rawValue), \(organisation.unit),
        \(organisation.parent), \(organisation.from), \(organisation.to))
      ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to
      """)
    try DirectoryStore.replaceNames(of: organisation.id, with: entry.names, transaction)
  }

  private static func line(_ name: OrganisationName) -> String {
    [name.vietnamese, name.english, name.abbreviation, name.from?.iso ?? "", name.to?.iso ?? ""].joined(separator: "|")
  }
}
