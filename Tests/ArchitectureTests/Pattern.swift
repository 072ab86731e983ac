import Foundation

/// One match of a pattern: its line from 1, and its groups from 0, empty where a group took no part.
struct Hit {
  let line: Int
  let groups: [String]
}

/// The matches of a regular expression; `^` and `$` mean lines. Foundation's engine, because Swift's own is many times slower
/// on whole files in a debug build.
func hits(_ pattern: String, in text: String) -> [Hit] {
  guard let expression = try? NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines]) else {
    preconditionFailure("not a pattern: \(pattern)")
  }
  let whole = text as NSString
  var line = 1
  var counted = 0
  return expression.matches(in: text, range: NSRange(location: 0, length: whole.length)).map { match in
    let passed = whole.substring(with: NSRange(location: counted, length: match.range.location - counted))
    line += passed.utf8.count { $0 == 10 }
    counted = match.range.location
    let groups = (0..<match.numberOfRanges).map { index in
      let range = match.range(at: index)
      return range.location == NSNotFound ? "" : whole.substring(with: range)
    }
    return Hit(line: line, groups: groups)
  }
}
