import Foundation

/// The words that guessers try first: a list read once from `Content/passwords/common-words.txt`, whose head says where it
/// comes from.
public struct KnownPasswords: Sendable {
  /// The rank of each word, the most common first.
  private let ranks: [[UInt8]: Int]
  /// The words up to this rank stand in every guesser's first list.
  private static let first = 1500

  /// Lengths of words that are looked for.
  static let lengths = 4...20

  /// Reads a list: a word a line in lower case without marks, the most common first; lines that begin with `#` are remarks.
  /// - Throws: what reading the file throws.
  public init(file: URL) throws {
    self.init(words: try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") })
  }

  /// A list of these words, the most common first.
  public init(words: some Sequence<some StringProtocol>) {
    var ranks: [[UInt8]: Int] = [:]
    for word in words where KnownPasswords.lengths.contains(word.utf8.count) {
      let key = Array(word.utf8)
      if ranks[key] == nil { ranks[key] = ranks.count }
    }
    self.ranks = ranks
  }

  /// Where the content keeps the list.
  public static func file(in content: URL) -> URL { content.appending(path: "passwords/common-words.txt") }

  /// How many letters of a password a word counts for; `nil` for what is no word of the list.
  func weight(of letters: some Sequence<UInt8>) -> Int? {
    ranks[Array(letters)].map { $0 < KnownPasswords.first ? 2 : 3 }
  }
}
