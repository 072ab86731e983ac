import Kernel
import Rulebook
import Testing

@testable import Planning
@testable import Reporting

/// Which days a periodic report counts (Decree 09/2019/NĐ-CP, article 12; the calendar before it).
@Suite("Cut-offs of periodic reports")
struct ReportingWindowTests {
  static let windows: [(period: String, from: String, to: String)] = [
    // Before 2019-03-12: the calendar.
    ("2017-12", "2017-12-01", "2017-12-31"), ("2018-02", "2018-02-01", "2018-02-28"),
    ("2019-01", "2019-01-01", "2019-01-31"), ("2019-02", "2019-02-01", "2019-02-28"),
    ("2018-Q1", "2018-01-01", "2018-03-31"), ("2018-Q4", "2018-10-01", "2018-12-31"),
    ("2018-H1", "2018-01-01", "2018-06-30"), ("2018-H2", "2018-07-01", "2018-12-31"),
    ("2018-9M", "2018-01-01", "2018-09-30"), ("2017", "2017-01-01", "2017-12-31"), ("2018", "2018-01-01", "2018-12-31"),
    // The first periods under the decree.
    ("2019-03", "2019-02-15", "2019-03-14"), ("2019-Q1", "2018-12-15", "2019-03-14"),
    ("2019-H1", "2018-12-15", "2019-06-14"), ("2019-H2", "2019-06-15", "2019-12-14"),
    ("2019-9M", "2018-12-15", "2019-09-14"), ("2019", "2018-12-15", "2019-12-14"),
    // Later ones, over a year's end and a leap day.
    ("2020-01", "2019-12-15", "2020-01-14"), ("2020-02", "2020-01-15", "2020-02-14"),
    ("2020-03", "2020-02-15", "2020-03-14"), ("2021-12", "2021-11-15", "2021-12-14"),
    ("2022-01", "2021-12-15", "2022-01-14"), ("2021-Q1", "2020-12-15", "2021-03-14"),
    ("2021-Q2", "2021-03-15", "2021-06-14"), ("2021-Q3", "2021-06-15", "2021-09-14"),
    ("2021-Q4", "2021-09-15", "2021-12-14"), ("2021-H1", "2020-12-15", "2021-06-14"),
    ("2021-H2", "2021-06-15", "2021-12-14"), ("2021-9M", "2020-12-15", "2021-09-14"), ("2021", "2020-12-15", "2021-12-14"),
  ]

  @Test("a report counts the days from … to", arguments: windows)
  func window(period: String, from: String, to: String) throws {
    let window = try ReportingRules.calendar.window(of: try ReportingRules.period(period))
    #expect(window.dataFrom.iso == from)
    #expect(window.dataTo.iso == to)
    #expect(window.isCalendar == from.hasSuffix("-01"))
    let (first, last) = (try ReportingRules.day(from), try ReportingRules.day(to))
    #expect(window.holds(first) && window.holds(last))
    #expect(!window.holds(first.adding(days: -1)) && !window.holds(last.adding(days: 1)))
  }

  /// The period an event belongs to: the day before a boundary, the day, the day after.
  static let events: [(kind: Period.Kind, rows: [(day: String, period: String?)])] = [
    (
      .month,
      [
        ("2018-01-30", "2018-01"), ("2018-01-31", "2018-01"), ("2018-02-01", "2018-02"), ("2018-12-31", "2018-12"),
        ("2019-01-01", "2019-01"), ("2019-02-14", "2019-02"), ("2019-02-15", "2019-02"), ("2019-02-28", "2019-02"),
        ("2019-03-01", "2019-03"), ("2019-03-11", "2019-03"), ("2019-03-12", "2019-03"), ("2019-03-13", "2019-03"),
        ("2019-03-14", "2019-03"), ("2019-03-15", "2019-04"), ("2020-02-29", "2020-03"), ("2021-12-13", "2021-12"),
        ("2021-12-14", "2021-12"), ("2021-12-15", "2022-01"), ("2021-12-31", "2022-01"), ("2022-01-01", "2022-01"),
        ("2022-01-14", "2022-01"), ("2022-01-15", "2022-02"),
      ]
    ),
    (
      .quarter,
      [
        ("2018-09-30", "2018-Q3"), ("2018-10-01", "2018-Q4"), ("2018-12-14", "2018-Q4"), ("2018-12-15", "2018-Q4"),
        ("2018-12-31", "2018-Q4"), ("2019-01-01", "2019-Q1"), ("2019-03-13", "2019-Q1"), ("2019-03-14", "2019-Q1"),
        ("2019-03-15", "2019-Q2"), ("2021-06-14", "2021-Q2"), ("2021-06-15", "2021-Q3"), ("2021-09-14", "2021-Q3"),
        ("2021-09-15", "2021-Q4"), ("2021-12-14", "2021-Q4"), ("2021-12-15", "2022-Q1"), ("2021-12-16", "2022-Q1"),
      ]
    ),
    (
      .half,
      [
        ("2018-06-30", "2018-H1"), ("2018-07-01", "2018-H2"), ("2018-12-31", "2018-H2"), ("2019-01-01", "2019-H1"),
        ("2019-06-14", "2019-H1"), ("2019-06-15", "2019-H2"), ("2019-06-16", "2019-H2"), ("2021-12-13", "2021-H2"),
        ("2021-12-14", "2021-H2"), ("2021-12-15", "2022-H1"),
      ]
    ),
    (
      .nineMonths,
      [
        ("2018-01-01", "2018-9M"), ("2018-09-29", "2018-9M"), ("2018-09-30", "2018-9M"), ("2018-10-01", nil),
        ("2018-12-14", nil), ("2018-12-15", "2019-9M"), ("2018-12-16", "2019-9M"), ("2021-09-13", "2021-9M"),
        ("2021-09-14", "2021-9M"), ("2021-09-15", nil), ("2021-12-14", nil), ("2021-12-15", "2022-9M"),
      ]
    ),
    (
      .year,
      [
        ("2017-12-31", "2017"), ("2018-01-01", "2018"), ("2018-12-14", "2018"), ("2018-12-15", "2018"),
        ("2018-12-31", "2018"), ("2019-01-01", "2019"), ("2019-12-13", "2019"), ("2019-12-14", "2019"),
        ("2019-12-15", "2020"), ("2021-12-31", "2022"), ("2022-01-01", "2022"),
      ]
    ),
  ]

