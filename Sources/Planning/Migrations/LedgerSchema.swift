import Storage

/// What counts, settled when it is written: which version of each figure is in force, whether a unit goes by its own figure or by
/// the sum of the units below, and which years of which provinces the public has something to read of.
enum LedgerSchema {
  static let migration = Migration("0010_ledger") { dialect in
    // A version before the current one is in force while the current one waits for its approval.
    ["ALTER TABLE planning_result_history ADD COLUMN in_force \(dialect.integer) NOT NULL DEFAULT 0", published]
      + indexes + [superseded] + sums(dialect) + publishedYears(dialect)
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

  private static let indexes = [
    "CREATE INDEX planning_result_superseded ON planning_result_history (department, place, period, indicator) WHERE in_force = 1",
    // What a department may fix: few figures once a year is closed.
    "CREATE INDEX planning_result_approved ON planning_result (department, period) WHERE status = 'approved'",
    "CREATE INDEX planning_sheet_event_returned ON planning_sheet_event (department, place) WHERE act = 'return'",
  ]

  /// Marks the versions that are in force.
  private static let superseded = """
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
    """

  /// A sum counts unless the unit's own figure does. The table is made anew with a column that has no default, so that a program
  /// of the version before, which may still be running, is refused where it would write sums without it.
  private static func sums(_ dialect: Dialect) -> [String] {
    let (text, integer) = (dialect.text, dialect.integer)
    let columns = """
      department, place, period, indicator, value, numerator, denominator, year_tail, units, inapplicable, leaves, apart
      """
    let copied = [
      """
      CREATE TABLE planning_settled_sum (
        department \(text) NOT NULL, place \(text) NOT NULL, period \(text) NOT NULL, indicator \(text) NOT NULL,
        value \(integer), numerator \(integer), denominator \(integer), year_tail \(integer), units \(integer) NOT NULL,
        inapplicable \(integer) NOT NULL, leaves \(integer) NOT NULL, apart \(integer) NOT NULL, counts \(integer) NOT NULL,
        PRIMARY KEY (department, place, period, indicator))\(dialect.strict)
      """,
      """
      INSERT INTO planning_settled_sum (\(columns), counts)
      SELECT \(columns), CASE WHEN EXISTS (SELECT 1 FROM planning_published own WHERE own.department = sum.department
          AND own.place = sum.place AND own.period = sum.period AND own.indicator = sum.indicator
          AND (own.missing IS NULL OR own.missing <> 'not_reported'))
        AND NOT EXISTS (SELECT 1 FROM planning_adoption chosen WHERE chosen.department = sum.department
          AND chosen.place = sum.place AND chosen.period = sum.period AND chosen.indicator = sum.indicator
          AND chosen.choice = 'sum') THEN 0 ELSE 1 END
      FROM planning_roll_up sum
      """,
      "DROP TABLE planning_roll_up",
      "ALTER TABLE planning_settled_sum RENAME TO planning_roll_up",
    ]
    return dialect.engine == .sqlite ? copied : copied + ["ALTER INDEX planning_settled_sum_pkey RENAME TO planning_roll_up_pkey"]
  }

  /// The years of provinces of which there is something to read.
  private static func publishedYears(_ dialect: Dialect) -> [String] {
    let year = "CAST(substr(period, 1, 4) AS \(dialect.integer))"
    return [
      """
      CREATE TABLE planning_published_year (
        department \(dialect.text) NOT NULL, place \(dialect.text) NOT NULL, year \(dialect.integer) NOT NULL,
        PRIMARY KEY (department, place, year))\(dialect.strict)
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
