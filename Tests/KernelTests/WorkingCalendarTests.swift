import Kernel
import Testing

@Suite("Working days")
struct WorkingCalendarTests {
  /// The spring of 2024: 29 April off and worked on Saturday 4 May, 30 April and 1 May holidays.
  static let calendar = WorkingCalendar(
    holidays: days("2024-04-18", "2024-04-29", "2024-04-30", "2024-05-01"), workedWeekends: days("2024-05-04"), years: [2024])

  static func days(_ texts: String...) -> Set<CivilDate> { Set(texts.compactMap { CivilDate(iso: $0) }) }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  static let weekends: [(iso: String, isWeekend: Bool)] = [
    ("1969-12-27", true), ("1969-12-28", true), ("1969-12-29", false), ("1970-01-01", false), ("1970-01-03", true),
    ("1970-01-04", true), ("1970-01-05", false), ("2000-02-29", false), ("2024-05-04", true), ("2024-05-05", true),
    ("2024-05-06", false),
  ]

  @Test("Saturday and Sunday end the week", arguments: weekends)
  func weekend(iso: String, isWeekend: Bool) throws { #expect(try day(iso).isWeekend == isWeekend) }

  static let rows: [(iso: String, works: Bool, next: String, previous: String)] = [
    ("2024-04-17", true, "2024-04-17", "2024-04-17"), ("2024-04-18", false, "2024-04-19", "2024-04-17"),
    ("2024-04-26", true, "2024-04-26", "2024-04-26"), ("2024-04-27", false, "2024-05-02", "2024-04-26"),
    ("2024-04-29", false, "2024-05-02", "2024-04-26"), ("2024-05-01", false, "2024-05-02", "2024-04-26"),
    ("2024-05-04", true, "2024-05-04", "2024-05-04"), ("2024-05-05", false, "2024-05-06", "2024-05-04"),
  ]

  @Test("a day is worked or not, and the nearest worked day is found on both sides", arguments: rows)
  func nearest(iso: String, works: Bool, next: String, previous: String) throws {
    let calendar = Self.calendar
    #expect(calendar.isWorkingDay(try day(iso)) == works)
    #expect(calendar.next(onOrAfter: try day(iso)).iso == next)
    #expect(calendar.previous(onOrBefore: try day(iso)).iso == previous)
  }

  static let sums: [(iso: String, count: Int, reached: String)] = [
    ("2024-04-26", 0, "2024-04-26"), ("2024-04-28", 0, "2024-04-28"), ("2024-04-26", 1, "2024-05-02"),
    ("2024-04-26", 3, "2024-05-04"), ("2024-04-28", 1, "2024-05-02"), ("2024-04-26", 4, "2024-05-06"),
    ("2024-05-06", -1, "2024-05-04"), ("2024-05-02", -1, "2024-04-26"), ("2024-05-01", -2, "2024-04-25"),
  ]

  @Test("working days are added without the day they start from", arguments: sums)
  func adding(iso: String, count: Int, reached: String) throws {
    #expect(Self.calendar.adding(workingDays: count, to: try day(iso)).iso == reached)
  }

  static let counts: [(first: String, last: String, count: Int)] = [
    ("2024-04-26", "2024-04-26", 1), ("2024-04-27", "2024-05-01", 0), ("2024-04-26", "2024-05-06", 5),
    ("2024-05-06", "2024-04-26", 0), ("2024-04-15", "2024-04-21", 4), ("2024-12-30", "2025-01-05", 5),
  ]

  @Test("working days between two days, both included", arguments: counts)
  func counting(first: String, last: String, count: Int) throws {
    #expect(Self.calendar.workingDays(from: try day(first), through: try day(last)) == count)
  }

  @Test("a sum and a count agree over a year of starts")
  func agreement() throws {
    let first = try day("2024-01-01")
    for offset in 0..<366 {
      let start = first.adding(days: offset)
      for count in 1...7 {
        let end = Self.calendar.adding(workingDays: count, to: start)
        #expect(Self.calendar.isWorkingDay(end))
        #expect(Self.calendar.workingDays(from: start.adding(days: 1), through: end) == count)
      }
    }
  }

  @Test("a day named both off and worked is off")
  func contradiction() throws {
    let calendar = WorkingCalendar(
      holidays: Self.days("2024-05-04"), workedWeekends: Self.days("2024-05-04"), years: [2024])
    #expect(calendar.isWorkingDay(try day("2024-05-04")) == false)
  }

  @Test("the calendar says which years it knows")
  func knownYears() {
    #expect(Self.calendar.knows(2024))
    #expect(!Self.calendar.knows(2025))
    #expect(!WorkingCalendar.weekendsOnly.knows(2024))
  }
}
