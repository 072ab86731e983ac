import Kernel

/// A rule of figures that says something no figure can be judged by.
public enum FigureRuleError: UserFacing, Hashable {
  /// A field is missing or no number.
  case unreadable(field: String)

  /// The stable code.
  public var code: String { "planning.rule_unreadable" }

  /// The sentence for the person who keeps the rules.
  public var message: Message {
    switch self {
    case .unreadable(let field): Message("error.\(code)", ["field": field])
    }
  }
}
