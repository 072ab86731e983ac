import Foundation
import Kernel
import Testing
import Wording

/// Numbers and dates as both languages print them, with the product's own wording.
@Suite struct OfficialFormatTests {
  let vi: OfficialFormat
  let en: OfficialFormat

  init() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let wording = try Wording(directory: root.appendingPathComponent("Content/wording"))
    vi = wording[.vi].format
    en = wording[.en].format
  }

  private func quantity(_ plain: String) throws -> Quantity { try #require(Quantity(plain: plain)) }

  @Test(arguments: [
    ("0", "0", "0"), ("7", "7", "7"), ("540", "540", "540"), ("5700", "5.700", "5,700"), ("6518", "6.518", "6,518"),
    ("50250", "50.250", "50,250"), ("1928456000", "1.928.456.000", "1,928,456,000"), ("55.7", "55,7", "55.7"),
    ("17.6900", "17,69", "17.69"), ("1234.5678", "1.234,5678", "1,234.5678"), ("-0.11", "−0,11", "−0.11"),
    ("-1000", "−1.000", "−1,000"), ("999", "999", "999"), ("0.05", "0,05", "0.05"),
  ])
  func number(_ plain: String, vietnamese: String, english: String) throws {
    #expect(vi.number(try quantity(plain)) == vietnamese)
    #expect(en.number(try quantity(plain)) == english)
  }

  @Test(arguments: [
    // result, plan, decimals, percentage
    (6518, 5700, 2, "114,35%", "114.35%"), (557, 540, 1, "103,1%", "103.1%"), (411, 400, 2, "102,75%", "102.75%"),
    (1, 1, 2, "100,00%", "100.00%"), (99_995, 100_000, 2, "100,00%", "100.00%"), (0, 5, 0, "0%", "0%"),
    (12_345, 1, 0, "1.234.500%", "1,234,500%"),
  ])
  func percent(_ result: Int, of plan: Int, decimals: Int, vietnamese: String, english: String) {
    let printed = (Ratio(result, plan) * .hundred).rounded(.halfUp, decimals: decimals)
    #expect(vi.percent(printed) == vietnamese)
    #expect(en.percent(printed) == english)
  }

  @Test(arguments: [
    ("818", "+818", "+818"), ("-0.11", "−0,11", "−0.11"), ("0", "0", "0"), ("1.7", "+1,7", "+1.7"),
    ("-5700", "−5.700", "−5,700"), ("0.0001", "+0,0001", "+0.0001"),
  ])
  func gap(_ plain: String, vietnamese: String, english: String) throws {
    #expect(vi.gap(try quantity(plain)) == vietnamese)
    #expect(en.gap(try quantity(plain)) == english)
  }

  @Test func gapThatRoundsToNothingHasNoSign() {
    #expect(vi.gap(Ratio(-1, 1000).rounded(.halfUp, decimals: 2)) == "0")
    #expect(vi.gap(Ratio(1, 1000).rounded(.halfUp, decimals: 2)) == "0")
  }

  @Test(arguments: [
    (Ratio(17, 10), "+1,7\u{A0}điểm\u{A0}%", "+1.7\u{A0}points"), (Ratio(-1), "−1\u{A0}điểm\u{A0}%", "−1\u{A0}point"),
    (Ratio(0), "0\u{A0}điểm\u{A0}%", "0\u{A0}points"), (Ratio(-11, 100), "−0,11\u{A0}điểm\u{A0}%", "−0.11\u{A0}points"),
  ])
  func points(_ ratio: Ratio, vietnamese: String, english: String) {
    #expect(vi.points(ratio.rounded(.halfUp, decimals: 2)) == vietnamese)
    #expect(en.points(ratio.rounded(.halfUp, decimals: 2)) == english)
  }

  @Test func unitsStayWithTheirNumber() {
    #expect(vi.withUnit("6.518", "người") == "6.518\u{A0}người")
    #expect(vi.withUnit("55,7", "%") == "55,7%")
    #expect(vi.money(Money(dong: 1_928_456_000)) == "1.928.456.000\u{A0}đồng")
    #expect(en.money(Money(dong: -1_498_000)) == "−1,498,000\u{A0}dong")
    #expect(vi.fixed(Ratio(5, 2).rounded(.halfUp, decimals: 2)) == "2,50")
    #expect(vi.trimmed(Ratio(5, 2).rounded(.halfUp, decimals: 2)) == "2,5")
  }

  @Test(arguments: [
    (2022, 1, 13, "13/01/2022", "ngày 13 tháng 01 năm 2022", "13 January 2022"),
    (2022, 1, 5, "05/01/2022", "ngày 05 tháng 01 năm 2022", "5 January 2022"),
    (2018, 2, 28, "28/02/2018", "ngày 28 tháng 02 năm 2018", "28 February 2018"),
    (2020, 3, 5, "05/03/2020", "ngày 05 tháng 3 năm 2020", "5 March 2020"),
    (2021, 12, 31, "31/12/2021", "ngày 31 tháng 12 năm 2021", "31 December 2021"),
    (2021, 10, 10, "10/10/2021", "ngày 10 tháng 10 năm 2021", "10 October 2021"),
  ])
  func dates(_ year: Int, _ month: Int, _ day: Int, short: String, long: String, english: String) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(vi.date(date) == short)
    #expect(en.date(date) == short)
    #expect(vi.longDate(date) == long)
    #expect(en.longDate(date) == english)
    #expect(CivilDate(typed: vi.date(date)) == date)
  }

  @Test(arguments: [
    ("2021-12", "Tháng 12/2021", "December 2021"), ("2021-01", "Tháng 01/2021", "January 2021"),
    ("2021-02", "Tháng 02/2021", "February 2021"), ("2021-03", "Tháng 3/2021", "March 2021"),
    ("2021-Q1", "Quý I/2021", "Q1 2021"), ("2021-Q4", "Quý IV/2021", "Q4 2021"),
    ("2021-H1", "6 tháng đầu năm 2021", "first half of 2021"), ("2021-H2", "6 tháng cuối năm 2021", "second half of 2021"),
    ("2021-9M", "9 tháng năm 2021", "nine months of 2021"), ("2021", "Năm 2021", "2021"),
  ])
  func periods(_ text: String, vietnamese: String, english: String) throws {
    let period = try #require(Period(text))
    #expect(vi.period(period) == vietnamese)
    #expect(en.period(period) == english)
  }

  @Test func momentsAreTheClocksOfVietNam() throws {
    let moment = try #require(Moment(iso: "2022-01-04T17:05:00Z"))
    #expect(vi.moment(moment) == "00:05 ngày 05/01/2022")
    #expect(en.moment(moment) == "00:05 on 05/01/2022")
  }

  @Test(arguments: ["0", "7", "540", "1550", "5700", "1234567", "55.7", "1.55", "1.234", "0.05", "-0.11", "-1550", "12.3456"])
  func whatIsPrintedIsReadBack(_ plain: String) throws {
    let quantity = try quantity(plain)
    #expect(try NumberInput.read(vi.number(quantity), decimals: quantity.significantDecimals) == quantity)
    #expect(try NumberInput.read(vi.gap(quantity), decimals: quantity.significantDecimals) == quantity)
    for decimals in quantity.significantDecimals...Quantity.decimals {
      #expect(try NumberInput.read(vi.typed(quantity), decimals: decimals) == quantity)
    }
  }
}
