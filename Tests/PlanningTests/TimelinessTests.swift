import Directory
import Kernel
import PlanningDemo
import Storage
import TestSupport
import Testing

@testable import Planning
@testable import Reporting
@testable import Territory

/// Who sent in time: single sheets, a year of sheets, and the reminders of those that did not send.
@Suite struct TimelinessTests {
  private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  /// Noon in Viet Nam.
  private static func noon(_ iso: String) throws -> Moment {
    Moment(seconds: Int64(try day(iso).daysSinceEpoch) * 86_400 + 5 * 3600)
  }

  private static func standing(
    _ state: SheetState, sent: String? = nil, due: String? = "2021-12-16", isCorrection: Bool = false
  ) throws -> UnitStanding {
    let unit = AdministrativeUnit(
      id: ID("A.1"), code: "1", level: .commune, type: "xã", name: "Thử", alternativeName: nil, parent: nil, validFrom: nil,
      validTo: nil, source: "test")
    return UnitStanding(
      unit: unit, period: try SheetFixture.period("2021-12"), state: state, isCorrection: isCorrection,
      sentAt: try sent.map(noon), submitBy: try due.map(day), lines: 7, complete: 6, remindedAt: nil)
  }

  /// A sheet due on Thursday 16 December 2021, looked at on 13 January 2022.
  @Test(
    arguments: [
      (SheetState.draft, nil, false, nil, 19, "1 0 0 7 0"), (.submitted, "2021-12-16", true, true, 0, "1 1 1 7 6"),
      (.approved, "2021-12-17", true, false, 1, "1 1 0 7 6"), (.approved, "2021-12-18", true, false, 2, "1 1 0 7 6"),
      (.approved, "2021-12-20", true, false, 2, "1 1 0 7 6"), (.returned, "2021-12-15", false, nil, 19, "1 0 0 7 0"),
      (.approved, nil, true, nil, 0, "1 1 0 7 6"), (.locked, "2021-12-01", true, true, 0, "1 1 1 7 6"),
    ] as [(SheetState, String?, Bool, Bool?, Int, String)])
  func aSheet(state: SheetState, sent: String?, hasSent: Bool, isOnTime: Bool?, late: Int, count: String) throws {
    let standing = try Self.standing(state, sent: sent)
    let calendar = try WorkingCalendar(PlanningFixture.rulebook)
    #expect(standing.hasSent == hasSent && standing.isOnTime == isOnTime)
    #expect(standing.workingDaysLate(on: .testDay, calendar) == late)
    let counted = Timeliness(standing, on: .testDay)
    let numbers = [counted.due, counted.sent, counted.onTime, counted.lines, counted.complete]
    #expect(numbers.map(String.init).joined(separator: " ") == count)
  }

  @Test func aSheetCountsOnceItsDayHasPassed() throws {
    let standing = try Self.standing(.submitted, sent: "2021-12-15")
    let (due, next) = (try Self.day("2021-12-16"), try Self.day("2021-12-17"))
    #expect(Timeliness(standing, on: due).due == 0 && Timeliness(standing, on: next).due == 1)
    let withoutRule = try Self.standing(.draft, due: nil)
    let (last, after) = (try Self.day("2021-12-31"), try Self.day("2022-01-01"))
    #expect(!withoutRule.isDue(on: last) && withoutRule.isDue(on: after))
    let corrected = try Self.standing(.draft, sent: "2021-12-15", isCorrection: true)
    #expect(corrected.hasSent)
  }

  @Test func sharesComeFromSums() throws {
    let counts = try [
      Self.standing(.submitted, sent: "2021-12-16"), Self.standing(.approved, sent: "2022-01-04"), Self.standing(.draft),
    ]
    let sum = Timeliness(counts, on: .testDay)
    #expect(sum.sentPercent == Ratio(200, 3) && sum.onTimePercent == Ratio(100, 3))
    #expect(sum.completePercent == Ratio(1200, 21))
    #expect(Timeliness().sentPercent == nil && Timeliness().completePercent == nil)
  }

