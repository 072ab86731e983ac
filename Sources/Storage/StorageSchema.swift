/// The tables of the gateway itself.
public enum StorageSchema {
  /// The audit chain, its heads, the jobs, the digests of loaded reference data, the revisions of subjects, the events, and the files
  /// that were sent.
  public static let migrations: [Migration] = [
    Migration("0001_storage") { dialect in
      [
        """
        CREATE TABLE audit_entry (
          department \(dialect.text) NOT NULL,
          number \(dialect.integer) NOT NULL,
          at TEXT NOT NULL,
          actor TEXT NOT NULL,
          kind TEXT NOT NULL,
          subject TEXT NOT NULL,
          reason TEXT NOT NULL,
          detail TEXT NOT NULL,
          previous_hash TEXT NOT NULL,
          hash TEXT NOT NULL,
          PRIMARY KEY (department, number))\(dialect.strict)
        """,
        "CREATE INDEX audit_entry_subject ON audit_entry (department, subject, number)",
        """
        CREATE TABLE audit_head (
          department \(dialect.text) PRIMARY KEY,
          number \(dialect.integer) NOT NULL,
          hash TEXT NOT NULL)\(dialect.strict)
        """,
        """
        CREATE TABLE job (
          id \(dialect.text) PRIMARY KEY,
          kind TEXT NOT NULL,
          argument TEXT NOT NULL,
          due_at TEXT NOT NULL,
          state TEXT NOT NULL,
          attempts \(dialect.integer) NOT NULL,
          claimed_until TEXT,
          progress TEXT NOT NULL,
          failure TEXT)\(dialect.strict)
        """,
        "CREATE UNIQUE INDEX job_once ON job (kind, argument) WHERE state IN ('waiting', 'running')",
        "CREATE INDEX job_due ON job (state, due_at)",
        """
        CREATE TABLE reference_load (
          name \(dialect.text) PRIMARY KEY,
          digest TEXT NOT NULL,
          loaded_at TEXT NOT NULL)\(dialect.strict)
        """,
      ]
    },
    Migration("0009_revisions") { dialect in
      [
        """
        CREATE TABLE storage_revision (subject \(dialect.text) PRIMARY KEY, number \(dialect.integer) NOT NULL)\(dialect.strict)
        """
      ]
    },
    JobSchema.migration,
    Migration("0013_files") { dialect in
      [
        """
        CREATE TABLE storage_file (
          id \(dialect.text) PRIMARY KEY,
          owner \(dialect.text) NOT NULL,
          purpose TEXT NOT NULL,
          name TEXT NOT NULL,
          type TEXT NOT NULL,
          size \(dialect.integer) NOT NULL,
          digest TEXT NOT NULL,
          content \(dialect.blob),
          staged_at TEXT NOT NULL,
          expires_at \(dialect.text),
          confirmed_at TEXT)\(dialect.strict)
        """,
        "CREATE INDEX storage_file_owner ON storage_file (owner, expires_at)",
        "CREATE INDEX storage_file_expiry ON storage_file (expires_at)",
      ]
    },
  ]
}
