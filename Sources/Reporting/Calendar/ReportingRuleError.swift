import Kernel
import Rulebook

/// A rule of the reporting calendar that says something no calendar can be made of.
public enum ReportingRuleError: UserFacing, Hashable {
  /// A field is missing, misspelt, or no day or number that can stand there.
  case unreadable(rule: String, field: String)

  /// The stable code.
  public var code: String {
    switch self {
    case .unreadable: "planning.reporting_rule_unreadable"
    }
  }

  /// The sentence for the person who keeps the rules.
  public var message: Message {
    switch self {
    case .unreadable(let rule, let field): Message("error.\(code)", ["id": rule, "field": field])
    }
  }
}

extension RuleValue {
  /// The whole number under a name, within `range`.
  func whole(_ field: String, in range: ClosedRange<Int>, rule: String) throws(ReportingRuleError) -> Int {
    guard let text = value.field(field), let number = Int(text), range.contains(number) else {
      throw .unreadable(rule: rule, field: field)
    }
    return number
  }
}
