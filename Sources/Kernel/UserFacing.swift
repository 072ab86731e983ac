/// A sentence by its key in `Content/wording`, with the values of its placeholders.
public struct Message: Hashable, Sendable {
  /// The wording key, such as `planning.unknown_indicator`.
  public let key: String
  /// The values of the placeholders, already as text.
  public let values: [String: String]
  /// The placeholders that stand for a word of the wording itself, by its key: the name of a state.
  public let words: [String: String]

  /// A sentence by key.
  public init(_ key: String, _ values: [String: String] = [:], words: [String: String] = [:]) {
    self.key = key
    self.values = values
    self.words = words
  }
}

/// An error an official can act on: a stable code, and a sentence that says what to do.
public protocol UserFacing: Error, Sendable {
  /// The stable code, such as `planning.unknown_indicator`; also the key of the sentence under `error.`.
  var code: String { get }
  /// The sentence.
  var message: Message { get }
}

extension UserFacing {
  /// The sentence stands in the wording under `error.` and the code.
  public var message: Message { Message("error.\(code)") }
}
