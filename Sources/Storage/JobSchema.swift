/// Jobs with payload, progress and result; events and their readers.
enum JobSchema {
  /// What waited before were purges that scheduled each other; they are scheduled by their kinds now.
  static let migration = Migration("0012_jobs_and_events") { dialect in
    ["DROP TABLE job"] + jobs(dialect) + events(dialect)
  }

  private static func jobs(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE job (
        id \(dialect.text) PRIMARY KEY,
        kind \(dialect.text) NOT NULL,
        department \(dialect.text) NOT NULL,
        actor TEXT NOT NULL,
        payload \(dialect.text) NOT NULL,
        asked_at TEXT NOT NULL,
        due_at \(dialect.text) NOT NULL,
        state \(dialect.text) NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
        attempts \(dialect.integer) NOT NULL,
        claimed_until \(dialect.text),
        cancelled \(dialect.integer) NOT NULL DEFAULT 0,
        done \(dialect.integer),
        total \(dialect.integer),
        progress TEXT NOT NULL,
        failure TEXT,
        result TEXT NOT NULL,
        ended_at \(dialect.text))\(dialect.strict)
      """,
      "CREATE UNIQUE INDEX job_once ON job (kind, department, payload) WHERE state IN ('waiting', 'running')",
      "CREATE INDEX job_due ON job (state, due_at)",
    ]
  }

  private static func events(_ dialect: Dialect) -> [String] {
    [
      "CREATE TABLE storage_event_head (number \(dialect.integer) NOT NULL)\(dialect.strict)",
      "INSERT INTO storage_event_head (number) VALUES (0)",
      """
      CREATE TABLE storage_event (
        number \(dialect.integer) PRIMARY KEY,
        kind \(dialect.text) NOT NULL,
        department \(dialect.text) NOT NULL,
        subject TEXT NOT NULL,
        payload TEXT NOT NULL,
        at TEXT NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX storage_event_of_kind ON storage_event (kind, number)",
      """
      CREATE TABLE storage_event_reader (
        name \(dialect.text) PRIMARY KEY,
        number \(dialect.integer) NOT NULL)\(dialect.strict)
      """,
    ]
  }
}
