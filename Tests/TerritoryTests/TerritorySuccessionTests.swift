import Kernel
import Storage
import Territory
import TestSupport
import Testing

/// What became of a unit, and of what a unit was formed.
@Suite struct TerritorySuccessionTests {
  @Test(arguments: Engine.tested)
  func successorsAreNamedWithScopeShareAndClause(engine: Engine) async throws {
    let cases: [(old: String, successors: [String])] = [
      ("A.62", ["B.51 2025-07-01 whole 1 202/2025/QH15"]),
      ("A.31135", ["B.31135 2025-07-01 whole 1 1668/NQ-UBTVQH15 Điều 1 khoản 1"]),
      ("A.31147", ["B.31147 2025-07-01 whole 1 1668/NQ-UBTVQH15 Điều 1 khoản 3"]),
      (
        "A.31178",
        [
          "B.31120 2025-07-01 part ? 1668/NQ-UBTVQH15 Điều 1 khoản 2",
          "B.31168 2025-07-01 part ? 1668/NQ-UBTVQH15 Điều 1 khoản 6 (byCentroid)",
        ]
      ),
      ("A.31126", ["A.31123 2024-11-01 whole 1 1192/NQ-UBTVQH15"]),
      ("A.498", ["B.20333 2025-07-01 whole 1 1659/NQ-UBTVQH15 Điều 1 khoản 92"]),
      ("A.916", []),
      ("B.92", []),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let rows = try await database.read { try TerritoryStore.successors(of: unitID(expected.old), $0) }
        #expect(rows.allSatisfy { $0.old.rawValue == expected.old })
        #expect(rows.map { "\($0.new) \(written($0))" } == expected.successors, "\(expected.old)")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func predecessorsAreAllNamed(engine: Engine) async throws {
    let cases: [(new: String, predecessors: [String])] = [
      ("B.51", ["A.51", "A.62"]),
      ("B.92", ["A.92", "A.93", "A.94"]),
      ("B.31135", ["A.31123", "A.31135", "A.31144"]),
      ("B.31120", ["A.31117", "A.31120", "A.31178"]),
      ("B.31213", ["A.31213"]),
      ("B.23473", ["A.23461", "A.23470", "A.23473"]),
      ("A.31123", ["A.31126", "A.31129", "A.31141"]),
    ]
    try await withTerritory(engine) { database in
      for expected in cases {
        let rows = try await database.read { try TerritoryStore.predecessors(of: unitID(expected.new), $0) }
        #expect(rows.map(\.old.rawValue) == expected.predecessors, "\(expected.new)")
      }
    }
  }

  @Test(arguments: Engine.tested)
  func noCommuneIsLostInTheReformOf2025(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      let (last, first) = (try day("2025-06-30"), try day("2025-07-01"))
      let lost = try await database.read { transaction in
        try transaction.rows(
          """
          SELECT u.unit_id FROM territory_unit u WHERE u.level <> 2 AND u.valid_to = \(last)
            AND NOT EXISTS (SELECT 1 FROM territory_succession s WHERE s.old_id = u.unit_id AND s.effective = \(first))
          UNION ALL
          SELECT u.unit_id FROM territory_unit u WHERE u.valid_from = \(first)
            AND NOT EXISTS (SELECT 1 FROM territory_succession s WHERE s.new_id = u.unit_id AND s.effective = \(first))
          UNION ALL
          SELECT s.old_id FROM territory_succession s WHERE s.effective = \(first) AND s.scope IN ('whole', 'unchanged', 'renamed')
          GROUP BY s.old_id HAVING COUNT(*) > 1
          """
        ).compactMap { $0.text("unit_id") }
      }
      #expect(lost.isEmpty)
    }
  }

  @Test(arguments: Engine.tested)
  func figuresOf2025AreExact(engine: Engine) async throws {
    try await withTerritory(engine) { database in
      try await database.read { transaction in
        let province = try #require(try TerritoryStore.statistic(of: unitID("B.01"), transaction))
        #expect(province.area == Quantity(plain: "3359.8"))
        #expect(province.population == 8_718_000)
        #expect(province.longitudeMillionths == 105_698_000)
        #expect(province.latitudeMillionths == 21_000_100)
        let unknown = try #require(try TerritoryStore.statistic(of: unitID("B.06187"), transaction))
        #expect(unknown.area == nil && unknown.population == nil)
        #expect(try TerritoryStore.statistic(of: unitID("A.01"), transaction) == nil)
      }
    }
  }

  private func written(_ row: Succession) -> String {
    let share = row.populationShare?.description ?? "?"
    let main = row.main.map { " (\($0))" } ?? ""
    return "\(row.effective) \(row.scope.rawValue) \(share) \(row.legalReference)\(main)"
  }
}
