import Foundation
import Kernel

/// The dated rules of `Content/rules`: read once, checked whole, then only asked. No number that a decree can change stands
/// in code.
public struct Rulebook: Sendable {
  /// Every rule, by id.
  public let rules: [Rule]
  private let rulesByID: [String: Rule]
  /// Shared by the copies of one rulebook.
  let decodings = DecodedRules()

  /// Reads every `.yaml` file below `directory` (the folder `Content/rules`). Hidden files and `.md` files are passed over.
  /// - Throws: the first fault in the order of the paths; a rulebook with a fault is not opened.
  public init(directory: URL) throws(RulebookError) {
    var rules: [Rule] = []
    for path in try Rulebook.paths(below: directory) {
      let text: String
      do {
        text = try String(contentsOf: directory.appendingPathComponent(path), encoding: .utf8)
      } catch {
        throw .unreadableFile(file: path)
      }
      rules.append(try RuleFile(path: path, text: text).rule())
    }
    self.rules = rules
    rulesByID = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rule with this id, such as `planning/verdict-bands`.
  public func rule(_ id: String) -> Rule? { rulesByID[id] }

  /// What the rule says on `day`.
  /// - Throws: `unknownRule`, or `notInForce` before its first and after its last day.
  public func value(of id: String, on day: CivilDate) throws(RulebookError) -> RuleValue {
    guard let rule = rulesByID[id] else { throw .unknownRule(id: id) }
    guard let value = rule.value(on: day) else { throw .notInForce(id: id, day: day) }
    return value
  }

  private static func paths(below directory: URL) throws(RulebookError) -> [String] {
    let found: [String]
    do {
      found = try FileManager.default.subpathsOfDirectory(atPath: directory.path)
    } catch {
      throw .folderMissing(path: directory.path)
    }
    var paths: [String] = []
    for path in found.sorted() where !isPassedOver(path, below: directory) {
      guard RuleFile.isGoodPath(path) else { throw .badFileName(file: path) }
      paths.append(path)
    }
    return paths
  }

  private static func isPassedOver(_ path: String, below directory: URL) -> Bool {
    if path.hasSuffix(".md") || path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return true }
    var isFolder: ObjCBool = false
    let full = directory.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) && isFolder.boolValue
  }
}
