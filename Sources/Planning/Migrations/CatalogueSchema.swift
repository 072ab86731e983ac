import Storage

/// Whose an indicator is, what departments propose about the shared catalogue, and the way to the yearly figures that wait.
enum CatalogueSchema {
  /// An indicator without an owner is the installation's.
  static let migration = Migration("0008_catalogue") { dialect in
    let (text, integer) = (dialect.text, dialect.integer)
    return [
      "ALTER TABLE planning_indicator ADD COLUMN owner \(text)",
      """
      CREATE TABLE planning_indicator_proposal (
        id \(text) PRIMARY KEY, department \(text) NOT NULL, indicator \(text) NOT NULL, seen \(integer) NOT NULL,
        content TEXT NOT NULL, reason TEXT NOT NULL, state \(text) NOT NULL, proposed_by TEXT NOT NULL,
        proposed_at \(text) NOT NULL, decided_by TEXT, decided_at TEXT, answer TEXT NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX planning_indicator_proposal_of_department ON planning_indicator_proposal (department, proposed_at)",
      "CREATE INDEX planning_indicator_proposal_by_state ON planning_indicator_proposal (state, proposed_at)",
      // Few figures at any time, however many there are: `WaitingYears` spells the same conditions.
      """
      CREATE INDEX planning_result_waiting_year ON planning_result (department, period)
        WHERE status IN ('draft', 'submitted') AND length(period) = 4
      """,
    ]
  }
}
