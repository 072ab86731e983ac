/// Why a typed number cannot be read, with what the officer may have meant.
public enum NumberInputError: Error, Hashable, Sendable {
  /// Not a number: letters, two signs, groups that are not of three digits.
  case notANumber
  /// `1.550` where decimals exist: 1,55 or 1550? Both readings are offered.
  case ambiguous(decimal: Quantity, thousands: Quantity)
  /// More decimals than the indicator has.
  case tooManyDecimals(allowed: Int)
  /// Beyond `Quantity.limit`.
  case tooLarge
}

/// Reads the numbers officials type and files carry (`design/ux.md` 1): liberal, except where two readings are possible.
public enum NumberInput {
  /// The number in `text`: `50.250`, `50 250`, `50250`, `1,55`, `1.5`, `1,55%`.
  ///
  /// A single dot before exactly three digits groups thousands where the figure has no decimals, and is refused with the
  /// choice where it has some. A leading `0` or more than three digits before the dot cannot be a group, so the dot is a
  /// decimal mark there.
  /// - Parameters:
  ///   - text: what was typed; blanks of every kind are ignored at the ends and between groups.
  ///   - decimals: how many decimals the figure has, 0…4.
  ///   - allowsPercent: whether a `%` at the end is part of the unit.
  ///   - allowsEnglish: whether the text may come from a program that writes numbers in the English way, as a workbook may:
  ///     `1,234.5` is read, `6,000` groups thousands where the figure has no decimals and is refused with the choice where it
  ///     has some.
  public static func read(
    _ text: String, decimals: Int, allowsPercent: Bool = false, allowsEnglish: Bool = false
  ) throws(NumberInputError) -> Quantity {
    var body = VietnameseText.cleaned(text)
    if allowsPercent, body.hasSuffix("%") { body = VietnameseText.cleaned(String(body.dropLast())) }
    let negative = body.first == "-" || body.first == "\u{2212}"
    if negative || body.first == "+" { body.removeFirst() }
    let english = allowsEnglish ? try englishForm(of: body, decimals: decimals, negative: negative) : nil
    let plain: Plain
    if let english { plain = english } else { plain = try plainForm(of: body, decimals: decimals, negative: negative) }
    guard plain.wholeDigits <= 13 else { throw .tooLarge }
    guard plain.fraction[...].trimmingZerosAtEnd.utf8.count <= decimals else { throw .tooManyDecimals(allowed: decimals) }
    guard let quantity = Quantity(plain: (negative ? "-" : "") + plain.text) else { throw .tooLarge }
    return quantity
  }

  private struct Plain {
    var whole: String
    var fraction = ""
    var text: String { fraction.isEmpty ? whole : "\(whole).\(fraction)" }
    var wholeDigits: Int { whole.drop { $0 == "0" }.utf8.count }
  }

  private static func plainForm(of body: String, decimals: Int, negative: Bool) throws(NumberInputError) -> Plain {
    guard !body.isEmpty, body.utf8.allSatisfy({ (48...57).contains($0) || $0 == 44 || $0 == 46 || $0 == 32 }) else {
      throw .notANumber
    }
    let byComma = body.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard byComma.count <= 2 else { throw .notANumber }
    if byComma.count == 2 {
      guard isDigits(byComma[1]) else { throw .notANumber }
      // `6,000` in a figure without decimals was typed with the English mark; 6 is never what was meant.
      guard decimals > 0 || byComma[1].utf8.count != 3 else { throw .tooManyDecimals(allowed: 0) }
      return Plain(whole: try ungrouped(byComma[0]), fraction: byComma[1])
    }
    let byDot = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard byDot.count == 2 else { return Plain(whole: try ungrouped(body)) }
    let spaced = byDot[0].contains(" ")
    let whole = try ungrouped(byDot[0])
    guard isDigits(byDot[1]) else { throw .notANumber }
    let couldGroup = !spaced && byDot[1].utf8.count == 3 && whole.utf8.count <= 3 && whole.first != "0"
    guard couldGroup else { return Plain(whole: whole, fraction: byDot[1]) }
    if decimals == 0 { return Plain(whole: whole + byDot[1]) }
    throw choice(between: whole, and: byDot[1], negative: negative)
  }

  /// The number as the English write it: commas before groups of three digits, then a dot before the decimals. `nil` where the
  /// commas cannot be groups, so that the text is read the Vietnamese way.
  private static func englishForm(of body: String, decimals: Int, negative: Bool) throws(NumberInputError) -> Plain? {
    let byDot = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let groups = (byDot.first ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard byDot.count <= 2, groups.count >= 2, groups.allSatisfy(isDigits), groups[0].utf8.count <= 3, groups[0].first != "0",
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    if byDot.count == 2 { return isDigits(byDot[1]) ? Plain(whole: groups.joined(), fraction: byDot[1]) : nil }
    if groups.count == 2, decimals > 0 { throw choice(between: groups[0], and: groups[1], negative: negative) }
    return Plain(whole: groups.joined())
  }

  /// The two readings of digits around one mark: as decimals, or as a group of thousands.
  private static func choice(between whole: String, and rest: String, negative: Bool) -> NumberInputError {
    let sign = negative ? "-" : ""
    guard let decimal = Quantity(plain: "\(sign)\(whole).\(rest)"), let thousands = Quantity(plain: sign + whole + rest) else {
      return .notANumber
    }
    return .ambiguous(decimal: decimal, thousands: thousands)
  }

  /// `50.250`, `50 250` and `50250` as `50250`; groups after the first have exactly three digits and one kind of separator.
  private static func ungrouped(_ text: String) throws(NumberInputError) -> String {
    let separators = Set(text.filter { $0 == "." || $0 == " " })
    guard separators.count <= 1 else { throw .notANumber }
    guard let separator = separators.first else {
      guard isDigits(text) else { throw .notANumber }
      return text
    }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ isDigits(String($0)) }), (1...3).contains(groups[0].utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { throw .notANumber }
    return groups.joined()
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
