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
  ]

  @Test("on a day, a field reads", arguments: cases)
  func reads(id: String, day: String, field: String, expected: String) throws {
    let value = try Self.book().value(of: id, on: try #require(CivilDate(iso: day)))
    #expect(value.value.field(field) == expected)
  }

  @Test("a convention of the offices is not passed off as law")
  func conventionsAreUnverified() throws {
    let book = try Self.book()
    for id in ["planning/verdict-bands", "planning/plan-verdict"] {
      #expect(book.rule(id)?.values.map(\.confidence) == [.unverified])
    }
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
