/// Text of a cell as workbooks store it: a character XML cannot hold stands as `_x000D_`, and an underscore before what looks
/// like that as `_x005F_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
enum EscapedText {
  /// The text of the bytes of a file.
  static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard mayHaveEscape(bytes) else { return String(decoding: bytes, as: UTF8.self) }
    var units: [UInt16] = []
    var rest = Array(String(decoding: bytes, as: UTF8.self).utf16)[...]
    while let unit = rest.first {
      if let escaped = escape(rest) {
        units.append(escaped)
        rest = rest.dropFirst(7)
      } else {
        units.append(unit)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func mayHaveEscape(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.firstIndex(of: UInt8(ascii: "_")) else { return false }
    return zip(bytes[first...], bytes[(first + 1)...]).contains { $0 == UInt8(ascii: "_") && $1 == UInt8(ascii: "x") }
  }

  /// The unit that the next seven stand for.
  private static func escape(_ units: ArraySlice<UInt16>) -> UInt16? {
    let next = Array(units.prefix(7))
    guard next.count == 7, next[0] == 0x5F, next[1] == 0x78, next[6] == 0x5F else { return nil }
    let digits = String(decoding: next[2..<6], as: UTF16.self)
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
    return UInt16(digits, radix: 16)
  }
}
