import Kernel
import Yams

/// One file of rules: from its text to a checked rule.
struct RuleFile {
  /// The path below the rules folder, with its extension.
  let path: String
  /// The YAML text.
  let text: String

  private static let keys: Set<String> = ["title_vi", "title_en", "unit", "values"]
  private static let valueKeys: Set<String> = ["from", "to", "value", "document", "article", "confidence", "source"]

  /// Whether every part of the path is lower-case letters, digits and hyphens and the extension is `.yaml`: a rule whose
  /// file is misnamed would otherwise just not be there.
  static func isGoodPath(_ path: String) -> Bool {
    guard path.hasSuffix(".yaml") else { return false }
    return path.dropLast(5).split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
  }

  /// The rule in the file.
  func rule() throws(RulebookError) -> Rule {
    let document = RuleMapping(file: path, line: 1, entries: try entries(of: try root(), named: path))
    try document.refuseKeys(outside: RuleFile.keys)
    let titleVi = try document.text("title_vi")
    let titleEn = try document.text("title_en")
    let unit = try document.text("unit")
    let list = try document.node("values")
    guard let nodes = list.sequence, !nodes.isEmpty else {
      throw .wrongShape(file: path, line: RuleMapping.line(of: list), key: "values")
    }
    var entries: [DatedValue] = []
    for node in nodes { entries.append(try datedValue(node)) }
    return Rule(
      id: String(path.dropLast(5)), titleVi: titleVi, titleEn: titleEn, unit: unit,
      values: try DatedValue.inOrder(entries, file: path))
  }

  private func root() throws(RulebookError) -> Node {
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw RuleFile.fault(error, file: path)
    } catch {
      throw .notYAML(file: path, line: 1, detail: "\(error)")
    }
    guard let node else { throw .wrongShape(file: path, line: 1, key: path) }
    return node
  }

  private func datedValue(_ node: Node) throws(RulebookError) -> DatedValue {
    let line = RuleMapping.line(of: node)
    let mapping = RuleMapping(file: path, line: line, entries: try entries(of: node, named: "values"))
    try mapping.refuseKeys(outside: RuleFile.valueKeys)
    let content = try content(try mapping.node("value"))
    guard let document = try mapping.optionalText("document") else { throw .missingDocument(file: path, line: line) }
    let word = try mapping.text("confidence")
    guard let confidence = Confidence(rawValue: word) else {
      throw .unknownConfidence(file: path, line: line, word: word)
    }
    let source = try mapping.optionalText("source")
    if confidence == .seen, source == nil { throw .seenWithoutSource(file: path, line: line) }
    return DatedValue(
      line: line,
      value: RuleValue(
        from: try mapping.day("from"), to: try mapping.day("to"), value: content, document: document,
        article: try mapping.optionalText("article") ?? "", confidence: confidence, source: source ?? ""))
  }

  private func content(_ node: Node) throws(RulebookError) -> RuleContent {
    if node.scalar != nil { return .scalar(VietnameseText.cleaned(node.scalar?.string ?? "")) }
    let entries = try entries(of: node, named: "value")
    let mapping = RuleMapping(file: path, line: RuleMapping.line(of: node), entries: entries)
    guard !entries.isEmpty else { throw .wrongShape(file: path, line: mapping.line, key: "value") }
    var fields: [String: String] = [:]
    for name in entries.keys { fields[name] = try mapping.text(name) }
    return .fields(fields)
  }

  /// The pairs of a mapping; a key that stands twice is refused, also where quotes make Yams take it for two.
  private func entries(of node: Node, named name: String) throws(RulebookError) -> [String: Node] {
    guard let pairs = node.mapping else {
      throw .wrongShape(file: path, line: RuleMapping.line(of: node), key: name)
    }
    var entries: [String: Node] = [:]
    for (key, value) in pairs {
      guard let text = key.scalar?.string else {
        throw .wrongShape(file: path, line: RuleMapping.line(of: key), key: name)
      }
      guard entries.updateValue(value, forKey: text) == nil else {
        throw .duplicateKey(file: path, line: RuleMapping.line(of: key), key: text)
      }
    }
    return entries
  }

  private static func fault(_ error: YamlError, file: String) -> RulebookError {
    switch error {
    case .duplicatedKeysInMapping(let keys, let context):
      .duplicateKey(file: file, line: context.mark.line, key: keys.joined(separator: ", "))
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      .notYAML(file: file, line: mark.line, detail: problem)
    default:
      .notYAML(file: file, line: 1, detail: "\(error)")
    }
  }
}
