import Kernel
import Storage
import TestSupport
import Testing

@Suite struct FailureTests {
  /// What the schema refuses.
  static let refused: [(name: String, act: @Sendable (WriteTransaction) throws -> Void)] = [
    ("the same key twice", { try $0.add("a", label: "bí mật") }),
    ("a check", { try $0.add("b", amount: -987_654) }),
    ("no value where one must be", { try $0.run("INSERT INTO sample_item (department, code) VALUES (NULL, 'bí mật')") }),
    (
      "a part of nothing",
      { try $0.run("INSERT INTO sample_part (id, department, code) VALUES ('1', \(SampleTables.konTum), \("bí mật"))") }
    ),
    ("a NUL", { try $0.add("bí mật\u{0}") }),
    (
      "the same key twice, in bulk",
      {
        try $0.insert(
          into: "sample_item", columns: ["department", "code", "label"],
          rows: [[.text("-"), .text("a"), .text("bí mật")]])
      }
    ),
    (
      "a NUL in bulk",
      { try $0.insert(into: "sample_item", columns: ["department", "code"], rows: [[.text("kon-tum"), .text("bí mật\u{0}")]]) }
    ),
  ]

  @Test(arguments: Engine.tested) func whatTheSchemaRefusesIsAConstraint(engine: Engine) async throws {
    for (name, act) in Self.refused {
      try await withDatabase(engine, migrations: SampleTables.migrations, preparedAs: "item a", prepare: Self.addA) { database in
        let error = await Self.error { try await database.maintain(act) }
        guard case .constraint(let text) = error else {
          Issue.record("\(name): \(String(describing: error))")
          return
        }
        #expect(!text.contains("mật") && !text.contains("987654"), "\(name) tells a value: \(text)")
        let count = try await database.read { try $0.countItems() }
        #expect(count == 1, "\(name) was written")
      }
    }
  }

  /// What no engine can do, with a bound value that must not show.
  static let failing: [(name: String, sql: SQL)] = [
    ("an unknown table", "SELECT \("bí mật") FROM no_such_table"),
    ("an unknown column", "SELECT no_such_column FROM sample_item WHERE label = \("bí mật")"),
    ("no statement", "SELEKT \("bí mật")"),
  ]

  @Test(arguments: Engine.tested) func aFailedStatementSaysWhyWithoutValues(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      for (name, sql) in Self.failing {
        let error = await Self.error { try await database.read { _ = try $0.rows(sql) } }
        guard case .failed(let text) = error else {
          Issue.record("\(name): \(String(describing: error))")
          continue
        }
        #expect(text.contains("SELE") && !text.contains("mật"), "\(name): \(text)")
      }
    }
  }

  @Test(.enabled(if: Engine.tested.contains(.postgres))) func postgresDoesNotQuoteWhatItCouldNotRead() async throws {
    try await withDatabase(.postgres, migrations: SampleTables.migrations) { database in
      let sql: SQL = "SELECT * FROM sample_item WHERE amount = \("bí mật")"
      let error = await Self.error { try await database.read { _ = try $0.rows(sql) } }
      #expect(error == .failed("SQLSTATE 22P02: SELECT * FROM sample_item WHERE amount = $1"))
    }
  }

  @Test(arguments: Engine.tested) func aFailedStatementSpoilsTheTransactionEvenWhenCaught(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations, preparedAs: "item a", prepare: Self.addA) { database in
      let error = await Self.error {
        try await database.maintain { transaction in
          try transaction.add("b")
          _ = try? transaction.add("a")
        }
      }
      let count = try await database.read { try $0.countItems() }
      #expect(error?.code == "storage.constraint")
      #expect(count == 1)
    }
  }

  @Test(.enabled(if: Engine.tested.contains(.postgres))) func aConnectionTheServerDroppedIsReplaced() async throws {
    try await withDatabase(.postgres, migrations: SampleTables.migrations) { database in
      let suicide: SQL = "SELECT pg_terminate_backend(pg_backend_pid())"
      let error = await Self.error { try await database.read { _ = try $0.rows(suicide) } }
      #expect(error?.code == "storage.unavailable")
      let count = try await database.read { try $0.countItems() }
      #expect(count == 0)
    }
  }

  /// The connection breaks while nobody uses it, so it shows only when the next transaction begins.
  @Test(.enabled(if: Engine.tested.contains(.postgres))) func aConnectionDroppedWhileIdleIsReplaced() async throws {
    try await withSharedDatabase(.postgres, migrations: SampleTables.migrations) { open in
      let (database, other) = (try open(), try open())
      let process = try await database.read { try $0.row("SELECT pg_backend_pid() AS p")?.integer("p") ?? 0 }
      // Waits until the server has ended it.
      let ended = try await other.read {
        try $0.row("SELECT pg_terminate_backend(\(process)::int, 5000) AS ended")?.flag("ended")
      }
      #expect(ended == true)
      let count = try await database.maintain { try $0.countItems() }
      #expect(count == 0)
      await database.close()
      await other.close()
    }
  }

  static let addA: @Sendable (Database) async throws -> Void = { try await $0.maintain { _ = try $0.add("a") } }

  static func error(_ body: () async throws -> Void) async -> StorageError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? StorageError
    }
  }
}
