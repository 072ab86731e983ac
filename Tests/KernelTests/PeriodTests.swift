import Kernel
import Testing

@Suite("Reporting periods")
struct PeriodTests {
  static let good: [(text: String, kind: Period.Kind, first: String, last: String)] = [
    ("2021", .year, "2021-01-01", "2021-12-31"),
    ("1976", .year, "1976-01-01", "1976-12-31"),
    ("2199", .year, "2199-01-01", "2199-12-31"),
    ("2021-H1", .half, "2021-01-01", "2021-06-30"),
    ("2021-H2", .half, "2021-07-01", "2021-12-31"),
    ("2021-9M", .nineMonths, "2021-01-01", "2021-09-30"),
    ("2021-Q1", .quarter, "2021-01-01", "2021-03-31"),
    ("2021-Q2", .quarter, "2021-04-01", "2021-06-30"),
    ("2021-Q3", .quarter, "2021-07-01", "2021-09-30"),
    ("2021-Q4", .quarter, "2021-10-01", "2021-12-31"),
    ("2021-01", .month, "2021-01-01", "2021-01-31"),
    ("2020-02", .month, "2020-02-01", "2020-02-29"),
    ("2021-02", .month, "2021-02-01", "2021-02-28"),
    ("2021-09", .month, "2021-09-01", "2021-09-30"),
    ("2021-12", .month, "2021-12-01", "2021-12-31"),
  ]

  @Test("a written period has its first and its last day", arguments: good)
  func reading(text: String, kind: Period.Kind, first: String, last: String) throws {
    let period = try #require(Period(text))
    #expect(period.kind == kind)
    #expect(period.description == text)
    #expect(period.firstDay.iso == first)
    #expect(period.lastDay.iso == last)
  }

  @Test(
    "anything else is no period",
    arguments: [
      "", "21", "1975", "2200", "02021", "2021-", "2021-0", "2021-1", "2021-00", "2021-13", "2021-Q0", "2021-Q5", "2021-Q",
      "2021Q4", "2021-QQ", "2021-4Q", "2021-12-31", "Q4-2021", "năm 2021", "2021 ", "٢٠٢١", "2021-H0", "2021-H3", "2021-H",
      "2021-1H", "2021-6M", "2021-3M", "2021-M9", "2021-09M", "2021-9", "2021-99", "2021-9MM", "9M-2021", "1975-H1", "2200-9M",
    ])
  func refused(text: String) { #expect(Period(text) == nil) }

  @Test("small letters are read and written large", arguments: ["2021-q4", "2021-h2", "2021-9m"])
  func smallLetter(text: String) { #expect(Period(text)?.description == text.uppercased()) }

  @Test("the order is by the last day, the shorter before the longer")
  func order() {
    let sorted = [
      "2020", "2021-01", "2021-02", "2021-03", "2021-Q1", "2021-06", "2021-Q2", "2021-H1", "2021-09", "2021-Q3", "2021-9M",
      "2021-11", "2021-12", "2021-Q4", "2021-H2", "2021", "2022-01",
    ]
    let periods = sorted.reversed().compactMap { Period($0) }
    #expect(periods.sorted().map(\.description) == sorted)
  }

  @Test("a year earlier or later keeps the kind", arguments: ["2021", "2021-Q4", "2021-02", "2021-H1", "2021-9M"])
  func yearsAround(text: String) throws {
    let period = try #require(Period(text))
    #expect(period.yearBefore.description == text.replacing("2021", with: "2020"))
    #expect(period.yearAfter.description == text.replacing("2021", with: "2022"))
    #expect(period.yearAfter.yearBefore == period)
  }

  static let neighbours: [(before: String, text: String, next: String)] = [
    ("2020-12", "2021-01", "2021-02"), ("2021-11", "2021-12", "2022-01"), ("2020-Q4", "2021-Q1", "2021-Q2"),
    ("2021-Q3", "2021-Q4", "2022-Q1"), ("2020-H2", "2021-H1", "2021-H2"), ("2021-H1", "2021-H2", "2022-H1"),
    ("2020-9M", "2021-9M", "2022-9M"), ("2020", "2021", "2022"),
  ]

  @Test("the neighbours of a period are of its kind", arguments: neighbours)
  func justBeforeAndAfter(before: String, text: String, next: String) throws {
    let period = try #require(Period(text))
    #expect(period.before.description == before)
    #expect(period.next.description == next)
  }

  static let parts: [(text: String, months: ClosedRange<Int>, isFirst: Bool)] = [
    ("2021", 1...12, true), ("2021-H1", 1...6, true), ("2021-H2", 7...12, false), ("2021-9M", 1...9, true),
    ("2021-Q1", 1...3, true), ("2021-Q3", 7...9, false), ("2021-01", 1...1, true), ("2021-08", 8...8, false),
  ]

  @Test("a period has its months, and may begin with the year", arguments: parts)
  func monthsInside(text: String, months: ClosedRange<Int>, isFirst: Bool) throws {
    let period = try #require(Period(text))
    #expect(period.months == months.compactMap { Period.month(2021, $0) })
    #expect(period.months.count == period.kind.monthCount)
    #expect(period.isFirstOfYear == isFirst)
  }

  static let inYear: [(kind: Period.Kind, texts: [String])] = [
    (.quarter, ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]), (.half, ["2021-H1", "2021-H2"]), (.nineMonths, ["2021-9M"]),
    (.year, ["2021"]),
  ]

  @Test("a year has the periods of a kind", arguments: inYear)
  func ofKind(kind: Period.Kind, texts: [String]) {
    #expect(Period.periods(of: kind, in: 2021).map(\.description) == texts)
    #expect(Period.periods(of: kind, in: 1975) == [])
  }

  @Test("a month is made of a year and a number")
  func month() {
    #expect(Period.periods(of: .month, in: 2021) == Period.year(2021).months)
    #expect(Period.month(2021, 12)?.description == "2021-12")
    for (year, number) in [(2021, 0), (2021, 13), (1975, 1), (2200, 1)] { #expect(Period.month(year, number) == nil) }
  }
}
