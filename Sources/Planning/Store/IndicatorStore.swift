import Kernel
import Storage

/// The catalogue of indicators: those that all departments of an installation share, and the own ones of each.
public enum IndicatorStore {
  /// Every indicator of whomever, in the catalogue's order: for what no department sees as a list.
  public static func all(_ transaction: ReadTransaction) throws -> [Indicator] {
    var aliases: [String: [String]] = [:]
    for row in try transaction.rows("SELECT indicator, alias FROM planning_alias ORDER BY position") {
      aliases[try row.requiredText("indicator"), default: []].append(try row.requiredText("alias"))
    }
    return try transaction.rows("SELECT * FROM planning_indicator ORDER BY position, code").map { row in
      try indicator(row, aliases: aliases[row.requiredText("code")] ?? [])
    }
  }

  /// The shared indicators and a department's own, in the catalogue's order; for the installation the shared ones alone, for
  /// `nil` everybody's.
  public static func all(visibleTo department: ID<Department>?, _ transaction: ReadTransaction) throws -> [Indicator] {
    let all = try all(transaction)
    return department.map { department in all.filter { $0.isVisible(to: department) } } ?? all
  }

  /// The indicators of these codes, in the catalogue's order and without their aliases, which boards do not show.
  static func indicators(_ codes: Set<String>, _ transaction: ReadTransaction) throws -> [Indicator] {
    try transaction.rows(
      "SELECT * FROM planning_indicator WHERE code IN (\(list: codes.sorted())) ORDER BY position, code"
    ).map { try indicator($0, aliases: []) }
  }

  /// The reductions that follow from a rate, and those rates, of whomever.
  static func reductionsAndBases(_ transaction: ReadTransaction) throws -> [Indicator] {
    try transaction.rows(
      """
      SELECT * FROM planning_indicator WHERE base IS NOT NULL OR code IN (SELECT base FROM planning_indicator)
      ORDER BY position, code
      """
    ).map { try indicator($0, aliases: []) }
  }

  /// One indicator as a department finds it; `nil` where there is none of that code, or it is another department's own.
  public static func indicator(
    _ code: String, visibleTo department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> Indicator? {
    try indicator(code, transaction).flatMap { $0.isVisible(to: department) ? $0 : nil }
  }

  /// One indicator of whomever; `nil` where the catalogue has none of that code.
  public static func indicator(_ code: String, _ transaction: ReadTransaction) throws -> Indicator? {
    guard let row = try transaction.row("SELECT * FROM planning_indicator WHERE code = \(code)") else { return nil }
    let aliases = try transaction.rows("SELECT alias FROM planning_alias WHERE indicator = \(code) ORDER BY position")
    return try indicator(row, aliases: aliases.map { try $0.requiredText("alias") })
  }

  /// The versions of an indicator's definition, oldest first.
  public static func definitions(of code: String, _ transaction: ReadTransaction) throws -> [IndicatorDefinition] {
    try transaction.rows("SELECT * FROM planning_definition WHERE indicator = \(code) ORDER BY number").map { row in
      IndicatorDefinition(
        indicator: code, number: try row.requiredInteger("number"), validFrom: row.date("valid_from"),
        textVi: try row.requiredText("text_vi"), textEn: try row.requiredText("text_en"),
        formula: try row.requiredText("formula"), source: try row.requiredText("source"),
        confidence: try row.requiredText("confidence"))
    }
  }

  /// The days from which a new definition of each indicator applies, so that figures on both sides are not compared.
  static func breaks(_ transaction: ReadTransaction) throws -> [String: [CivilDate]] {
    var breaks: [String: [CivilDate]] = [:]
    for row in try transaction.rows("SELECT indicator, valid_from FROM planning_definition WHERE number > 1") {
      if let day = row.date("valid_from") { breaks[try row.requiredText("indicator"), default: []].append(day) }
    }
    return breaks
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

  private static func indicator(_ row: Row, aliases: [String]) throws -> Indicator {
    Indicator(
      code: try row.requiredText("code"), nameVi: try row.requiredText("name_vi"), nameEn: try row.requiredText("name_en"),
      aliases: aliases, unit: try row.requiredText("unit"), sector: try row.requiredText("sector"),
      kind: try row.choice("kind"), direction: try row.choice("direction"), decimals: try row.requiredInteger("decimals"),
      attainmentDecimals: try row.requiredInteger("attainment_decimals"), isHeadline: row.flag("headline"),
      parent: row.text("parent"), base: row.text("base"), leadUnit: try row.requiredText("lead_unit"),
      owner: row.text("owner").map { ID($0) }, version: try row.requiredInteger("version"))
  }
}
