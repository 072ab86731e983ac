import Foundation

/// Vietnamese of the years before Unicode, as it looks when its bytes are taken for Windows-1252.
enum OldEncoding: Sendable, CaseIterable {
  /// TCVN 5712:1993, table 3, «ABC»: one byte a letter.
  case tcvn3
  /// VNI for Windows: a letter and, behind it, a sign for its marks.
  case vni

  /// The word as it was meant.
  func decoded(_ word: String) -> String {
    switch self {
    case .tcvn3: String(word.map { OldEncoding.tcvn3Letters[$0] ?? $0 })
    case .vni: OldEncoding.vniDecoded(word)
    }
  }

  /// Each letter of TCVN3 with the sign that Windows-1252 shows for it. Capitals with tones are written by fonts of capitals.
  static let tcvn3Letters: [Character: Character] = [
    "µ": "à", "¶": "ả", "·": "ã", "¸": "á", "¹": "ạ", "¨": "ă", "»": "ằ", "¼": "ẳ", "½": "ẵ", "¾": "ắ", "Æ": "ặ", "©": "â",
    "Ç": "ầ",
    "È": "ẩ", "É": "ẫ", "Ê": "ấ", "Ë": "ậ", "®": "đ", "Ì": "è", "Î": "ẻ", "Ï": "ẽ", "Ð": "é", "Đ": "é", "Ñ": "ẹ", "ª": "ê",
    "Ò": "ề", "Ó": "ể", "Ô": "ễ", "Õ": "ế", "Ö": "ệ", "×": "ì", "Ø": "ỉ", "Ü": "ĩ", "Ý": "í", "Þ": "ị", "ß": "ò", "á": "ỏ",
    "â": "õ",
    "ã": "ó", "ä": "ọ", "«": "ô", "å": "ồ", "æ": "ổ", "ç": "ỗ", "è": "ố", "é": "ộ", "¬": "ơ", "ê": "ờ", "ë": "ở", "ì": "ỡ",
    "í": "ớ",
    "î": "ợ", "ï": "ù", "ñ": "ủ", "ò": "ũ", "ó": "ú", "ô": "ụ", "\u{AD}": "ư", "õ": "ừ", "ö": "ử", "÷": "ữ", "ø": "ứ", "ù": "ự",
    "ú": "ỳ", "û": "ỷ", "ü": "ỹ", "ý": "ý", "þ": "ỵ", "¡": "ă", "¢": "â", "£": "ê", "¤": "ô", "¥": "ơ", "¦": "ư", "§": "đ",
  ]

  /// The letters of VNI that stand alone.
  private static let vniLetters: [Character: Character] = [
    "ñ": "đ", "ö": "ư", "ô": "ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
  ]
  /// The signs behind a vowel: its tone.
  private static let vniTones: [Character: String] = [
    "ù": "\u{301}", "ø": "\u{300}", "û": "\u{309}", "õ": "\u{303}", "ï": "\u{323}",
  ]
  /// The signs behind a, e, o: the circumflex, and the tone with it.
  private static let vniCircumflex: [Character: String] = [
    "â": "\u{302}", "á": "\u{302}\u{301}", "à": "\u{302}\u{300}", "å": "\u{302}\u{309}", "ã": "\u{302}\u{303}",
    "ä": "\u{302}\u{323}",
  ]
  /// The signs behind a: the breve, and the tone with it.
  private static let vniBreve: [Character: String] = [
    "ê": "\u{306}", "é": "\u{306}\u{301}", "è": "\u{306}\u{300}", "ú": "\u{306}\u{309}", "ü": "\u{306}\u{303}",
    "ë": "\u{306}\u{323}",
  ]

  private static func vniDecoded(_ word: String) -> String {
    let letters = Array(word.lowercased())
    var text = ""
    var place = 0
    while place < letters.count {
      let letter = letters[place]
      let next = place + 1 < letters.count ? letters[place + 1] : " "
      if let marks = marks(behind: letter, next) {
        text += (String(vniLetters[letter] ?? letter) + marks).precomposedStringWithCanonicalMapping
        place += 2
      } else {
        text.append(vniLetters[letter] ?? letter)
        place += 1
      }
    }
    return text
  }

  private static func marks(behind letter: Character, _ sign: Character) -> String? {
    if "aeouyôö".contains(letter), let tone = vniTones[sign] { return tone }
    if "aeo".contains(letter), let marks = vniCircumflex[sign] { return marks }
    return letter == "a" ? vniBreve[sign] : nil
  }
}
