import Directory
import Kernel
import PlanningDemo
import Storage
import Systems
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Published

@Suite("Whose an indicator is") struct CatalogueScopeTests {
  private static let header = "code,name_vi,unit,kind,direction,aliases,parent,base\n"

  private static func own(
    _ row: String, of department: ID<Department> = PlanningFixture.konTum.department, _ database: Database
  ) async throws -> ImportOutcome {
    let bytes = Array((header + row + "\n").utf8)
    return try await database.write(Act(by: Actor(id: "account:a"), in: department, reason: "")) {
      try CatalogueActs.saveOwn(bytes, seen: 0, by: .installation, $0)
    }
  }

  /// A department, what was typed, the code.
  @Test(arguments: [
    ("SO.A.62", "HO", "A62.HO"), ("SO.A.62", "A62.HO", "A62.HO"), ("SO.B.51", "HO", "B51.HO"),
    ("SO.A.62", "A92.HO", "A62.A92.HO"),
  ])
  func codes(department: String, typed: String, code: String) {
    #expect(Indicator.ownCode(typed, of: ID(department)) == code)
    #expect(Indicator.isMarked(code))
  }

  @Test(arguments: ["JOB", "RATE.NEW-1", "count_new", "A.1", "62.A", "AB12.C"]) func sharedCodesAreNotMarked(code: String) {
    #expect(!Indicator.isMarked(code))
  }

  /// A row of an own indicator of Kon Tum, and what is wrong with it.
  private static let rows: [(row: String, faults: [String])] = [
    ("A62.HO,Số hộ,hộ,count,up,,,", []), ("A62.TRE,Trẻ em học nghề,người,count,up,,VOC,", []),
    ("A62.GIAM,Giảm riêng,điểm %,reduction,up,,,POV", []), ("HO,Số hộ,hộ,count,up,,,", ["2:code: code_needs_mark"]),
    ("A62.,Số hộ,hộ,count,up,,,", ["2:code: code_needs_mark"]), ("A92.HO,Số hộ,hộ,count,up,,,", ["2:code: code_needs_mark"]),
    ("JOB,Số hộ,hộ,count,up,,,", ["2:code: code_needs_mark"]),
    ("A62.HO,Giải quyết việc làm,người,count,up,,,", ["2:name_vi: name_taken"]),
    ("A62.HO,job,người,count,up,,,", ["2:name_vi: name_taken"]),
    ("A62.HO,Số hộ,hộ,count,up,giai quyet viec lam,,", ["2:aliases: name_taken"]),
    ("A62.HO,Số hộ,hộ,count,up,,A92.CHA,", ["2:parent: unknown_indicator"]),
    ("A62.HO,Số hộ,điểm %,reduction,up,,,JOB", ["2:base: base_is_no_rate"]),
  ]

