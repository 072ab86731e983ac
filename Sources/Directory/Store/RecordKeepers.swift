import Kernel
import Storage
import Territory

/// Whose the records of a unit were on each day: the department of the province it lay in.
public struct RecordKeepers: Sendable {
  private struct Term: Sendable {
    let department: ID<Department>
    let province: ID<AdministrativeUnit>
    /// The first and the last day; `nil` for an open end.
    let from: CivilDate?
    let to: CivilDate?

    func holds(_ day: CivilDate) -> Bool { from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true }
  }

  /// The unit with what lay above it.
  public let tree: UnitTree
  private let terms: [Term]

  /// Reads the departments of the provinces a unit was ever in.
  public static func read(_ tree: UnitTree, _ transaction: ReadTransaction) throws -> RecordKeepers {
    let rows = try transaction.rows(
      """
      SELECT id, unit, valid_from, valid_to FROM directory_organisation
      WHERE kind = \(OrganisationKind.department.rawValue) AND unit IN (\(list: tree.provinces.sorted()))
      """)
    return RecordKeepers(
      tree: tree,
      terms: try rows.map { row in
        Term(
          department: try row.id("id"), province: try row.id("unit"), from: row.date("valid_from"), to: row.date("valid_to"))
      })
  }

  /// The department of a day; `nil` where the unit was not there, or nobody kept its records.
  public func department(on day: CivilDate) -> ID<Department>? {
    guard let province = tree.path(on: day)?.province else { return nil }
    return terms.first { $0.province == province.id && $0.holds(day) }?.department
  }
}
