import Kernel
import Storage
import Territory
import TestSupport
import Testing

@testable import Planning

@Suite("Place codes of files are those of their year")
struct ImportPlaceTests {
  /// A code in a year, and the unit it meant then.
  struct Case {
    let code: String
    let year: String
    let unit: String?
  }

  static let results: [Case] = [
    Case(code: "62", year: "2021", unit: "A.62"), Case(code: "92", year: "2018", unit: "A.92"),
    Case(code: "1", year: "2021", unit: "A.01"), Case(code: "01", year: "2021", unit: "A.01"),
    Case(code: "31135", year: "2024", unit: "A.31135"), Case(code: "613", year: "2021", unit: "A.613"),
    Case(code: "92", year: "2025", unit: "B.92"), Case(code: "92", year: "2025-Q2", unit: "A.92"),
    Case(code: "92", year: "2025-06", unit: "A.92"), Case(code: "92", year: "2025-07", unit: "B.92"),
    Case(code: "62", year: "2025-Q2", unit: "A.62"), Case(code: "62", year: "2025", unit: nil),
    Case(code: "62", year: "2026", unit: nil), Case(code: "51", year: "2026-03", unit: "B.51"),
    Case(code: "63", year: "2021", unit: nil), Case(code: "A.62", year: "2021", unit: nil),
    Case(code: "Kon Tum", year: "2021", unit: nil),
  ]

  static let targets: [Case] = [
    Case(code: "62", year: "2021", unit: "A.62"), Case(code: "92", year: "2018", unit: "A.92"),
    Case(code: "62", year: "2025", unit: "A.62"), Case(code: "92", year: "2025", unit: "B.92"),
    Case(code: "62", year: "2026", unit: nil), Case(code: "92", year: "2026", unit: "B.92"),
    Case(code: "31135", year: "2024", unit: "A.31135"),
  ]

  static let day = CivilDate(daysSinceEpoch: 20_820)

  @Test("results: the last day of the period", arguments: Engine.tested)
  func ofResults(engine: Engine) async throws {
    try await withPlanning(engine, effects: .fixed(on: Self.day)) { database in
      for example in Self.results {
        let file = "indicator,place,period,value\nTBLS,\(example.code),\(example.year),1\n"
        let outcome = try await PlanningFixture.importResults(file, into: database)
        #expect(outcome.faults == (example.unit == nil ? ["2:place: unknown_place"] : []), "\(example)")
        guard let unit = example.unit else { continue }
        let count = try await database.read { transaction in
          try transaction.rows("SELECT 1 AS one FROM planning_result WHERE place = \(unit) AND period = \(example.year)").count
        }
        #expect(count == 1, "\(example)")
      }
    }
  }

  @Test("targets: the last day of the year, or its first where the place closed during it", arguments: Engine.tested)
  func ofTargets(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      for example in Self.targets {
        let file = "indicator,place,year,level,comparator\nTBLS,\(example.code),\(example.year),1,>=\n"
        let outcome = try await PlanningFixture.importTargets(file, into: database)
        #expect(outcome.faults == (example.unit == nil ? ["2:place: unknown_place"] : []), "\(example)")
        let year = try #require(Int(example.year))
        let found = try await database.read { try? PlaceFinder.find(example.code, year: year, $0).place }
        #expect(found?.rawValue == example.unit, "\(example)")
        if let unit = example.unit {
          let plan = try await database.read {
            try PlanStore.plan(place: ID(unit), year: year, in: ID("SO.\(example.code.count == 2 ? unit : "A.92")"), $0)
          }
          #expect(plan?.state == .assigned, "\(example)")
        }
      }
    }
  }

  @Test("an unknown place is said with the day it was looked for")
  func sentence() async throws {
    try await withPlanning(.sqlite) { database in
      let day = try #require(CivilDate(iso: "2026-12-31"))
      await #expect(throws: PlanningError.unknownPlace(code: "62", day: day)) {
        try await PlanningFixture.board("62", 2026, database)
      }
    }
  }
}
