import Directory
import Figures
import Interchange
import Kernel
import Storage
import Systems
import Territory
import TestSupport
import Testing
import Wording

@testable import FigureWords
@testable import Planning

/// Figures up to 10¹⁴ with four decimals: exact from the file to the board, alone and in sums; beyond, the limit is said.
@Suite struct LargeFigureTests {
  typealias Fixture = SheetFixture

  private static let indicator = "code,name_vi,unit,kind,direction,decimals,attainment_decimals\nLON,Số lớn,đồng,count,up,4,2\n"
  private static let header = "indicator,place,period,value\n"

  /// The codes of so many communes of the province.
  private static func communes(_ count: Int, _ database: Database) async throws -> [String] {
    let districts = try await database.read { try TerritoryStore.children(of: Fixture.province, on: .testDay, $0) }
    var codes: [String] = []
    for district in districts { codes += try await BulkImportTests.codes(of: district.id, database) }
    return Array(codes.prefix(count))
  }

  private static func rows(_ codes: [String], _ period: String, _ value: String) -> String {
    header + codes.map { "LON,\($0),\(period),\(value)\n" }.joined()
  }

  /// The sum that is kept of the province.
  private static func sum(_ period: String, _ database: Database) async throws -> String? {
    let period = try Fixture.period(period)
    return try await database.read {
      try RollUpStore.sums(
        of: "LON", places: [Fixture.province], period: period, in: PlanningFixture.konTum.department, $0
      )[Fixture.province]?.value?.description
    }
  }

  static let values: [(typed: String, read: String?)] = [
    ("99999999999999.9999", "99999999999999.9999"), ("100000000000000", "100000000000000"),
    ("100.000.000.000.000", "100000000000000"), ("\"99.999.999.999.999,9999\"", "99999999999999.9999"),
    ("12345678901234.5678", "12345678901234.5678"), ("100000000000000.0001", nil), ("100000000000001", nil),
    ("922337203685477.5808", nil), ("1000000000000000", nil),
  ]

  @Test(arguments: Engine.tested) func fromTheFileToTheBoard(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importIndicators(Self.indicator, into: database)
      for (typed, read) in Self.values {
        let outcome = try await PlanningFixture.importResults(Self.header + "LON,62,2021,\(typed)\n", into: database)
        guard let read else {
          #expect(outcome.faults == ["2:value: number_too_large"], "\(typed)")
          #expect(outcome.errors.first?.message.values["limit"] == "100 000 000 000 000")
          continue
        }
        #expect(outcome.faults == [], "\(typed)")
        let board = try await PlanningFixture.board("62", 2021, database)
        #expect(BoardExport.csv(board).contains("LON,đồng,,,,,\(read),"), "\(typed)")
        #expect(BoardExport.json(board, placeName: "x") { _ in ("", "") }.serialized.contains("\"result\": \(read)"), "\(typed)")
      }
    }
  }

  @Test(arguments: Engine.tested) func sumsAreExactToTheLimit(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importIndicators(Self.indicator, into: database)
      // Of many places in one scan, and of few by the database.
      for (count, value, total) in [
        (80, "1200000000000.0001", "96000000000000.008"), (80, "1249999999999.9999", "99999999999999.992"),
        (80, "1250000000000", "100000000000000"),
      ] {
        let codes = try await Self.communes(count, database)
        let file = Self.rows(codes, "2021-01", value)
        #expect(try await PlanningFixture.importResults(file, into: database).faults == [], "\(value)")
        #expect(try await Self.sum("2021-01", database) == total, "\(value)")
        #expect(try await RollUpRebuild.check(.init(), database).difference == nil)
      }
      for (period, value, total) in [
        ("2021-02", "49999999999999.9999", "99999999999999.9998"), ("2021-03", "50000000000000", "100000000000000"),
      ] {
        let codes = try await Self.communes(2, database)
        #expect(try await PlanningFixture.importResults(Self.rows(codes, period, value), into: database).faults == [])
        #expect(try await Self.sum(period, database) == total)
      }
      #expect(try await RollUpRebuild.check(.init(), database).difference == nil)
    }
  }

  @Test(arguments: Engine.tested) func aSumBeyondTheLimitIsRefusedWhereItIsMade(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importIndicators(Self.indicator, into: database)
      let acts = try await database.read { try AuditChain.length($0) }
      for (count, value) in [
        (80, "100000000000000"), (80, "1250000000000.0001"), (11, "99999999999999.9999"), (2, "50000000000000.0001"),
        (2, "100000000000000"),
      ] {
        let file = Self.rows(try await Self.communes(count, database), "2021-01", value)
        do {
          _ = try await PlanningFixture.importResults(file, into: database)
          Issue.record("\(count) × \(value) was written")
        } catch let error as SumTooLarge {
          let sentence = try PlanningFixture.wording[.vi].text(error.message)
          #expect(sentence.contains("«Số lớn»") && sentence.contains("100 000 000 000 000") && sentence.contains("2021-01"))
          #expect(!sentence.contains("⟦") && !sentence.contains("{"), "\(sentence)")
        }
        #expect(try await Self.sum("2021-01", database) == nil, "\(value)")
      }
      #expect(try await database.read { try AuditChain.length($0) } == acts, "nothing was written")
    }
  }

  @Test(arguments: Engine.tested) func aYearOfMonthsBeyondTheLimitIsSaid(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importIndicators(Self.indicator, into: database)
      var file = Self.header
      for month in ["01", "02", "03"] { file += "LON,62,2021-\(month),33333333333333.3333\n" }
      try await PlanningFixture.importResults(file, into: database)
      let words = BoardWords(try PlanningFixture.wording[.vi])
      let whole = try await PlanningFixture.board("62", 2021, database)
      #expect(try #require(whole.row("LON")).result?.value?.description == "99999999999999.9999")
      try await PlanningFixture.importResults(Self.header + "LON,62,2021-04,1\n", into: database)
      let beyond = try #require(try await PlanningFixture.board("62", 2021, database).row("LON"))
      #expect(beyond.result?.value == nil && words.result(beyond) == "cộng các kỳ vượt 100 000 000 000 000")
    }
  }
}
