/// Turns UTF-16 into UTF-8 piece by piece: the other form a part of a workbook may have (ECMA-376 part 2, 6.2.5), and what Excel
/// writes as «Unicode text».
package struct UTF16Text {
  private let isBigEndian: Bool
  /// The first half of a pair of bytes whose second half has not come.
  private var odd: UInt8?
  /// The first unit of a pair whose second has not come.
  private var high: UInt32?

  /// A text whose units have the higher byte first, or the lower.
  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// The order of bytes, by the mark at the beginning or by the first letters, if they are of ASCII; `nil` for what is not
  /// UTF-16.
  package static func isBigEndian(_ bytes: some Collection<UInt8>) -> Bool? {
    let beginning = Array(bytes.prefix(4))
    if beginning.starts(with: [0xFF, 0xFE]) { return false }
    if beginning.starts(with: [0xFE, 0xFF]) { return true }
    guard beginning.count == 4 else { return nil }
    if beginning[0] != 0, beginning[1] == 0, beginning[2] != 0, beginning[3] == 0 { return false }
    if beginning[0] == 0, beginning[1] != 0, beginning[2] == 0, beginning[3] != 0 { return true }
    return nil
  }

  /// Adds a piece to the text; false for bytes that are no UTF-16.
  mutating func add(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) -> Bool {
    text.reserveCapacity(text.count + bytes.count * 3 / 2)
    for byte in bytes {
      guard let first = odd else {
        odd = byte
        continue
      }
      odd = nil
      let unit = isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
      switch (high, unit) {
      case (nil, 0xD800...0xDBFF): high = unit
      case (nil, 0xDC00...0xDFFF): return false
      case (nil, _): UTF16Text.append(unit, to: &text)
      case (let before?, 0xDC00...0xDFFF):
        UTF16Text.append(0x10000 + (before - 0xD800) << 10 + unit - 0xDC00, to: &text)
        high = nil
      default: return false
      }
    }
    return true
  }

  /// Whether the text does not break off within a letter.
  var isWhole: Bool { odd == nil && high == nil }

  /// A whole text in UTF-8 without its mark; `nil` for bytes that are no UTF-16.
  package static func utf8(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8]? {
    var text: [UInt8] = []
    var decoder = UTF16Text(isBigEndian: isBigEndian)
    guard bytes.withUnsafeBytes({ decoder.add($0, to: &text) }), decoder.isWhole else { return nil }
    return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text[3...]) : text
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: text.append(UInt8(scalar))
    case 0x80..<0x800: text += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
    case 0x800..<0x10000:
      text += [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    default:
      text += [UInt8(0xF0 | scalar >> 18), UInt8(0x80 | scalar >> 12 & 0x3F)]
      text += [UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    }
  }
}
