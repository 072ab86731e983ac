import Storage

/// Who gave a role and who confirmed it, and the roles that wait for a second person.
enum GrantSchema {
  /// Which roles there are is dated data (`Roles`), so the table takes any name. SQLite drops no condition: the table is made anew.
  static let openRoles = Migration("0018_open_roles") { dialect in
    guard dialect.engine == .sqlite else {
      return ["ALTER TABLE directory_grant DROP CONSTRAINT directory_grant_role_check"]
    }
    return [
      """
      CREATE TABLE directory_grant_open (
        department TEXT NOT NULL,
        account TEXT NOT NULL REFERENCES directory_account (id),
        role TEXT NOT NULL,
        unit TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        valid_to TEXT,
        granted_by TEXT,
        granted_at TEXT,
        confirmed_by TEXT,
        confirmed_at TEXT,
        PRIMARY KEY (account, role, unit, valid_from),
        CHECK (valid_from <= valid_to)) STRICT
      """,
      """
      INSERT INTO directory_grant_open SELECT department, account, role, unit, valid_from, valid_to, granted_by, granted_at,
        confirmed_by, confirmed_at FROM directory_grant
      """,
      "DROP TABLE directory_grant",
      "ALTER TABLE directory_grant_open RENAME TO directory_grant",
    ]
  }

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
