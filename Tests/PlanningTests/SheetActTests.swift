import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Planning
@testable import Reporting

/// What the table of a sheet does not say: whose own it is, and which levels there are (`SheetWorkflowTests` tries the table).
@Suite struct SheetActTests {
  typealias Fixture = SheetFixture

  @Test func nobodyApprovesHisOwn() async throws {
    try await withPlanning(.sqlite) { database in
      let commune = try await database.read { try Fixture.communes(of: Fixture.district, $0) }[0]
      // One person with both rights is still not his own reviewer.
      let since = CivilDate(daysSinceEpoch: 0)
      let both = Viewer(
        account: try Fixture.person(.communeOfficer, at: commune).account,
        grants: [
          RoleGrant(role: .communeOfficer, unit: commune, from: since),
          RoleGrant(role: .districtOfficer, unit: Fixture.district, from: since),
        ], roles: try PlanningFixture.roles, on: .testDay)
      let key = SheetKey(form: "02-NCC", place: commune, period: try Fixture.period("2020-05"))
      let (form, indicators) = try await database.read {
        (try #require(try FormStore.form(key.form, $0)), try IndicatorStore.all($0))
      }
      try await Fixture.type(Fixture.full(form, indicators, value: 10), into: key, by: both, database)
      try await Fixture.perform(.submit, on: key, by: both, database)
      await #expect(throws: PlanningError.ownFigure) { try await Fixture.perform(.approve, on: key, by: both, database) }
    }
  }

  /// Where the district has ended since, the department takes its turn and says so; as long as it is there, it does not.
  @Test(arguments: [
    ("2025-06-30", "vì huyện đã hết", PlanningError.notYourTurn), ("2025-07-10", "", .notYourTurn),
    ("2025-07-10", "vì huyện đã hết", nil),
  ])
  func theDepartmentStandsInForADistrictThatHasEnded(day: String, reason: String, refusal: PlanningError?) async throws {
    try await withPlanning(.sqlite, effects: .fixed(on: try #require(CivilDate(iso: day)))) { database in
      let commune = try await database.read { try Fixture.communes(of: Fixture.district, $0) }[0]
      let key = SheetKey(form: "02-NCC", place: commune, period: try Fixture.period("2025-05"))
      let officer = try Fixture.person(.communeOfficer, at: commune)
      let (form, indicators) = try await database.read {
        (try #require(try FormStore.form(key.form, $0)), try IndicatorStore.all($0))
      }
      try await Fixture.type(Fixture.full(form, indicators, value: 10), into: key, by: officer, database)
      try await Fixture.perform(.submit, on: key, by: officer, database)
      var refused: PlanningError?
      do {
        let head = try Fixture.person(.divisionHead, at: Fixture.province)
        let after = try await Fixture.perform(.approve, on: key, by: head, reason: reason, database)
        #expect(after.state == .submitted && after.turn == .province)
      } catch let error as PlanningError {
        refused = error
      }
      #expect(refused == refusal)
    }
  }

  /// The levels follow the organisation of the day: the district to 2025-06-30, none after.
  @Test(arguments: [("A.23377", "2025-06", ["district", "province"]), ("B.23377", "2025-07", ["province"])])
  func levels(unit: String, period: String, levels: [String]) async throws {
    try await withPlanning(.sqlite) { database in
      let period = try Fixture.period(period)
      let found = try await database.read { transaction -> [String] in
        let key = SheetKey(form: "02-NCC", place: ID(unit), period: period)
        return try SheetContext.read(key, transaction).reviewers.map { "\($0.level)" }
      }
      #expect(found == levels)
    }
  }
}
