import Foundation

/// Vietnamese text as people type, paste and search it.
public enum VietnameseText {
  /// The text as it is stored: composed letters (NFC), every kind of blank a plain one, none at the ends, nothing invisible
  /// (`InvisibleMark`), letters and digits of full width turned into plain ones, the Icelandic `ð` of old files into `đ`.
  public static func cleaned(_ text: String) -> String {
    var needsWork = text.first?.isWhitespace == true || text.last?.isWhitespace == true
    if !needsWork { needsWork = !text.utf8.allSatisfy { $0 < 127 && $0 >= 32 } }
    guard needsWork else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in StreamSafeText.composed(visible(text)).unicodeScalars {
      switch scalar.value {
      case 0xF0: scalars.append("đ")
      case 0xD0: scalars.append("Đ")
      case 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The text without what nobody sees, its letters and digits of plain width: before it is composed, for a mark between a letter
  /// and its tone would keep them apart.
  private static func visible(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 127 && $0 >= 32 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !InvisibleMark.contains(scalar) { scalars.append(plainWidth(scalar) ?? scalar) }
    return String(scalars)
  }

  /// The plain form of a letter or digit of full width, as keyboards of East Asian languages type it; `nil` for all others.
  private static func plainWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)
    default: nil
    }
  }

  /// The key under which text is found whatever marks were typed: lower case, no tone or vowel marks, `đ` as `d`, dashes
  /// and apostrophes unified, blanks single. `hòa`, `hoà`, `Hoa` and `HÒA` share the key `hoa`.
  public static func searchKey(_ text: String) -> String {
    var key = ""
    var pendingBlank = false
    for scalar in StreamSafeText.decomposed(visible(text)).lowercased().unicodeScalars {
      let letter: Character?
      switch scalar.value {
      case 0x0300...0x036F: letter = nil
      case 0x0111, 0xF0: letter = "d"
      case 0x2018, 0x2019, 0x02BC, 0x60, 0xB4: letter = "'"
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: letter = "-"
      default: letter = scalar.properties.isWhitespace ? " " : Character(scalar)
      }
      guard let letter else { continue }
      if letter == " " {
        pendingBlank = !key.isEmpty
      } else {
        if pendingBlank { key.append(" ") }
        pendingBlank = false
        key.append(letter)
      }
    }
    return key
  }

  /// A key that sorts names as a Vietnamese list does: letter by letter in the order a ă â b c d đ e ê …, and only then by
  /// tone (level, huyền, hỏi, ngã, sắc, nặng).
  public static func sortKey(_ text: String) -> String {
    var letters = ""
    var tones = ""
    for character in StreamSafeText.bounded(text).lowercased() {
      var base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
      guard let first = base.first else { continue }
      base.removeFirst()
      var rank: Character = "0"
      var tone: Character = "0"
      for mark in base {
        switch mark.value {
        case 0x0306, 0x031B: rank = "1"
        case 0x0302: rank = "2"
        case 0x0300: tone = "1"
        case 0x0309: tone = "2"
        case 0x0303: tone = "3"
        case 0x0301: tone = "4"
        case 0x0323: tone = "5"
        default: break
        }
      }
      // «ô» sorts before «ơ», while «ă» sorts before «â».
      if first == "o", rank != "0" { rank = rank == "1" ? "2" : "1" }
      if first == "\u{111}" {
        letters += "d1"
      } else {
        letters.append(Character(first))
        letters.append(rank)
      }
      tones.append(tone)
    }
    return letters + "\u{1}" + tones
  }
}
