/// A Swift file taken apart: its code without comments and without the insides of its texts, and its texts.
struct SwiftSource {
  /// A text between quotes.
  struct Literal: Equatable {
    /// The line on which it begins, from 1.
    let line: Int
    /// What stands between the quotes; each interpolation is the one character `SwiftSource.hole`.
    let text: String
    /// The code before the opening quote, up to 160 bytes, blanks at the end cut: `Message(`, `into:`.
    let before: String
  }

  /// Stands in a literal's text where a value is interpolated.
  static let hole = "\u{FFFC}"

  /// The file, from the root of the repository.
  let path: String
  /// The text as it is.
  let text: String
  /// The code: comments gone, literals empty, line breaks where they were.
  let code: String
  /// The literals in order of their ends.
  let literals: [Literal]

  /// The target: the folder under `Sources` or `Tests`.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// Takes a file's text apart.
  init(path: String, text: String) {
    var scanner = Scanner(text)
    scanner.readCode(insideInterpolation: false)
    self.path = path
    self.text = text
    code = String(decoding: scanner.code, as: UTF8.self)
    literals = scanner.literals
  }
}

/// Reads Swift far enough to tell code, comments and literals apart. It does not know bare `/…/` patterns.
private struct Scanner {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private(set) var code: [UInt8] = []
  private(set) var literals: [SwiftSource.Literal] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    code.reserveCapacity(bytes.count)
  }

  /// Reads code to the end of the file, or to the bracket that closes an interpolation.
  mutating func readCode(insideInterpolation: Bool) {
    var depth = 0
    while at < bytes.count {
      if starts("//") {
        while at < bytes.count, bytes[at] != 10 { at += 1 }
      } else if starts("/*") {
        skipBlockComment()
      } else if let hashes = openingHashes() {
        readLiteral(hashes: hashes)
      } else {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") {
          depth -= 1
          if insideInterpolation, depth < 0 { return }
        }
        keep(bytes[at])
        at += 1
      }
    }
  }

  /// How many `#` stand before the quote that begins here; `nil` where no literal begins.
  private func openingHashes() -> Int? {
    var index = at
    while index < bytes.count, bytes[index] == UInt8(ascii: "#") { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: "\"") ? index - at : nil
  }

  private mutating func readLiteral(hashes: Int) {
    let before = codeBefore()
    let first = line
    at += hashes
    let quote = starts("\"\"\"") ? "\"\"\"" : "\""
    at += quote.utf8.count
    let marks = String(repeating: "#", count: hashes)
    var text: [UInt8] = []
    keep(UInt8(ascii: "\""))
    while at < bytes.count, !starts(quote + marks) {
      if starts("\\" + marks + "(") {
        at += hashes + 2
        readCode(insideInterpolation: true)
        at += 1
        text += Array(SwiftSource.hole.utf8)
      } else if starts("\\" + marks) {
        at += hashes + 1
        if at < bytes.count { text.append(bytes[at] == UInt8(ascii: "n") ? 10 : bytes[at]) }
        at += 1
      } else {
        if bytes[at] == 10 { keep(10) }
        text.append(bytes[at])
        at += 1
      }
    }
    at += (quote + marks).utf8.count
    keep(UInt8(ascii: "\""))
    literals.append(.init(line: first, text: String(decoding: text, as: UTF8.self), before: before))
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        at += 2
      } else if starts("*/") {
        depth -= 1
        at += 2
      } else {
        if bytes[at] == 10 { keep(10) }
        at += 1
      }
    } while depth > 0 && at < bytes.count
  }

  private mutating func keep(_ byte: UInt8) {
    if byte == 10 { line += 1 }
    code.append(byte)
  }

  private func codeBefore() -> String {
    var end = code.count
    while end > 0, code[end - 1] == 32 || code[end - 1] == 10 { end -= 1 }
    return String(decoding: code[max(0, end - 160)..<end], as: UTF8.self)
  }

  private func starts(_ word: String) -> Bool { bytes[min(at, bytes.count)...].starts(with: word.utf8) }
}
