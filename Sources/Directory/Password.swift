import Foundation
import Kernel

/// The rule of typed passwords, and passwords made by the program.
public enum Password {
  /// The least number of characters of a typed password.
  public static let minimumLength = 12

  /// The password as it is hashed: composed letters (NFC), so one typed on another keyboard still fits. Blanks are kept.
  static func normalised(_ typed: String) -> String { typed.precomposedStringWithCanonicalMapping }

  /// Checks a typed password (NIST SP 800-63B 3.1.1.2, ASVS 6.2): long enough, none that guessers try early, and without the
  /// names of the person. Nothing else is asked of it: no digits, no capitals.
  /// - Throws: `DirectoryError.weakPassword`, `.passwordHoldsName`, `.commonPassword`.
  static func check(
    _ typed: String, username: String, displayName: String, _ common: KnownPasswords
  ) throws(DirectoryError) {
    guard normalised(typed).count >= minimumLength else { throw .weakPassword(minimum: minimumLength) }
    let letters = PasswordWeight.folded(typed)
    for (name, shortest) in [(username, 4), (displayName, 6)] {
      let name = PasswordWeight.folded(name)
      if name.count >= shortest, contains(letters, name) { throw .passwordHoldsName }
    }
    guard PasswordWeight.of(typed, common) >= PasswordWeight.least else { throw .commonPassword }
  }

  private static func contains(_ letters: [UInt8], _ name: [UInt8]) -> Bool {
    letters.indices.contains { letters[$0...].starts(with: name) }
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
