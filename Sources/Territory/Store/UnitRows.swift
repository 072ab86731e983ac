import Kernel
import Storage

/// How versions of units are read from their table: the columns, the condition that holds on a day, and the row.
enum UnitRows {
  /// The day before which nothing was observed, as stored for an open beginning.
  static let openBeginning = "0001-01-01"
  /// The day stored for an open end.
  static let openEnd = "9999-12-31"

  /// The columns of a unit, of the table or alias `u`.
  static let columns: SQL = """
    u.unit_id, u.valid_from, u.valid_to, u.code, u.level, u.type, u.name, u.alternative_name, u.parent_id, u.source
    """

  /// That the version `u` is in force on the day.
  static func inForce(on day: CivilDate) -> SQL { "u.valid_from <= \(day) AND u.valid_to >= \(day)" }

  /// The versions a statement selects.
  static func units(_ sql: SQL, in transaction: ReadTransaction) throws -> [AdministrativeUnit] {
    try transaction.rows(sql).map { try unit($0) }
  }

  /// The version in a row.
  static func unit(_ row: Row) throws(StorageError) -> AdministrativeUnit {
    guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else {
      throw StorageError.unreadable(column: "level")
    }
    return AdministrativeUnit(
      id: try row.id("unit_id"), code: try row.requiredText("code"), level: level, type: try row.requiredText("type"),
      name: try row.requiredText("name"), alternativeName: row.text("alternative_name"),
      parent: row.text("parent_id").map { ID($0) },
      validFrom: row.text("valid_from") == openBeginning ? nil : row.date("valid_from"),
      validTo: row.text("valid_to") == openEnd ? nil : row.date("valid_to"), source: try row.requiredText("source"))
  }
}
