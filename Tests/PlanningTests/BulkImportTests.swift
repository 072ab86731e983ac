import Directory
import Interchange
import Kernel
import PlanningDemo
import Reporting
import Storage
import Systems
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Spreadsheets

/// Files of many units: what the rows of one place do to the sums above, to sheets on their way, and to what is stored.
@Suite struct BulkImportTests {
  typealias Fixture = SheetFixture

  static let header = "indicator,place,period,value,numerator,denominator,missing,year_tail\n"

  /// The codes of a district's communes.
  static func codes(of district: ID<AdministrativeUnit>, _ database: Database) async throws -> [String] {
    try await database.read { try TerritoryStore.children(of: district, on: .testDay, $0).map(\.code) }
  }

  /// Every commune of the province, two months, a count with a part, a rate and a stock.
  static func file(_ codes: [String], seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    var text = header
    for code in codes {
      for period in ["2020-11", "2021-01"] {
        let total = Int.random(in: 0...400, using: &random)
        let poor = Int.random(in: 0...90, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: text += "JOB,\(code),\(period),,,,not_reported,\n"
        case 1: text += "JOB,\(code),\(period),,,,nil,\n"
        case 2: text += "JOB,\(code),\(period),,,,not_applicable,\n"
        case 3 where period == "2021-01": text += "JOB,\(code),\(period),\(total),,,,\(total / 3)\n"
        default: text += "JOB,\(code),\(period),\(total),,,,\n"
        }
        text += "POV,\(code),\(period),\(poor % 7 == 0 ? "12.5,," : ",\(poor),\(poor + 100)"),,\n"
        text += "MERIT_N,\(code),\(period),\(total * 2),,,,\n"
      }
    }
    return text
  }

