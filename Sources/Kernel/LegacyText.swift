import Foundation

/// Vietnamese text whose letters are not Unicode's: what old programs wrote, and what a wrong choice of encoding made of good
/// text. It is refused with the way out (`design/ux.md` 3), never turned silently: two readings may be possible.
public enum LegacyText: Sendable, Hashable, CaseIterable {
  /// TCVN3 (ABC): `Gi¶i quyÕt viÖc lµm`.
  case tcvn3
  /// VNI for Windows: `Giaûi quyeát vieäc laøm`.
  case vni
  /// UTF-8 read as another encoding: `Giáº£i quyáº¿t viá»‡c lÃ m`.
  case twiceDecoded

  /// What a text is, if it is not Unicode.
  ///
  /// A word speaks for an old encoding where it is no syllable as it stands and is one when decoded; letters that only Unicode
  /// has, and words that are syllables only as they stand, speak against it. So names in other languages and single signs
  /// (`José`, `5 µm`, `«Tân Phú»`) are left alone.
  public static func found(in text: String) -> LegacyText? {
    guard !text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
    if TwiceDecodedText.isFound(in: text) { return .twiceDecoded }
    let words = words(of: text)
    // What every second word says, the others cannot outweigh.
    guard 2 * words.count(where: isUnicodeOnly) < words.count else { return nil }
    let (tcvn3, vni) = (weight(of: words, as: .tcvn3), weight(of: words, as: .vni))
    guard let most = [tcvn3, vni].compactMap({ $0 }).max() else { return nil }
    return tcvn3 == most ? .tcvn3 : .vni
  }

  // MARK: Words

  /// The words with letters and without digits, freed of the punctuation around them.
  private static func words(of text: String) -> [String] {
    let parts = text.split { $0.isWhitespace || "/,;:()–-".contains($0) }
    // «» are quotes where one closes at the end of a word; in TCVN3 they are letters, and no word ends in ».
    let around = "'\"[]“”‘’.!?…" + (parts.contains { trimmed($0, "'\".!?…").hasSuffix("»") } ? "«»" : "")
    return parts.map { trimmed($0, around) }.filter { word in
      word != "µm" && word.utf8.contains { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
        && !word.utf8.contains { (48...57).contains($0) }
    }
  }

  private static func trimmed(_ word: Substring, _ marks: String) -> String {
    String(word).trimmingCharacters(in: CharacterSet(charactersIn: marks))
  }

  // MARK: Weighing

  /// How strongly words speak for an encoding, in halves; `nil` where they do not.
  private static func weight(of words: [String], as encoding: OldEncoding) -> Int? {
    var (speaks, against, marked, decodable, good) = (0, 0, 0, 0, 0)
    for word in words {
      if isUnicodeOnly(word) {
        against += 1
        continue
      }
      let isMarked = word.utf8.contains { $0 >= 128 }
      let decodes = VietnameseSyllable.isSyllable(isMarked ? encoding.decoded(word) : word)
      if decodes { good += 1 }
      guard isMarked else { continue }
      marked += 1
      if decodes { decodable += 1 }
      let stands = VietnameseSyllable.isSyllable(word)
      if stands, !decodes { against += 1 }
      if decodes, !stands { speaks += isStrong(word, encoding) ? 4 : encoding == .vni ? 1 : 2 }
    }
    let isWhole = good == words.count && words.count > 1
    guard speaks > 4 * against, 2 * decodable >= marked, speaks >= 4 || speaks >= 2 && isWhole else { return nil }
    return speaks
  }

  /// Whether a word has a letter that only Unicode has. A `Đ` inside a word may be the é of TCVN3.
  private static func isUnicodeOnly(_ word: String) -> Bool {
    if let first = word.unicodeScalars.first, [0x110, 0x111, 0xD0, 0xF0].contains(first.value) { return true }
    return word.unicodeScalars.contains { letter in
      switch letter.value {
      case 0x102, 0x103, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1EA0...0x1EF9: true
      default: false
      }
    }
  }

  /// Whether no language of Windows-1252 has such a word: signs or capitals among its letters, pairs of vowels that only VNI has.
  private static func isStrong(_ word: String, _ encoding: OldEncoding) -> Bool {
    let letters = Array(word)
    if letters.indices.dropFirst().contains(where: {
      letters[$0].isUppercase && !letters[$0].isASCII && letters[$0 - 1].isLowercase
    }) {
      return true
    }
    guard encoding == .vni else { return word.contains { "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾×÷Þßþ".contains($0) } }
    // Loïc, Saül, où, Raphaël: what is left has another mark, or the word has two such pairs.
    var rest = word.lowercased()
    var pairs = 0
    for pair in ["aï", "oï", "uï", "eï", "aë", "aü", "où", "aé"] where rest.contains(pair) {
      pairs += 1
      rest = rest.replacing(pair, with: "")
    }
    return pairs > 1 || rest.utf8.contains { $0 >= 128 }
  }
}
