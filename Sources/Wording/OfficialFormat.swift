import Kernel

/// How a language writes numbers: `6.518`, `114,35%`, `+1,7 điểm %` in Vietnamese, `6,518`, `114.35%`, `+1.7 points` in
/// English.
///
/// Rounding has happened before: what is printed is a `Quantity`, exact as it is, or a `PrintedNumber`, rounded by a rule
/// named at the call. The minus is U+2212, and a number never leaves its unit at the end of a line (U+00A0).
public struct OfficialFormat: Sendable {
  /// The language.
  public let language: Language
  let templates: [String: SentenceTemplate]

  /// The minus of a printed number.
  public static let minus = "\u{2212}"
  /// The blank between a number and its unit.
  public static let fixedBlank = "\u{00A0}"

  init(language: Language, templates: [String: SentenceTemplate]) {
    self.language = language
    self.templates = templates.filter { $0.key.hasPrefix("format.") }
  }

  // MARK: Numbers

  /// A whole number, grouped: `6.518`.
  public func number(_ whole: Int) -> String { trimmed(Ratio(whole).rounded(.halfUp, decimals: 0)) }

  /// A quantity as it is, with the decimals it has and no more: `55,7`, `5.700`.
  public func number(_ quantity: Quantity) -> String {
    trimmed(quantity.ratio.rounded(.halfUp, decimals: Quantity.decimals))
  }

  /// A rounded number without zeros at the end of its decimals: `55,7` for 55,70.
  public func trimmed(_ number: PrintedNumber) -> String { signed(number, fraction: number.trimmedFraction) }

  /// A rounded number with all its decimals: `114,30`.
  public func fixed(_ number: PrintedNumber) -> String { signed(number, fraction: number.fraction) }

  /// A percentage with all its decimals: `114,35%` for the rounded number 114.35.
  public func percent(_ number: PrintedNumber) -> String { fixed(number) + "%" }

  /// A difference with its sign, `+818`, `−0,11`; nothing is `0`.
  public func gap(_ number: PrintedNumber) -> String {
    let text = trimmed(number)
    return number.isNegative || text == "0" ? text : "+" + text
  }

  /// A difference with its sign, as it is.
  public func gap(_ quantity: Quantity) -> String {
    gap(quantity.ratio.rounded(.halfUp, decimals: Quantity.decimals))
  }

  /// A difference of two rates, in percentage points: `+1,7 điểm %`, `+1.7 points`.
  public func points(_ number: PrintedNumber) -> String {
    let isOne = number.whole == "1" && number.trimmedFraction.isEmpty
    return word(isOne ? "format.one_point" : "format.points", ["number": gap(number)])
  }

  /// An amount in đồng, `1.928.456.000 đồng`.
  public func money(_ money: Money) -> String {
    word("format.money", ["number": number(Int(money.dong))])
  }

  /// A printed number and its unit, kept on one line: `6.518 người`. A percent sign follows without a blank.
  public func withUnit(_ number: String, _ unit: String) -> String {
    unit == "%" ? number + unit : number + OfficialFormat.fixedBlank + unit
  }

  /// A quantity as an officer would type it into a field, in either language.
  public func typed(_ quantity: Quantity) -> String { NumberInput.text(of: quantity) }

  private func signed(_ number: PrintedNumber, fraction: String) -> String {
    let whole = grouped(number.whole)
    let body = fraction.isEmpty ? whole : whole + (language == .vi ? "," : ".") + fraction
    return number.isNegative ? OfficialFormat.minus + body : body
  }

  private func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 3 else { return digits }
    let mark = UInt8(ascii: language == .vi ? "." : ",")
    var text: [UInt8] = []
    for (position, digit) in digits.utf8.enumerated() {
      if position > 0, (digits.utf8.count - position).isMultiple(of: 3) { text.append(mark) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  func word(_ key: String, _ values: [String: String] = [:]) -> String {
    templates[key]?.filled(values) ?? "⟦\(key)⟧"
  }
}
