import Kernel
import Storage

extension TerritoryStore {
  /// What became of the unit: one row for each unit that took it over or a part of it, by the successor's code. Empty for a
  /// unit in force, and for one abolished without a successor (the districts of 2025-06-30).
  public static func successors(of id: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> [Succession] {
    try transaction.rows("SELECT * FROM territory_succession WHERE old_id = \(id) ORDER BY effective, new_id").map(succession)
  }

  /// Of what the unit was formed: one row for each unit that went into it, whole or in part.
  public static func predecessors(of id: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> [Succession] {
    try transaction.rows("SELECT * FROM territory_succession WHERE new_id = \(id) ORDER BY effective, old_id").map(succession)
  }

  /// Area, people and map point of a unit of the structure of 2025; `nil` for older units.
  public static func statistic(of id: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> UnitStatistic? {
    try transaction.row("SELECT * FROM territory_statistic WHERE unit_id = \(id)").map { row in
      UnitStatistic(
        unit: id, area: row.quantity("area"), population: row.integer("population"),
        longitudeMillionths: try row.requiredInteger("longitude_millionths"),
        latitudeMillionths: try row.requiredInteger("latitude_millionths"))
    }
  }

  private static func succession(_ row: Row) throws -> Succession {
    guard let effective = row.date("effective") else { throw StorageError.unreadable(column: "effective") }
    return Succession(
      old: try row.id("old_id"), new: try row.id("new_id"), effective: effective, scope: try row.choice("scope"),
      populationShare: row.quantity("population_share"),
      main: row.text("main").flatMap { Succession.MainSuccessor(rawValue: $0) },
      legalReference: try row.requiredText("legal_reference"), note: try row.requiredText("note"))
  }
}
