import Foundation
import Kernel
import Rulebook
import Testing

/// The rules files of this checkout.
@Suite("The shipped rules load and say what the offices expect")
struct ShippedRulesTests {
  static func book() throws -> Rulebook {
    try Rulebook(directory: ContentFolder.url.appendingPathComponent("rules"))
  }

  static let cases: [(id: String, day: String, field: String, expected: String)] = [
    ("planning/verdict-bands", "2018-01-04", "mostly", "95"),
    ("planning/verdict-bands", "2022-01-13", "notmet", "70"),
    ("planning/plan-verdict", "2022-01-13", "met", "100"),
    ("planning/plan-verdict", "2022-01-13", "mostly", "50"),
    ("directory/department-names", "2018-01-04", "abbreviation", "Sở LĐ-TB&XH"),
    ("directory/department-names", "2025-02-28", "vi", "Sở Lao động – Thương binh và Xã hội {province}"),
    ("directory/department-names", "2025-03-01", "vi", "Sở Nội vụ {province}"),
    ("directory/department-names", "2025-03-01", "en", "Department of Home Affairs of {province}"),
    ("planning/reporting-windows/month", "2019-03-11", "from_day", "1"),
    ("planning/reporting-windows/month", "2019-03-12", "from_day", "15"),
    ("planning/reporting-windows/quarter", "2021-12-31", "to_day", "14"),
    ("planning/reporting-windows/half", "2021-06-30", "months_back", "1"),
    ("planning/reporting-windows/nine-months", "2018-09-30", "to_day", "31"),
    ("planning/reporting-windows/year", "2021-12-31", "months_back", "1"),
    ("planning/submission-days/commune", "2021-12-31", "working_days", "2"),
    ("planning/submission-days/district", "2025-06-30", "working_days", "3"),
    ("planning/submission-days/department", "2019-03-11", "working_days", "5"),
    ("planning/submission-days/department", "2019-03-12", "day", "20"),
    ("planning/submission-days/provincial-committee", "2021-12-31", "day", "25"),
    ("planning/submission-gap", "2021-12-31", "working_days", "1"),
    ("calendar/holidays", "2021-02-12", "lunar_new_year", "2021-02-10..2021-02-14"),
    ("calendar/holidays", "2026-11-24", "culture_day", "2026-11-24"),
  ]

  @Test("on a day, a field reads", arguments: cases)
  func reads(id: String, day: String, field: String, expected: String) throws {
    let value = try Self.book().value(of: id, on: try #require(CivilDate(iso: day)))
    #expect(value.value.field(field) == expected)
  }

  @Test("a convention of the offices is not passed off as law")
  func conventionsAreUnverified() throws {
    let book = try Self.book()
    let conventions = [
      "planning/verdict-bands", "planning/plan-verdict", "planning/reporting-windows/nine-months",
      "planning/submission-days/commune", "planning/submission-days/district", "planning/submission-days/department",
      "calendar/holidays",
    ]
    for id in conventions {
      #expect(book.rule(id)?.values.allSatisfy { $0.confidence == .unverified } == true)
    }
  }

  @Test("every kind of report follows the calendar up to 11 March 2019 and the decree from the next day")
  func cutOffsChangeTogether() throws {
    let windows = try Self.book().rules.filter { $0.id.hasPrefix("planning/reporting-windows/") }
    #expect(windows.count == Period.Kind.allCases.count)
    for rule in windows { #expect(rule.values.map { $0.to?.iso } == ["2019-03-11", nil]) }
  }

  @Test("the bands are numbers in falling order")
  func bandsFall() throws {
    let day = try #require(CivilDate(iso: "2022-01-13"))
    for (id, upper, lower) in [("verdict-bands", "mostly", "notmet"), ("plan-verdict", "met", "mostly")] {
      let value = try Self.book().value(of: "planning/\(id)", on: day).value
      let high = try #require(value.field(upper).flatMap { Quantity(plain: $0) })
      let low = try #require(value.field(lower).flatMap { Quantity(plain: $0) })
      #expect(high > low && low > .zero)
    }
  }
}
