import Kernel
import Storage
import TestSupport
import Testing

/// Answers too long to hold come in pieces, in their order, while other statements run; a reader may leave in the middle.
@Suite struct StreamedAnswerTests {
  private struct Enough: Error {}

  /// No row, a row, and what lies around the ends of pieces on PostgreSQL.
  @Test(arguments: Engine.tested, [0, 1, 3999, 4000, 4001, 12_345])
  func everyRowOnceInOrder(engine: Engine, count: Int) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      try await database.write(SampleTables.act()) { transaction in
        let rows = (0..<count).lazy.map { number -> [Value] in
          [.text("kon-tum"), .text("c\(number + 100_000)"), .integer(Int64(number)), .null]
        }
        _ = try transaction.insert(into: "sample_item", columns: ["department", "code", "amount", "label"], rows: rows)
        transaction.note(AuditNote(kind: "test", subject: "items"))
      }
      let (amounts, asked) = try await database.read { transaction in
        var (amounts, asked): ([Int], Int) = ([], 0)
        try transaction.stream(
          "SELECT amount, label FROM sample_item WHERE department = \(SampleTables.konTum) AND amount >= \(0) ORDER BY code"
        ) { row in
          #expect(row.text("label") == nil)
          amounts.append(try row.requiredInteger("amount"))
          // Other questions, one of them streamed as well, while the answer is under way.
          guard amounts.count % 4000 == 1 else { return }
          asked += try transaction.row("SELECT count(*) AS n FROM sample_item")?.integer("n") ?? 0
          try transaction.stream("SELECT amount FROM sample_item ORDER BY code") { _ in asked += 1 }
        }
        return (amounts, asked)
      }
      #expect(amounts == Array(0..<count) && asked == (count + 3999) / 4000 * 2 * count)
    }
  }

  @Test(arguments: Engine.tested) func whoLeavesInTheMiddleMayAskAgain(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      try await database.maintain { transaction in for number in 0..<10 { try transaction.add("c\(number)", amount: number) } }
      let sum = try await database.read { transaction in
        var sum = 0
        for _ in 0..<3 {
          do {
            try transaction.stream("SELECT amount FROM sample_item ORDER BY code") { row in
              sum += try row.requiredInteger("amount")
              if sum % 3 == 1 { throw Enough() }
            }
          } catch is Enough {}
        }
        return sum
      }
      #expect(sum == 1, "0 + 1 and away, then 0 and away, twice")
      let error = await FailureTests.error {
        try await database.read { try $0.stream("SELECT no_such FROM sample_item") { _ in } }
      }
      #expect(error?.code == "storage.failed")
      let count = try await database.read { try $0.countItems() }
      #expect(count == 10)
    }
  }
}
