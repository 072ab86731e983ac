/// Why a typed number cannot be read, with what the officer may have meant.
public enum NumberInputError: Error, Hashable, Sendable {
  /// Not a number: letters, two signs, groups that are not of three digits.
  case notANumber
  /// `1.550` where decimals exist: 1,55 or 1550? Both readings are offered.
  case ambiguous(decimal: Quantity, thousands: Quantity)
  /// More decimals than the figure has.
  case tooManyDecimals(allowed: Int)
  /// Beyond `Quantity.limit`.
  case tooLarge
}

/// Reads the numbers officials type, paste and send in files (`design/ux.md` 1): liberal, except where two readings are
/// possible. It is the one rule for every way in; what belongs to a figure besides (sign, unit) is `FigureInput`'s.
///
/// Groups of three digits have dots or blanks (Vietnamese) or commas (English) between them; two groups and more, and a group
/// beside a decimal mark (`1.234,5`, `1,234.5`), can be read one way only. What remains is one mark before exactly three digits:
///
/// | | dot: `1.550` | comma: `1,550` |
/// |---|---|---|
/// | no decimals | 1550 | asked: 1,55 or 1550? |
/// | a part of a rate | 1550 | asked |
/// | 1 or 2 decimals | asked | asked |
/// | 3 or 4 decimals | asked | 1,55 |
///
/// A leading `0` or more than three digits before the mark cannot be a group, so the mark is a decimal one there; a fourth
/// decimal (`1,5550`) says so too.
public enum NumberInput {
  /// The number in `text`: `50.250`, `50 250`, `50250`, `1,55`, `1.5`, `1,234,567`, `−5`.
  /// - Parameters:
  ///   - text: what was typed; blanks of every kind are ignored at the ends and between groups, invisible marks everywhere.
  ///   - decimals: how many decimals the figure has, 0…4.
  ///   - isPart: whether it is the numerator or denominator of a rate: people, households and đồng, which dots group.
  public static func read(_ text: String, decimals: Int, isPart: Bool = false) throws(NumberInputError) -> Quantity {
    var body = plainMarks(VietnameseText.cleaned(text))
    let negative = body.first == "-"
    if negative || body.first == "+" { body.removeFirst() }
    let rule = Rule(decimals: decimals, isPart: isPart, sign: negative ? "-" : "")
    let plain = try rule.plain(body)
    guard plain.wholeDigits <= Quantity.wholeDigits else { throw .tooLarge }
    guard plain.fraction[...].trimmingZerosAtEnd.utf8.count <= decimals else { throw .tooManyDecimals(allowed: decimals) }
    guard let quantity = Quantity(plain: rule.sign + plain.text) else { throw .tooLarge }
    return quantity
  }

  /// A quantity as it is typed: no groups, a decimal comma, a plain minus. `read` takes it back without a question whatever
  /// decimals the figure has: three decimals get a fourth, so that nobody takes them for a group.
  public static func text(of quantity: Quantity) -> String {
    let text = String(quantity.description.map { $0 == "." ? "," : $0 })
    return quantity.significantDecimals == 3 ? text + "0" : text
  }

  /// The text with plain signs and marks in the place of those of other keyboards: `−`, `–`, `﹣`, `－`, `＋`, `，`, `．`, `％`.
  public static func plainMarks(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
    return String(
      text.map { mark in
        switch mark {
        case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}", "\u{FE63}", "\u{FF0D}": "-"
        case "\u{FE62}", "\u{FF0B}": "+"
        case "\u{FE50}", "\u{FF0C}": ","
        case "\u{FE52}", "\u{FF0E}": "."
        case "\u{FF05}": "%"
        default: mark
        }
      })
  }
}

/// A number with its digits apart.
private struct PlainNumber {
  /// The digits before the decimal mark.
  var whole: String
  /// The digits after it.
  var fraction = ""

  var text: String { fraction.isEmpty ? whole : "\(whole).\(fraction)" }
  var wholeDigits: Int { whole.drop { $0 == "0" }.utf8.count }
}

/// How the digits and marks of one number are taken apart.
private struct Rule {
  let decimals: Int
  let isPart: Bool
  /// `-` where the number is below zero.
  let sign: String

  func plain(_ body: String) throws(NumberInputError) -> PlainNumber {
    guard !body.isEmpty, body.utf8.allSatisfy({ (48...57).contains($0) || $0 == 44 || $0 == 46 || $0 == 32 }) else {
      throw .notANumber
    }
    let (dots, commas) = (body.utf8.count { $0 == 46 }, body.utf8.count { $0 == 44 })
    switch (dots, commas) {
    case (0, 0), (2..., 0), (0, 2...): return PlainNumber(whole: try ungrouped(body))
    case (1, 0): return try single(".", body)
    case (0, 1): return try single(",", body)
    default:
      // The mark of which there is one, behind all others, is the decimal one.
      guard let mark = body.last(where: { $0 == "." || $0 == "," }), mark == "," ? commas == 1 : dots == 1 else {
        throw .notANumber
      }
      let (whole, fraction) = try halves(body, mark)
      return PlainNumber(whole: try ungrouped(whole), fraction: fraction)
    }
  }

  /// A number with one mark.
  private func single(_ mark: Character, _ body: String) throws(NumberInputError) -> PlainNumber {
    let (before, fraction) = try halves(body, mark)
    let whole = try ungrouped(before)
    let couldGroup = !before.contains(" ") && fraction.utf8.count == 3 && whole.utf8.count <= 3 && whole.first != "0"
    let asDecimal = PlainNumber(whole: whole, fraction: fraction)
    guard couldGroup else { return asDecimal }
    if mark == ".", decimals == 0 || isPart { return PlainNumber(whole: whole + fraction) }
    if mark == ",", decimals >= 3, !isPart { return asDecimal }
    guard let decimal = Quantity(plain: "\(sign)\(whole).\(fraction)"), let thousands = Quantity(plain: sign + whole + fraction)
    else { throw .notANumber }
    throw .ambiguous(decimal: decimal, thousands: thousands)
  }

  /// What stands before and after the last of a mark; the latter only digits.
  private func halves(_ body: String, _ mark: Character) throws(NumberInputError) -> (String, String) {
    guard let place = body.lastIndex(of: mark) else { throw .notANumber }
    let fraction = String(body[body.index(after: place)...])
    guard isDigits(fraction) else { throw .notANumber }
    return (String(body[..<place]), fraction)
  }

  /// `50.250`, `50 250`, `50,250` and `50250` as `50250`; groups after the first have exactly three digits and one kind of
  /// separator.
  private func ungrouped(_ text: String) throws(NumberInputError) -> String {
    let separators = Set(text.filter { $0 == "." || $0 == "," || $0 == " " })
    guard separators.count <= 1 else { throw .notANumber }
    guard let separator = separators.first else {
      guard isDigits(text) else { throw .notANumber }
      return text
    }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ isDigits(String($0)) }), (1...3).contains(groups[0].utf8.count), groups[0].first != "0",
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { throw .notANumber }
    return groups.joined()
  }

  private func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
