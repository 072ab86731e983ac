import Storage

/// What counts, settled when it is written: which version of each figure is in force, whether a unit goes by its own figure or by
/// the sum of the units below, and which years of which provinces the public has something to read of.
enum LedgerSchema {
  static let migration = Migration("0010_ledger") { dialect in
    marks(dialect) + [published, publishedYears(dialect)] + indexes + settled(dialect)
  }

  /// A version before the current one is in force while the current one waits for its approval. A sum counts unless the unit's
  /// own figure does.
  private static func marks(_ dialect: Dialect) -> [String] {
    [
      "ALTER TABLE planning_result_history ADD COLUMN in_force \(dialect.integer) NOT NULL DEFAULT 0",
      "ALTER TABLE planning_roll_up ADD COLUMN counts \(dialect.integer) NOT NULL DEFAULT 1",
    ]
  }

  private static let columns = """
    department, place, period, indicator, version, value, numerator, denominator, change, verdict, missing, origin, status,
      limitation, cause, remedy, note, author, recorded_at, reason, year_tail
    """

  private static let published = """
    CREATE VIEW planning_published AS
    SELECT \(columns) FROM planning_result WHERE status IN ('approved', 'locked', 'corrected')
    UNION ALL
    SELECT \(columns) FROM planning_result_history WHERE in_force = 1
    """

  private static func publishedYears(_ dialect: Dialect) -> String {
    """
    CREATE TABLE planning_published_year (
      department \(dialect.text) NOT NULL, place \(dialect.text) NOT NULL, year \(dialect.integer) NOT NULL,
      PRIMARY KEY (department, place, year))\(dialect.strict)
    """
  }

  private static let indexes = [
    "CREATE INDEX planning_result_superseded ON planning_result_history (department, place, period, indicator) WHERE in_force = 1",
    // What a department may fix: few figures once a year is closed.
    "CREATE INDEX planning_result_approved ON planning_result (department, period) WHERE status = 'approved'",
    "CREATE INDEX planning_sheet_event_returned ON planning_sheet_event (department, place) WHERE act = 'return'",
  ]

  /// What `FigureLedger` would have written, for the figures there are.
  private static func settled(_ dialect: Dialect) -> [String] {
    let year = "CAST(substr(period, 1, 4) AS \(dialect.integer))"
    return [
      """
      UPDATE planning_result_history SET in_force = 1
      WHERE status IN ('approved', 'locked', 'corrected')
        AND NOT EXISTS (SELECT 1 FROM planning_result current WHERE current.department = planning_result_history.department
          AND current.place = planning_result_history.place AND current.period = planning_result_history.period
          AND current.indicator = planning_result_history.indicator
          AND current.status IN ('approved', 'locked', 'corrected'))
        AND version = (SELECT MAX(newest.version) FROM planning_result_history newest
          WHERE newest.department = planning_result_history.department AND newest.place = planning_result_history.place
            AND newest.period = planning_result_history.period AND newest.indicator = planning_result_history.indicator
            AND newest.status IN ('approved', 'locked', 'corrected'))
      """,
      """
      UPDATE planning_roll_up SET counts = 0
      WHERE EXISTS (SELECT 1 FROM planning_published own WHERE own.department = planning_roll_up.department
          AND own.place = planning_roll_up.place AND own.period = planning_roll_up.period
          AND own.indicator = planning_roll_up.indicator AND (own.missing IS NULL OR own.missing <> 'not_reported'))
        AND NOT EXISTS (SELECT 1 FROM planning_adoption chosen WHERE chosen.department = planning_roll_up.department
          AND chosen.place = planning_roll_up.place AND chosen.period = planning_roll_up.period
          AND chosen.indicator = planning_roll_up.indicator AND chosen.choice = 'sum')
      """,
      """
      INSERT INTO planning_published_year (department, place, year)
      SELECT department, place, year FROM planning_plan WHERE state IN ('approved', 'assigned', 'adjusted', 'closed')
        AND place IN (SELECT unit_id FROM territory_unit WHERE level = 1)
      UNION SELECT department, place, \(year) FROM planning_published
        WHERE place IN (SELECT unit_id FROM territory_unit WHERE level = 1)
      UNION SELECT department, place, \(year) FROM planning_roll_up
        WHERE place IN (SELECT unit_id FROM territory_unit WHERE level = 1)
      """,
    ]
  }
}
