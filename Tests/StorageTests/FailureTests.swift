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
        let text: String
        switch error {
        case .constraint(let words) where !name.hasPrefix("the same key"): text = words
        case .taken(let words) where name.hasPrefix("the same key"): text = words
        default:
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
      #expect(error?.code == "storage.taken")
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

  /// A misspelt column is a slip of the programmer; it fails the transaction, not the program.
  @Test(arguments: Engine.tested) func aColumnThatWasNotSelectedSpoilsTheTransaction(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations, preparedAs: "item a", prepare: Self.addA) { database in
      let slip = StorageError.unreadable(column: "lable")
      let readings: [@Sendable (ReadTransaction) throws -> Void] = [
        { _ = try $0.row("SELECT label FROM sample_item")?.text("lable") },
        { _ = try $0.rows("SELECT label FROM sample_item").map { $0.integer("lable") } },
        { try $0.each("SELECT label FROM sample_item") { _ = $0.flag("lable") } },
        { _ = try $0.row("SELECT label FROM sample_item")?.requiredText("lable") },
      ]
      for reading in readings {
        let read = await Self.error { try await database.read(reading) }
        #expect(read == slip)
        let writing = await Self.error {
          try await database.maintain { transaction in
            try transaction.add("b")
            try reading(transaction)
          }
        }
        #expect(writing == slip)
        let count = try await database.read { try $0.countItems() }
        #expect(count == 1)
      }
    }
  }

  /// What the server's refusals mean for whoever asked.
  static let states: [(state: String, code: String)] = [
    ("55P03", "storage.busy"), ("57014", "storage.busy"), ("40001", "storage.busy"), ("40P01", "storage.busy"),
    ("53300", "storage.busy"), ("25P03", "storage.busy"), ("53100", "storage.unavailable"), ("53200", "storage.unavailable"),
    ("57P01", "storage.unavailable"), ("57P03", "storage.unavailable"), ("08006", "storage.unavailable"),
    ("58030", "storage.unavailable"), ("25006", "storage.unavailable"), ("42501", "storage.not_permitted"),
    ("23505", "storage.taken"), ("23514", "storage.constraint"),
    ("42P01", "storage.failed"), ("XX000", "storage.failed"), ("22P02", "storage.failed"),
  ]

  @Test(.enabled(if: Engine.tested.contains(.postgres))) func refusalsOfTheServerHaveTheirMeaning() async throws {
    try await withDatabase(.postgres, migrations: SampleTables.migrations) { database in
      for (state, code) in Self.states {
        let raise = SQL(unchecked: "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(state)'; END $$")
        let error = await Self.error { try await database.maintain { try $0.run(raise) } }
        #expect(error?.code == code, "\(state)")
      }
    }
  }

  @Test func aFullDiskIsNoFaultOfTheStatement() async throws {
    try await withDatabase(.sqlite, migrations: SampleTables.migrations) { database in
      let error = await Self.error {
        try await database.maintain { transaction in
          _ = try transaction.rows("PRAGMA max_page_count = 1")
          for number in 0..<1000 { try transaction.add("\(number)", label: String(repeating: "x", count: 1000)) }
        }
      }
      #expect(error?.code == "storage.unavailable")
      let count = try await database.read { try $0.countItems() }
      #expect(count == 0)
    }
  }

  static let addA: @Sendable (Database) async throws -> Void = { try await $0.maintain { _ = try $0.add("a") } }

  static func error<Answer>(_ body: () async throws -> Answer) async -> StorageError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error as? StorageError
    }
  }
}
