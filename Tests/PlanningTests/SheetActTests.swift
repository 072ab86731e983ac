import Directory
import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Planning
@testable import Reporting

/// The way of a sheet: commune, district, department; who may do what in which state.
@Suite struct SheetActTests {
  typealias Fixture = SheetFixture

  /// Who tries; the outcome of each act in each state is the code of the refusal, or nothing where it goes through.
  static let table: [(state: String, who: String, act: SheetAct, refusal: String?)] = [
    ("draft", "commune", .submit, nil), ("draft", "neighbour", .submit, "planning.not_your_unit"),
    ("draft", "district", .approve, "planning.wrong_sheet_state"), ("draft", "head", .approve, "planning.wrong_sheet_state"),
    ("draft", "commune", .correct, "planning.wrong_sheet_state"), ("draft", "head", .lock, "planning.wrong_sheet_state"),
    ("sent", "commune", .submit, "planning.wrong_sheet_state"), ("sent", "commune", .approve, "planning.not_your_unit"),
    ("sent", "district", .approve, nil), ("sent", "district", .sendBack, nil),
    ("sent", "head", .approve, "planning.not_your_turn"),
    ("sent", "other district", .approve, "planning.not_your_unit"), ("sent", "specialist", .approve, "planning.not_your_unit"),
    ("sent", "administrator", .approve, "planning.not_your_unit"), ("sent", "head", .unapprove, "planning.wrong_sheet_state"),
    ("passed on", "district", .approve, "planning.not_your_unit"), ("passed on", "head", .approve, nil),
    ("passed on", "head", .sendBack, nil), ("passed on", "director", .approve, nil),
    ("passed on", "commune", .submit, "planning.wrong_sheet_state"),
    ("approved", "commune", .submit, "planning.wrong_sheet_state"),
    ("approved", "district", .unapprove, "planning.not_your_unit"),
    ("approved", "head", .unapprove, nil), ("approved", "head", .lock, nil),
    ("approved", "commune", .correct, "planning.wrong_sheet_state"),
    ("locked", "head", .unapprove, "planning.wrong_sheet_state"), ("locked", "commune", .correct, nil),
    ("locked", "neighbour", .correct, "planning.not_your_unit"), ("locked", "head", .lock, "planning.wrong_sheet_state"),
  ]

  @Test(arguments: Engine.tested)
  func roleActState(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let communes = try await database.read { try Fixture.communes(of: Fixture.district, $0) }
      let people: [String: Viewer] = [
        "commune": try Fixture.person(.communeOfficer, at: communes[0]),
        "neighbour": try Fixture.person(.communeOfficer, at: communes[1]),
        "district": try Fixture.person(.districtOfficer, at: Fixture.district),
        "other district": try Fixture.person(.districtOfficer, at: Fixture.otherDistrict),
        "specialist": try Fixture.person(.specialist, at: Fixture.province),
        "head": try Fixture.person(.divisionHead, at: Fixture.province),
        "director": try Fixture.person(.director, at: Fixture.province),
        "administrator": try Fixture.person(.administrator, at: Fixture.province),
      ]
      // Every case on a sheet of its own month and form, brought to its state first.
      let months = Period.periods(of: .month, in: 2020) + Period.periods(of: .month, in: 2019)
      for (index, row) in Self.table.enumerated() {
        let key = SheetKey(form: "02-NCC", place: communes[0], period: months[index % months.count])
        let form = index < months.count ? key : SheetKey(form: "03-XH", place: communes[0], period: key.period)
        try await bring(form, to: row.state, people, database)
        let who = try #require(people[row.who])
        var refusal: String?
        do {
          try await Fixture.perform(row.act, on: form, by: who, reason: "vì thử", database)
        } catch let error as any UserFacing {
          refusal = error.code
        }
        #expect(refusal == row.refusal, "\(row)")
      }
    }
  }

  private func bring(_ key: SheetKey, to state: String, _ people: [String: Viewer], _ database: Database) async throws {
    let commune = try #require(people["commune"]), district = try #require(people["district"])
    let head = try #require(people["head"])
    let (form, indicators) = try await database.read {
      (try #require(try FormStore.form(key.form, $0)), try IndicatorStore.all($0))
    }
    try await Fixture.type(Fixture.full(form, indicators, value: 10), into: key, by: commune, database)
    if state == "draft" { return }
    try await Fixture.perform(.submit, on: key, by: commune, database)
    if state == "sent" { return }
    try await Fixture.perform(.approve, on: key, by: district, database)
    if state == "passed on" { return }
    try await Fixture.perform(.approve, on: key, by: head, database)
    if state == "approved" { return }
    try await Fixture.perform(.lock, on: key, by: head, reason: "BC 01", database)
  }

  @Test(arguments: [SheetAct.sendBack, .unapprove, .lock, .correct])
  func needsItsReason(act: SheetAct) async throws {
    try await withPlanning(.sqlite) { database in
      let commune = try await database.read { try Fixture.communes(of: Fixture.district, $0) }[0]
      let people = [
        "commune": try Fixture.person(.communeOfficer, at: commune),
        "district": try Fixture.person(.districtOfficer, at: Fixture.district),
        "head": try Fixture.person(.divisionHead, at: Fixture.province),
      ]
      let key = SheetKey(form: "02-NCC", place: commune, period: try Fixture.period("2020-05"))
      let states: [SheetAct: String] = [.sendBack: "sent", .unapprove: "approved", .lock: "approved", .correct: "locked"]
      try await bring(key, to: try #require(states[act]), people, database)
      let who = try #require(people[act == .correct ? "commune" : act == .sendBack ? "district" : "head"])
      await #expect(throws: PlanningError.reasonMissing) { try await Fixture.perform(act, on: key, by: who, database) }
      try await Fixture.perform(act, on: key, by: who, reason: "có lý do", database)
    }
  }

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
