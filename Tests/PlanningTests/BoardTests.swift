import Directory
import Kernel
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Published

@Suite("Plan boards: the golden data, what is derived, who sees what")
struct BoardTests {
  /// Lines of a board: code, target/change, result/change, origins, percentage, gap, verdict.
  static func lines(_ board: PlanBoard) -> [String] {
    board.rows.map { row in
      let numbers = row.numbers
      let target =
        "\(row.target?.comparator.rawValue ?? "") \(numbers.target?.plain ?? "–")/\(numbers.targetChange?.plain ?? "–")"
      let result = "\(numbers.result?.plain ?? "–")/\(numbers.resultChange?.plain ?? "–")"
      let origins = "\(row.target?.origin.rawValue ?? "–") \(row.result?.origin.rawValue ?? "–")"
      let measure = "\(numbers.attainment?.plain ?? "–") \(numbers.gap?.plain ?? "–") \(row.assessment.verdict.rawValue)"
      return [row.indicator.code, target, result, origins, measure].joined(separator: " | ")
    }
  }

  static let golden: [(place: String, year: Int, verdict: Verdict, lines: [String])] = [
    (
      "62", 2021, .mostly,
      [
        "JOB | >= 5700/– | 6518/– | stated stated | 114.35 818 exceeded",
        "ABROAD |  –/– | –/– | – stated | – – low",
        "TRAINED | >= 54/– | 55.7/– | derived stated | 103.1 1.7 exceeded",
        "CONV_GROUP |  –/– | –/– | – stated | – – low",
        "POVRED | >= 4/– | 4.11/– | derived stated | 102.75 0.11 exceeded",
        "SI |  –/– | 17.69/– | – external | – – no_basis",
        "PETLONG |  –/– | 0/– | – stated | – – no_basis",
        "ACTIONMONTH |  –/– | 0/– | – stated | – – no_basis",
      ]
    ),
    (
      "92", 2018, .noBasis,
      [
        "JOB | >= 50250/– | –/– | stated – | – – no_basis",
        "VOC | >= 46000/– | –/– | stated – | – – no_basis",
        "TRAINED | >= 72/– | –/– | stated – | – – no_basis",
        "VTRAINED | >= 56.5/– | –/– | stated – | – – no_basis",
        "TBLS | maintain 85/– | –/– | stated – | – – no_basis",
        "CHILDOK | maintain 85/– | –/– | derived – | – – no_basis",
        "CHILDSP | > 95/– | –/– | stated – | – – no_basis",
        "U6HI | = 100/– | –/– | stated – | – – no_basis",
        "POV | <= 1.55/-1 | –/– | stated – | – – no_basis",
      ]
    ),
    (
      "92", 2017, .met,
      [
        "JOB |  –/– | –/– | – stated | – – met_or_exceeded",
        "VOC |  –/– | –/– | – stated | – – met_or_exceeded",
        "TRAINED |  –/– | 69.6/– | – stated | – – no_basis",
        "VTRAINED |  –/– | 54.2/– | – stated | – – no_basis",
        "POV |  –/– | 2.55/-1.2 | – stated | – – no_basis",
      ]
    ),
    ("92", 2016, .noBasis, ["POV |  –/– | 3.75/– | – derived | – – no_basis"]),
    ("92", 2015, .noBasis, []),
    ("62", 2020, .noBasis, []),
  ]

  @Test("the golden data, for officials and for everybody", arguments: Engine.tested)
  func goldenData(engine: Engine) async throws {
    try await withDemo(engine) { database in
      for (place, year, verdict, lines) in Self.golden {
        for source in [FigureSource.staff, .published] {
          let board = try await PlanningFixture.board(place, year, from: source, database)
          #expect(Self.lines(board) == lines, "\(place) \(year)")
          #expect(board.verdict == verdict && board.rows.allSatisfy { $0.result?.status ?? .approved == .approved })
        }
      }
      let printed = try await PlanningFixture.board("62", 2021, database).row("JOB")?.assessment.attainment
      #expect(printed == Ratio(651_800, 5700))
    }
  }

