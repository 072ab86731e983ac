/// Numbers as workbooks store them.
enum DecimalText {
  /// The value of a number's bytes; `nil` for blanks. A writer may leave `NaN` or a word where a number belongs: that is given as
  /// text, for the reader of the cell to refuse with its place.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> CellValue? {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
    guard start < end else { return nil }
    let decimal = UnsafeBufferPointer(rebasing: bytes[start..<end])
    let string = String(decoding: decimal, as: UTF8.self)
    return isDecimal(decimal) ? .number(string) : .text(string)
  }

  /// Whether the bytes are a number such as `-1`, `0.5` or `1E+30` (XML Schema part 2, `double` without `NaN` and `INF`).
  static func isDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    func next() -> UInt8 { position < bytes.count ? bytes[position] : 0 }
    func passSign() { if next() == UInt8(ascii: "-") || next() == UInt8(ascii: "+") { position += 1 } }
    func passDigits() -> Int {
      let before = position
      while next() >= 0x30, next() <= 0x39 { position += 1 }
      return position - before
    }
    passSign()
    var digits = passDigits()
    if next() == UInt8(ascii: ".") {
      position += 1
      digits += passDigits()
    }
    guard digits > 0 else { return false }
    if next() | 0x20 == UInt8(ascii: "e") {
      position += 1
      passSign()
      guard passDigits() > 0 else { return false }
    }
    return position == bytes.count
  }
}
