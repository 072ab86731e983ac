import Figures
import Kernel
import Published
import Storage

/// The catalogue of indicators: those that all departments of an installation share, and the own ones of each.
public enum IndicatorStore {
  /// Every indicator of whomever, in the catalogue's order: for what no department sees as a list.
  public static func all(_ transaction: ReadTransaction) throws -> [Indicator] { try CatalogueReader.all(.staff, transaction) }

  /// The shared indicators and a department's own, in the catalogue's order; for the installation the shared ones alone, for
  /// `nil` everybody's.
  public static func all(visibleTo department: ID<Department>?, _ transaction: ReadTransaction) throws -> [Indicator] {
    let all = try all(transaction)
    return department.map { department in all.filter { $0.isVisible(to: department) } } ?? all
  }

  /// One indicator as a department finds it; `nil` where there is none of that code, or it is another department's own.
  public static func indicator(
    _ code: String, visibleTo department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> Indicator? {
    try indicator(code, transaction).flatMap { $0.isVisible(to: department) ? $0 : nil }
  }

  /// One indicator of whomever; `nil` where the catalogue has none of that code.
  public static func indicator(_ code: String, _ transaction: ReadTransaction) throws -> Indicator? {
    try CatalogueReader.indicator(code, .staff, transaction)
  }

  /// The versions of an indicator's definition, oldest first.
  public static func definitions(of code: String, _ transaction: ReadTransaction) throws -> [IndicatorDefinition] {
    try CatalogueReader.definitions(of: code, .staff, transaction)
  }

  /// Adds an indicator or replaces the row of its code, with its aliases; leaves a note. Whose it is never changes.
  public static func save(_ indicator: Indicator, _ transaction: WriteTransaction) throws {
    transaction.touch(Subject(.catalogue))
    let known = try transaction.row("SELECT version, position FROM planning_indicator WHERE code = \(indicator.code)")
    if known != nil, try self.indicator(indicator.code, transaction)?.version != indicator.version {
      throw PlanningError.staleVersion
    }
    let version = known == nil ? 1 : indicator.version + 1
    let last = try transaction.row("SELECT coalesce(max(position), 0) AS last FROM planning_indicator")?.integer("last") ?? 0
    try transaction.run(
      """
      INSERT INTO planning_indicator (code, name_vi, name_en, unit, sector, kind, direction, decimals, attainment_decimals,
        headline, parent, base, lead_unit, owner, position, version)
      VALUES (\(indicator.code), \(indicator.nameVi), \(indicator.nameEn), \(indicator.unit), \(indicator.sector),
        \(indicator.kind.rawValue), \(indicator.direction.rawValue), \(indicator.decimals),
        \(indicator.attainmentDecimals), \(indicator.isHeadline), \(indicator.parent), \(indicator.base), \(indicator.leadUnit),
        \(indicator.owner), \(last + 1), \(version))
      ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, unit = excluded.unit,
        sector = excluded.sector, kind = excluded.kind, direction = excluded.direction, decimals = excluded.decimals,
        attainment_decimals = excluded.attainment_decimals, headline = excluded.headline, parent = excluded.parent,
        base = excluded.base, lead_unit = excluded.lead_unit, version = excluded.version
      """)
    try transaction.run("DELETE FROM planning_alias WHERE indicator = \(indicator.code)")
    for (position, alias) in indicator.aliases.enumerated() {
      try transaction.run(
        """
        INSERT INTO planning_alias (name_key, alias, indicator, position)
        VALUES (\(VietnameseText.searchKey(alias)), \(alias), \(indicator.code), \(position))
        """)
    }
    transaction.note(
      AuditNote(
        kind: known == nil ? "planning.indicator.added" : "planning.indicator.changed", subject: "indicator:\(indicator.code)",
        detail: ["name": indicator.nameVi, "kind": indicator.kind.rawValue, "version": String(version)]))
  }
}
