import Foundation
import Kernel
import Yams

/// The named parts of one mapping in a rules file, read with errors that name the file and the line.
struct RuleMapping {
  /// The path of the file.
  let file: String
  /// The line the mapping starts on, from 1.
  let line: Int
  /// The parts.
  let entries: [String: Node]

  /// The line a node starts on, from 1.
  static func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  /// Refuses a key that is not in `known`: a misspelt key would otherwise be passed over in silence.
  func refuseKeys(outside known: Set<String>) throws(RulebookError) {
    for (key, node) in entries.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
      throw .unknownKey(file: file, line: RuleMapping.line(of: node), key: key)
    }
  }

  /// The part under a key that must be there.
  func node(_ key: String) throws(RulebookError) -> Node {
    guard let node = entries[key], !RuleMapping.isEmpty(node) else { throw .missingKey(file: file, line: line, key: key) }
    return node
  }

  /// The text under a key that must be there.
  func text(_ key: String) throws(RulebookError) -> String {
    guard let text = try optionalText(key) else { throw .missingKey(file: file, line: line, key: key) }
    return text
  }

  /// The text under a key; `nil` where the key is absent or has nothing after it.
  func optionalText(_ key: String) throws(RulebookError) -> String? {
    guard let node = entries[key], !RuleMapping.isEmpty(node) else { return nil }
    guard let scalar = node.scalar else { throw .wrongShape(file: file, line: RuleMapping.line(of: node), key: key) }
    return VietnameseText.cleaned(scalar.string)
  }

  /// The day under a key; `nil` where the key is absent or has nothing after it.
  func day(_ key: String) throws(RulebookError) -> CivilDate? {
    guard let text = try optionalText(key) else { return nil }
    guard let day = CivilDate(iso: text) else {
      throw .badDate(file: file, line: entries[key].map(RuleMapping.line) ?? line, text: text)
    }
    return day
  }

  /// Whether nothing is written: `key:`, `key: ~`, `key: null` or blanks.
  private static func isEmpty(_ node: Node) -> Bool {
    guard let scalar = node.scalar else { return false }
    return node.null != nil || VietnameseText.cleaned(scalar.string).isEmpty
  }
}
