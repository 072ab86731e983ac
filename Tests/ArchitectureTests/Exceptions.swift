import Testing

/// Where the house departs from its own rules, with the reason. It starts empty, and an entry that is no longer needed fails
/// the test, so it only shrinks. Prefer to change the code; change the rule where it proves wrong.
enum Exceptions {
  /// `rule path` → why.
  static let reasons: [String: String] = [:]
}

/// One place where a rule is broken.
struct Finding: Hashable {
  /// The file, from the root of the repository.
  let path: String
  /// The line, from 1; 0 where the whole file or folder is meant.
  let line: Int
  /// What is wrong, and what to do.
  let text: String
}

/// Fails once for every finding that has no exception, and for every exception of this rule that nothing needs.
func expectNone(_ findings: [Finding], rule: String) {
  var needed: Set<String> = []
  for finding in findings {
    let name = "\(rule) \(finding.path)"
    if Exceptions.reasons[name] != nil {
      needed.insert(name)
    } else {
      Issue.record("\(finding.path):\(finding.line): \(finding.text)")
    }
  }
  for name in Exceptions.reasons.keys where name.hasPrefix(rule + " ") && !needed.contains(name) {
    Issue.record("the exception «\(name)» is no longer needed: remove it")
  }
}
