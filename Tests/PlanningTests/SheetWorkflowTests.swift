import Directory
import Kernel
import PlanningDemo
import Rulebook
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Reporting

/// Every role × state × act of the sheet's table, tried on one sheet that is put back after each.
@Suite struct SheetWorkflowTests {
  typealias Fixture = SheetFixture

  /// Where a sheet may stand: its state, whose turn it is, whether it was fixed once, and the status of its figures.
  private static let standings: [(state: SheetState, turn: AdministrativeUnit.Level?, isCorrection: Bool, status: DataStatus)] = [
    (.draft, nil, false, .draft), (.draft, nil, true, .draft), (.submitted, .district, false, .submitted),
    (.submitted, .province, false, .submitted), (.submitted, .district, true, .submitted),
    (.submitted, .province, true, .submitted), (.returned, nil, false, .returned), (.approved, nil, false, .approved),
    (.locked, nil, false, .locked),
  ]

  @Test func theTableMakesSense() {
    WorkflowTable.expectSense(SheetCase.self)
    for line in SheetCase.table {
      #expect(line.notBySamePerson == (line.act == .approve), "\(line)")
      #expect(line.needsReason == ![.submit, .approve].contains(line.act), "\(line)")
      // The unit types and sends; those above decide.
      #expect((line.permission == .enterResults) == (line.turns == [.unit]), "\(line)")
      #expect((line.permission == .reviewResults) == (line.turns == [.below]), "\(line)")
    }
  }

  /// A demo's history goes the way of the table or is refused.
  @Test(
    arguments: [
      ([(.submit, .submitted), (.approve, .submitted), (.approve, .approved)], true), ([(.approve, .approved)], false),
      ([(.submit, .submitted), (.lock, .locked)], false), ([(.submit, .approved)], false),
      ([(.submit, .submitted), (.sendBack, .returned)], false),
    ] as [([(SheetAct, SheetState)], Bool)])
  func madeUpHistories(history: [(act: SheetAct, state: SheetState)], isKnown: Bool) async throws {
    try await withPlanning(.sqlite) { database in
      let key = SheetKey(form: "02-NCC", place: Fixture.district, period: try Fixture.period("2020-05"))
      let events = history.map {
        SheetEvent(act: $0.act, state: $0.state, unit: Fixture.district, actor: "account:a", at: Moment(seconds: 0))
      }
      var isWritten = false
      do {
        try await database.write(PlanningFixture.act()) { transaction in
          transaction.note(AuditNote(kind: "test.seeded", subject: key.subject))
          let seed = SheetSeed(key, turn: nil, odd: 0, events: events)
          try SheetSeed.write([seed], in: PlanningFixture.konTum.department, transaction)
        }
        isWritten = true
      } catch PlanningError.wrongSheetState {}
      #expect(isWritten == isKnown)
    }
  }

  @Test(arguments: Engine.tested) func roleStateAct(engine: Engine) async throws {
    try await withPlanning(engine) { database in
      let communes = try await database.read { try Fixture.communes(of: Fixture.district, $0) }
      let both = try Fixture.person(
        [(.communeOfficer, communes[0]), (.districtOfficer, Fixture.district), (.divisionHead, Fixture.province)], named: "both")
      let people =
        try Fixture.everyRole(
          at: communes.prefix(2) + [Fixture.district, Fixture.otherDistrict, Fixture.province, PlanningFixture.canTho.place])
        + [both]
      let key = SheetKey(form: "02-NCC", place: communes[0], period: try Fixture.period("2020-05"))
      let (form, indicators) = try await database.read {
        (try #require(try FormStore.form(key.form, $0)), try IndicatorStore.all($0))
      }
      let officer = try Fixture.person(.communeOfficer, at: communes[0], named: "officer")
      try await Fixture.type(Fixture.full(form, indicators, value: 10), into: key, by: officer, database)
      let rules = try PlanningFixture.rulebook
      for standing in Self.standings {
        var sheet = Sheet(key, state: standing.state)
        (sheet.turn, sheet.isCorrection, sheet.version) = (standing.turn, standing.isCorrection, 7)
        for reason in ["", "vì thử"] {
          await #expect(throws: Undone.self) {
            try await database.write(PlanningFixture.act(reason, by: both.account.actor)) { [sheet] transaction in
              let stage = Stage(
                context: try SheetContext.read(key, transaction), sheet: sheet, status: standing.status, rules: rules,
                saysWhy: !reason.isEmpty)
              for person in people {
                for act in SheetAct.allCases {
                  for isOwn in [false, true] { try stage.hold(act, by: person, isOwn: isOwn, transaction) }
                }
              }
              throw Undone()
            }
          }
        }
      }
    }
  }

  /// A sheet in a state.
  private struct Stage {
    let context: SheetContext
    let sheet: Sheet
    let status: DataStatus
    let rules: Rulebook
    let saysWhy: Bool

    /// Puts the sheet there, with figures of the actor or of another.
    func reset(isOwn: Bool, _ transaction: WriteTransaction) throws {
      let author = isOwn ? transaction.act.actor.id : "account:officer"
      try transaction.run(
        "UPDATE planning_result SET status = \(status.rawValue), author = \(author) WHERE \(context.figures.scope)")
      for table in ["planning_sheet_event", "planning_sheet", "planning_notice"] as [SQL] {
        try transaction.run("DELETE FROM \(table)")
      }
      try SheetStore.save(sheet, after: .submit, for: context.key.place, in: context, transaction)
    }

    /// Tries it; the outcome is what the table promises.
    func hold(_ act: SheetAct, by person: Viewer, isOwn: Bool, _ transaction: WriteTransaction) throws {
      try reset(isOwn: isOwn, transaction)
      let subject = SheetCase(context, sheet, rulebook: rules)
      let promised: WorkflowTable.Outcome<SheetCase> = WorkflowTable.outcome(
        of: act, from: sheet.state, turn: subject.turn, by: person, isOwn: isOwn, saysWhy: saysWhy, places: places)
      var refused: PlanningError?
      do {
        try subject.perform(act, by: .person(person), seen: 7, transaction)
      } catch let error as PlanningError {
        refused = error
      }
      let stored = try SheetStore.sheet(context, transaction)
      let told = try transaction.rows("SELECT place, kind FROM planning_notice ORDER BY place").compactMap { $0.text("kind") }
      switch promised {
      case .refused(let refusal):
        #expect(refused == subject.error(refusal, of: act) as? PlanningError, "\(act) \(person.account.id) \(sheet)")
        #expect(stored == sheet && told.isEmpty)
      case .done(let line):
        #expect(refused == nil && stored.state == line.to && stored.version == 8, "\(act) \(person.account.id) \(sheet)")
        #expect(told == Self.told(by: line), "\(act)")
      }
    }

    /// Where the right of a turn lies: the unit's path, the district before it passed the sheet on, the province.
    private func places(_ turn: SheetCase.Turn?) -> [ID<AdministrativeUnit>] {
      switch turn {
      case .unit: context.pathIDs
      case .below: sheet.turn == .province ? [] : [Fixture.district]
      default: [Fixture.province]
      }
    }

    private static func told(by line: Transition<SheetCase>) -> [String] {
      line.tells.flatMap { audience in
        switch audience {
        case .unit(let kind): [kind.rawValue]
        case .above(let kind): Array(repeating: kind.rawValue, count: 2)
        case .path(let kind): Array(repeating: kind.rawValue, count: 3)
        }
      }
    }
  }
}
