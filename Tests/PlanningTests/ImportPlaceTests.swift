import Figures
import Foundation
import Interchange
import Kernel
import Storage
import Systems
import Territory
import TestSupport
import Testing
import Wording

@testable import Planning

@Suite("Places of files are those of their period, and what can mean two is asked about")
struct ImportPlaceTests {
  /// A place as written, a period, and the unit it means then, or the code of the error.
  struct Case {
    let written: String
    let period: String
    let means: String

    init(_ written: String, _ period: String, _ means: String) {
      (self.written, self.period, self.means) = (written, period, means)
    }

    /// The unit's id; `nil` where an error is expected.
    var unit: String? { means.contains("_") ? nil : means }
  }

  static let results: [Case] = [
    Case("62", "2021", "A.62"), Case("92", "2018", "A.92"), Case("01", "2021", "A.01"), Case("31135", "2024", "A.31135"),
    Case("613", "2021", "A.613"), Case("92", "2025", "B.92"), Case("92", "2025-Q2", "A.92"), Case("92", "2025-06", "A.92"),
    Case("92", "2025-07", "B.92"), Case("62", "2025-Q2", "A.62"), Case("51", "2026-03", "B.51"),
    // Ended before the period's last day: only where the cell says that it is meant.
    Case("62", "2025", "unknown_place"), Case("A.62", "2025", "A.62"), Case("62@2025-06-30", "2025", "A.62"),
    Case("62", "2026", "unknown_place"), Case("63", "2021", "unknown_place"),
    // Ids, names, days behind a code.
    Case("A.62", "2021", "A.62"), Case("a.62", "2021", "A.62"), Case("tỉnh Kon Tum", "2021", "A.62"),
    Case("62@2021-12-31", "2021", "A.62"), Case("62@31/12/2021", "2021", "A.62"),
    Case("62@2021", "2021", "territory.unreadable_day"),
    Case("Kon Tum", "2021", "territory.ambiguous_unit"), Case("Kon Tumm", "2021", "unknown_place"),
    Case("\"phường Tân An, quận Ninh Kiều\"", "2024", "A.31135"), Case("phường Tân An", "2024", "territory.ambiguous_unit"),
    Case("A.62", "2026", "territory.unit_ended"), Case("B.51", "2025-06", "territory.unit_not_begun"),
    Case("B.51", "2025-07", "B.51"), Case("A.00004", "2021", "A.00004"), Case("A.4", "2021", "unknown_place"),
    // A code that changed hands in 2025: the holder of the month, of the quarter; asked about in a period with two.
    Case("24", "2025-05", "A.24"), Case("24", "2025-06", "A.24"), Case("24", "2025-07", "B.24"), Case("24", "2025-Q2", "A.24"),
    Case("24", "2025-Q3", "B.24"), Case("24", "2025-H1", "A.24"), Case("24", "2025-9M", "territory.ambiguous_unit"),
    Case("24", "2025", "territory.ambiguous_unit"), Case("A.24", "2025", "A.24"), Case("B.24", "2025", "B.24"),
    Case("24@2025-06-30", "2025", "A.24"), Case("24@2025-07-01", "2025", "B.24"), Case("24", "2026", "B.24"),
    Case("31135", "2025", "territory.ambiguous_unit"), Case("31135", "2025-06", "A.31135"), Case("31135", "2025-07", "B.31135"),
    // Lost zeros: back only where one unit can be meant.
    Case("1", "2021", "territory.ambiguous_unit"), Case("4", "2021", "territory.ambiguous_unit"), Case("17", "2021", "A.17"),
    Case("4", "2025-07", "territory.ambiguous_unit"), Case("1", "2025-07", "B.01"), Case("1273", "2021", "A.01273"),
    Case("00004", "2021", "A.00004"), Case("004", "2021", "A.004"), Case("04", "2021", "A.04"),
    Case("0004", "2021", "unknown_place"),
    Case("00079", "2020", "A.00079"), Case("001", "2020", "A.001"), Case("00004", "2025-07", "B.00004"),
    Case("04", "2025-07", "B.04"), Case("25", "2025-07", "B.25"), Case("00025", "2025-07", "B.00025"),
    // Bình Phước ended; its old code is no ward of Hà Nội.
    Case("70", "2025-06", "A.70"), Case("70", "2025-07", "unknown_place"),
  ]

