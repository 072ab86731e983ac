/// One section of a number format's code, taken apart.
struct FormatSection {
  /// What stands for a sign shown as it is: quoted, or behind a backslash.
  private static let literal: Character = "\u{0}"
  /// The same for a letter, whose meaning counts before the digits of a code.
  private static let letter: Character = "\u{1}"
  /// The same for a digit, which is taken for one of the number's.
  private static let digit: Character = "\u{2}"
  /// How programs of other languages write `General` by mistake.
  private static let general: Set<String> = [
    "standard", "standaard", "estándar", "général", "geral", "generale", "allgemein", "algemeen", "általános", "ogólny", "genel",
    "yleinen", "všeobecný", "vşeobecný", "normál", "основной", "umum", "chung", "g/通用格式", "g/標準", "g/표준", "general number",
  ]

  /// The code without brackets, in small letters, with a placeholder for each sign shown as it is.
  private(set) var pattern = ""
  /// When it is used, where it says so itself.
  private(set) var condition: FormatCondition?
  private var showsElapsedTime = false
  /// The sign shown as it is that came last.
  private var shownLast: Character?

  private init() {}

  /// The sections of a code.
  static func sections(of code: String) -> [FormatSection] {
    var sections: [FormatSection] = []
    var section = FormatSection()
    var rest = Array(code)[...]
    while let sign = rest.popFirst() {
      switch sign {
      case "\"":
        let text = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(text.count + 1)
        for shown in text { section.show(shown) }
      case "\\": if let shown = rest.popFirst() { section.show(shown) }
      // A blank as wide as a letter.
      case "_": _ = rest.popFirst()
      // A sign that fills the cell: noughts look like those of a code.
      case "*": if let filling = rest.popFirst(), isDigit(filling) { section.show(filling) }
      case "[":
        let text = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(text.count + 1)
        section.read(brackets: String(text))
      case ";":
        sections.append(section)
        section = FormatSection()
      default: if !sign.isASCII, isDigit(sign) { section.show(sign) } else { section.pattern += sign.lowercased() }
      }
    }
    return sections + [section]
  }

  /// What the section says. Places for digits make a number of it, whatever letters stand around; without them, letters of days
  /// and hours make a date. `0` may stand in a time as well, for parts of a second.
  var format: CellFormat {
    let words = pattern.filter { ![FormatSection.literal, FormatSection.letter, FormatSection.digit].contains($0) }
    let isGeneral = FormatSection.general.contains(words.trimmed)
    let code = pattern.replacing("general", with: "#")
    let whole = code.replacing(/s[.,]0+/, with: "s")
    let hasPlaces = whole.contains { "0#?%".contains($0) }
    if !isGeneral, !hasPlaces, showsElapsedTime || code.contains(where: { "ymdhs".contains($0) }) { return .date }
    if FormatSection.showsDigits(whole) { return .digitsAdded }
    if isGeneral { return .plain }
    if code.contains("%") { return .percent }
    return hasPlaces ? digits(whole) : .plain
  }

  /// Whether it shows a nought and nothing else, whatever the number.
  var showsNought: Bool { pattern.trimmed == String(FormatSection.digit) && shownLast == "0" }

  /// Whether digits are shown that are not the number's. Those below a fraction's line (`# ?/16`) are part of the number.
  private static func showsDigits(_ code: String) -> Bool {
    code.replacing(/\/ *[0-9]+/, with: "/").contains { $0 == digit || "123456789".contains($0) }
  }

  /// Whether a sign is a digit in some script; `²` and `½` are none.
  private static func isDigit(_ sign: Character) -> Bool {
    sign.unicodeScalars.contains { $0.properties.generalCategory == .decimalNumber }
  }

  /// Noughts alone are a code of so many digits. Signs between them, or letters before them, are part of what is shown.
  private func digits(_ code: String) -> CellFormat {
    guard let first = code.firstIndex(of: "0"), let last = code.lastIndex(of: "0") else { return .plain }
    let body = code[first...last]
    let count = body.count { $0 == "0" }
    // What is left has a decimal mark, thousands, a power: a number.
    guard (2...30).contains(count), body.allSatisfy({ $0 == "0" || FormatSection.isShown($0) }),
      !code.contains(where: { "#?.,".contains($0) })
    else { return .plain }
    return count < body.count || code[..<first].contains(FormatSection.letter) ? .masked : .zeros(count)
  }

  private static func isShown(_ sign: Character) -> Bool { sign == literal || sign == letter || "-/: ()".contains(sign) }

  private mutating func show(_ sign: Character) {
    if FormatSection.isDigit(sign), !isPower(sign) {
      pattern.append(FormatSection.digit)
    } else {
      pattern.append(sign.isLetter || sign.isNumber ? FormatSection.letter : FormatSection.literal)
    }
    shownLast = sign
  }

  /// Whether a digit to be shown is the power of a unit behind the number: `m2`, `km2`, `m3`.
  private func isPower(_ sign: Character) -> Bool {
    guard "23".contains(sign), let shownLast, "mM".contains(shownLast), pattern.last == FormatSection.letter else { return false }
    return pattern.replacing("general", with: "#").contains { "0#?".contains($0) }
  }

  /// Brackets hold hours, minutes or seconds beyond a day (`[hh]`), a condition, or a colour, a currency, a language. A currency
  /// is shown up to the number of its language: `[$VND]`, `[$₫-42A]`.
  private mutating func read(brackets: String) {
    let text = brackets.lowercased()
    if text.first == "$" {
      for shown in text.dropFirst().prefix(while: { $0 != "-" }) { show(shown) }
      return
    }
    if let first = text.first, "hms".contains(first), text.allSatisfy({ $0 == first }) { showsElapsedTime = true }
    condition = condition ?? FormatCondition(brackets)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
