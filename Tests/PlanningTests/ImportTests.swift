import Directory
import Kernel
import PlanningDemo
import Storage
import Systems
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("Importing targets and results")
struct ImportTests {
  static let targetHeader = "indicator,place,year,level,change,comparator,origin,decision\n"
  static let resultHeader = "indicator,place,period,value,change,missing,origin,cause\n"

  @Test("the demo files enter whole; the same files again change nothing", arguments: Engine.tested)
  func goodFiles(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let (targets, results) = (try PlanningFixture.demoFile("targets.csv"), try PlanningFixture.demoFile("results.csv"))
      #expect(try await PlanningFixture.importTargets(targets, mode: .preview, into: database).summary == "12 0 0")
      #expect(try await PlanningFixture.importResults(results, mode: .preview, into: database).summary == "13 0 0")
      #expect(try await Self.rows(database) == ["planning_plan 0", "planning_target 0", "planning_result 0"])
      #expect(try await PlanningFixture.importTargets(targets, into: database).summary == "12 0 0 written")
      #expect(try await PlanningFixture.importResults(results, into: database).summary == "13 0 0 written")
      let after = ["planning_plan 2", "planning_target 12", "planning_result 13"]
      #expect(try await Self.rows(database) == after)
      let chain = try await database.read { try AuditChain.verify($0) }
      for mode in [ImportMode.allOrNothing, .goodRows, .preview] {
        #expect(try await PlanningFixture.importTargets(targets, mode: mode, into: database).summary == "0 0 12")
        #expect(try await PlanningFixture.importResults(results, mode: mode, into: database).summary == "0 0 13")
      }
      #expect(try await Self.rows(database) == after)
      #expect(try await database.read { try AuditChain.verify($0) } == chain)
      #expect(chain.breaks == [])
    }
  }

  static func rows(_ database: Database) async throws -> [String] {
    try await database.read { transaction in
      try ["planning_plan", "planning_target", "planning_result"].map { table in
        let count = try transaction.row("SELECT count(*) AS n FROM \(SQL(unchecked: table))")?.requiredInteger("n")
        return "\(table) \(count ?? 0)"
      }
    }
  }

  @Test("spellings of files people make are read", arguments: Engine.tested)
  func spellings(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let files = [
        "\u{FEFF}Place;Year;Comparator;Level;Indicator\r\n62;2021;≥;\"5.700\";Gia\u{309}i quye\u{302}\u{301}t việc làm\r\n",
        "indicator\tplace\tyear\tcomparator\tlevel\ngiải\u{A0}quyết việc làm mới\t62\t2021\t=>\t5\u{A0}700\n",
        "indicator,place,year,comparator,level\nJOB,62,2021,>=,5700.0\n",
        "indicator,place,year,comparator,level\nJOBS CREATED,62,2021,>=,5700\n",
      ]
      #expect(try await PlanningFixture.importTargets(files[0], into: database).summary == "1 0 0 written")
      for file in files { #expect(try await PlanningFixture.importTargets(file, into: database).summary == "0 0 1") }
      let rates = "indicator;place;year;comparator;level;change\nTỷ lệ hộ nghèo;92;2018;không;1,55%;\u{2212}1\n"
      #expect(try await PlanningFixture.importTargets(rates, into: database).faults == ["2:comparator: unknown_word"])
      let good = rates.replacing("không", with: "≤") + "giảm hộ nghèo;92;2018;duy trì;\"1%\";\n"
      #expect(try await PlanningFixture.importTargets(good, into: database).summary == "2 0 0 written")
      let board = try await PlanningFixture.board("92", 2018, database)
      #expect(board.row("POV")?.target?.change == Quantity(-1))
      #expect(board.row("POVRED")?.target?.comparator == .maintain)
    }
  }

  @Test("one bad row stops the file; with good rows the others enter", arguments: Engine.tested)
  func goodRows(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file =
        Self.targetHeader + "JOB,62,2021,5700,,>=,,\nNONE,62,2021,1,,>=,,\nTRAINED,62,2021,54,,>=,,\nVTRAINED,62,2021,55,,>=,,\n"
      let faults = ["3:indicator: unknown_indicator", "5:level: child_above_parent"]
      for mode in [ImportMode.allOrNothing, .preview] {
        let outcome = try await PlanningFixture.importTargets(file, mode: mode, into: database)
        #expect(outcome.faults == faults && outcome.summary == "2 0 0" && outcome.goodRows == 2)
      }
      #expect(try await Self.rows(database).first == "planning_plan 0")
      let outcome = try await PlanningFixture.importTargets(file, mode: .goodRows, into: database)
      #expect(outcome.faults == faults && outcome.summary == "2 0 0 written")
      let board = try await PlanningFixture.board("62", 2021, database)
      #expect(board.rows.map(\.indicator.code) == ["JOB", "TRAINED"])
      let again = try await PlanningFixture.importTargets(file, mode: .goodRows, into: database)
      #expect(again.faults == faults && again.summary == "0 0 2")
    }
  }

  /// Files after each other into one database: rows, and their faults.
  static let families: [(isTargets: Bool, rows: String, faults: [String])] = [
    (true, "TRAINED,62,2021,54,,>=,,\nVTRAINED,62,2021,54,,>=,,\n", []),
    (true, "VTRAINED,62,2021,54.5,,>=,,\n", ["2:level: child_above_parent"]),
    (true, "TRAINED,62,2021,53.5,,>=,,\n", ["2:level: child_above_parent"]),
    (true, "TRAINED,62,2021,53.5,,>=,,\nVTRAINED,62,2021,53,,>=,,\n", []),
    (true, "VTRAINED,62,2020,99,,>=,,\nVTRAINED,92,2021,99,,>=,,\n", []),
    (false, "TRAINED,62,2021,55.7,,,,\nVTRAINED,62,2021,40,,,,\n", []),
    (false, "VTRAINED,62,2021,55.8,,,,\n", ["2:value: child_above_parent"]),
    (false, "TRAINED,62,2021,39,,,,\n", ["2:value: child_above_parent"]),
    (false, "VTRAINED,62,2021-Q4,99,,,,\n", []),
    (false, "TRAINED,62,2021,,,not_reported,,\nVTRAINED,62,2021,70,,,,\n", []),
  ]

  @Test("a child may not exceed its parent, in the file or in the store", arguments: Engine.tested)
  func parents(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      for (isTargets, rows, faults) in Self.families {
        let outcome =
          isTargets
          ? try await PlanningFixture.importTargets(Self.targetHeader + rows, state: .proposed, into: database)
          : try await PlanningFixture.importResults(Self.resultHeader + rows, into: database)
        #expect(outcome.faults == faults, "\(rows)")
      }
    }
  }

  @Test("a row that leans on a bad row is bad itself", arguments: Engine.tested)
  func chains(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let indicators = "code,name_vi,unit,kind,direction,parent\nTOP,Trên,người,count,up,\nMID,Giữa,người,count,up,TOP\n"
      try await PlanningFixture.importIndicators(indicators + "LOW,Dưới,người,count,up,MID\n", into: database)
      let stored = "TOP,62,2021,50,,>=,,\nMID,62,2021,10,,>=,,\n"
      try await PlanningFixture.importTargets(Self.targetHeader + stored, state: .proposed, into: database)
      let rows = "MID,62,2021,100,,>=,,\nLOW,62,2021,90,,>=,,\nJOB,62,2021,5,,>=,,\n"
      let outcome = try await PlanningFixture.importTargets(Self.targetHeader + rows, mode: .goodRows, into: database)
      #expect(outcome.faults == ["2:level: child_above_parent", "3:level: child_above_parent"])
      #expect(outcome.summary == "1 0 0 written")
    }
  }

  @Test("one file over two departments leaves a note in both chains", arguments: Engine.tested)
  func twoDepartments(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file = Self.targetHeader + "JOB,62,2021,1,,>=,,\nJOB,92,2021,2,,>=,,\nVOC,92,2021,3,,>=,,\nJOB,92,2018,4,,>=,,\n"
      try await PlanningFixture.importTargets(file, into: database)
      let file2 = Self.resultHeader + "JOB,62,2021,1,,,,\n"
      try await PlanningFixture.importResults(file2, into: database)
      let report = try await database.read { try AuditChain.verify($0) }
      #expect(report.breaks == [])
      let notes = try await database.read { transaction in
        try transaction.rows(
          """
          SELECT department, kind, actor, reason, detail FROM audit_entry
          WHERE kind LIKE 'planning.import.%' AND department <> '-' ORDER BY department, number
          """
        ).map { row in
          try ["department", "kind", "actor", "reason", "detail"].map { try row.requiredText($0) }.joined(separator: " ")
        }
      }
      #expect(notes.count == 3)
      #expect(notes[0].hasPrefix("SO.A.62 planning.import.targets os:tester targets.csv ") && notes[0].contains("1"))
      #expect(notes[1].hasPrefix("SO.A.62 planning.import.results os:tester results.csv "))
      #expect(notes[2].hasPrefix("SO.A.92 planning.import.targets os:tester targets.csv ") && notes[2].contains("3"))
    }
  }

  @Test("an uploader's range is asked for each place, and his plans are proposals", arguments: Engine.tested)
  func range(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let file = Self.targetHeader + "JOB,62,2021,1,,>=,,\nJOB,92,2021,2,,>=,,\n"
      let outcome = try await TargetImport.run(
        Array(file.utf8), mode: .goodRows, planState: .assigned,
        by: .person(SheetFixture.person(.specialist, at: SheetFixture.province)), as: PlanningFixture.actor, reason: "",
        into: database)
      #expect(outcome.faults == ["3:place: not_your_unit"] && outcome.summary == "1 0 0 written")
      let plan = try await PlanningFixture.board("62", 2021, database).plan
      #expect(plan?.state == .proposed)
    }
  }
}
