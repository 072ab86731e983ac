import Kernel
import Testing

@Suite("Reporting periods")
struct PeriodTests {
  static let good: [(text: String, kind: Period.Kind, first: String, last: String)] = [
    ("2021", .year, "2021-01-01", "2021-12-31"),
    ("1976", .year, "1976-01-01", "1976-12-31"),
    ("2199", .year, "2199-01-01", "2199-12-31"),
    ("2021-Q1", .quarter, "2021-01-01", "2021-03-31"),
    ("2021-Q2", .quarter, "2021-04-01", "2021-06-30"),
    ("2021-Q3", .quarter, "2021-07-01", "2021-09-30"),
    ("2021-Q4", .quarter, "2021-10-01", "2021-12-31"),
    ("2021-01", .month, "2021-01-01", "2021-01-31"),
    ("2020-02", .month, "2020-02-01", "2020-02-29"),
    ("2021-02", .month, "2021-02-01", "2021-02-28"),
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
      "2021Q4", "2021-QQ", "2021-4Q", "2021-12-31", "Q4-2021", "năm 2021", "2021 ", "٢٠٢١",
    ])
  func refused(text: String) { #expect(Period(text) == nil) }

  @Test("a small q is read and written large")
  func smallLetter() { #expect(Period("2021-q4")?.description == "2021-Q4") }

  @Test("the order is by the last day, the shorter before the longer")
  func order() {
    let sorted = ["2020", "2021-01", "2021-02", "2021-03", "2021-Q1", "2021-11", "2021-12", "2021-Q4", "2021", "2022-01"]
    let periods = sorted.reversed().compactMap { Period($0) }
    #expect(periods.sorted().map(\.description) == sorted)
  }

  @Test("a year earlier or later keeps the kind", arguments: ["2021", "2021-Q4", "2021-02"])
  func neighbours(text: String) throws {
    let period = try #require(Period(text))
    #expect(period.yearBefore.description == text.replacing("2021", with: "2020"))
    #expect(period.yearAfter.description == text.replacing("2021", with: "2022"))
    #expect(period.yearAfter.yearBefore == period)
  }
}
