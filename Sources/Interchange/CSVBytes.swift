import Spreadsheets

/// The bytes of a CSV file before its records: UTF-8 without what programs put at the beginning and at the end.
enum CSVBytes {
  /// The text of a file, without its mark and what ends it in old programs (the byte 1A, noughts up to a full block).
  static func text(of file: [UInt8]) throws(CSVError) -> [UInt8] {
    var bytes = file
    if let isBigEndian = UTF16Text.isBigEndian(file) {
      guard let text = UTF16Text.utf8(file, isBigEndian: isBigEndian) else { throw .notUTF8(line: 1) }
      bytes = text
    } else if file.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = Array(file[3...])
    }
    let end = (bytes.lastIndex { !isBlank($0) && !isNoText($0) } ?? -1) + 1
    if let first = bytes[end...].firstIndex(where: isNoText) { bytes.removeSubrange(first...) }
    if let place = bytes.firstIndex(where: isNoText) { throw fault(at: place, in: bytes) }
    if bytes.first(where: { !isBlank($0) }) == UInt8(ascii: "<") { throw .markup }
    return bytes
  }

  /// The separator that the first line names, `sep=;` with or without quotation marks, as Excel reads it; and where that line
  /// ends.
  static func namedSeparator(in bytes: [UInt8]) -> (separator: UInt8, end: Int)? {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    var rest = line.first == UInt8(ascii: "\"") ? line.dropFirst() : line
    guard rest.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8) else { return nil }
    rest = rest.dropFirst(4)
    guard let separator = rest.popFirst(), isSeparator(separator) else { return nil }
    // A program that took the line for a row may have filled it up.
    guard rest.allSatisfy({ [separator, 0x20, 0x22, 0x2C, 0x3B, 0x09].contains($0) }) else { return nil }
    var end = line.endIndex
    if end < bytes.count { end += bytes[end...].starts(with: [0x0D, 0x0A]) ? 2 : 1 }
    return (separator, end)
  }

  /// Whether a byte can stand between cells: a tab, or a sign that is neither letter, digit, blank nor quotation mark.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09: true
    case 0x21...0x7E: byte != 0x22 && byte != 0x27 && !(0x30...0x39).contains(byte) && !(0x61...0x7A).contains(byte | 0x20)
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func isNoText(_ byte: UInt8) -> Bool { byte == 0 || byte == 0x1A }

  /// What a byte says that stands in no text: mostly that another encoding goes on from there.
  private static func fault(at place: Int, in bytes: [UInt8]) -> CSVError {
    let around = bytes[..<place].reversed().prefix { $0 != 0x0A }.reversed() + bytes[place...].prefix { $0 != 0x0A }
    let line = line(of: place, in: bytes)
    return String(validating: around, as: UTF8.self) == nil ? .notUTF8(line: line) : .notText(line: line)
  }

  private static func line(of place: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    for position in bytes[..<place].indices where bytes[position] == 0x0A || bytes[position] == 0x0D {
      if bytes[position] == 0x0A, position > 0, bytes[position - 1] == 0x0D { continue }
      line += 1
    }
    return line
  }
}
