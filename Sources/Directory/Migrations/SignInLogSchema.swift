import Storage

/// The log of sign-ins. What the audit chain has of them from before stays there.
enum SignInLogSchema {
  static let migration = Migration("0011_sign_in_log") { dialect in
    [
      """
      CREATE TABLE directory_sign_in (
        id \(dialect.text) PRIMARY KEY,
        department \(dialect.text) NOT NULL,
        account \(dialect.text) NOT NULL,
        event TEXT NOT NULL,
        at \(dialect.text) NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX directory_sign_in_of_account ON directory_sign_in (account, at)",
    ]
  }
}
