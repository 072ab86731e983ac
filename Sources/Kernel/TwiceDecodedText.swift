/// UTF-8 that was taken for Windows-1252 or Latin-1 and written as UTF-8 again: `Äáº¡t káº¿ hoáº¡ch`.
enum TwiceDecodedText {
  /// What Windows-1252 has in the places where Latin-1 has control characters.
  private static let windows: [Unicode.Scalar: UInt8] = [
    "\u{20AC}": 0x80, "\u{201A}": 0x82, "\u{192}": 0x83, "\u{201E}": 0x84, "\u{2026}": 0x85, "\u{2020}": 0x86, "\u{2021}": 0x87,
    "\u{2C6}": 0x88, "\u{2030}": 0x89, "\u{160}": 0x8A, "\u{2039}": 0x8B, "\u{152}": 0x8C, "\u{17D}": 0x8E, "\u{2018}": 0x91,
    "\u{2019}": 0x92, "\u{201C}": 0x93, "\u{201D}": 0x94, "\u{2022}": 0x95, "\u{2013}": 0x96, "\u{2014}": 0x97, "\u{2DC}": 0x98,
    "\u{2122}": 0x99, "\u{161}": 0x9A, "\u{203A}": 0x9B, "\u{153}": 0x9C, "\u{17E}": 0x9E, "\u{178}": 0x9F,
  ]

  /// Whether the text is such: more of its signs make Vietnamese letters together than stand for themselves.
  ///
  /// Bytes that Windows-1252 does not know (81, 8D, 8F, 90, 9D) and those that cleaning took (A0, AD) may be missing.
  static func isFound(in text: String) -> Bool {
    guard let bytes = bytes(of: text) else { return false }
    var (found, alone) = (0, 0)
    var place = 0
    while place < bytes.count {
      let lead = bytes[place]
      let length = lead == 0xE1 || lead == 0xE2 ? 2 : (0xC2...0xCD).contains(lead) ? 1 : 0
      guard lead >= 0x80, length > 0 else {
        if lead >= 0x80 { alone += 1 }
        place += 1
        continue
      }
      let rest = bytes[(place + 1)...].prefix(length).prefix { (0x80..<0xC0).contains($0) }
      place += 1 + rest.count
      if rest.count == length {
        if isVietnamese(lead, Array(rest)) { found += 1 } else if lead != 0xC2 { alone += 1 }
      } else if lead == 0xE1, rest.first == 0xBA {
        found += 1
      } else if ![0xC3, 0xC4, 0xC5, 0xC6, 0xE1].contains(lead) {
        alone += 1
      }
    }
    return found > alone
  }

  /// The bytes the text was taken from; `nil` where it has signs that no such text has.
  private static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x100: bytes.append(UInt8(scalar.value))
      case 0x110: bytes.append(0xD0)
      default:
        guard let byte = windows[scalar] else { return nil }
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// Whether the bytes are of a letter or mark of Vietnamese, or of typographic quotes and dashes.
  private static func isVietnamese(_ lead: UInt8, _ rest: [UInt8]) -> Bool {
    guard let character = String(validating: [lead] + rest, as: UTF8.self)?.unicodeScalars.first else { return false }
    switch character.value {
    case 0xC0...0xC3, 0xC8...0xCA, 0xCC, 0xCD, 0xD2...0xD5, 0xD9, 0xDA, 0xDD: return true
    case 0xE0...0xE3, 0xE8...0xEA, 0xEC, 0xED, 0xF2...0xF5, 0xF9, 0xFA, 0xFD: return true
    case 0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0: return true
    case 0x300...0x323, 0x1EA0...0x1EF9, 0x2010...0x2026: return true
    default: return false
    }
  }
}
