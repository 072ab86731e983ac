import Kernel
import TestSupport
import Testing

@Suite("Numbers as officials type them")
struct NumberInputTests {
  /// What a text is read as: a plain number, or why not.
  static func read(_ text: String, _ decimals: Int, isPart: Bool = false) -> String {
    do throws(NumberInputError) {
      return try NumberInput.read(text, decimals: decimals, isPart: isPart).description
    } catch {
      return switch error {
      case .notANumber: "no number"
      case .ambiguous(let decimal, let thousands): "\(decimal) or \(thousands)"
      case .tooManyDecimals(let allowed): "more than \(allowed) decimals"
      case .tooLarge: "too large"
      }
    }
  }

  static let whole: [(text: String, answer: String)] = [
    ("50250", "50250"), ("50.250", "50250"), ("50 250", "50250"), ("50\u{A0}250", "50250"), ("50\u{202F}250", "50250"),
    (" 50250 ", "50250"), ("+50250", "50250"), ("1.550", "1550"), ("1.234.567", "1234567"), ("1 234 567", "1234567"),
    ("0", "0"), ("-0", "0"), ("00", "0"), ("007", "7"), ("-5", "-5"), ("\u{2212}5.700", "-5700"), ("54.0", "54"), ("54,0", "54"),
    ("54,00", "54"), ("1.550,0", "1550"), ("1000000000000", "1000000000000"), ("1.000.000.000.000", "1000000000000"),
    ("100.000.000.000.000", "100000000000000"), ("100,000,000,000,000", "100000000000000"),
    ("100000000000000", "100000000000000"),
    ("-100 000 000 000 000", "-100000000000000"), ("00100000000000000", "100000000000000"),
    ("1,234,567", "1234567"), ("-1,234,567", "-1234567"), ("1,234.00", "1234"), ("1,234,567.0", "1234567"),
    ("\u{202D}50400\u{202C}", "50400"), ("46500\u{200E}", "46500"), ("\u{2066}1.550\u{2069}", "1550"), ("5\u{61C}0", "50"),
    ("7\u{FE0F}2", "72"), ("\u{FEFF}72", "72"), ("1\u{3000}234", "1234"), ("1\u{2007}234", "1234"), ("1\u{2009}234", "1234"),
    ("\u{FF17}\u{FF12}", "72"), ("\u{FF11}\u{FF0E}\u{FF15}\u{FF15}\u{FF10}", "1550"), ("\u{2013}5", "-5"), ("\u{FE63}5", "-5"),
    ("\u{FF0D}5", "-5"), ("\u{2011}5", "-5"), ("\u{FF0B}5", "5"),
    ("0.125", "more than 0 decimals"), ("012.345", "more than 0 decimals"), ("1234.567", "more than 0 decimals"),
    ("6,518", "6.518 or 6518"), ("6,000", "6 or 6000"), ("-6,518", "-6.518 or -6518"), ("1.5", "more than 0 decimals"),
    ("1,55", "more than 0 decimals"), ("0,555", "more than 0 decimals"), ("1,234.5", "more than 0 decimals"),
    ("1,5550", "more than 0 decimals"),
    ("1 234.567", "more than 0 decimals"), ("100000000000001", "too large"), ("999999999999999", "too large"),
    ("9999999999999999", "too large"), ("1,000,000,000,000,000", "too large"),
    ("1" + String(repeating: "0", count: 30), "too large"), ("1" + String(repeating: "\u{A0}000", count: 10), "too large"),
    ("1" + String(repeating: ".000", count: 10), "too large"),
  ]

