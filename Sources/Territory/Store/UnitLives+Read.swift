import Kernel
import Storage

extension UnitLives {
  /// Reads the lives of the units of some codes, or of all.
  static func read(_ codes: [String]?, _ transaction: ReadTransaction) throws -> UnitLives {
    guard let codes, codes.count <= 4 else { return try readAnew(codes, transaction) }
    return try transaction.remembered("lives/\(codes.joined(separator: ","))", of: Subject(.territory)) {
      try readAnew(codes, transaction)
    }
  }

  private static func readAnew(_ codes: [String]?, _ transaction: ReadTransaction) throws -> UnitLives {
    let ofCodes: SQL = codes.map { "u.code IN (\(list: $0))" } ?? "1 = 1"
    let rows = try transaction.rows(
      """
      SELECT u.unit_id, u.code, u.level, u.valid_from, u.valid_to, u.name_spelling, u.alternative_spelling
      FROM territory_unit u WHERE \(ofCodes) ORDER BY u.valid_from, u.unit_id
      """)
    let versions = try rows.map { row in
      guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else {
        throw StorageError.unreadable(column: "level")
      }
      return Version(
        id: try row.id("unit_id"), code: try row.requiredText("code"), level: level, from: try row.requiredText("valid_from"),
        to: try row.requiredText("valid_to"),
        spellings: Set([try row.requiredText("name_spelling"), row.text("alternative_spelling")].compactMap { $0 }))
    }
    return UnitLives(versions: versions, scopes: try scopes(among: codes == nil ? nil : Set(versions.map(\.id)), transaction))
  }

  private static func scopes(among ids: Set<ID<AdministrativeUnit>>?, _ transaction: ReadTransaction) throws
    -> [[ID<AdministrativeUnit>]: Succession.Scope]
  {
    let ofUnits: SQL = ids.map { "old_id IN (\(list: $0.sorted()))" } ?? "1 = 1"
    var scopes: [[ID<AdministrativeUnit>]: Succession.Scope] = [:]
    for row in try transaction.rows("SELECT old_id, new_id, scope FROM territory_succession WHERE \(ofUnits)") {
      scopes[[try row.id("old_id"), try row.id("new_id")]] = try row.choice("scope")
    }
    return scopes
  }
}
