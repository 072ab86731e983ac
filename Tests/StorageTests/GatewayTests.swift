import Kernel
import Storage
import TestSupport
import Testing

@Suite struct GatewayTests {
  static let texts = [
    "", " ", "x", "Kon Tum", "ông Nguyễn Văn Độ", "e\u{302}\u{323} decomposed", "tab\there", "line\nbreak\r\n",
    "back\\slash \\N \\.",
    "'quoted' \"twice\" $1 ? :a", "𝄞 👩‍👧", String(repeating: "dài ", count: 20_000),
  ]
  static let numbers: [Int64] = [0, 1, -1, 4_294_967_296, .max, .min]

  @Test(arguments: Engine.tested) func valuesComeBackAsTheyWent(engine: Engine) async throws {
    try await withDatabase(engine, migrations: [Self.valueTable]) { database in
      let rows: [[Value]] =
        Self.texts.map { [.text($0), .null] } + Self.numbers.map { [.null, .integer($0)] } + [[.null, .null]]
      try await database.maintain { transaction in
        for (place, row) in rows.enumerated() {
          try transaction.run("INSERT INTO sample_value (place, t, n) VALUES (\(place), \(row[0]), \(row[1]))")
        }
      }
      let found = try await database.read { transaction in
        try transaction.rows("SELECT t, n FROM sample_value ORDER BY place").map { [$0["t"], $0["n"]] }
      }
      #expect(found == rows)
      // Each is also found again by itself, so a bound value is compared in its column's type.
      for (place, row) in rows.enumerated() where row != [.null, .null] {
        let same = try await database.read { transaction in
          try transaction.rows("SELECT place FROM sample_value WHERE t = \(row[0]) OR n = \(row[1])").map { $0.integer("place") }
        }
        #expect(same == [place])
      }
    }
  }

  private static let valueTable = Migration("9001_value") { dialect in
    ["CREATE TABLE sample_value (place \(dialect.integer) PRIMARY KEY, t TEXT, n \(dialect.integer))\(dialect.strict)"]
  }

  @Test(arguments: Engine.tested) func bindsWhereverAStatementTakesAValue(engine: Engine) async throws {
    try await withItems(engine) { database in
      let answers = try await database.read { transaction in
        func codes(_ sql: SQL) throws -> String { try transaction.rows(sql).map { try $0.requiredText("code") }.joined() }
        return [
          try codes("SELECT code FROM sample_item ORDER BY code LIMIT \(2) OFFSET \(1)"),
          try codes("SELECT code FROM sample_item WHERE code IN (\(list: ["a", "d"])) ORDER BY code"),
          try codes("SELECT code FROM sample_item WHERE code IN (\(list: [String]()))"),
          try codes("SELECT code FROM sample_item WHERE amount + \(1) > \(30) ORDER BY amount DESC"),
          try codes("SELECT code FROM sample_item WHERE label LIKE \("%ha%") ESCAPE '\\'"),
          try codes("SELECT code FROM sample_item WHERE amount = (SELECT max(amount) FROM sample_item WHERE code < \("d"))"),
          try codes("SELECT code FROM sample_item WHERE COALESCE(amount, \(7)) = \(7)"),
        ]
      }
      #expect(answers == ["bc", "ad", "", "dc", "b", "c", "e"])
    }
  }

  @Test(arguments: Engine.tested) func sumsAndCountsAreWholeNumbers(engine: Engine) async throws {
    try await withItems(engine) { database in
      let sql: SQL = "SELECT sum(amount) AS total, count(*) AS n, max(label) AS l FROM sample_item"
      let row = try await database.read { try $0.row(sql) }
      #expect(row.map { [$0["total"], $0["n"], $0["l"]] } == [.integer(100), .integer(5), .text("một")])
    }
  }

  @Test(arguments: Engine.tested) func answersMayBeNested(engine: Engine) async throws {
    try await withItems(engine) { database in
      let pairs = try await database.read { transaction in
        var pairs: [String] = []
        try transaction.each("SELECT code FROM sample_item WHERE amount < 30 ORDER BY code") { outer in
          try transaction.each("SELECT code FROM sample_item WHERE amount < 30 ORDER BY code") { inner in
            pairs.append(try outer.requiredText("code") + inner.requiredText("code"))
          }
        }
        return pairs
      }
      #expect(pairs == ["aa", "ab", "ba", "bb"])
    }
  }

  @Test(arguments: Engine.tested) func changesAreCounted(engine: Engine) async throws {
    try await withItems(engine) { database in
      let counts = try await database.maintain { transaction in
        [
          try transaction.run("UPDATE sample_item SET label = 'x' WHERE amount > 10"),
          try transaction.run("UPDATE sample_item SET label = 'x' WHERE amount > 1000"),
          try transaction.run("CREATE TABLE sample_other (a TEXT)"),
          try transaction.run("SELECT code FROM sample_item"),
          try transaction.run("DELETE FROM sample_item WHERE code = 'a'"),
        ]
      }
      #expect(counts == [3, 0, 0, 0, 1])
    }
  }

  @Test(arguments: Engine.tested) func aThrownErrorUndoesTheAct(engine: Engine) async throws {
    struct Refusal: Error {}
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      await #expect(throws: Refusal.self) {
        try await database.write(SampleTables.act()) { transaction in
          try transaction.add("a")
          transaction.note(AuditNote(kind: "sample.added", subject: "a"))
          throw Refusal()
        }
      }
      let state = try await Self.state(of: database)
      #expect(state == [0, 0])
    }
  }

  @Test(arguments: Engine.tested) func changesWithoutANoteAreRefused(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      await #expect(throws: StorageError.unaudited) { try await database.write(SampleTables.act()) { try $0.add("a") } }
      await #expect(throws: StorageError.unaudited) {
        try await database.write(SampleTables.act()) { transaction in
          try transaction.insert(
            into: "sample_item", columns: ["department", "code"], rows: [[.text("kon-tum"), .text("a")]])
        }
      }
      #expect(try await Self.state(of: database) == [0, 0])
      try await database.write(SampleTables.act()) { transaction in
        try transaction.add("a")
        transaction.note(AuditNote(kind: "sample.added", subject: "a"))
      }
      #expect(try await Self.state(of: database) == [1, 1])
    }
  }

  /// The number of items, and of entries in the chain.
  static func state(of database: Database) async throws -> [Int?] {
    try await database.read { transaction in
      [try transaction.countItems(), try transaction.row("SELECT count(*) AS n FROM audit_entry")?.integer("n")]
    }
  }

  /// Five items: a 10, b 20, c 30, d 40 and e without an amount.
  private func withItems(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    try await withDatabase(
      engine, migrations: SampleTables.migrations, preparedAs: "five items",
      prepare: { database in
        try await database.maintain { transaction in
          for (code, amount, label) in [("a", 10, "một"), ("b", 20, "hai"), ("c", 30, "ba"), ("d", 40, "bốn"), ("e", nil, nil)] {
            try transaction.add(code, amount: amount, label: label)
          }
        }
      }, body)
  }
}
