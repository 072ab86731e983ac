import Foundation

/// Text put into composed letters (NFC) in a time that grows with its length and not with its square, whatever a stranger sends:
/// runs of marks are bounded as in Unicode's stream-safe text format (Unicode Standard Annex 15, part 13), and the library that
/// composes is given short pieces.
public enum StreamSafeText {
  /// The most marks in a row that are kept; no script writes as many on one letter.
  public static let longestRun = 30

  /// The text without the marks beyond the thirtieth in a row.
  public static func bounded(_ text: String) -> String {
    // The first mark, U+0300, begins with the byte CC; text of smaller bytes has none.
    guard text.utf8.contains(where: { $0 >= 0xCC }) else { return text }
    var kept = String.UnicodeScalarView()
    var run = 0
    var isWhole = true
    for scalar in text.unicodeScalars {
      run = isMark(scalar) ? run + 1 : 0
      if run > longestRun {
        isWhole = false
      } else {
        kept.append(scalar)
      }
    }
    return isWhole ? text : String(kept)
  }

  /// The text in composed letters (NFC), its runs of marks bounded.
  public static func composed(_ text: String) -> String { normalised(text, .composed) }

  /// The text as letters with their marks apart (NFD), its runs of marks bounded.
  public static func decomposed(_ text: String) -> String { normalised(text, .decomposed) }

  private static func normalised(_ text: String, _ form: Form) -> String {
    let text = bounded(text)
    guard text.unicodeScalars.contains(where: form.mayChange) else { return text }
    var answer = ""
    var piece = Piece(form: form)
    for scalar in text.unicodeScalars {
      if piece.mayEnd(before: scalar) {
        answer += piece.normalised
        piece = Piece(form: form)
      }
      piece.append(scalar)
    }
    return answer + piece.normalised
  }

  private enum Form {
    case composed, decomposed

    /// Whether the form may change a scalar or join it with a neighbour; the composed letters of Vietnamese, usual dashes and
    /// quotation marks are as composed text has them.
    func mayChange(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0..<0xC0: false
      case 0xC0..<0x300, 0x1E00...0x1EFF, 0x2002...0x2064: self == .decomposed
      default: true
      }
    }
  }

  /// A few letters that are put into a form by themselves: nothing of them joins with what stands before or behind.
  private struct Piece {
    let form: Form
    private var scalars = String.UnicodeScalarView()
    private var count = 0
    private var needsWork = false

    /// Pieces end after this many scalars, where one begins that joins with nothing before it.
    private static let usual = 48
    /// … and after this many at any letter: only a word of as many single jamo or joining vowels is ever cut so.
    private static let most = 512

    init(form: Form) { self.form = form }

    mutating func append(_ scalar: Unicode.Scalar) {
      scalars.append(scalar)
      count += 1
      needsWork = needsWork || form.mayChange(scalar)
    }

    func mayEnd(before scalar: Unicode.Scalar) -> Bool {
      guard count >= Piece.usual else { return false }
      return StreamSafeText.standsAlone(scalar) || count >= Piece.most && !StreamSafeText.isMark(scalar)
    }

    var normalised: String {
      let text = String(scalars)
      guard needsWork else { return text }
      return form == .composed ? text.precomposedStringWithCanonicalMapping : text.decomposedStringWithCanonicalMapping
    }
  }

  /// Whether a scalar is a mark on the letter before it, or comes apart into nothing but such (three Tibetan vowel signs).
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    return scalar.properties.canonicalCombiningClass != .notReordered || [0xF73, 0xF75, 0xF81].contains(scalar.value)
  }

  /// Whether a scalar begins a letter and never joins with one before: Latin letters, composed or not, digits, syllables of
  /// Hangul and their first jamo, kana, ideographs.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x1100...0x115F, 0x1E00...0x1EFF, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }
}