  static let targets: [Case] = [
    Case("62", "2021", "A.62"), Case("92", "2018", "A.92"), Case("62", "2025", "A.62"), Case("92", "2025", "B.92"),
    Case("62", "2026", "unknown_place"), Case("92", "2026", "B.92"), Case("31135", "2024", "A.31135"),
    Case("A.92", "2025", "A.92"), Case("92@2025-06-30", "2025", "A.92"), Case("24", "2024", "A.24"),
    Case("24", "2025", "territory.ambiguous_unit"), Case("A.24", "2025", "A.24"), Case("24@2025-06-30", "2025", "A.24"),
    Case("24@2025-07-01", "2025", "B.24"), Case("24", "2026", "B.24"), Case("A.24", "2026", "territory.unit_ended"),
    Case("B.24", "2024", "territory.unit_not_begun"), Case("1", "2021", "territory.ambiguous_unit"),
    Case("tỉnh Bắc Giang", "2025", "A.24"), Case("tỉnh Bắc Ninh", "2025", "territory.ambiguous_unit"),
    Case("thành phố Cần Thơ", "2025", "B.92"),
  ]

  static let day = CivilDate(daysSinceEpoch: 20_820)

  @Test("results", arguments: Engine.tested)
  func ofResults(engine: Engine) async throws {
    try await withPlanning(engine, effects: .fixed(on: Self.day)) { database in
      for (index, example) in Self.results.enumerated() {
        let file = "indicator,place,period,value\nJOB,\(example.written),\(example.period),\(index + 1)\n"
        let outcome = try await PlanningFixture.importResults(file, into: database)
        #expect(outcome.faults == (example.unit == nil ? ["2:place: \(example.means)"] : []), "\(example)")
        guard let unit = example.unit else { continue }
        let found = try await database.read { transaction in
          try transaction.row(
            "SELECT value FROM planning_result WHERE place = \(unit) AND period = \(example.period) AND indicator = 'JOB'"
          )?.quantity("value")
        }
        #expect(found == Quantity(index + 1), "\(example)")
      }
    }
  }

