/// The functions, initialisers, subscripts and computed properties of a file with their lengths, read from code without
/// comments and literals.
struct FunctionLengths {
  /// One function: where it begins, and how many lines it has from its first word to its closing brace.
  typealias Function = (line: Int, lines: Int)

  /// In order of their beginnings.
  private(set) var found: [Function] = []
  private let bytes: [UInt8]

  init(code: String) {
    bytes = Array(code.utf8)
    let heads = #"(?:^|[\s;{])func\s+\S|(?<![.\w])init[?!]?\s*[(<]|\bsubscript\s*[(<]|\bvar\s+\w+\s*:[^={\n]*\{"#
    let starts = Set(hits(heads, in: code).map { $0.line + $0.groups[0].utf8.count { $0 == 10 } })
    var at = 0
    for (index, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if starts.contains(index + 1), let end = endOfBody(from: at) {
        found.append((index + 1, 1 + bytes[at..<end].count { $0 == 10 }))
      }
      at += line.utf8.count + 1
    }
  }

  /// The closing brace of the body that begins after the head at `start`; `nil` for a requirement without a body.
  private func endOfBody(from start: Int) -> Int? {
    var brackets = 0
    var braces = 0
    for at in start..<bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "{"): braces += 1
      case UInt8(ascii: "}"):
        braces -= 1
        if braces <= 0 { return braces == 0 ? at : nil }
      case 10 where brackets == 0 && braces == 0:
        guard headContinues(at: at + 1) else { return nil }
      default: break
      }
    }
    return nil
  }

  /// Whether a line goes on with the head of the function above it.
  private func headContinues(at start: Int) -> Bool {
    let line = bytes[start...].prefix { $0 != 10 }.drop { $0 == 32 }
    return ["{", "->", "where ", "throws", "async", "rethrows"].contains { line.starts(with: $0.utf8) }
  }
}
