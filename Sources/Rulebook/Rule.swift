import Kernel

/// One thing a decree or an office's habit sets: a rate, a threshold, a name, with each value it has had.
public struct Rule: Hashable, Sendable {
  /// The file's path below the rules folder without its extension, such as `planning/verdict-bands`.
  public let id: String
  /// The Vietnamese title.
  public let titleVi: String
  /// The English title.
  public let titleEn: String
  /// What the values are counted in, as officials write it.
  public let unit: String
  /// The values in the order of their days, without overlap or gap; at least one.
  public let values: [RuleValue]

  /// The value in force on `day`; `nil` before the first and after the last.
  public func value(on day: CivilDate) -> RuleValue? {
    values.last { $0.isInForce(on: day) }
  }
}

/// What a rule says from one day to another, and where it is written.
public struct RuleValue: Hashable, Sendable {
  /// The first day; `nil` where the value has held since before the records begin.
  public let from: CivilDate?
  /// The last day, itself included; `nil` while no end is known. Where the file leaves it out before a later value, it is
  /// the day before that value.
  public let to: CivilDate?
  /// What the rule says.
  public let value: RuleContent
  /// The document that says so, as officials cite it.
  public let document: String
  /// The article, clause and point; empty where the document has none.
  public let article: String
  /// How sure we are of it.
  public let confidence: Confidence
  /// Where the text was read; never empty for `Confidence.seen`.
  public let source: String

  /// Whether `day` lies between the first and the last day.
  public func isInForce(on day: CivilDate) -> Bool {
    if let from, day < from { return false }
    if let to, day > to { return false }
    return true
  }
}

/// What a rule says: one text, or several under names. Numbers stay text, so the reader of a rule chooses the exact type.
public enum RuleContent: Hashable, Sendable {
  /// One number or text.
  case scalar(String)
  /// Several, by name.
  case fields([String: String])

  /// The only text; `nil` where there are several under names.
  public var text: String? {
    guard case .scalar(let text) = self else { return nil }
    return text
  }

  /// The text under `name`; `nil` where there is none.
  public func field(_ name: String) -> String? {
    guard case .fields(let fields) = self else { return nil }
    return fields[name]
  }
}

/// How sure we are that a value is what its document says.
public enum Confidence: String, Hashable, Sendable, CaseIterable {
  /// Somebody read it in the source that is named.
  case seen
  /// From memory, from arithmetic or from habit: to be checked before a decision rests on it.
  case unverified
}
