import Storage
import Territory

/// The tables of organisations, posts, accounts, grants, sessions and sign-ins.
public enum DirectorySchema {
  /// The steps of this system alone.
  public static let migrations: [Migration] = [
    Migration("0003_directory") { dialect in
      organisations(dialect) + posts(dialect) + accounts(dialect) + sessions(dialect)
    },
    Migration("0006_directory_sign_in") { dialect in signIn(dialect) },
    GrantSchema.migration, SignInLogSchema.migration, GrantSchema.openRoles,
  ]

  private static func organisations(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE directory_organisation (
        id \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN
          ('department', 'division', 'attached_unit', 'district_division', 'peoples_committee')),
        unit \(dialect.text) NOT NULL,
        parent \(dialect.text) REFERENCES directory_organisation (id),
        valid_from \(dialect.text),
        valid_to \(dialect.text),
        CHECK (valid_from <= valid_to))\(dialect.strict)
      """,
      "CREATE INDEX directory_organisation_of_department ON directory_organisation (department, kind)",
      "CREATE INDEX directory_organisation_of_unit ON directory_organisation (unit, kind)",
      """
      CREATE TABLE directory_organisation_name (
        organisation \(dialect.text) NOT NULL REFERENCES directory_organisation (id),
        number \(dialect.integer) NOT NULL,
        name_vi TEXT NOT NULL,
        name_en TEXT NOT NULL,
        abbreviation TEXT NOT NULL,
        valid_from \(dialect.text),
        valid_to \(dialect.text),
        PRIMARY KEY (organisation, number),
        CHECK (valid_from <= valid_to))\(dialect.strict)
      """,
    ]
  }

  private static func posts(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE directory_post (
        id \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        organisation \(dialect.text) NOT NULL REFERENCES directory_organisation (id),
        title_vi TEXT NOT NULL,
        title_en TEXT NOT NULL,
        rank \(dialect.integer) NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX directory_post_of_organisation ON directory_post (organisation, rank)",
      """
      CREATE TABLE directory_appointment (
        id \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        post \(dialect.text) NOT NULL REFERENCES directory_post (id),
        full_name TEXT NOT NULL,
        staff_category TEXT NOT NULL CHECK (staff_category IN
          ('elected_official', 'civil_servant', 'public_employee', 'contract_worker')),
        valid_from \(dialect.text) NOT NULL,
        valid_to \(dialect.text),
        CHECK (valid_from <= valid_to))\(dialect.strict)
      """,
      "CREATE INDEX directory_appointment_of_post ON directory_appointment (post, valid_from)",
    ]
  }

  private static func accounts(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE directory_account (
        id \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        username TEXT NOT NULL,
        username_key \(dialect.text) NOT NULL UNIQUE,
        display_name TEXT NOT NULL,
        password_hash TEXT NOT NULL,
        active \(dialect.integer) NOT NULL CHECK (active IN (0, 1)),
        must_change_password \(dialect.integer) NOT NULL CHECK (must_change_password IN (0, 1)),
        created_at TEXT NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX directory_account_of_department ON directory_account (department, username_key)",
      """
      CREATE TABLE directory_grant (
        department \(dialect.text) NOT NULL,
        account \(dialect.text) NOT NULL REFERENCES directory_account (id),
        role \(dialect.text) NOT NULL CHECK (role IN
          ('specialist', 'division_head', 'director', 'district_officer', 'commune_officer', 'administrator')),
        unit \(dialect.text) NOT NULL,
        valid_from \(dialect.text) NOT NULL,
        valid_to \(dialect.text),
        PRIMARY KEY (account, role, unit, valid_from),
        CHECK (valid_from <= valid_to))\(dialect.strict)
      """,
    ]
  }

  private static func sessions(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE directory_session (
        token_digest \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        account \(dialect.text) NOT NULL REFERENCES directory_account (id),
        created_at \(dialect.text) NOT NULL,
        last_used_at \(dialect.text) NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX directory_session_of_account ON directory_session (account)",
      """
      CREATE TABLE directory_sign_in_attempt (
        id \(dialect.text) PRIMARY KEY,
        username_digest \(dialect.text) NOT NULL,
        address_digest \(dialect.text) NOT NULL,
        at \(dialect.text) NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX directory_attempt_by_username ON directory_sign_in_attempt (username_digest, at)",
      "CREATE INDEX directory_attempt_by_address ON directory_sign_in_attempt (address_digest, at)",
    ]
  }

  private static func signIn(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE directory_sign_in_wait (
        pair_digest \(dialect.text) PRIMARY KEY,
        opens_at \(dialect.text) NOT NULL)\(dialect.strict)
      """,
      """
      CREATE TABLE directory_known_address (
        pair_digest \(dialect.text) PRIMARY KEY,
        account \(dialect.text) NOT NULL REFERENCES directory_account (id),
        last_at \(dialect.text) NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX directory_known_address_of_account ON directory_known_address (account)",
      "ALTER TABLE directory_session ADD COLUMN draft_tag TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE directory_session ADD COLUMN ended \(dialect.integer) NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))",
    ]
  }
}