  @Test("an own indicator bears its department's mark and takes no name", arguments: Engine.tested)
  func ownRows(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      _ = try await Self.own("A92.CHA,Của Cần Thơ,người,count,up,,,", of: PlanningFixture.canTho.department, database)
      for (row, faults) in Self.rows {
        let outcome = try await Self.own(row, database)
        #expect(outcome.faults == faults && outcome.wasWritten == faults.isEmpty, "\(row): \(outcome.faults)")
        guard faults.isEmpty else { continue }
        let code = String(row.prefix { $0 != "," })
        #expect(try await database.read { try IndicatorStore.indicator(code, $0)?.owner } == PlanningFixture.konTum.department)
        try await database.maintain { transaction in
          try transaction.run("DELETE FROM planning_alias WHERE indicator = \(code)")
          try transaction.run("DELETE FROM planning_indicator WHERE code = \(code)")
        }
      }
    }
  }

  @Test("what is shared leans on nothing of a department's own, and keeps its names", arguments: Engine.tested)
  func shared(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      _ = try await Self.own("A62.HO,Số hộ,hộ,count,up,hộ vay,,", database)
      let rows = [
        ("CON,Con,hộ,count,up,,A62.HO,", ["2:parent: unknown_indicator"]),
        ("A62.MOI,Mới,hộ,count,up,,,", ["2:code: code_of_department"]), ("RATE.NEW-1,Mới,%,rate,up,,,", []),
      ]
      for (row, faults) in rows {
        #expect(try await PlanningFixture.importIndicators(Self.header + row + "\n", into: database).faults == faults, "\(row)")
      }
      // The command line mends an own one without making it anybody else's.
      let mended = try await PlanningFixture.importIndicators(
        Self.header + "A62.HO,Số hộ gia đình,hộ,count,up,hộ vay,,\n", into: database)
      #expect(mended.faults == [] && mended.wasWritten)
      let stored = try #require(try await database.read { try IndicatorStore.indicator("A62.HO", $0) })
      #expect(stored.nameVi == "Số hộ gia đình" && stored.owner == PlanningFixture.konTum.department && stored.version == 2)
      // A name of the shared catalogue goes before an own one's, and two own ones of a name hide no shared one.
      let all = try await database.read { try IndicatorStore.all($0) }
      var twin = stored
      twin.code = "A92.HO"
      twin.owner = PlanningFixture.canTho.department
      twin.aliases = ["Giải quyết việc làm"]
      let lookup = IndicatorLookup(all + [twin])
      #expect(lookup.indicator("Giải quyết việc làm")?.code == "JOB" && lookup.indicator("Số hộ gia đình") == nil)
      #expect(lookup.indicator("A92.HO")?.code == "A92.HO" && lookup.indicator("hộ vay")?.code == "A62.HO")
    }
  }

  @Test("figures and forms take an own indicator of its department only", arguments: Engine.tested)
  func files(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      _ = try await Self.own("A62.HO,Số hộ,hộ,count,up,,,", database)
      for name in ["A62.HO", "Số hộ"] {
        let results = "indicator,place,period,value\n\(name),62,2021,5\n\(name),92,2021,5\n"
        #expect(try await PlanningFixture.importResults(results, into: database).faults == ["3:indicator: unknown_indicator"])
        let targets = "indicator,place,year,level,comparator\n\(name),62,2021,5,>=\n\(name),92,2021,5,>=\n"
        #expect(try await PlanningFixture.importTargets(targets, into: database).faults == ["3:indicator: unknown_indicator"])
        for (asker, faults) in [("SO.A.62", []), ("SO.A.92", ["2:indicator: unknown_indicator"])] {
          let outcome = try await ResultImport.run(
            Array("indicator,place,period,value\n\(name),62,2021,5\n".utf8), mode: .preview, status: .draft,
            by: .person(SheetFixture.person(.specialist, at: SheetFixture.province, of: ID(asker))), as: PlanningFixture.actor,
            reason: "test", into: database)
          #expect(outcome.faults == faults, "\(asker) \(name)")
        }
        let form = "form,name_vi,period,level,indicators\nRIENG,Biểu riêng,month,commune,\(name)\n"
        let outcome = try await FormImport.run(
          Array(form.utf8), mode: .preview, by: PlanningFixture.actor, reason: "test", into: database)
        #expect(outcome.faults == ["2:indicators: unknown_indicator"])
      }
      // Even a figure that got into another department's records makes no line on its board.
      let all = try await database.read { try IndicatorStore.all($0) }
      let rulebook = try PlanningFixture.rulebook
      for (place, department) in [PlanningFixture.konTum, PlanningFixture.canTho] {
        let result = IndicatorResult(indicator: "A62.HO", place: place, period: .year(2021), value: Quantity(5))
        let act = Act(by: PlanningFixture.actor, in: department, reason: "test")
        try await database.write(act) { try ResultStore.save(result, seen: 0, in: department, $0) }
        for indicators in [nil, all] {
          let board = try await database.read { transaction in
            try BoardReader.board(
              place: place, year: 2021, in: department, from: .staff, rulebook: rulebook, indicators: indicators, transaction)
          }
          #expect((board.row("A62.HO") != nil) == (department == PlanningFixture.konTum.department), "\(department)")
        }
      }
    }
  }

  @Test("the desk's question is answered from its index", arguments: Engine.tested) func waitingYearsIndex(engine: Engine)
    async throws
  {
    guard engine == .sqlite else { return }
    try await withPlanning(engine) { database in
      let plan = try await database.read { transaction in
        try transaction.rows(
          """
          EXPLAIN QUERY PLAN SELECT * FROM planning_result result
          WHERE result.status IN ('draft', 'submitted') AND length(result.period) = 4 AND result.department = \("SO.A.62")
          """
        ).compactMap { $0.text("detail") }
      }
      #expect(plan.contains { $0.contains("planning_result_waiting_year") }, "\(plan)")
    }
  }
}
