import Storage

/// The tables of the places.
///
/// A version without a known beginning is stored from `0001-01-01`, one in force to `9999-12-31`: a query on a day is then
/// two plain comparisons that an index answers. `CivilDate?` in the vocabulary hides these two days.
public enum TerritorySchema {
  /// The system's own steps.
  public static let migrations: [Migration] = [
    Migration("0002_territory") { dialect in
      units(dialect) + successions(dialect) + statistics(dialect)
    }
  ]

  private static func units(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE territory_unit (
        unit_id \(dialect.text) NOT NULL,
        valid_from \(dialect.text) NOT NULL,
        valid_to \(dialect.text) NOT NULL,
        code \(dialect.text) NOT NULL,
        level \(dialect.integer) NOT NULL CHECK (level IN (1, 2, 3)),
        type TEXT NOT NULL,
        name TEXT NOT NULL,
        alternative_name TEXT,
        parent_id \(dialect.text),
        source TEXT NOT NULL,
        type_key \(dialect.text) NOT NULL,
        name_key \(dialect.text) NOT NULL,
        name_spelling \(dialect.text) NOT NULL,
        alternative_key \(dialect.text),
        alternative_spelling \(dialect.text),
        CHECK (valid_from <= valid_to),
        CHECK ((level = 1) = (parent_id IS NULL)),
        PRIMARY KEY (unit_id, valid_from))\(dialect.strict)
      """,
      "CREATE INDEX territory_unit_code ON territory_unit (code, valid_from)",
      "CREATE INDEX territory_unit_parent ON territory_unit (parent_id, valid_from)",
      "CREATE INDEX territory_unit_level ON territory_unit (level, valid_from)",
      "CREATE INDEX territory_unit_name ON territory_unit (name_key)",
      """
      CREATE INDEX territory_unit_alternative ON territory_unit (alternative_key)
        WHERE alternative_key IS NOT NULL
      """,
    ]
  }

  private static func successions(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE territory_succession (
        old_id \(dialect.text) NOT NULL,
        new_id \(dialect.text) NOT NULL,
        effective \(dialect.text) NOT NULL,
        scope TEXT NOT NULL,
        population_share \(dialect.integer),
        main TEXT,
        legal_reference TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (old_id, new_id))\(dialect.strict)
      """,
      "CREATE INDEX territory_succession_new ON territory_succession (new_id, old_id)",
    ]
  }

  private static func statistics(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE territory_statistic (
        unit_id \(dialect.text) PRIMARY KEY,
        area \(dialect.integer),
        population \(dialect.integer),
        longitude_millionths \(dialect.integer) NOT NULL,
        latitude_millionths \(dialect.integer) NOT NULL)\(dialect.strict)
      """
    ]
  }
}
