import Directory
import Storage

/// The tables of planning. Targets and results keep their current version in one table and the versions before in another, so
/// a board reads short tables and nothing is ever lost.
public enum PlanningSchema {
  /// The steps of planning itself.
  public static let migrations: [Migration] = [
    Migration("0004_planning") { dialect in catalogue(dialect) + plans(dialect) + figures(dialect) },
    ReportingSchema.migration, CatalogueSchema.migration, LedgerSchema.migration,
    PublishedSchema.migration,
  ]

  private static func catalogue(_ dialect: Dialect) -> [String] {
    let (text, integer, strict) = (dialect.text, dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE planning_indicator (
        code \(text) PRIMARY KEY, name_vi TEXT NOT NULL, name_en TEXT NOT NULL, unit TEXT NOT NULL, sector TEXT NOT NULL,
        kind TEXT NOT NULL, direction TEXT NOT NULL, decimals \(integer) NOT NULL, attainment_decimals \(integer) NOT NULL,
        headline \(integer) NOT NULL, parent \(text), lead_unit TEXT NOT NULL, position \(integer) NOT NULL,
        version \(integer) NOT NULL)\(strict)
      """,
      """
      CREATE TABLE planning_alias (
        indicator \(text) NOT NULL REFERENCES planning_indicator (code), name_key \(text) NOT NULL, alias TEXT NOT NULL,
        position \(integer) NOT NULL, PRIMARY KEY (indicator, name_key))\(strict)
      """,
      """
      CREATE TABLE planning_definition (
        indicator \(text) NOT NULL REFERENCES planning_indicator (code), number \(integer) NOT NULL, valid_from \(text),
        text_vi TEXT NOT NULL, text_en TEXT NOT NULL, formula TEXT NOT NULL, source TEXT NOT NULL, confidence TEXT NOT NULL,
        PRIMARY KEY (indicator, number))\(strict)
      """,
    ]
  }

  private static func plans(_ dialect: Dialect) -> [String] {
    let (text, integer, strict) = (dialect.text, dialect.integer, dialect.strict)
    let target = """
      department \(text) NOT NULL, place \(text) NOT NULL, year \(integer) NOT NULL, indicator \(text) NOT NULL,
      version \(integer) NOT NULL, level \(integer), change \(integer), comparator TEXT NOT NULL, origin TEXT NOT NULL,
      decision TEXT NOT NULL, note TEXT NOT NULL, actor TEXT NOT NULL, recorded_at TEXT NOT NULL, reason TEXT NOT NULL
      """
    return [
      """
      CREATE TABLE planning_plan (
        department \(text) NOT NULL, place \(text) NOT NULL, year \(integer) NOT NULL, state TEXT NOT NULL,
        decision TEXT NOT NULL, version \(integer) NOT NULL, PRIMARY KEY (department, place, year))\(strict)
      """,
      "CREATE TABLE planning_target (\(target), PRIMARY KEY (department, place, year, indicator))\(strict)",
      "CREATE TABLE planning_target_history (\(target), PRIMARY KEY (department, place, year, indicator, version))\(strict)",
      """
      CREATE TABLE planning_gap (
        department \(text) NOT NULL, place \(text) NOT NULL, year \(integer) NOT NULL, indicator \(text) NOT NULL,
        explanation TEXT NOT NULL, PRIMARY KEY (department, place, year, indicator))\(strict)
      """,
    ]
  }

  private static func figures(_ dialect: Dialect) -> [String] {
    let (text, integer, strict) = (dialect.text, dialect.integer, dialect.strict)
    let result = """
      department \(text) NOT NULL, place \(text) NOT NULL, period \(text) NOT NULL, indicator \(text) NOT NULL,
      version \(integer) NOT NULL, value \(integer), numerator \(integer), denominator \(integer), change \(integer),
      verdict TEXT, missing TEXT, origin TEXT NOT NULL, status TEXT NOT NULL, limitation TEXT NOT NULL, cause TEXT NOT NULL,
      remedy TEXT NOT NULL, note TEXT NOT NULL, author TEXT NOT NULL, recorded_at TEXT NOT NULL, reason TEXT NOT NULL
      """
    return [
      "CREATE TABLE planning_result (\(result), PRIMARY KEY (department, place, period, indicator))\(strict)",
      "CREATE INDEX planning_result_series ON planning_result (department, indicator, place, period)",
      """
      CREATE TABLE planning_result_history (\(result),
        PRIMARY KEY (department, place, period, indicator, version))\(strict)
      """,
      "CREATE INDEX planning_target_series ON planning_target (department, indicator, place, year)",
    ]
  }
}
