import CSodium

/// Hashes and keyed hashes of the system's libsodium.
public enum Digest {
  /// SHA-256 of the bytes, in lower-case hexadecimal.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    let input = Array(bytes)
    var output = [UInt8](repeating: 0, count: 32)
    _ = crypto_hash_sha256(&output, input, UInt64(input.count))
    return hex(output)
  }

  /// SHA-256 of the text's UTF-8, in lower-case hexadecimal.
  public static func sha256(_ text: String) -> String { sha256(text.utf8) }

  /// Lower-case hexadecimal of the bytes.
  public static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether two texts are equal, in a time that does not tell where they differ.
  public static func areEqual(_ left: String, _ right: String) -> Bool {
    let (first, second) = (Array(left.utf8), Array(right.utf8))
    return first.count == second.count && sodium_memcmp(first, second, first.count) == 0
  }
}
