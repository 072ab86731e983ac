/// Text in addresses and forms: `%C3%A1` for «á», `+` for a blank (WHATWG URL, `application/x-www-form-urlencoded`).
enum PercentCoding {
  /// The names and values of `a=1&b=2`, still encoded; a part without `=` is a name.
  static func pairs(of bytes: ArraySlice<UInt8>) -> some Sequence<(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)> {
    Pairs(rest: bytes)
  }

  private struct Pairs: Sequence, IteratorProtocol {
    var rest: ArraySlice<UInt8>

    /// One pair at a time: a body of millions of ampersands must not become a list of as many.
    mutating func next() -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
      rest = rest.drop { $0 == UInt8(ascii: "&") }
      guard !rest.isEmpty else { return nil }
      let part = rest.prefix { $0 != UInt8(ascii: "&") }
      rest = rest[part.endIndex...]
      let name = part.prefix { $0 != UInt8(ascii: "=") }
      return (name, part[name.endIndex...].dropFirst())
    }
  }

  /// Decoded text; a percent sign that begins no byte stands for itself, null characters are left out.
  /// - Parameter plusIsBlank: as in forms and queries; in a path a plus is a plus.
  static func text(_ bytes: ArraySlice<UInt8>, plusIsBlank: Bool = true) -> String {
    var answer: [UInt8] = []
    answer.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%"), index + 1 < bytes.endIndex, let high = digit(bytes[index]), let low = digit(bytes[index + 1])
      {
        byte = high << 4 | low
        index += 2
      } else if byte == UInt8(ascii: "+"), plusIsBlank {
        byte = UInt8(ascii: " ")
      }
      if byte != 0 { answer.append(byte) }
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// A hexadecimal digit.
  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
