import Kernel
import Storage
import TestSupport
import Testing

/// Rows read by the places of their columns say what rows read by name say.
@Suite struct CellsTests {
  /// What columns may hold: code, amount, label.
  private static let items: [(String, Int?, String?)] = [
    ("a", 0, "Đắk Hà"), ("b", nil, nil), ("c", 9_007_199_254_740_993, ""),
    ("d", 7, "a label that is too long to stand in a word"),
    ("ổ", 1, "a\u{323}"),
  ]

  @Test(arguments: Engine.tested) func placesSayWhatNamesSay(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      try await database.maintain { transaction in
        for (code, amount, label) in CellsTests.items { try transaction.add(code, amount: amount, label: label) }
      }
      let (byPlace, byName) = try await database.read { transaction in
        let statement: SQL = "SELECT code, amount, label FROM sample_item WHERE amount IS NULL OR amount >= \(0) ORDER BY code"
        var byPlace: [String] = []
        try transaction.scan(statement) { cells in
          let code = try cells.requiredText(0)
          byPlace.append("\(code) \(cells.number(1).map { String($0) } ?? "-") \(cells.text(2) ?? "-")")
          #expect(cells.holds(code, at: 0) && !cells.holds(code + "x", at: 0) && !cells.holds("", at: 0), "\(code)")
          if let label = cells.text(2) { #expect(cells.holds(label, at: 2), "\(code)") }
          if code == "b" {
            #expect(!cells.holds("", at: 2), "NULL is no text")
            #expect(throws: StorageError.self) { try cells.requiredText(2) }
            #expect(throws: StorageError.self) { try cells.requiredNumber(1) }
          }
        }
        let byName = try transaction.rows(statement).map { row in
          "\(try row.requiredText("code")) \(row.integer("amount").map { String($0) } ?? "-") \(row.text("label") ?? "-")"
        }
        return (byPlace, byName)
      }
      #expect(byPlace == byName && byPlace.count == CellsTests.items.count)
    }
  }
}
