import Figures
import Kernel
import Planning
import Published
import Storage
import TestSupport
import Testing

/// What was accepted stays consistent whichever file came first, and whoever edits the catalogue afterwards.
@Suite struct ConsistencyTests {
  private static let results = "indicator,place,period,value,change\n"
  private static let indicators = "code,name_vi,unit,kind,direction,parent\n"

  @Test(
    "a level contradicting the change reported for the year after is refused, alone; together both may change",
    arguments: Engine.tested)
  func yearBeforeComesLater(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importResults(Self.results + "POV,92,2018,2.55,-1.2\n", into: database)
      let late = try await PlanningFixture.importResults(Self.results + "POV,92,2017,3.7,\n", into: database)
      #expect(late.faults == ["2:value: faces_contradict"])
      let fitting = try await PlanningFixture.importResults(Self.results + "POV,92,2017,3.75,\n", into: database)
      #expect(fitting.summary == "1 0 0 written")
      let both = try await PlanningFixture.importResults(
        Self.results + "POV,92,2017,3.7,\nPOV,92,2018,2.5,-1.2\n", into: database)
      #expect(both.summary == "0 2 0 written")
    }
  }

  @Test("an indicator in use keeps what it means", arguments: Engine.tested)
  func indicatorInUse(engine: Engine) async throws {
    try await withDemo(engine) { database in
      let cases = [
        ("JOB,Việc làm,người,count,down,", ["2:direction: indicator_in_use"]),
        ("JOB,Việc làm,người,stock,up,", ["2:kind: indicator_in_use"]),
        ("JOB,Việc làm,lao động,count,up,", ["2:unit: indicator_in_use"]),
        ("JOB,Tạo việc làm,người,count,up,", []),
        ("MERIT_N,Số người hưởng,hộ,stock,hold,", []),
        ("TRAINED,Lao động qua đào tạo,%,rate,up,SI", ["2:parent: figures_above_parent"]),
      ]
      for (row, faults) in cases {
        let outcome = try await PlanningFixture.importIndicators(Self.indicators + row + "\n", into: database)
        #expect(outcome.faults == faults, "\(row)")
      }
    }
  }

  @Test("an approved figure does not rest on a draft", arguments: Engine.tested)
  func draftBeneath(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      try await PlanningFixture.importResults(Self.results + "POV,92,2018,2.55,\n", status: .draft, into: database)
      try await PlanningFixture.importResults(Self.results + "POV,92,2019,1.35,\n", into: database)
      try await PlanningFixture.importTargets(
        "indicator,place,year,level,change,comparator\nPOV,92,2019,1.55,-1,<=\n", into: database)
      for source in [FigureSource.staff, .published] {
        let row = try #require(try await PlanningFixture.board("92", 2019, from: source, database).rows.first)
        #expect(row.numbers.attainment == nil && row.assessment.verdict == .exceeded)
      }
    }
  }
}