  @Test("an event belongs to the period whose report counts its day", arguments: events)
  func current(kind: Period.Kind, rows: [(day: String, period: String?)]) throws {
    let calendar = try ReportingRules.calendar
    for row in rows {
      #expect(try calendar.current(kind, on: try ReportingRules.day(row.day))?.description == row.period, "\(row.day)")
    }
  }

  /// The neighbours at the seam of 2019 and elsewhere, and the days that stand in both.
  static let seams: [(period: String, from: String, to: String)] = [
    ("2019-03", "2019-02-15", "2019-02-28"), ("2019-Q1", "2018-12-15", "2018-12-31"),
    ("2019-H1", "2018-12-15", "2018-12-31"), ("2019", "2018-12-15", "2018-12-31"),
  ]

  @Test("only the first period under the decree shares days with the one before", arguments: Period.Kind.allCases)
  func overlap(kind: Period.Kind) throws {
    let calendar = try ReportingRules.calendar
    for period in (2017...2027).flatMap({ Period.periods(of: kind, in: $0) }) {
      let before = try calendar.window(of: period.before)
      let window = try calendar.window(of: period)
      let seam = Self.seams.first { $0.period == period.description }
      #expect(window.overlap(with: before)?.lowerBound.iso == seam?.from)
      #expect(window.overlap(with: before)?.upperBound.iso == seam?.to)
      if seam == nil, kind != .nineMonths { #expect(before.dataTo.adding(days: 1) == window.dataFrom) }
    }
  }

  @Test("reports that begin with the year begin on one day, and those that end together are cut off together")
  func agreement() throws {
    let calendar = try ReportingRules.calendar
    let periods = (2017...2027).flatMap { year in Period.Kind.allCases.flatMap { Period.periods(of: $0, in: year) } }
    for period in periods {
      let window = try calendar.window(of: period)
      for other in periods where other.lastDay == period.lastDay {
        #expect(try calendar.window(of: other).dataTo == window.dataTo)
      }
      // The months of 2019 before March still followed the calendar.
      guard period.isFirstOfYear, period.kind != .month else { continue }
      #expect(try calendar.window(of: Period.year(period.year)).dataFrom == window.dataFrom)
    }
  }

  static let tails: [(year: Int, days: String?)] = [
    (2017, nil), (2018, nil), (2019, "2019-12-15...2019-12-31"), (2021, "2021-12-15...2021-12-31"),
    (2025, "2025-12-15...2025-12-31"),
  ]

  @Test("the last days of a plan year belong to the report of the next year", arguments: tails)
  func yearTail(year: Int, days: String?) throws {
    let calendar = try ReportingRules.calendar
    let tail = try calendar.yearTail(of: year)
    #expect(tail.map { "\($0)" } == days)
    for day in tail.map({ [$0.lowerBound, $0.upperBound] }) ?? [] {
      #expect(try calendar.current(.year, on: day) == Period.year(year + 1))
    }
  }

  static let sources: [(period: String, article: String, confidence: Confidence)] = [
    ("2019-02", "", .unverified), ("2019-03", "Điều 12 khoản 1", .seen), ("2021-Q4", "Điều 12 khoản 2", .seen),
    ("2021-H1", "Điều 12 khoản 3", .seen), ("2021-9M", "Điều 12 (áp dụng tương tự)", .unverified),
    ("2021", "Điều 12 khoản 4", .seen),
  ]

  @Test("a window names its rule", arguments: sources)
  func rule(period: String, article: String, confidence: Confidence) throws {
    let rule = try ReportingRules.calendar.window(of: try ReportingRules.period(period)).rule
    #expect(rule.article == article)
    #expect(rule.confidence == confidence)
    #expect(rule.document.contains("09/2019") == !article.isEmpty)
  }

  static let faulty: [(fields: String, field: String)] = [
    ("from_day: 15, months_back: 1", "to_day"), ("from_day: x, months_back: 1, to_day: 14", "from_day"),
    ("from_day: 0, months_back: 1, to_day: 14", "from_day"), ("from_day: 15, months_back: 13, to_day: 14", "months_back"),
    ("from_day: 15, months_back: 0, to_day: 14", "from_day"), ("from_day: 15, months_back: 1, to_day: 32", "to_day"),
  ]

  @Test("a rule no window can be made of is refused by name", arguments: faulty)
  func unreadable(fields: String, field: String) throws {
    let id = ReportingWindow.ruleID(.month)
    let name = "window-" + fields.replacing(/[^a-z0-9]+/, with: "-")
    let book = try ReportingRules.rulebook(with: [id + ".yaml": ReportingRules.file(fields)], name: name)
    let calendar = try ReportingCalendar(book)
    #expect(throws: ReportingRuleError.unreadable(rule: id, field: field)) {
      try calendar.window(of: try ReportingRules.period("2021-12"))
    }
  }
}
