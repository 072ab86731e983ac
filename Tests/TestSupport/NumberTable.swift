/// What people type, paste and send as numbers, with the one answer every way in must give: as a count of people («người»,
/// no decimals), as a rate («%», two decimals), and as a numerator.
public struct NumberTable: Sendable {
  /// What is typed.
  public let text: String
  /// The answer for people: a plain number, or the end of the code with which it is refused.
  public let people: String
  /// The answer for a rate.
  public let rate: String
  /// The answer for a numerator.
  public let part: String

  private init(_ text: String, _ people: String, _ rate: String? = nil, _ part: String? = nil) {
    self.text = text
    self.people = people
    self.rate = rate ?? people
    self.part = part ?? people
  }

  private static let none = "not_a_number"
  private static let asked = "ambiguous_number"
  private static let fine = "too_many_decimals"
  private static let large = "number_too_large"
  private static let below = "negative"
  private static let unit = "other_unit"

  /// The table.
  public static let rows: [NumberTable] = [
    .init("72", "72"), .init("0", "0"), .init("-0", "0"), .init("00", "0"), .init("007", "7"), .init("+72", "72"),
    .init(" 72 ", "72"), .init("\u{A0}72\u{202F}", "72"), .init("72,0", "72"), .init("72.00", "72"), .init("72,", none),
    .init("1 234", "1234"), .init("1\u{A0}234", "1234"), .init("1\u{2007}234", "1234"), .init("1\u{3000}234", "1234"),
    .init("12 34", none), .init("1.234.567", "1234567"), .init("1,234,567", "1234567"), .init("1 234 567", "1234567"),
    .init("1.550", "1550", asked, "1550"), .init("1,550", asked), .init("6,000", asked), .init("50.250", "50250", asked, "50250"),
    .init("1.555", "1555", asked, "1555"), .init("1,555", asked), .init("0,555", fine, fine, "0.555"),
    .init("0.555", fine, fine, "0.555"), .init("1,5550", fine, fine, "1.555"), .init("1,55", fine, "1.55", "1.55"),
    .init("1.55", fine, "1.55", "1.55"), .init("1,5", fine, "1.5", "1.5"), .init("1.5", fine, "1.5", "1.5"),
    .init("1,234.5", fine, "1234.5", "1234.5"), .init("1.234,5", fine, "1234.5", "1234.5"), .init("1,234.00", "1234"),
    .init("1 234,5", fine, "1234.5", "1234.5"), .init("1,234,567.89", fine, "1234567.89", "1234567.89"),
    .init("12345678,5500", fine, "12345678.55", "12345678.55"), .init("1.234,567.8", none), .init("1,2,3", none),
    .init("1.23.456", none), .init(",5", none), .init("5.", none), .init("1..5", none), .init("0.125.456", none),
    .init("-5", below), .init("\u{2212}5", below), .init("\u{2013}5", below), .init("\u{FE63}5", below),
    .init("-1,5", fine, below, below),
    .init("- 5", none), .init("--5", none), .init("5-", none), .init("(5)", none), .init("\u{2014}", none), .init("-", none),
    .init("72 người", "72", unit, none), .init("72 NGƯỜI", "72", unit, none), .init("72 nguoi", "72", unit, none),
    .init("72người", "72", unit, none), .init("1.550 người", "1550", unit, none), .init("72 hộ", unit, unit, none),
    .init("72 triệu đồng", unit, unit, none), .init("72 đồng", unit, unit, none), .init("72%", unit, "72", none),
    .init("72 %", unit, "72", none), .init("72 phần trăm", unit, "72", none), .init("1,55%", unit, "1.55", none),
    .init("72\u{FF05}", unit, "72", none), .init("72‰", unit, unit, none), .init("%", none), .init("người", none),
    .init("72%%", unit, unit, none), .init("khoảng 72", none), .init("72-80", none), .init("1/2", none), .init("½", none),
    .init("1e3", none), .init("0x10", none), .init("1'000", none), .init("=1+1", none), .init("không", none), .init("…", none),
    .init("\u{202D}72\u{202C}", "72"), .init("72\u{200E}", "72"), .init("\u{2066}1,55\u{2069}", fine, "1.55", "1.55"),
    .init("7\u{200B}2", "72"), .init("7\u{AD}2", "72"), .init("7\u{FE0F}2", "72"), .init("\u{FEFF}72", "72"),
    .init("7\u{61C}2", "72"),
    .init("\u{FF17}\u{FF12}", "72"), .init("\u{FF11}\u{FF0C}\u{FF15}", fine, "1.5", "1.5"), .init("\u{FF0D}5", below),
    .init("٧٢", none),
    .init("100000000000000", "100000000000000"), .init("100.000.000.000.000", "100000000000000"),
    .init("100000000000001", large), .init("1000000000000000000000000000000", large),
    .init("99999999999999,99", fine, "99999999999999.99", "99999999999999.99"),
    .init("99999999999999,9999", fine, fine, "99999999999999.9999"), .init("100000000000000,0001", fine, fine, large),
  ]
}
