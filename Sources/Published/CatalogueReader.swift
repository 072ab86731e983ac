import Figures
import Kernel
import Storage

/// Reads the catalogue of indicators.
public enum CatalogueReader {
  /// Every indicator of a source, in the catalogue's order.
  public static func all(_ source: FigureSource, _ transaction: ReadTransaction) throws -> [Indicator] {
    var aliases: [String: [String]] = [:]
    for row in try transaction.rows("SELECT indicator, alias FROM \(source.catalogue.aliases) ORDER BY position") {
      aliases[try row.requiredText("indicator"), default: []].append(try row.requiredText("alias"))
    }
    return try transaction.rows("SELECT * FROM \(source.catalogue.indicators) ORDER BY position, code").map { row in
      try Indicator(row, aliases: aliases[row.requiredText("code")] ?? [])
    }
  }

  /// The indicators of these codes, in the catalogue's order and without their aliases, which boards do not show.
  package static func indicators(
    _ codes: Set<String>, _ source: FigureSource, _ transaction: ReadTransaction
  ) throws -> [Indicator] {
    let all = try transaction.remembered(source.key("indicators"), of: Subject(.catalogue)) {
      try transaction.rows("SELECT * FROM \(source.catalogue.indicators) ORDER BY position, code").map {
        try Indicator($0, aliases: [])
      }
    }
    return all.filter { codes.contains($0.code) }
  }

  /// One indicator; `nil` where the source has none of that code.
  public static func indicator(
    _ code: String, _ source: FigureSource, _ transaction: ReadTransaction
  ) throws -> Indicator? {
    guard let row = try transaction.row("SELECT * FROM \(source.catalogue.indicators) WHERE code = \(code)") else { return nil }
    let aliases = try transaction.rows(
      "SELECT alias FROM \(source.catalogue.aliases) WHERE indicator = \(code) ORDER BY position")
    return try Indicator(row, aliases: aliases.map { try $0.requiredText("alias") })
  }

  /// The versions of an indicator's definition, oldest first.
  public static func definitions(
    of code: String, _ source: FigureSource, _ transaction: ReadTransaction
  ) throws -> [IndicatorDefinition] {
    try transaction.rows(
      "SELECT * FROM \(source.catalogue.definitions) WHERE indicator = \(code) ORDER BY number"
    ).map { try IndicatorDefinition($0) }
  }

  /// The days from which a new definition of each indicator applies, so that figures on both sides are not compared.
  package static func breaks(_ source: FigureSource, _ transaction: ReadTransaction) throws -> [String: [CivilDate]] {
    try transaction.remembered(source.key("breaks"), of: Subject(.catalogue)) {
      var breaks: [String: [CivilDate]] = [:]
      for row in try transaction.rows("SELECT indicator, valid_from FROM \(source.catalogue.definitions) WHERE number > 1") {
        if let day = row.date("valid_from") { breaks[try row.requiredText("indicator"), default: []].append(day) }
      }
      return breaks
    }
  }

  /// The reductions that follow from a rate, and those rates, by code.
  static func reductionsAndBases(_ source: FigureSource, _ transaction: ReadTransaction) throws -> [String: Indicator] {
    let indicators = source.catalogue.indicators
    return try transaction.remembered(source.key("bases"), of: Subject(.catalogue)) {
      let found = try transaction.rows(
        "SELECT * FROM \(indicators) WHERE base IS NOT NULL OR code IN (SELECT base FROM \(indicators)) ORDER BY position, code"
      ).map { try Indicator($0, aliases: []) }
      return Dictionary(uniqueKeysWithValues: found.map { ($0.code, $0) })
    }
  }
}

extension Indicator {
  /// An indicator as its table has it.
  init(_ row: Row, aliases: [String]) throws {
    self.init(
      code: try row.requiredText("code"), nameVi: try row.requiredText("name_vi"), nameEn: try row.requiredText("name_en"),
      aliases: aliases, unit: try row.requiredText("unit"), sector: try row.requiredText("sector"),
      kind: try row.choice("kind"), direction: try row.choice("direction"), decimals: try row.requiredInteger("decimals"),
      attainmentDecimals: try row.requiredInteger("attainment_decimals"), isHeadline: row.flag("headline"),
      parent: row.text("parent"), base: row.text("base"), leadUnit: try row.requiredText("lead_unit"),
      owner: row.text("owner").map { ID($0) }, version: try row.requiredInteger("version"))
  }
}

extension IndicatorDefinition {
  /// A definition as its table has it.
  init(_ row: Row) throws {
    self.init(
      indicator: try row.requiredText("indicator"), number: try row.requiredInteger("number"), validFrom: row.date("valid_from"),
      textVi: try row.requiredText("text_vi"), textEn: try row.requiredText("text_en"),
      formula: try row.requiredText("formula"), source: try row.requiredText("source"),
      confidence: try row.requiredText("confidence"))
  }
}
