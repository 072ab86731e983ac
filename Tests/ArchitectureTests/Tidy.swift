/// Rules about the shape of files, each a function from a file to what it breaks.
enum Tidy {
  /// The two files that may put ready-made markup into a page: everything else is escaped.
  static let trustedMarkup: Set<String> = []

  static func length(of source: SwiftSource) -> [Finding] {
    let limit = source.path.hasPrefix("Tests/") ? 600 : 400
    let lines = source.text.utf8.count { $0 == 10 }
    guard lines > limit else { return [] }
    return [Finding(path: source.path, line: 0, text: "\(lines) lines, at most \(limit): split it by subject")]
  }

  static func functions(of source: SwiftSource) -> [Finding] {
    FunctionLengths(code: source.code).found.filter { $0.lines > 60 }.map {
      Finding(path: source.path, line: $0.line, text: "\($0.lines) lines in one function, at most 60: name its steps")
    }
  }

  /// The clock and chance are read through `Effects`, so that a test can fix them.
  static func effects(of source: SwiftSource) -> [Finding] {
    guard source.path != "Sources/Kernel/Effects.swift" else { return [] }
    let pattern =
      #"\bDate\(\)|\bDate\.now\b|\bUUID\(\)|\.random\(|\.randomElement\(|\.shuffled?\(\)|\bSystemRandomNumberGenerator\b"#
    return banned(pattern, in: source, "reads the clock or chance: use Effects")
  }

  static func traps(of source: SwiftSource) -> [Finding] {
    guard source.target != "ansinh" else { return [] }
    return banned(#"\btry!|\bfatalError\b"#, in: source, "ends the program: throw an error that says what to do")
  }

  static func trusted(of source: SwiftSource) -> [Finding] {
    guard source.target != "HTML", !trustedMarkup.contains(source.path) else { return [] }
    return banned(#"\.trusted\("#, in: source, "puts markup into a page unescaped: build it of nodes")
  }

  static func name(of source: SwiftSource) -> [Finding] {
    let vague = hits(#"(?:^|/)[^/]*?(Core|Common|Utils?|Utilities|Managers?|Helpers?)(?![a-z])[^/]*"#, in: source.path)
    return vague.map {
      Finding(path: source.path, line: 0, text: "«\($0.groups[1])» says nothing about the subject: name what the file is about")
    }
  }

  /// A fault of the database is never taken for an answer: `try?` before a call that is handed a transaction or the gateway
  /// turns «busy», «disk full» and «unreadable» into «there is none». Drivers, which roll back and close, may;
  /// so may upkeep that nobody waits for.
  static func swallowed(of source: SwiftSource) -> [Finding] {
    guard !source.target.hasPrefix("Storage") else { return [] }
    // The call with its arguments, brackets within brackets four deep.
    let inner = #"\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)"#
    return hits(#"\btry\?\s+(?:await\s+)?([\w.]+(?:"# + inner + #")?)"#, in: source.code).filter { hit in
      !hits(#"\btransaction\b|\bdatabase\b(?!\.(?:resolved|maintain)\b)|\$0\)"#, in: hit.groups[1]).isEmpty
    }.map {
      Finding(path: source.path, line: $0.line, text: "try? hides a fault of the database: catch the errors that are meant")
    }
  }

  private static func banned(_ pattern: String, in source: SwiftSource, _ why: String) -> [Finding] {
    hits(pattern, in: source.code).map { Finding(path: source.path, line: $0.line, text: "\($0.groups[0]) \(why)") }
  }
}