  @Test("a figure without decimals", arguments: whole)
  func withoutDecimals(text: String, answer: String) { #expect(Self.read(text, 0) == answer) }

  static let fractions: [(text: String, answer: String)] = [
    ("1,55", "1.55"), ("1.55", "1.55"), ("1,5", "1.5"), ("1.5", "1.5"), ("1,500", "1.5 or 1500"), ("0.12", "0.12"),
    ("0.120", "0.12"),
    ("0,12", "0.12"), ("-1,2", "-1.2"), ("\u{2212}1,2", "-1.2"), ("17.69", "17.69"), ("72", "72"), ("100", "100"),
    ("1.234,5", "1234.5"), ("1 234,5", "1234.5"), ("1 234.5", "1234.5"), ("1234.56", "1234.56"), ("1.234.567", "1234567"),
    ("1.5000", "1.5"), ("1.550", "1.55 or 1550"), ("-1.550", "-1.55 or -1550"), ("50.250", "50.25 or 50250"),
    ("1.500", "1.5 or 1500"), ("1.234", "1.234 or 1234"), ("999.999", "999.999 or 999999"), ("1.000", "1 or 1000"),
    ("1,234.5", "1234.5"), ("1,234,567.89", "1234567.89"), ("1,234,567", "1234567"), ("-1,234.5", "-1234.5"),
    ("100000000000000", "100000000000000"), ("100000000000000,01", "too large"), ("99.999.999.999.999,99", "99999999999999.99"),
    ("0.125", "more than 2 decimals"), ("1,555", "1.555 or 1555"), ("1.5551", "more than 2 decimals"),
    ("1,5550", "more than 2 decimals"), ("0,555", "more than 2 decimals"), ("1,234.567", "more than 2 decimals"),
    ("1234.567", "more than 2 decimals"), ("1" + String(repeating: "0", count: 30) + ",5", "too large"),
  ]

  @Test("a figure with two decimals", arguments: fractions)
  func withDecimals(text: String, answer: String) { #expect(Self.read(text, 2) == answer) }

  static let refused = [
    "", " ", "-", "+", "--1", "+-1", "- 5", "abc", "12a", "1e3", "0x10", "1,2,3", "1,234,56", "12,34.5", "1,2345.6", ",234.5",
    "1.234,567.8", "0.125.456", "0,125,456", "1,234 567", "1.234 567", "12 34", "1 23 456", "1.23.456",
    "1234.567.890", "1.234 567", "1 234.567.890", ".5", ",5", "5.", "5,", "1..5", "1,,5", "1.234,", ".", ",", "%", "5%", "١٢",
    "½", "∞", "NaN", "1/2", "5 người", "1'000", "(5)", "5-",
  ]

  @Test("what is no number is refused whatever the decimals", arguments: refused)
  func notNumbers(text: String) {
    for decimals in 0...4 { #expect(Self.read(text, decimals) == "no number", "\(decimals) decimals") }
  }

  static let finest: [(text: String, answer: String)] = [
    ("1,234", "1.234"), ("1.234", "1.234 or 1234"), ("1,2340", "1.234"), ("1.2340", "1.234"), ("1.234,567", "1234.567"),
    ("1,234.567", "1234.567"), ("99999999999999,9999", "99999999999999.9999"), ("-99999999999999.9999", "-99999999999999.9999"),
    ("100000000000000,0001", "too large"), ("1,23456", "more than 4 decimals"),
  ]

  @Test("a figure with four decimals", arguments: finest)
  func withFourDecimals(text: String, answer: String) { #expect(Self.read(text, 4) == answer) }

  static let parts: [(text: String, answer: String)] = [
    ("6.550", "6550"), ("6550", "6550"), ("6 550", "6550"), ("6,550", "6.55 or 6550"), ("6,55", "6.55"), ("6.55", "6.55"),
    ("6,5550", "6.555"), ("0,5", "0.5"), ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("1.234,5", "1234.5"),
  ]

  @Test("the dots of a numerator group people", arguments: parts)
  func numerators(text: String, answer: String) { #expect(Self.read(text, 4, isPart: true) == answer) }

  @Test("what is written in the Vietnamese form or the plain one is read back")
  func roundTrip() {
    var random = SeededRandom(seed: 5)
    for round in 0..<4000 {
      let size = Int64(1) << Int64(round % 59)
      let quantity = Quantity(tenThousandths: Int64.random(in: -size...size, using: &random))
      let comma = quantity.description.replacing(".", with: ",")
      #expect(Self.read(comma, 4) == quantity.description)
      for decimals in quantity.significantDecimals...4 {
        #expect(Self.read(NumberInput.text(of: quantity), decimals) == quantity.description)
      }
      #expect(Self.read(NumberInput.text(of: quantity), 4, isPart: true) == quantity.description)
      let answer = Self.read(quantity.description, 4)
      #expect(answer == quantity.description || answer.hasPrefix("\(quantity.description) or "))
      let printed = quantity.ratio.rounded(.halfUp, decimals: 4)
      for mark in [".", " ", "\u{A0}"] {
        let grouped = Self.grouped(printed.whole, by: mark)
        let text = (printed.isNegative ? "\u{2212}" : "") + grouped + "," + printed.fraction
        #expect(Self.read(text, 4) == quantity.description, "\(text)")
      }
    }
  }

  static func grouped(_ digits: String, by mark: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text += mark }
      text.append(digit)
    }
    return text
  }
}
