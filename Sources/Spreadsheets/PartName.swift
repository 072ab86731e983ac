/// Names of parts as they are compared: without regard to case (ECMA-376 part 2, 6.2.2.3) and to the ways in which some writers
/// spell a path: a `/` or `./` at its beginning, backslashes between folders, letters as `%41`.
enum PartName {
  /// What equal names have in common.
  static func key(_ name: String) -> String {
    let bytes = name.utf8.contains(UInt8(ascii: "%")) ? unescaped(name) : name
    var path: [Substring] = []
    for step in bytes.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/").lowercased()
  }

  /// The name with the letters for which `%41` stands; the name itself where that gives no text.
  private static func unescaped(_ name: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let high = digit(rest.first), let low = digit(rest.dropFirst().first) {
        bytes.append(high * 16 + low)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? name
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    byte.flatMap { Character(UnicodeScalar($0)).hexDigitValue }.map { UInt8($0) }
  }
}