  @Test("the sums above follow a file of many units and one of few", arguments: Engine.tested)
  func sums(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let districts = try await database.read { try TerritoryStore.children(of: Fixture.province, on: .testDay, $0) }
      var codes: [String] = []
      for district in districts { codes += try await Self.codes(of: district.id, database) }
      #expect(codes.count > 60)
      for (seed, places) in [(1, codes), (2, Array(codes.prefix(3))), (3, codes), (4, Array(codes.suffix(2)))] {
        let outcome = try await PlanningFixture.importResults(Self.file(places, seed: UInt64(seed)), into: database)
        #expect(outcome.faults == [] && outcome.wasWritten, "\(seed)")
        let (kept, expected) = try await database.read { (try RollUpOracle.kept($0), try RollUpOracle.expected($0)) }
        #expect(kept == expected && !kept.isEmpty, "\(seed)")
        #expect(try await RollUpRebuild.check(.init(), database).difference == nil, "\(seed)")
      }
      // Drafts over approved figures leave what is in force, whichever way the sums are worked out.
      let before = try await database.read { try RollUpOracle.kept($0) }
      try await PlanningFixture.importResults(Self.file(codes, seed: 5), status: .draft, into: database)
      #expect(try await database.read { try RollUpOracle.kept($0) } == before)
      #expect(try await RollUpRebuild.check(.init(), database).difference == nil)
      // The same drafts in a file of approved figures are approved as they stand.
      let approved = try await PlanningFixture.importResults(Self.file(codes, seed: 5), into: database)
      #expect(approved.added == 0 && approved.changed > 0)
      let (kept, expected) = try await database.read { (try RollUpOracle.kept($0), try RollUpOracle.expected($0)) }
      #expect(kept == expected && kept != before)
    }
  }

  @Test("a district's own figure, a choice of the sum, and a rebuild from nothing", arguments: Engine.tested)
  func rebuild(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let codes = try await Self.codes(of: Fixture.district, database)
      try await PlanningFixture.importResults(Self.file(codes, seed: 7), into: database)
      let own = Self.header + "JOB,612,2020-11,77,,,,\nPOV,612,2020-11,9.5,,,,\nMERIT_N,612,2020-11,,,,not_reported,\n"
      #expect(try await PlanningFixture.importResults(own, into: database).summary == "3 0 0 written")
      #expect(try await RollUpRebuild.check(.init(), database).difference == nil)
      let month = try Fixture.period("2020-11")
      for (choice, indicator) in [(Adoption.Choice.sum, "JOB"), (.sum, "POV"), (.direct, "JOB"), (.sum, "MERIT_N")] {
        try await database.write(PlanningFixture.act("chọn")) { transaction in
          try RollUpStore.adopt(
            choice, indicator: indicator, place: Fixture.district, period: month, in: PlanningFixture.konTum.department,
            by: .installation, transaction)
        }
        #expect(try await RollUpRebuild.check(.init(), database).difference == nil, "\(choice) \(indicator)")
      }
      let kept = try await database.read { try RollUpOracle.kept($0) }
      try await database.maintain { try $0.run("DELETE FROM planning_roll_up WHERE period = '2020-11'") }
      let difference = try await RollUpRebuild.check(.init(), database).difference
      #expect(difference?.hasPrefix("SO.A.62 A.612 2020-11 ") == true || difference?.hasPrefix("SO.A.62 A.62 2020-11 ") == true)
      #expect(try await RollUpRebuild.check(.init(periods: [try Fixture.period("2021-01")]), database).difference == nil)
      let report = try await RollUpRebuild.run(.init(), by: PlanningFixture.actor, reason: "thử", database)
      #expect(report.departments == 1 && report.sums > 0)
      #expect(try await database.read { try RollUpOracle.kept($0) } == kept)
      #expect(try await database.read { try AuditChain.verify($0) }.breaks == [])
    }
  }

  static let rows: [(row: String, faults: [String])] = [
    ("JOB,62,2021-01,10,,,,4", []), ("JOB,62,2021-01,10,,,,11", ["2:year_tail: tail_above_value"]),
    ("JOB,62,2021-01,10,,,,-1", ["2:year_tail: negative"]), ("JOB,62,2021-01,10,,,,x", ["2:year_tail: not_a_number"]),
    ("JOB,62,2020-11,10,,,,4", ["2:year_tail: tail_not_asked"]), ("MERIT_N,62,2021-01,10,,,,4", ["2:year_tail: tail_not_asked"]),
    ("JOB,62,2020,10,,,,\"4,0\"", []),
  ]

  @Test("the part of 15–31 December", arguments: rows)
  func tails(row: String, faults: [String]) async throws {
    try await withPlanning(.sqlite) { database in
      let outcome = try await PlanningFixture.importResults(Self.header + row + "\n", into: database)
      #expect(outcome.faults == faults)
    }
  }

  @Test("a file without the column leaves the part that is stored")
  func tailStays() async throws {
    try await withPlanning(.sqlite) { database in
      try await PlanningFixture.importResults(Self.header + "JOB,62,2021-01,10,,,,4\n", into: database)
      let short = "indicator,place,period,value\nJOB,62,2021-01,"
      #expect(try await PlanningFixture.importResults(short + "10\n", into: database).summary == "0 0 1")
      #expect(try await PlanningFixture.importResults(short + "12\n", into: database).summary == "0 1 0 written")
      #expect(try await PlanningFixture.importResults(short + "3\n", into: database).faults == ["2:year_tail: tail_above_value"])
      let tail = try await database.read { try $0.row("SELECT year_tail FROM planning_result")?.integer("year_tail") }
      #expect(tail == 40_000)
    }
  }

  @Test("nobody states that a figure was copied or added up", arguments: ["copied", "summed"])
  func origins(origin: String) async throws {
    try await withPlanning(.sqlite) { database in
      let file = "indicator,place,period,value,origin\nJOB,62,2020,5,\(origin)\n"
      let outcome = try await PlanningFixture.importResults(file, into: database)
      #expect(outcome.faults == ["2:origin: unknown_word"])
    }
  }

  @Test("an uploaded draft does not replace what was sent or decided; an approved file does", arguments: Engine.tested)
  func decided(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let commune = try await database.read { try Fixture.communes(of: Fixture.district, $0) }[0]
      let officer = try Fixture.person(.communeOfficer, at: commune)
      let key = SheetKey(form: "02-NCC", place: commune, period: try Fixture.period("2020-05"))
      let (form, indicators) = try await database.read {
        (try #require(try FormStore.form(key.form, $0)), try IndicatorStore.all($0))
      }
      try await Fixture.type(Fixture.full(form, indicators, value: 10), into: key, by: officer, database)
      let code = commune.rawValue.dropFirst(2)
      let file = "indicator,place,period,value\nMERIT_N,\(code),2020-05,12\nJOB,\(code),2020-05,1\n"
      let same = "indicator,place,period,value,cause\nMERIT_N,\(code),2020-05,10,thử\n"
      #expect(try await PlanningFixture.importResults(file, mode: .preview, status: .draft, into: database).faults == [])
      try await Fixture.perform(.submit, on: key, by: officer, database)
      let refused = try await PlanningFixture.importResults(file, mode: .goodRows, status: .draft, into: database)
      #expect(refused.faults == ["2:indicator: figure_decided"] && refused.summary == "1 0 0 written")
      try ImportFaultTests.expectSentences(refused)
      #expect(try await PlanningFixture.importResults(same, status: .draft, into: database).summary == "0 0 1")
      #expect(try await PlanningFixture.importResults(file, into: database).faults == [])
    }
  }

  @Test("what changed between the look and the write is judged again")
  func judgedAgain() async throws {
    try await withPlanning(.sqlite) { database in
      try await PlanningFixture.importResults("indicator,place,period,value\nVTRAINED,62,2021,40\n", into: database)
      let file = "indicator,place,period,value\nTRAINED,62,2021,39\nJOB,62,2021,1\n"
      let outcome = try await PlanningFixture.importResults(file, mode: .goodRows, into: database)
      #expect(outcome.faults == ["2:value: child_above_parent"] && outcome.summary == "1 0 0 written")
    }
  }
}

