/// The sentences of `Content/wording`, and the places of the program that ask for them.
struct WordingKeys {
  /// Calls whose first argument is a key, as they stand before the quote.
  static let asking = ["text(", "word(", "Message(", "key:"]
  static let languages = ["vi", "en"]

  /// One sentence of one language.
  struct Sentence {
    let path: String
    let line: Int
    let text: String
    /// The names between braces.
    var placeholders: Set<String> { Set(hits(#"\{(\w+)\}"#, in: text).map { $0.groups[1] }) }
  }

  /// The sentences by language and key.
  private(set) var sentences: [String: [String: Sentence]] = [:]
  /// What is wrong with the files themselves.
  private(set) var faults: [Finding] = []
  private let sources: [SwiftSource]
  private let built: [BuiltKeys]

  /// Reads wording files, given by path and text, and the sources that use them.
  init(files: [(path: String, text: String)], sources: [SwiftSource], built: [BuiltKeys]) {
    self.sources = sources
    self.built = built
    for language in WordingKeys.languages { sentences[language] = [:] }
    for file in files { read(file.path, file.text) }
  }

  private mutating func read(_ path: String, _ text: String) {
    guard let language = WordingKeys.languages.first(where: { path.hasPrefix("Content/wording/\($0)/") }) else { return }
    for hit in hits(#"^"?([A-Za-z_][\w.]*)"?:[ \t]*(.*(?:\n[ \t]+.*)*)$"#, in: text) {
      let key = hit.groups[1]
      let sentence = Sentence(path: path, line: hit.line, text: hit.groups[2])
      if let other = sentences[language]?.updateValue(sentence, forKey: key) {
        faults.append(Finding(path: path, line: hit.line, text: "\(key) stands in \(other.path) as well"))
      }
    }
  }

  /// Keys that one language has and the other has not, or with other placeholders.
  func differences() -> [Finding] {
    let (vietnamese, english) = (sentences["vi"] ?? [:], sentences["en"] ?? [:])
    let missing =
      vietnamese.filter { english[$0.key] == nil }.map { ($0, "en") }
      + english.filter { vietnamese[$0.key] == nil }.map { ($0, "vi") }
    let unequal = vietnamese.filter { key, sentence in
      english[key].map { $0.placeholders != sentence.placeholders } ?? false
    }
    return missing.map { Finding(path: $0.0.value.path, line: $0.0.value.line, text: "\($0.0.key) is missing in \($0.1)") }
      + unequal.map { Finding(path: $0.value.path, line: $0.value.line, text: "\($0.key) has other {placeholders} in en") }
  }

  /// Keys asked for, built keys, and the sentences of error codes, that a language does not have.
  func missing() -> [Finding] {
    var asked = built.flatMap { family in
      family.endings.map { (key: family.prefix + $0, path: "Tests/ArchitectureTests/BuiltKeys.swift", line: 0) }
    }
    for source in sources {
      for literal in source.literals where WordingKeys.asking.contains(where: { literal.before.hasSuffix($0) }) {
        if WordingKeys.isKey(literal.text) { asked.append((literal.text, source.path, literal.line)) }
      }
      for code in WordingKeys.errorCodes(in: source) + WordingKeys.cellCodes(in: source) {
        asked.append(("error." + code.text, source.path, code.line))
      }
    }
    return asked.flatMap { key, path, line in
      WordingKeys.languages.filter { sentences[$0]?[key] == nil }.map {
        Finding(path: path, line: line, text: "Content/wording/\($0) has no sentence \(key)")
      }
    }
  }

  /// Sentences nobody asks for.
  func unused() -> [Finding] {
    var used = Set(built.flatMap { family in family.endings.map { family.prefix + $0 } })
    for source in sources {
      used.formUnion(source.literals.map(\.text))
      let codes = WordingKeys.errorCodes(in: source) + WordingKeys.cellCodes(in: source)
      used.formUnion(codes.map { "error." + $0.text })
    }
    return (sentences["vi"] ?? [:]).filter { !used.contains($0.key) }.map {
      Finding(path: $0.value.path, line: $0.value.line, text: "nothing in Sources uses \($0.key)")
    }
  }

  /// The codes of the errors that a file shows to people: `case .full: "planning.full"` and `var code: String { "planning.full" }`.
  static func errorCodes(in source: SwiftSource) -> [SwiftSource.Literal] {
    guard source.code.contains("UserFacing") else { return [] }
    return source.literals.filter { literal in
      isKey(literal.text)
        && !hits(#"(?:case\s[^\n]*:|code:\s*String\s*\{)\s*(?:return)?\z"#, in: literal.before).isEmpty
    }
  }

  /// The codes of errors at a cell or field, which are values and not cases: in the systems that make them, `system.word`.
  static func cellCodes(in source: SwiftSource) -> [SwiftSource.Literal] {
    guard ["Figures", "Planning", "Reporting", "Interchange", "Spreadsheets"].contains(source.target) else { return [] }
    return source.literals.filter { literal in
      !hits(#"\A(?:planning|interchange)\.[a-z0-9_]+\z"#, in: literal.text).isEmpty
        && hits(#"ImportKind\(\s*\z"#, in: literal.before).isEmpty
    }
  }

  static func isKey(_ text: String) -> Bool { !hits(#"\A[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+\z"#, in: text).isEmpty }
}
