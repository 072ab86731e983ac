import Directory
import Kernel
import Storage
import Systems
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Published

/// What a year's figure is made of: months, units below, the last days of December, levels of a rate, a choice.
@Suite struct YearFigureTests {
  /// Approved figures of two communes of Đắk Tô and one of Đắk Glei.
  private static let header = "indicator,place,period,value,numerator,denominator,missing"

  private static func row(_ code: String, _ year: Int, of place: String = "62", _ database: Database) async throws -> BoardRow? {
    try await PlanningFixture.board(place, year, database).row(code)
  }

  /// The province's jobs of 2020.
  private static func jobs(_ database: Database) async throws -> Quantity? {
    try await row("JOB", 2020, database)?.result?.value
  }

  private static func load(_ rows: [String], into database: Database) async throws {
    let outcome = try await PlanningFixture.importResults(([header] + rows).joined(separator: "\n"), into: database)
    #expect(outcome.errors == [])
  }

  @Test(arguments: Engine.tested)
  func monthsAndCommunesAddUp(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await Self.load(
        [
          "JOB,23401,2020-01,5,,,", "JOB,23401,2020-02,7,,,", "JOB,23427,2020-02,4,,,", "JOB,23341,2020-02,100,,,",
          "JOB,23428,2020-02,,,,nil", "JOB,23430,2020-02,,,,not_applicable", "JOB,23431,2020-02,,,,not_reported",
        ], into: database)
      let provinceRow = try await Self.row("JOB", 2020, database)
      let province = try #require(provinceRow)
      #expect(province.result?.value == Quantity(116) && province.result?.origin == .summed)
      #expect(province.coverage?.units == 2 && province.coverage?.expected == 10, "2 of 10 districts reported in February")
      #expect(province.coverage?.periods.count == 2 && province.coverage?.periodsExpected == 12)
      let districtRow = try await Self.row("JOB", 2020, of: "612", database)
      let district = try #require(districtRow)
      #expect(district.result?.value == Quantity(16))
      #expect(district.coverage?.units == 3, "two with numbers, one with nothing to report")
      #expect(try await Self.row("JOB", 2020, of: "23401", database)?.result?.value == Quantity(12))
    }
  }

  @Test func ratesAddTheirPartsAndNeverAverage() async throws {
    try await withPlanning(.sqlite) { database in
      try await Self.load(
        ["POV,23401,2020-12,,1,10,", "POV,23427,2020-12,,90,100,", "POV,23428,2020-12,50,,,"], into: database)
      let found = try await Self.row("POV", 2020, database)
      let row = try #require(found)
      #expect(row.result?.numerator == Quantity(91) && row.result?.denominator == Quantity(110))
      #expect(row.numbers.result?.plain == "82.73", "not the average of 10 and 90, nor with the bare 50")
      #expect(row.coverage?.apart == 1)
    }
  }

  @Test func stocksStandAsInTheLastMonth() async throws {
    try await withPlanning(.sqlite) { database in
      try await Self.load(["BTXH,23401,2020-11,30,,,", "BTXH,23401,2020-12,31,,,", "BTXH,23427,2020-12,9,,,"], into: database)
      #expect(try await Self.row("BTXH", 2020, database)?.result?.value == Quantity(40))
    }
  }

  @Test func recognisedUnitsAreCounted() async throws {
    try await withPlanning(.sqlite) { database in
      try await Self.load(["TBLS,23401,2020,1,,,", "TBLS,23427,2020,0,,,", "TBLS,23341,2020,1,,,"], into: database)
      #expect(try await Self.row("TBLS", 2020, database)?.result?.value == Quantity(2))
    }
  }

  @Test func reductionsComeFromTheLevels() async throws {
    try await withPlanning(.sqlite) { database in
      try await Self.load(
        ["POV,23401,2018,,20,200,", "POV,23427,2018,,20,200,", "POV,23401,2019,,10,200,", "POV,23427,2019,,15,200,"],
        into: database)
      let found = try await Self.row("POVRED", 2019, database)
      let cut = try #require(found)
      #expect(cut.result?.value == Quantity(plain: "3.75") && cut.result?.origin == .derived)
      // The standard of 2022 breaks the series: no reduction across it.
      try await Self.load(["POV,23401,2021,,10,200,", "POV,23401,2022,,9,200,"], into: database)
      let breaks = try await database.read { try CatalogueReader.breaks(.staff, $0) }["POV"] ?? []
      #expect(breaks.contains { $0.year == 2022 || $0.year == 2021 })
    }
  }

  /// 15–31 December counts for the plan of its year, though January reports it.
  @Test func decemberCountsForItsOwnYear() async throws {
    try await withPlanning(.sqlite, effects: .fixed(on: .testDay)) { database in
      try await Self.load(
        (1...12).map { "JOB,23401,2020-\($0 < 10 ? "0" : "")\($0),10,,," } + ["JOB,23401,2021-01,30,,,"], into: database)
      #expect(try await Self.row("JOB", 2020, database)?.result?.value == Quantity(120), "nobody separated December")
      try await database.write(PlanningFixture.act("tách tháng 12")) { transaction in
        let department = PlanningFixture.konTum.department
        for (period, tail) in [("2020-01", 4), ("2021-01", 9)] {
          let stored = try ResultStore.result(
            "JOB", place: ID("A.23401"), period: try SheetFixture.period(period), in: department, transaction)
          var result = try #require(stored)
          result.yearTail = Quantity(tail)
          try ResultStore.save(result, seen: result.version, in: department, transaction)
          try FigureLedger.settle(.init("JOB", result.place, result.period, in: department), transaction)
        }
      }
      let found = try await Self.row("JOB", 2020, database)
      let year = try #require(found)
      #expect(year.result?.value == Quantity(125), "120 − 4 of 2019 + 9 reported with January 2021")
      #expect(year.coverage?.yearTail == Quantity(9) && year.coverage?.yearTailBefore == Quantity(4))
    }
  }

  @Test(arguments: Engine.tested)
  func directFigureBesideTheSum(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await Self.load(
        ["JOB,23401,2020-02,5,,,", "JOB,23341,2020-02,100,,,", "JOB,612,2020-02,8,,,"], into: database)
      #expect(try await Self.jobs(database) == Quantity(108), "the district's own figure goes before the sum of its communes")
      let (district, period) = (SheetFixture.district, try SheetFixture.period("2020-02"))
      func choose(_ choice: Adoption.Choice) async throws {
        try await database.write(PlanningFixture.act("đối chiếu với xã")) {
          try RollUpStore.adopt(
            choice, indicator: "JOB", place: district, period: period, in: PlanningFixture.konTum.department,
            by: .installation, $0)
        }
      }
      try await choose(.sum)
      #expect(try await Self.jobs(database) == Quantity(105))
      let figures = try await database.read { transaction in
        try FigureReader.figures(
          place: district, years: [2020], in: PlanningFixture.konTum.department, from: .staff, transaction
        )
      }
      let stored = try await database.read { try IndicatorStore.indicator("JOB", $0) }
      let indicator = try #require(stored)
      let face = figures.faces(of: indicator, in: 2020, isTop: false).first { $0.period == period }
      #expect(face?.difference(indicator) == Ratio(3) && face?.adoption?.actor == "os:tester")
      try await choose(.direct)
      #expect(try await Self.jobs(database) == Quantity(108))
    }
  }

  /// A correction that waits changes nothing above until it is approved; taking the approval back takes the figure out.
  @Test func correctionsWaitBelow() async throws {
    try await withPlanning(.sqlite) { database in
      try await Self.load(["JOB,23401,2020-02,5,,,"], into: database)
      let changed = "\(Self.header)\nJOB,23401,2020-02,9,,,"
      try await PlanningFixture.importResults(changed, status: .draft, into: database)
      #expect(try await Self.jobs(database) == Quantity(5))
      try await PlanningFixture.importResults(changed, into: database)
      #expect(try await Self.jobs(database) == Quantity(9))
    }
  }
}
