import Foundation

/// The spelling of one Vietnamese syllable: a beginning, a rime and at most one tone, on the vowel that carries it.
///
/// It tells whether letters can be Vietnamese at all, for finding text of old encodings; it is no dictionary.
enum VietnameseSyllable {
  private static let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
  /// The tones a syllable may have that ends in a stop: sắc and nặng.
  private static let stopTones: Set<Unicode.Scalar> = ["\u{301}", "\u{323}"]

  private static let beginnings = [
    "ngh", "ng", "gh", "gi", "kh", "nh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r",
    "s", "t", "v", "x", "",
  ]

  private static let rimes: Set<String> = words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh \
    êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm \
    oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê \
    uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn \
    ương ươp ươt ươu ưt ưu ưm y yêm yên yêng yêt yêu
    """)

  private static let rimesAfterQu: Set<String> = words(
    """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăt ân âng ât ây e en eo et ê ên êt i ich in inh it iu ơ ơi ôc y yên yêt ynh \
    yt ych yu yn
    """)

  /// Rimes of the highlands' names (Đắk, Trôk), and those that `ươ` leaves when its `ư` was lost.
  private static let looseRimes: Set<String> = words("ơng ơc ăk ak ok ôk uk ưk âk êk ek ik")

  /// Rimes of two vowels whose tone never stands on the second.
  private static let firstVowelCarries: Set<String> = words("ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu")

  private static func words(_ text: String) -> Set<String> { Set(text.split(whereSeparator: \.isWhitespace).map(String.init)) }

  /// Whether a word is spelled as a syllable.
  static func isSyllable(_ word: String) -> Bool {
    let letters = word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
    let tone = letters.filter { tones.contains($0) }
    guard tone.count <= 1 else { return false }
    var bare = String.UnicodeScalarView()
    for letter in letters where !tones.contains(letter) { bare.append(letter) }
    let body = String(bare).precomposedStringWithCanonicalMapping
    if let only = tone.first, ["p", "t", "c", "ch", "k"].contains(where: body.hasSuffix), !stopTones.contains(only) {
      return false
    }
    if let last = letters.last, tones.contains(last), firstVowelCarries.contains(String(body.suffix(2))),
      !body.hasPrefix("qu"), !body.hasPrefix("gi")
    {
      return false
    }
    return beginnings.contains { body.hasPrefix($0) && fits($0, String(body.dropFirst($0.count))) }
  }

  /// Whether a rime may stand behind a beginning.
  private static func fits(_ beginning: String, _ rime: String) -> Bool {
    guard let first = rime.first else { return false }
    if looseRimes.contains(rime) { return true }
    switch beginning {
    case "qu": return rimesAfterQu.contains(rime)
    case "ngh", "gh": return rimes.contains(rime) && "eêi".contains(first)
    case "c": return rimes.contains(rime) && !"eêiy".contains(first)
    case "ng", "g": return rimes.contains(rime) && !"eê".contains(first)
    default: return rimes.contains(rime)
    }
  }
}
