import Kernel
import Storage
import TestSupport
import Testing

@Suite struct BulkInsertTests {
  /// Fifty thousand rows of texts that formats stumble over, the same for the same seed.
  struct Rows: Sequence, IteratorProtocol {
    var place = 0
    var random = SeededRandom(seed: 7)

    mutating func next() -> [Value]? {
      guard place < 50_000 else { return nil }
      place += 1
      let amount: Value = place % 5 == 0 ? .null : .integer(Int64(place) * 1_000_003)
      let label: Value = place % 7 == 0 ? .null : .text(random.text(upTo: 12))
      return [.text("kon-tum"), .text("c\(place)"), amount, label]
    }
  }

  @Test(arguments: Engine.tested) func rowsComeBackAsTheyWent(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let count = try await database.write(SampleTables.act()) { transaction in
        let count = try transaction.insert(
          into: "sample_item", columns: ["department", "code", "amount", "label"], rows: Rows())
        transaction.note(AuditNote(kind: "sample.imported", subject: "items", detail: ["count": String(count)]))
        return count
      }
      #expect(count == 50_000)
      let wrong = try await database.read { transaction in
        var expected: [String: [Value]] = [:]
        for row in Rows() { if case .text(let code) = row[1] { expected[code] = row } }
        var wrong = 0
        try transaction.each("SELECT department, code, amount, label FROM sample_item") { row in
          let found = ["department", "code", "amount", "label"].map { row[$0] }
          if expected.removeValue(forKey: try row.requiredText("code")) != found { wrong += 1 }
        }
        return wrong + expected.count
      }
      #expect(wrong == 0)
    }
  }

  @Test(arguments: Engine.tested) func aBadRowLeavesNothing(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let bad: [(String, [Value])] = [
        ("a row too short", [.text("kon-tum")]), ("a check", [.text("kon-tum"), .text("z"), .integer(-1)]),
      ]
      for (name, row) in bad {
        let good = (1...3000).map { [Value.text("kon-tum"), .text("c\($0)"), .integer(1)] }
        // Alone at the end, and in the middle of many.
        for rows in [good + [row], good[..<700] + [row] + good[700...]] {
          let error = await FailureTests.error {
            try await database.maintain {
              _ = try $0.insert(into: "sample_item", columns: ["department", "code", "amount"], rows: rows)
            }
          }
          #expect(error != nil, "\(name)")
          let count = try await database.read { try $0.countItems() }
          #expect(count == 0, "\(name)")
        }
      }
    }
  }

  /// What lies around the ends of the pieces in which SQLite takes rows.
  @Test(arguments: Engine.tested, [1, 999, 1000, 1001, 2000, 2001])
  func everyRowOnce(engine: Engine, count: Int) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let added = try await database.maintain { transaction in
        try transaction.insert(
          into: "sample_item", columns: ["department", "code", "amount"],
          rows: (0..<count).lazy.map { [Value.text("kon-tum"), .text("c\($0)"), .integer(Int64($0))] })
      }
      let found = try await database.read { transaction in
        try transaction.rows("SELECT amount FROM sample_item ORDER BY amount").map { try $0.requiredInteger("amount") }
      }
      #expect(added == count && found == Array(0..<count))
    }
  }

  @Test(arguments: Engine.tested) func noRowsAreNoChange(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let count = try await database.write(SampleTables.act()) {
        try $0.insert(into: "sample_item", columns: ["department", "code"], rows: [])
      }
      #expect(count == 0)
    }
  }
}
