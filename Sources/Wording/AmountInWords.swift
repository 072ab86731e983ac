import Kernel

/// Amounts written out in Vietnamese, as vouchers and decisions want them («Bằng chữ: …»).
///
/// The numerals stand here and not in `Content/wording`: they are grammar, exist in Vietnamese only, and no office words
/// them otherwise, except for the connective.
public enum AmountInWords {
  /// The word for an empty place of tens: «linh» in the north and in schoolbooks, «lẻ» in the south.
  public enum Connective: String, Sendable, CaseIterable {
    /// «một trăm linh năm».
    case linh
    /// «một trăm lẻ năm».
    case le = "lẻ"
  }

  /// The amount as a sentence begins: «Một tỷ chín trăm hai mươi tám triệu bốn trăm năm mươi sáu nghìn đồng». A recovery
  /// begins with «Âm».
  public static func dong(_ money: Money, connective: Connective = .linh) -> String {
    let words = number(money.dong.magnitude, connective: connective) + " đồng"
    let sentence = money.dong < 0 ? "âm " + words : words
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  /// A whole number in small letters: «hai mươi mốt».
  public static func number(_ number: UInt64, connective: Connective = .linh) -> String {
    guard number > 0 else { return digits[0] }
    return words(of: number, connective: connective, follows: false).joined(separator: " ")
  }

  private static let digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
  private static let billion: UInt64 = 1_000_000_000

  /// Billions are read as a number of their own («hai nghìn tỷ»), then millions, thousands and the rest.
  /// - Parameter follows: whether larger places were read before, so that a missing hundred is said («không trăm»).
  private static func words(of number: UInt64, connective: Connective, follows: Bool) -> [String] {
    var spoken: [String] = []
    if number >= billion {
      spoken += words(of: number / billion, connective: connective, follows: follows) + ["tỷ"]
    }
    let places: [(size: UInt64, name: String?)] = [(1_000_000, "triệu"), (1000, "nghìn"), (1, nil)]
    for place in places {
      let group = Int(number % billion / place.size % 1000)
      guard group > 0 else { continue }
      spoken += hundreds(group, connective: connective, follows: follows || !spoken.isEmpty)
      if let name = place.name { spoken.append(name) }
    }
    return spoken
  }

  /// Three digits, at least one of them not zero.
  private static func hundreds(_ group: Int, connective: Connective, follows: Bool) -> [String] {
    let (hundred, ten, one) = (group / 100, group / 10 % 10, group % 10)
    var spoken: [String] = []
    if hundred > 0 || follows { spoken += [digits[hundred], "trăm"] }
    switch ten {
    case 0: if one > 0, !spoken.isEmpty { spoken.append(connective.rawValue) }
    case 1: spoken.append("mười")
    default: spoken += [digits[ten], "mươi"]
    }
    switch (ten, one) {
    case (_, 0): break
    case (2..., 1): spoken.append("mốt")
    case (2..., 4): spoken.append("tư")
    case (1..., 5): spoken.append("lăm")
    default: spoken.append(digits[one])
    }
    return spoken
  }
}