  @Test("the year after the target of both faces", arguments: Engine.tested)
  func bothFaces(engine: Engine) async throws {
    try await withDemo(engine) { database in
      try await PlanningFixture.importResults("indicator,place,period,value\nPOV,92,2018,1.75\n", into: database)
      let row = try #require(try await PlanningFixture.board("92", 2018, database).row("POV"))
      #expect(row.assessment.derivedFrom == Ratio(255, 100) && row.assessment.formula == .changes)
      #expect(
        Self.lines(try await PlanningFixture.board("92", 2018, database)).last
          == "POV | <= 1.55/-1 | 1.75/-0.8 | stated stated | 80 0.2 notmet")
      let contradiction = "indicator,place,year,level,change,comparator,decision\nPOV,92,2018,1.5,-1,<=,9/QĐ\n"
      #expect(try await PlanningFixture.importTargets(contradiction, into: database).faults == ["2:change: faces_contradict"])
    }
  }

  /// A result of Kon Tum's jobs in 2021.
  static func jobs(_ value: Int, _ status: DataStatus) -> IndicatorResult {
    IndicatorResult(
      indicator: "JOB", place: PlanningFixture.konTum.place, period: .year(2021), value: Quantity(value), status: status)
  }

  @Test("everybody sees the last approved version, and nothing before one is approved", arguments: Engine.tested)
  func audiences(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let department = PlanningFixture.konTum.department
      var seen = 0
      let steps: [(value: Int, status: DataStatus, everybody: String?)] = [
        (1, .draft, nil), (2, .submitted, nil), (3, .approved, "3"), (4, .draft, "3"), (5, .returned, "3"), (6, .locked, "6"),
        (7, .draft, "6"), (8, .corrected, "8"), (9, .submitted, "8"),
      ]
      for (value, status, everybody) in steps {
        try await database.write(PlanningFixture.act()) { [seen] in
          try ResultStore.save(Self.jobs(value, status), seen: seen, in: department, $0)
        }
        seen += 1
        let official = try await PlanningFixture.board("62", 2021, database).row("JOB")
        #expect(official?.numbers.result?.plain == String(value) && official?.result?.status == status)
        let open = try await PlanningFixture.board("62", 2021, from: .published, database).row("JOB")
        #expect(open?.numbers.result?.plain == everybody, "\(value)")
        let series = try await database.read {
          try ResultStore.series("JOB", place: PlanningFixture.konTum.place, in: department, from: .published, $0)
        }
        #expect(series.map { $0.value?.description } == (everybody.map { [$0] } ?? []))
      }
      let versions = try await database.read {
        try ResultStore.versions("JOB", place: PlanningFixture.konTum.place, period: .year(2021), in: department, $0)
      }
      #expect(versions.map { $0.result.version } == Array((1...9).reversed()))
    }
  }

  @Test("what is derived from a draft is no more public than the draft", arguments: Engine.tested)
  func derivedFromDraft(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file = "indicator,place,period,value,change\nPOV,92,2017,2.55,-1.2\n"
      try await PlanningFixture.importResults(file, status: .draft, into: database)
      #expect(try await PlanningFixture.board("92", 2016, database).row("POV")?.result?.status == .draft)
      #expect(try await PlanningFixture.board("92", 2016, from: .published, database).rows == [])
    }
  }

  @Test("a proposed plan is not public", arguments: Engine.tested)
  func proposals(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file = "indicator,place,year,level,comparator\nJOB,62,2021,5700,>=\n"
      try await PlanningFixture.importTargets(file, state: .proposed, into: database)
      #expect(try await PlanningFixture.board("62", 2021, from: .published, database).rows == [])
      let plan = try #require(try await PlanningFixture.board("62", 2021, database).plan)
      try await database.write(PlanningFixture.act(by: Actor(id: "os:other"))) {
        try PlanCase(plan, in: PlanningFixture.konTum.department, decision: "", turn: .leaders).perform(
          .approve, by: .installation, $0)
      }
      #expect(try await PlanningFixture.board("62", 2021, from: .published, database).rows.count == 1)
    }
  }

  @Test("figures under a new definition are not compared with those before", arguments: Engine.tested)
  func definitionBreak(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      // The poverty standard changed on 1 January 2022: 2021 + change need not meet 2022, while 2020 + change must meet 2021.
      let header = "indicator,place,period,value,change\n"
      let within = "POV,62,2020,10.29,\nPOV,62,2021,6,-4.11\n"
      #expect(try await PlanningFixture.importResults(header + within, into: database).faults == ["3:change: faces_contradict"])
      let across = "POV,62,2021,6.18,-4.11\nPOV,62,2022,15,-3\n"
      #expect(try await PlanningFixture.importResults(header + across, into: database).faults == [])
      #expect(try await PlanningFixture.importResults(header + "POV,62,2022,15,-2\n", into: database).faults == [])
      let targets = "indicator,place,year,level,change,comparator\nPOV,62,2022,14,-4,<=\n"
      #expect(try await PlanningFixture.importTargets(targets, into: database).faults == [])
      #expect(try await PlanningFixture.board("62", 2020, database).row("POV")?.result?.origin == .derived)
      #expect(try await PlanningFixture.board("62", 2021, database).row("POV")?.result?.origin == .stated)
      try await PlanningFixture.importResults(header + "POV,62,2022,15,\n", into: database)
      let row = try #require(try await PlanningFixture.board("62", 2022, database).row("POV"))
      #expect(row.assessment.derivedFrom == nil && row.numbers.resultChange == nil && row.assessment.attainment == nil)
      #expect(row.assessment.verdict == .notMet)
    }
  }

  @Test("boards of quarters and other places do not mix", arguments: Engine.tested)
  func separate(engine: Engine) async throws {
    try await withDemo(engine) { database in
      let file = "indicator,place,period,value\nJOB,62,2021-Q4,10\nJOB,613,2021,20\nJOB,92,2021,30\n"
      try await PlanningFixture.importResults(file, into: database)
      #expect(try await PlanningFixture.board("62", 2021, database).row("JOB")?.numbers.result?.plain == "6518")
      #expect(try await PlanningFixture.board("613", 2021, database).row("JOB")?.numbers.result?.plain == "20")
      let rules = try PlanningFixture.rulebook
      let boards = try await database.read { transaction in
        try PublishedFigures.boards(rules, transaction).map { "\($0.board.department) \($0.board.place) \($0.board.year)" }
      }
      // Of provinces alone; what a level and a change say of the year before is a year of its own.
      #expect(
        boards == [
          "SO.A.92 A.92 2021", "SO.A.92 A.92 2018", "SO.A.92 A.92 2017", "SO.A.92 A.92 2016", "SO.A.62 A.62 2021",
        ])
    }
  }
}
