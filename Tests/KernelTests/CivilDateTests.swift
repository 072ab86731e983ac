import Kernel
import TestSupport
import Testing

@Suite("Days of the civil calendar")
struct CivilDateTests {
  static let lengths: [(year: Int, february: Int)] = [
    (1900, 28), (1999, 28), (2000, 29), (2004, 29), (2018, 28), (2020, 29), (2100, 28), (2400, 29),
  ]

  @Test("a leap year has 29 February", arguments: lengths)
  func leapYears(year: Int, february: Int) {
    #expect(CivilDate.length(ofMonth: 2, year: year) == february)
    #expect((CivilDate(year: year, month: 2, day: 29) != nil) == (february == 29))
    #expect(CivilDate(year: year, month: 2, day: 30) == nil)
    let days = (1...12).map { CivilDate.length(ofMonth: $0, year: year) }
    #expect(days == [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
  }

  static let impossible = [(2021, 0, 1), (2021, 13, 1), (2021, 1, 0), (2021, 4, 31), (0, 1, 1), (10_000, 1, 1), (-1, 1, 1)]

  @Test("a day that does not exist is none", arguments: impossible)
  func impossibleDays(year: Int, month: Int, day: Int) { #expect(CivilDate(year: year, month: month, day: day) == nil) }

  static let epochDays: [(iso: String, days: Int)] = [
    ("1970-01-01", 0), ("1969-12-31", -1), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2018-01-04", 17_535),
    ("2022-01-13", 19_005), ("2025-07-01", 20_270), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ]

  @Test("days are counted from 1 January 1970", arguments: epochDays)
  func epoch(iso: String, days: Int) throws {
    let date = try #require(CivilDate(iso: iso))
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == date)
  }

  @Test("every random day survives the count of days, the ISO form and the typed form")
  func roundTrip() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<5000 {
      let days = Int.random(in: -719_162...2_932_896, using: &random)
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
      #expect(CivilDate(iso: date.iso) == date)
      #expect(CivilDate(typed: "\(date.day)/\(date.month)/\(date.iso.prefix(4))") == date)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
      let next = date.adding(days: 1)
      #expect(date < next && next.adding(days: -1) == date)
      let isNewMonth = date.day == CivilDate.length(ofMonth: date.month, year: date.year)
      #expect(next.day == (isNewMonth ? 1 : date.day + 1))
    }
  }

  static let texts: [(text: String, iso: String?, typed: String?)] = [
    ("2021-12-31", "2021-12-31", "2021-12-31"),
    ("2020-02-29", "2020-02-29", "2020-02-29"),
    ("2021-02-29", nil, nil),
    ("2021-1-1", nil, nil),
    ("21-12-31", nil, nil),
    ("2021-12-31T00:00", nil, nil),
    ("13/01/2022", nil, "2022-01-13"),
    ("4-1-2018", nil, "2018-01-04"),
    ("4.1.2018", nil, "2018-01-04"),
    (" 13/01/2022\u{A0}", nil, "2022-01-13"),
    ("31/04/2022", nil, nil),
    ("01/13/2022", nil, nil),
    ("13/01/22", nil, nil),
    ("2022/01/13", nil, nil),
    ("013/01/2022", nil, nil),
    ("13/01", nil, nil),
    ("+1/1/2022", nil, nil),
    ("١٣/٠١/٢٠٢٢", nil, nil),
    ("13//2022", nil, nil),
    ("ngày 4", nil, nil),
    ("", nil, nil),
  ]

  @Test("the ISO form is exchanged, Vietnamese forms are typed", arguments: texts)
  func reading(text: String, iso: String?, typed: String?) {
    #expect(CivilDate(iso: text)?.iso == iso)
    #expect(CivilDate(typed: text)?.iso == typed)
  }
}
