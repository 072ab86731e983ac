import Storage

/// The views that everybody's figures are read from. They narrow the tables of planning to what is public, so that whoever reads
/// them cannot reach a draft, a proposal or an official's reason, in this program or with a database role of his own.
enum PublishedSchema {
  static let migration = Migration("0016_published") { _ in
    [
      "CREATE VIEW published_figure AS SELECT \(figure), \(texts), '' AS author FROM planning_published",
      "CREATE VIEW published_sum AS SELECT * FROM planning_roll_up",
      """
      CREATE VIEW published_adoption AS
      SELECT department, place, period, indicator, choice, '' AS actor, at, '' AS reason FROM planning_adoption
      """,
      "CREATE VIEW published_plan AS SELECT * FROM planning_plan WHERE state IN (\(states))",
      """
      CREATE VIEW published_target AS
      SELECT t.department, t.place, t.year, t.indicator, t.version, t.level, t.change, t.comparator, t.origin, t.decision, t.note
      FROM planning_target t
      JOIN planning_plan p ON p.department = t.department AND p.place = t.place AND p.year = t.year AND p.state IN (\(states))
      """,
      "CREATE VIEW published_indicator AS SELECT * FROM planning_indicator WHERE owner IS NULL",
      """
      CREATE VIEW published_alias AS SELECT a.indicator, a.name_key, a.alias, a.position FROM planning_alias a
      JOIN planning_indicator i ON i.code = a.indicator AND i.owner IS NULL
      """,
      """
      CREATE VIEW published_definition AS SELECT d.* FROM planning_definition d
      JOIN planning_indicator i ON i.code = d.indicator AND i.owner IS NULL
      """,
      "CREATE VIEW published_year AS SELECT department, place, year FROM planning_published_year",
    ]
  }

  private static let states = "'approved', 'assigned', 'adjusted', 'closed'"
  private static let figure = """
    department, place, period, indicator, version, value, numerator, denominator, change, year_tail, verdict, missing, origin,
    status
    """
  private static let texts = "limitation, cause, remedy, note"
}
