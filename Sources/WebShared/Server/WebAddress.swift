import Wording

/// Addresses of this site.
public enum WebAddress {
  /// The address of a path with a query, in a language: English pages stand under `/en`.
  public static func make(_ path: String, _ query: [(String, String)] = [], in language: Language) -> String {
    let end = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
    let path = self.path(path[..<end]) + path[end...]
    let prefix = language == .vi ? "" : "/\(language.rawValue)"
    let base = prefix.isEmpty ? path : path == "/" ? prefix : prefix + path
    guard !query.isEmpty else { return base }
    return base + "?" + query.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
  }

  /// A path that stays on this site wherever it is put: one slash at its beginning and never two in a row, no backslash, blank or
  /// other byte that no address has (RFC 3986, 3.3), each of those encoded. Browsers take `//name` and `/\name` for another host.
  public static func path(_ text: some StringProtocol) -> String {
    if isClean(text.utf8) { return String(text) }
    var answer: [UInt8] = [UInt8(ascii: "/")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "/"): if answer.last != byte { answer.append(byte) }
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: answer.append(byte)
      case _ where "-._~!$&'()*+,;=:@%".utf8.contains(byte): answer.append(byte)
      default: answer += Array(encoded([byte]).utf8)
      }
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// Whether a path needs nothing done: nearly all do not, and a page has dozens.
  private static func isClean(_ path: some Collection<UInt8>) -> Bool {
    guard path.first == UInt8(ascii: "/") else { return false }
    var last: UInt8 = 0
    for byte in path {
      guard isUnreserved(byte) || byte == UInt8(ascii: "/") && last != byte else { return false }
      last = byte
    }
    return true
  }

  /// Letters, digits and the four marks that stand for themselves everywhere (RFC 3986, 2.3).
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
    default: false
    }
  }

  /// Text as it stands in a query or as one part of a path.
  public static func encoded(_ text: String) -> String {
    text.utf8.allSatisfy(isUnreserved) ? text : encoded(text.utf8)
  }

  private static func encoded(_ bytes: some Sequence<UInt8>) -> String {
    var answer = ""
    for byte in bytes {
      switch byte {
      case _ where isUnreserved(byte): answer.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        answer += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return answer
  }

  /// Whether an address is a path of this site, and so safe to go back to after signing in.
  public static func isLocal(_ address: String) -> Bool {
    // Browsers skip tabs and line breaks inside an address and read a backslash as a slash.
    address.hasPrefix("/") && !address.hasPrefix("//") && address.utf8.allSatisfy { $0 > 32 && $0 != 92 && $0 != 127 }
  }
}
