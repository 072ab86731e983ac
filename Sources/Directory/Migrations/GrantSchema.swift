import Storage

/// Who gave a role and who confirmed it, and the roles that wait for a second person.
enum GrantSchema {
  /// Requests stand in a table of their own, so that none is ever read as a right.
  static let migration = Migration("0007_grants") { dialect in
    [
      "ALTER TABLE directory_grant ADD COLUMN granted_by TEXT",
      "ALTER TABLE directory_grant ADD COLUMN granted_at TEXT",
      "ALTER TABLE directory_grant ADD COLUMN confirmed_by TEXT",
      "ALTER TABLE directory_grant ADD COLUMN confirmed_at TEXT",
      """
      CREATE TABLE directory_grant_request (
        id \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        account \(dialect.text) NOT NULL REFERENCES directory_account (id),
        role \(dialect.text) NOT NULL,
        unit \(dialect.text) NOT NULL,
        valid_from \(dialect.text) NOT NULL,
        valid_to \(dialect.text),
        asked_by TEXT NOT NULL,
        asked_at \(dialect.text) NOT NULL,
        CHECK (valid_from <= valid_to),
        UNIQUE (account, role, unit))\(dialect.strict)
      """,
      "CREATE INDEX directory_grant_request_of_department ON directory_grant_request (department, asked_at)",
    ]
  }
}