  @Test("targets and boards", arguments: Engine.tested)
  func ofTargets(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      for example in Self.targets {
        let file = "indicator,place,year,level,comparator\nTBLS,\(example.written),\(example.period),1,>=\n"
        let outcome = try await PlanningFixture.importTargets(file, into: database)
        #expect(outcome.faults == (example.unit == nil ? ["2:place: \(example.means)"] : []), "\(example)")
        let year = try #require(Int(example.period))
        let found = try await database.read { transaction -> String in
          do {
            return try PlaceFinder.find(example.written, year: year, transaction).place.rawValue
          } catch let error as any UserFacing {
            return error.code.replacing("planning.", with: "")
          }
        }
        #expect(found == example.means, "\(example)")
        if let unit = example.unit {
          let plan = try await database.read {
            try PlanStore.plan(place: ID(unit), year: year, in: ID("SO.\(unit.count == 4 ? unit : "A.92")"), $0)
          }
          #expect(plan?.state == .assigned, "\(example)")
        }
      }
    }
  }

  /// Every way of writing that a refusal offers is tried in the same cell: it is taken, and by another unit each time.
  @Test("each advice helps", arguments: Engine.tested)
  func advice(engine: Engine) async throws {
    let wording = try PlanningFixture.wording
    let questions: [(place: String, period: String, choices: [String])] = [
      ("24", "2025", ["A.24", "24@2025-06-30", "B.24", "24@2025-07-01"]),
      ("1", "2021", ["A.01", "01", "A.001", "001", "A.00001", "00001"]), ("4", "2025-07", ["B.04", "04", "B.00004", "00004"]),
      ("62", "2025", ["A.62", "62@2025-06-30"]), ("0004", "2021", ["A.04", "04", "A.004", "004", "A.00004", "00004"]),
      ("Kon Tum", "2021", ["A.62", "62", "A.608", "608"]), ("A.4", "2021", ["A.04", "04", "A.004", "004", "A.00004", "00004"]),
      ("tỉnh Bắc Ninh", "2025", ["A.27", "27@2025-06-30", "B.24", "24@2025-07-01"]),
    ]
    try await withPlanning(engine, effects: .fixed(on: Self.day)) { database in
      for question in questions {
        func outcome(_ place: String) async throws -> ImportOutcome {
          let file = "indicator,place,period,value\nTBLS,\(place),\(question.period),1\n"
          return try await PlanningFixture.importResults(file, mode: .preview, into: database)
        }
        let error = try #require(try await outcome(question.place).errors.first)
        for (language, marks) in [(Language.vi, ("«", "»")), (.en, ("“", "”"))] {
          let quoted = wording.text(error.message, in: language).split(separator: Character(marks.0)).dropFirst()
            .compactMap { $0.split(separator: Character(marks.1)).first.map(String.init) }
          #expect(quoted.filter { $0 != question.place } == question.choices, "\(question)")
        }
        for choice in question.choices { #expect(try await outcome(choice).errors == [], "\(question.place) → \(choice)") }
      }
    }
  }

  @Test("two ways of writing one unit in one file are the same row twice")
  func twice() async throws {
    try await withPlanning(.sqlite, effects: .fixed(on: Self.day)) { database in
      let file = "indicator,place,period,value\nTBLS,A.24,2025,1\nTBLS,24@2025-06-30,2025,2\nTBLS,B.24,2025,3\n"
      let outcome = try await PlanningFixture.importResults(file, mode: .preview, into: database)
      #expect(outcome.faults == ["3:indicator: duplicate_row"])
    }
  }

  /// Enough different places for the lives of all units to be read at once: the answers stay the same.
  @Test("a long file is read like a short one")
  func longFile() async throws {
    try await withPlanning(.sqlite, effects: .fixed(on: Self.day)) { database in
      let communes = try await database.read { transaction in
        try TerritoryStore.descendants(of: ID("A.79"), on: try #require(CivilDate(iso: "2024-12-31")), transaction)
      }
      var lines = communes.prefix(150).map { "TBLS,\($0.code),2024-12,1" }
      for example in Self.results { lines.append("TBLS,\(example.written),\(example.period),1") }
      let outcome = try await PlanningFixture.importResults(
        (["indicator,place,period,value"] + lines).joined(separator: "\n"), mode: .preview, into: database)
      let places = outcome.faults.filter { $0.contains(":place:") }
      let refused = Self.results.enumerated().filter { $0.element.unit == nil }
      let wanted = refused.map { "\($0.offset + 152):place: \($0.element.means)" }
      #expect(places == wanted)
    }
  }

  @Test("an unknown place is said with the day it was looked for, and with the unit that had the code")
  func sentence() async throws {
    let wording = try PlanningFixture.wording
    try await withPlanning(.sqlite) { database in
      let error = try await #require(throws: PlanningError.self) { try await PlanningFixture.board("62", 2026, database) }
      #expect(error.code == "planning.unknown_place")
      let sentence = wording.text(error.message, in: .vi)
      for part in ["31/12/2026", "tỉnh Kon Tum (A.62)", "30/06/2025", "tỉnh Quảng Ngãi (B.51)"] {
        #expect(sentence.contains(part), "\(sentence)")
      }
    }
  }
}
