/// What may be entered in a cell, and what the officer is told.
public struct CellValidation: Hashable, Sendable {
  /// What may be entered.
  public enum Rule: Hashable, Sendable {
    /// One of a few words, offered as a list: together at most 255 bytes of UTF-8, without commas and quotation marks.
    case list([String])
    /// One of the words standing in that range of that sheet, offered as a list.
    case words(sheet: String, CellRange)
    /// A whole number that is not negative.
    case wholeNumber
    /// A number that is not negative.
    case number
  }

  /// A heading, at most 32 characters, and a sentence, at most 255.
  public struct Advice: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// The sentence.
    public var text: String

    /// A heading and a sentence.
    public init(title: String, text: String) {
      self.title = title
      self.text = text
    }
  }

  /// What may be entered.
  public var rule: Rule
  /// Shown when the cell is selected.
  public var input: Advice?
  /// Shown when something else is entered.
  public var error: Advice?
  /// Whether something else is refused; otherwise the officer is warned and may keep it.
  public var isStrict: Bool

  /// A rule with its advice.
  public init(_ rule: Rule, input: Advice? = nil, error: Advice? = nil, isStrict: Bool = false) {
    self.rule = rule
    self.input = input
    self.error = error
    self.isStrict = isStrict
  }
}
