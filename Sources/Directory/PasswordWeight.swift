import Kernel

/// How many unforeseen letters a password holds for somebody who guesses as guessing programs do: a common word, a run of keys,
/// a year count little, a letter said again nothing. Capitals, Vietnamese marks, dashes and digits that stand for letters
/// (`m@tkh4u`) make no difference.
struct PasswordWeight {
  /// The least weight of a password that is taken.
  static let least = 8
  /// As much of a password is weighed.
  private static let longest = 64

  private let letters: [UInt8]
  private let common: KnownPasswords

  /// The weight of a typed password.
  static func of(_ typed: String, _ common: KnownPasswords) -> Int {
    let folded = PasswordWeight.folded(typed)
    let weight = PasswordWeight(letters: Array(folded.prefix(longest)), common: common).weight
    return folded.allSatisfy { (48...57).contains($0) } || Set(folded).count < 5 ? 0 : weight
  }

  /// Lower case without marks, blanks and dashes.
  static func folded(_ typed: String) -> [UInt8] {
    VietnameseText.searchKey(typed).utf8.filter { !" -_.,".utf8.contains($0) }
  }

  /// The cheapest way to put the password together.
  private var weight: Int {
    if let period = PasswordWeight.period(of: letters) {
      return PasswordWeight(letters: Array(letters.prefix(period)), common: common).weight
    }
    var best = Array(repeating: Int.max, count: letters.count + 1)
    best[0] = 0
    for start in letters.indices {
      func reach(_ length: Int, _ cost: Int) { best[start + length] = min(best[start + length], best[start] + cost) }
      reach(1, start > 0 && letters[start] == letters[start - 1] ? 0 : 1)
      let run = run(from: start)
      for length in 3...max(3, run) where length <= run { reach(length, 1) }
      if isYear(at: start) { reach(4, 1) }
      // A longer number is a birthday or a telephone: worth no more than four letters.
      let digits = letters[start...].prefix { (48...57).contains($0) }.count
      if digits > 4 { reach(digits, 4) }
      for length in KnownPasswords.lengths where start + length <= letters.count {
        if let cost = word(from: start, length) { reach(length, cost) }
      }
    }
    return best[letters.count]
  }

  /// After how many letters the password begins anew, `passwordpassword` after 8; `nil` where it does not.
  private static func period(of letters: [UInt8]) -> Int? {
    guard letters.count >= 2 else { return nil }
    return (1...(letters.count / 2)).first { period in
      letters.indices.dropFirst(period).allSatisfy { letters[$0] == letters[$0 - period] }
    }
  }

  // MARK: Parts of a password

  /// The place of each key among its neighbours: on a keyboard, in the alphabet, among the digits; both ways.
  private static let sequences: [[UInt8: Int]] = {
    let rows = [
      "abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm",
      "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "!@#$%^&*()",
    ]
    var places: [[UInt8: Int]] = []
    for row in rows {
      for keys in [Array(row.utf8), Array(row.utf8.reversed())] {
        places.append(Dictionary(uniqueKeysWithValues: zip(keys, keys.indices)))
      }
    }
    return places
  }()

  /// The length of the longest run of neighbours that begins here.
  private func run(from start: Int) -> Int {
    PasswordWeight.sequences.map { places in
      var length = 1
      while start + length < letters.count, let here = places[letters[start + length - 1]],
        places[letters[start + length]] == here + 1
      {
        length += 1
      }
      return length
    }.max() ?? 1
  }

  /// 1900 to 2099.
  private func isYear(at start: Int) -> Bool {
    guard start + 4 <= letters.count else { return false }
    let digits = letters[start..<(start + 4)]
    return digits.allSatisfy { (48...57).contains($0) } && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  private func word(from start: Int, _ length: Int) -> Int? {
    let part = letters[start..<(start + length)]
    return common.weight(of: part) ?? common.weight(of: part.map { PasswordWeight.meant[$0] ?? $0 })
  }

  /// The letters that digits and signs are typed for.
  private static let meant: [UInt8: UInt8] = Dictionary(
    uniqueKeysWithValues: zip("@4013$5!7".utf8, "aaoiessit".utf8).map { ($0, $1) })
}