  @Test(arguments: Engine.tested)
  func aYearBelowADistrict(engine: Engine) async throws {
    let clock = TestClock(on: try Self.day("2021-02-16"))
    try await withPlanning(engine, effects: clock.effects) { database in
      let communes = try await database.read { try SheetFixture.communes(of: SheetFixture.district, $0) }
      let (form, indicators) = try await database.read {
        (try #require(try FormStore.form("02-NCC", $0)), try IndicatorStore.all($0))
      }
      func send(_ commune: Int, _ period: String) async throws {
        let person = try SheetFixture.person(.communeOfficer, at: communes[commune])
        let key = SheetKey(form: form.code, place: communes[commune], period: try SheetFixture.period(period))
        try await SheetFixture.type(SheetFixture.full(form, indicators, value: 10), into: key, by: person, database)
        try await SheetFixture.perform(.submit, on: key, by: person, database)
      }
      // 16 February 2021 is the last of the Tết holiday; January's day was 18 January, February's is two working days later.
      try await send(0, "2021-01")
      try await send(0, "2021-02")
      clock.advance(seconds: 30 * 86_400)
      try await send(1, "2021-02")
      let rules = try PlanningFixture.rulebook
      let today = clock.now.vietnameseDay
      let units = try await database.read { transaction in
        let calendar = try ReportingCalendar(rules, department: PlanningFixture.konTum.department)
        return try TimelinessStore.year(
          2021, [form], below: SheetFixture.district, calendar: calendar, today: today, transaction)[form.code] ?? []
      }
      #expect(units.count == communes.count, "every commune was due, whether it sent or not")
      let first = try #require(units.first { $0.unit.id == communes[0] })
      let second = try #require(units.first { $0.unit.id == communes[1] })
      #expect(units.allSatisfy { $0.count.due == 3 }, "January, February, March")
      #expect(first.count.sent == 2 && first.count.onTime == 1 && first.count.complete == 2 * form.indicators.count)
      #expect(second.count.sent == 1 && second.count.onTime == 0)
      #expect(units.filter { !communes[0...1].contains($0.unit.id) }.allSatisfy { $0.count.sent == 0 })
    }
  }

  @Test(arguments: Engine.tested)
  func everyUnitIsToldOnceADay(engine: Engine) async throws {
    let clock = TestClock()
    try await withPlanning(engine, effects: clock.effects) { database in
      let rules = try PlanningFixture.rulebook
      let period = try SheetFixture.period("2021-12")
      let form = try #require(try await database.read { try FormStore.form("02-NCC", $0) })
      func remind(_ role: Role, at unit: ID<AdministrativeUnit>, below: ID<AdministrativeUnit>) async throws -> Int {
        let person = try SheetFixture.person(role, at: unit)
        return try await database.write(Act(by: person.account.actor, in: PlanningFixture.konTum.department, reason: "")) {
          try ReminderActs.remindAll(form, period, below: below, by: .person(person), rulebook: rules, $0)
        }
      }
      let communes = try await database.read { try SheetFixture.communes(of: SheetFixture.district, $0) }
      let all = try await database.read { try TerritoryStore.descendants(of: SheetFixture.province, on: period.lastDay, $0) }
        .count { $0.level == .commune }
      for role in [Role.communeOfficer, .administrator] {
        await #expect(throws: PlanningError.notYourUnit) {
          try await remind(role, at: communes[0], below: SheetFixture.district)
        }
      }
      await #expect(throws: PlanningError.notYourUnit) {
        try await remind(.districtOfficer, at: SheetFixture.otherDistrict, below: SheetFixture.district)
      }
      #expect(try await remind(.districtOfficer, at: SheetFixture.district, below: SheetFixture.district) == communes.count)
      #expect(try await remind(.districtOfficer, at: SheetFixture.district, below: SheetFixture.district) == 0)
      #expect(try await remind(.specialist, at: SheetFixture.province, below: SheetFixture.province) == all - communes.count)
      clock.advance(seconds: 86_400)
      #expect(try await remind(.divisionHead, at: SheetFixture.province, below: SheetFixture.province) == all)
      let notices = try await database.read {
        try NoticeStore.notices(to: communes[0], in: PlanningFixture.konTum.department, $0)
      }
      #expect(notices.map(\.kind) == [.reminder, .reminder])
    }
  }
}
