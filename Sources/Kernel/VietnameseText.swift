import Foundation

/// Vietnamese text as people type, paste and search it.
public enum VietnameseText {
  /// The text as it is stored: composed letters (NFC), every kind of blank a plain one, none at the ends, no invisible
  /// characters, the Icelandic `ð` of old files turned into `đ`.
  public static func cleaned(_ text: String) -> String {
    var needsWork = text.first?.isWhitespace == true || text.last?.isWhitespace == true
    if !needsWork { needsWork = !text.utf8.allSatisfy { $0 < 128 && $0 >= 32 } }
    guard needsWork else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      case 0x200B...0x200D, 0x2060, 0xFEFF, 0xAD: continue
      case 0xF0: scalars.append("đ")
      case 0xD0: scalars.append("Đ")
      case 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The key under which text is found whatever marks were typed: lower case, no tone or vowel marks, `đ` as `d`, dashes
  /// and apostrophes unified, blanks single. `hòa`, `hoà`, `Hoa` and `HÒA` share the key `hoa`.
  public static func searchKey(_ text: String) -> String {
    var key = ""
    var pendingBlank = false
    for scalar in text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      let letter: Character?
      switch scalar.value {
      case 0x0300...0x036F, 0x200B...0x200D, 0x2060, 0xFEFF, 0xAD: letter = nil
      case 0x0111, 0xF0: letter = "d"
      case 0x2018, 0x2019, 0x02BC, 0x60, 0xB4: letter = "'"
      case 0x2010...0x2015, 0x2212: letter = "-"
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
    for character in text.lowercased() {
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