/// Results from a workbook: the same rules, each error with its cell.
@Suite struct WorkbookImportTests {
  static func workbook(_ rows: [[CellContent.Value]]) throws -> [UInt8] {
    let table = try WorkbookTable(
      title: "Kết quả", name: "KQ", createdAt: Moment(seconds: 0),
      columns: ["indicator", "place", "period", "value", "numerator", "denominator"].map { .init($0) })
    for row in rows { try table.add(row) }
    return try table.finish()
  }

  private static func run(_ rows: [[CellContent.Value]], _ database: Database) async throws -> ImportOutcome {
    try await ResultImport.run(
      try workbook(rows), mode: .allOrNothing, status: .approved, by: .installation, as: PlanningFixture.actor,
      reason: "kq.xlsx", into: database)
  }

  @Test("numbers, numbers as text, codes that lost their zeros", arguments: Engine.tested)
  func good(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let rows: [[CellContent.Value]] = [
        [.text("JOB"), .text("62"), .text("2020"), .number(Quantity(50_250))],
        [.text("Tạo việc làm mới"), .number(Quantity(1273)), .number(Quantity(2020)), .text("50.250")],
        [.text("POV"), .text("62"), .text("2020"), .decimal("1.55")],
        [.text("TRAINED"), .text("62"), .text("2020"), .empty, .number(Quantity(1)), .decimal("3")],
      ]
      #expect(try await Self.run(rows, database).summary == "4 0 0 written")
      #expect(try await Self.run(rows, database).summary == "0 0 4")
      let values = try await database.read { transaction in
        try transaction.rows("SELECT place, value FROM planning_result WHERE value IS NOT NULL ORDER BY place, indicator").map {
          "\(try $0.requiredText("place")) \($0.integer("value") ?? 0)"
        }
      }
      #expect(values == ["A.01273 502500000", "A.62 502500000", "A.62 15500"])
    }
  }

  @Test("each error stands at its cell")
  func faults() async throws {
    try await withPlanning(.sqlite) { database in
      let outcome = try await Self.run(
        [
          [.text("NONE"), .text("62"), .text("2020"), .number(Quantity(5))],
          [.text("JOB"), .text("99"), .text("2020"), .number(Quantity(5))],
          [.text("JOB"), .text("62"), .text("2020"), .decimal("1.234")],
          [.text("TRAINED"), .text("62"), .text("2020"), .empty, .number(Quantity(8)), .number(Quantity(7))],
          [.text("VTRAINED"), .text("01"), .text("2020"), .decimal("123456789012345")],
        ], database)
      #expect(
        outcome.errors.map { "\($0.cell ?? "") \($0.code)" } == [
          "KQ!A2 planning.unknown_indicator", "KQ!B3 planning.unknown_place", "KQ!D4 planning.too_many_decimals",
          "KQ!E5 planning.numerator_above_denominator", "KQ!D6 planning.number_too_large",
        ])
      try ImportFaultTests.expectSentences(outcome)
    }
  }

  @Test("a file that is no workbook after all, and one beyond the limit")
  func refused() async throws {
    try await withPlanning(.sqlite) { database in
      let broken = Array(try Self.workbook([[.text("JOB"), .text("62"), .text("2020"), .number(Quantity(5))]]).dropLast(80))
      var limits = WorkbookLimits()
      limits.unpackedBytes = 2_000
      for (bytes, limits, code) in [
        (broken, WorkbookLimits(), "interchange.workbook_damaged"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], WorkbookLimits(), nil),
        (try Self.workbook([[.text("JOB")]]), limits, "interchange.workbook_too_large"),
      ] {
        let outcome = try await ResultImport.run(
          bytes, mode: .allOrNothing, status: .approved, by: .installation, as: PlanningFixture.actor, reason: "",
          limits: limits, into: database)
        #expect(outcome.errors.count == 1 && outcome.goodRows == 0)
        if let code { #expect(outcome.errors.first?.code == code) }
        try ImportFaultTests.expectSentences(outcome)
      }
    }
  }
}
