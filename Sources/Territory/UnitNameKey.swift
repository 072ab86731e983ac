import Foundation
import Kernel

/// The two keys under which a name is found: one that keeps the marks, one that does not.
///
/// The spelling moves each tone mark to the end of its syllable, so `hòa` and `hoà` are the same correct spelling. Both keys
/// read apostrophes, dots and dashes as blanks, because the catalogue writes `Ia H' Drai` where others write `Ia H'Drai`.
struct UnitNameKey: Hashable {
  /// With marks: what was typed exactly so comes first.
  let spelling: String
  /// Without marks.
  let folded: String

  init(_ text: String) {
    spelling = UnitNameKey.spelling(text)
    folded = VietnameseText.searchKey(spelling)
  }

  private init(spelling: String, folded: String) {
    self.spelling = spelling
    self.folded = folded
  }

  /// Whether nothing is left to search for.
  var isEmpty: Bool { folded.isEmpty }

  /// The key without its first words; `nil` when no word is left.
  func droppingWords(_ count: Int) -> UnitNameKey? {
    let words = (spelling.split(separator: " ").dropFirst(count), folded.split(separator: " ").dropFirst(count))
    guard !words.1.isEmpty else { return nil }
    return UnitNameKey(spelling: words.0.joined(separator: " "), folded: words.1.joined(separator: " "))
  }

  private static func spelling(_ text: String) -> String {
    let letters = VietnameseText.cleaned(text).lowercased().decomposedStringWithCanonicalMapping
    var key = String.UnicodeScalarView()
    var tones = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in letters.unicodeScalars {
      switch scalar.value {
      case 0x0300, 0x0301, 0x0303, 0x0309, 0x0323:
        tones.append(scalar)
      case 0x20, 0x27, 0x2C, 0x2D, 0x2E, 0x60, 0xB4, 0x02BC, 0x2010...0x2015, 0x2018, 0x2019:
        key.append(contentsOf: tones)
        tones = String.UnicodeScalarView()
        pendingBlank = !key.isEmpty
      default:
        if pendingBlank { key.append(" ") }
        pendingBlank = false
        key.append(scalar)
      }
    }
    key.append(contentsOf: tones)
    return String(key)
  }
}
