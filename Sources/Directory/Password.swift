import Foundation
import Kernel

/// The rule of typed passwords, and passwords made by the program.
public enum Password {
  /// The least number of characters of a typed password.
  public static let minimumLength = 12

  /// The password as it is hashed: composed letters (NFC), so one typed on another keyboard still fits. Blanks are kept.
  static func normalised(_ typed: String) -> String { typed.precomposedStringWithCanonicalMapping }

  /// Checks a typed password.
  /// - Throws: `DirectoryError.weakPassword` when it is shorter than 12 characters, or is the username whatever its capitals.
  public static func check(_ typed: String, username: String) throws(DirectoryError) {
    guard normalised(typed).count >= minimumLength, VietnameseText.searchKey(typed) != Username.key(username) else {
      throw .weakPassword(minimum: minimumLength)
    }
  }

  /// A password to read out and type: five groups of two syllables, `bamo-rite-kasa-lino-pege`, 24 characters with 60 bits of
  /// randomness.
  public static func generate(_ effects: Effects) -> String {
    let consonants = Array("bcdghklmnprstvxz")
    let vowels = Array("aeio")
    let syllables = effects.randomBytes(10).map { byte in
      "\(consonants[Int(byte & 15)])\(vowels[Int(byte >> 4 & 3)])"
    }
    return stride(from: 0, to: syllables.count, by: 2).map { syllables[$0] + syllables[$0 + 1] }.joined(separator: "-")
  }
}
