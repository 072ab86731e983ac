/// One section of a number format's code, taken apart.
struct FormatSection {
  /// What stands for a sign shown as it is: quoted, or behind a backslash.
  private static let literal: Character = "\u{0}"
  /// The same for a letter or digit, whose meaning counts before the digits of a code.
  private static let letter: Character = "\u{1}"
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
      // A blank as wide as a letter, a letter that fills the cell.
      case "_", "*": _ = rest.popFirst()
      case "[":
        let text = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(text.count + 1)
        section.read(brackets: String(text))
      case ";":
        sections.append(section)
        section = FormatSection()
      default: section.pattern += sign.lowercased()
      }
    }
    return sections + [section]
  }

  /// What the section says. Digits make a number of it, whatever letters stand around; without digits, letters of days and hours
  /// make a date. `0` may stand in a time as well, for parts of a second.
  var format: CellFormat {
    let words = pattern.filter { $0 != FormatSection.literal && $0 != FormatSection.letter }
    if FormatSection.general.contains(words.trimmed) { return .plain }
    let code = pattern.replacing("general", with: "#")
    if code.contains("%") { return .percent }
    let whole = code.replacing(/s[.,]0+/, with: "s")
    if whole.contains(where: { "0#?".contains($0) }) { return digits(whole) }
    return showsElapsedTime || code.contains { "ymdhs".contains($0) } ? .date : .plain
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
    pattern.append(sign.isLetter || sign.isNumber ? FormatSection.letter : FormatSection.literal)
  }

  /// Brackets hold hours, minutes or seconds beyond a day (`[hh]`), a condition, or a colour, a currency, a language.
  private mutating func read(brackets: String) {
    let text = brackets.lowercased()
    if let first = text.first, "hms".contains(first), text.allSatisfy({ $0 == first }) { showsElapsedTime = true }
    condition = condition ?? FormatCondition(brackets)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
