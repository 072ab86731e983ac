import Kernel
import Rulebook
import Testing

@testable import Planning
@testable import Reporting

/// The holidays of the rulebook as working days.
@Suite("The calendar of the offices")
struct OfficeCalendarTests {
  /// The blocks of days off, weekends included, as they were lived: the last working day before and the first after.
  static let blocks: [(occasion: String, lastBefore: String, firstAfter: String)] = [
    ("New Year 2017, a Sunday", "2016-12-30", "2017-01-03"), ("Tết 2017", "2017-01-25", "2017-02-02"),
    ("30/4–1/5 2017, in lieu on Tuesday", "2017-04-28", "2017-05-03"), ("Tết 2018", "2018-02-13", "2018-02-21"),
    ("New Year 2019 with the Monday swapped off", "2018-12-28", "2019-01-02"),
    ("30/4–1/5 2019 with the Monday swapped off", "2019-04-26", "2019-05-02"), ("Tết 2019", "2019-02-01", "2019-02-11"),
    ("Hùng Kings 2019, a Sunday", "2019-04-12", "2019-04-16"), ("Tết 2020", "2020-01-22", "2020-01-30"),
    ("Tết 2021", "2021-02-09", "2021-02-17"), ("2/9 2021, two days", "2021-09-01", "2021-09-06"),
    ("2/9 2020, one day", "2020-09-01", "2020-09-03"), ("Tết 2022", "2022-01-28", "2022-02-07"),
    ("30/4–1/5 2022, a weekend", "2022-04-29", "2022-05-04"), ("Hùng Kings, 30/4, 1/5 2023", "2023-04-28", "2023-05-04"),
    ("2/9 2023", "2023-08-31", "2023-09-05"), ("Tết 2024", "2024-02-07", "2024-02-15"),
    ("30/4–1/5 2024 with the Monday swapped off", "2024-04-26", "2024-05-02"), ("Tết 2025", "2025-01-24", "2025-02-03"),
    ("30/4–1/5 2025 with the Friday swapped off", "2025-04-29", "2025-05-05"), ("2/9 2025", "2025-08-29", "2025-09-03"),
    ("New Year 2026, four days", "2025-12-31", "2026-01-05"), ("Tết 2026, nine days", "2026-02-13", "2026-02-23"),
    ("Hùng Kings 2026, three days", "2026-04-24", "2026-04-28"), ("30/4–1/5 2026, four days", "2026-04-29", "2026-05-04"),
    ("2/9 2026, five days", "2026-08-28", "2026-09-03"), ("Culture Day 2026", "2026-11-23", "2026-11-25"),
  ]

  @Test("between the last working day and the next lies the holiday", arguments: blocks)
  func block(occasion: String, lastBefore: String, firstAfter: String) throws {
    let calendar = try ReportingRules.calendar.workingDays
    let (before, after) = (try ReportingRules.day(lastBefore), try ReportingRules.day(firstAfter))
    #expect(calendar.isWorkingDay(before) && calendar.isWorkingDay(after))
    #expect(calendar.next(onOrAfter: before.adding(days: 1)) == after)
    #expect(calendar.previous(onOrBefore: after.adding(days: -1)) == before)
  }

  @Test(
    "Saturdays worked instead",
    arguments: [
      "2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22",
    ])
  func worked(iso: String) throws {
    let day = try ReportingRules.day(iso)
    #expect(day.isWeekend)
    #expect(try ReportingRules.calendar.workingDays.isWorkingDay(day))
  }

  @Test("the years of the file are known and no others")
  func years() throws { #expect(try ReportingRules.calendar.workingDays.years == Set(2017...2026)) }

  /// Ten paid holidays a year, eleven from 2021, twelve from 2026 (Labour Code, article 112); each swap is worked elsewhere.
  @Test("a year has as many days off as the law gives", arguments: 2017...2026)
  func daysOff(year: Int) throws {
    let rule = try #require(PlanningFixture.rulebook.rule(WorkingCalendar.ruleID))
    let value = try #require(rule.value(on: Period.year(year).lastDay)?.value)
    let given: [HolidayField] = [.newYear, .lunarNewYear, .hungKings, .reunification, .labour, .nationalDay, .cultureDay]
    let days = given.flatMap { value.field($0.rawValue).flatMap(WorkingCalendar.days) ?? [] }
    #expect(days.count == (year < 2021 ? 10 : year < 2026 ? 11 : 12))
    let inLieu = value.field(HolidayField.inLieu.rawValue).flatMap(WorkingCalendar.days) ?? []
    #expect(inLieu.count == days.count { $0.isWeekend })
    let swapped = value.field(HolidayField.swappedOff.rawValue).flatMap(WorkingCalendar.days) ?? []
    #expect((days + inLieu + swapped).count == Set(days + inLieu + swapped).count)
    #expect((inLieu + swapped).allSatisfy { !$0.isWeekend })
  }

  @Test("each swap has its Saturday, if not in its own year then in the next")
  func swaps() throws {
    let values = try #require(PlanningFixture.rulebook.rule(WorkingCalendar.ruleID)).values
    let count = { (field: HolidayField) in
      values.reduce(0) { $0 + ($1.value.field(field.rawValue).flatMap(WorkingCalendar.days) ?? []).count }
    }
    #expect(count(.swappedOff) == count(.workingInstead))
  }

  static let texts: [(text: String, days: [String]?)] = [
    ("2024-01-01", ["2024-01-01"]), ("2024-02-08..2024-02-10", ["2024-02-08", "2024-02-09", "2024-02-10"]),
    ("2024-12-31..2025-01-01, 2025-04-30", ["2024-12-31", "2025-01-01", "2025-04-30"]),
    ("2024-01-01,2024-01-02", ["2024-01-01", "2024-01-02"]), ("", nil), ("2024-01-01,", nil), ("2024-02-30", nil),
    ("2024-02-10..2024-02-08", nil), ("2024-02-08..", nil), ("2024-02-08..2024-02-09..2024-02-10", nil), ("01/01/2024", nil),
  ]

  @Test("days and ranges of days", arguments: texts)
  func reading(text: String, days: [String]?) { #expect(WorkingCalendar.days(text)?.map(\.iso) == days) }

  static let faulty: [(value: String, field: String)] = [
    ("from: 2024-01-01, to: 2024-12-31, value: { new_yaer: 2024-01-01 }", "new_yaer 2024"),
    ("from: 2024-01-01, to: 2024-12-31, value: { new_year: 2023-01-01 }", "new_year 2024"),
    ("from: 2024-01-01, to: 2024-12-31, value: { new_year: 1/1/2024 }", "new_year 2024"),
    ("from: 2024-01-01, value: { new_year: 2024-01-01 }", "to"), ("value: { new_year: 2024-01-01 }", "to"),
    ("from: 2024-01-01, to: 2024-12-31, value: none", "to"),
  ]

  @Test("a slip in the file is refused", arguments: faulty)
  func slips(value: String, field: String) throws {
    let text = """
      title_vi: Thử
      title_en: Test
      unit: ngày
      values:
        - { \(value), document: Thông báo, confidence: unverified }
      """
    let name = "holidays-" + value.replacing(/[^a-z0-9]+/, with: "-")
    let book = try ReportingRules.rulebook(with: [WorkingCalendar.ruleID + ".yaml": text], name: name)
    #expect(throws: ReportingRuleError.unreadable(rule: WorkingCalendar.ruleID, field: field)) {
      try ReportingCalendar(book)
    }
  }
}
