import Kernel
import Storage

/// Reads places. Every question about a code or a name needs the day it is asked for, because codes were given to other
/// units on 1 July 2025 and names change; only an `ID<AdministrativeUnit>` means the same for ever.
public enum TerritoryStore {
  /// The unit that has the official code on the day; `nil` when none has.
  public static func unit(code: String, on day: CivilDate, _ transaction: ReadTransaction) throws -> AdministrativeUnit? {
    try UnitRows.units(
      """
      SELECT \(UnitRows.columns) FROM territory_unit u WHERE u.code = \(code) AND \(UnitRows.inForce(on: day))
      """, in: transaction
    ).first
  }

  /// The unit that has the official code on the day.
  /// - Throws: `TerritoryError.unknownCode`.
  public static func requiredUnit(code: String, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> AdministrativeUnit
  {
    guard let unit = try unit(code: code, on: day, transaction) else { throw TerritoryError.unknownCode(code, day: day) }
    return unit
  }

  /// The unit as it was on the day; `nil` when it did not exist then.
  public static func unit(_ id: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> AdministrativeUnit?
  {
    try units([id], on: day, transaction)[id]
  }

  /// The unit as it was on the day.
  /// - Throws: `TerritoryError.notOnDay`.
  public static func requiredUnit(_ id: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> AdministrativeUnit
  {
    guard let unit = try unit(id, on: day, transaction) else { throw TerritoryError.notOnDay(id, day: day) }
    return unit
  }

  /// Many units as they were on the day, in one statement; those that did not exist then are left out.
  public static func units(_ ids: some Sequence<ID<AdministrativeUnit>>, on day: CivilDate, _ transaction: ReadTransaction)
    throws -> [ID<AdministrativeUnit>: AdministrativeUnit]
  {
    let units = try UnitRows.units(
      """
      SELECT \(UnitRows.columns) FROM territory_unit u
      WHERE u.unit_id IN (\(list: Set(ids).sorted())) AND \(UnitRows.inForce(on: day))
      """, in: transaction)
    return Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The provinces and centrally run cities of the day, by code.
  public static func provinces(on day: CivilDate, _ transaction: ReadTransaction) throws -> [AdministrativeUnit] {
    try UnitRows.units(
      """
      SELECT \(UnitRows.columns) FROM territory_unit u WHERE u.level = 1 AND \(UnitRows.inForce(on: day)) ORDER BY u.code
      """, in: transaction)
  }

  /// What belongs directly to the unit on the day, by code: districts of a province to 2025-06-30, communes after.
  public static func children(of id: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> [AdministrativeUnit]
  {
    try UnitRows.units(
      """
      SELECT \(UnitRows.columns) FROM territory_unit u
      WHERE u.parent_id = \(id) AND \(UnitRows.inForce(on: day)) ORDER BY u.code
      """, in: transaction)
  }

  /// How many units of a level lay directly below another, all of them for the same days.
  public struct ChildCount: Sendable, Hashable {
    /// The level of the units below.
    public let level: AdministrativeUnit.Level
    /// How many.
    public let count: Int
    /// The days, as stored: ISO texts sort as the days do.
    let days: ClosedRange<String>

    /// Whether they were there on a day.
    public func isValid(on day: CivilDate) -> Bool { days.contains(day.iso) }
  }

  /// How many units lay directly below some units, in one statement: spans of days that do not overlap for one unit add up.
  public static func childCounts(of parents: Set<ID<AdministrativeUnit>>, _ transaction: ReadTransaction) throws
    -> [ID<AdministrativeUnit>: [ChildCount]]
  {
    guard parents.count == 1, let parent = parents.first else { return try childCountsAnew(of: parents, transaction) }
    return try transaction.remembered("children/\(parent)", of: Subject(.territory)) {
      try childCountsAnew(of: parents, transaction)
    }
  }

  private static func childCountsAnew(of parents: Set<ID<AdministrativeUnit>>, _ transaction: ReadTransaction) throws
    -> [ID<AdministrativeUnit>: [ChildCount]]
  {
    var counts: [ID<AdministrativeUnit>: [ChildCount]] = [:]
    for row in try transaction.rows(
      """
      SELECT parent_id, valid_from, valid_to, level, COUNT(*) AS units FROM territory_unit
      WHERE parent_id IN (\(list: parents.sorted())) GROUP BY parent_id, valid_from, valid_to, level
      """)
    {
      guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else {
        throw StorageError.unreadable(column: "level")
      }
      counts[try row.id("parent_id"), default: []].append(
        ChildCount(
          level: level, count: try row.requiredInteger("units"),
          days: try row.requiredText("valid_from")...row.requiredText("valid_to")))
    }
    return counts
  }

  /// Everything below the unit on the day: first the districts, then the communes, each by code.
  public static func descendants(of id: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> [AdministrativeUnit]
  {
    try UnitRows.units(
      """
      WITH RECURSIVE below (unit_id) AS (
        SELECT u.unit_id FROM territory_unit u WHERE u.parent_id = \(id) AND \(UnitRows.inForce(on: day))
        UNION ALL
        SELECT u.unit_id FROM below JOIN territory_unit u ON u.parent_id = below.unit_id
        WHERE \(UnitRows.inForce(on: day)))
      SELECT \(UnitRows.columns) FROM below JOIN territory_unit u ON u.unit_id = below.unit_id
      WHERE \(UnitRows.inForce(on: day)) ORDER BY u.level, u.code
      """, in: transaction)
  }

  /// Every version of some units, the oldest first.
  public static func versions(of ids: Set<ID<AdministrativeUnit>>, _ transaction: ReadTransaction) throws
    -> [ID<AdministrativeUnit>: [AdministrativeUnit]]
  {
    let units = try UnitRows.units(
      "SELECT \(UnitRows.columns) FROM territory_unit u WHERE u.unit_id IN (\(list: ids.sorted())) ORDER BY u.valid_from",
      in: transaction)
    return Dictionary(grouping: units, by: \.id)
  }

  /// Every version of the unit, the oldest first.
  public static func versions(of id: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> [AdministrativeUnit] {
    try UnitRows.units(
      "SELECT \(UnitRows.columns) FROM territory_unit u WHERE u.unit_id = \(id) ORDER BY u.valid_from", in: transaction)
  }

  /// How many units of each level there are on the day; a level without units is left out.
  public static func counts(on day: CivilDate, _ transaction: ReadTransaction) throws -> [AdministrativeUnit.Level: Int] {
    var counts: [AdministrativeUnit.Level: Int] = [:]
    for row in try transaction.rows(
      """
      SELECT u.level, COUNT(*) AS units FROM territory_unit u WHERE \(UnitRows.inForce(on: day)) GROUP BY u.level
      """)
    {
      guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else { continue }
      counts[level] = try row.requiredInteger("units")
    }
    return counts
  }
}
