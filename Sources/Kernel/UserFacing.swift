/// A sentence by its key in `Content/wording`, with the values of its placeholders.
public struct Message: Codable, Hashable, Sendable {
  /// The wording key, such as `planning.unknown_indicator`.
  public let key: String
  /// The values of the placeholders, already as text.
  public let values: [String: String]
  /// The placeholders that stand for a word of the wording itself, by its key: the name of a state.
  public let words: [String: String]
  /// The placeholders that stand for sentences of the wording set side by side: the choices there are.
  public let lists: [String: [Message]]

  /// A sentence by key.
  public init(
    _ key: String, _ values: [String: String] = [:], words: [String: String] = [:], lists: [String: [Message]] = [:]
  ) {
    self.key = key
    self.values = values
    self.words = words
    self.lists = lists
  }
}

/// What an error means for whoever asked: pages turn it into a status, programs into an exit code.
public enum ErrorKind: Sendable, Hashable, CaseIterable {
  /// What was asked for does not exist.
  case notFound
  /// Somebody else changed it meanwhile.
  case conflict
  /// The input, or the state of things, does not allow it; the asker can change that.
  case refused
  /// Too many tries; later ones may pass.
  case tooMany
  /// The program or the database is busy or away for a while; the same request may pass in a moment.
  case busy
  /// Something is broken that the asker cannot mend.
  case fault
}

/// An error an official can act on: a stable code, and a sentence that says what to do.
public protocol UserFacing: Error, Sendable {
  /// The stable code, such as `planning.unknown_indicator`; also the key of the sentence under `error.`.
  var code: String { get }
  /// The sentence.
  var message: Message { get }
  /// What it means for whoever asked; `.refused` where an error does not say.
  var kind: ErrorKind { get }
}

extension UserFacing {
  /// The sentence stands in the wording under `error.` and the code.
  public var message: Message { Message("error.\(code)") }

  /// Most errors are of what was typed.
  public var kind: ErrorKind { .refused }
}
