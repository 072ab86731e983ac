import Figures
import Kernel

/// One word of a fixed list on its way in: the one rule by which grid, form, CSV, workbook and paste read it. A word that is
/// none of them is refused with the list, never dropped and never guessed.
public struct ChoiceInput<Choice: RawRepresentable<String> & Hashable & Sendable>: Sendable {
  private let choices: [Choice]
  private let names: [Choice: [String]]
  private let spellings: [String: Choice]

  /// A choice among some words.
  /// - Parameters:
  ///   - choices: those that may be stated.
  ///   - names: what they are called for people, the usual name first; read with marks or without.
  ///   - spellings: other ways in which they are written, in small letters.
  public init(among choices: [Choice], names: [Choice: [String]] = [:], spellings: [String: Choice] = [:]) {
    self.choices = choices
    self.names = names
    self.spellings = spellings
  }

  /// The choice as it was typed; `nil` where nothing was.
  public func typed(_ text: String) throws(ChoiceInputError) -> Choice? {
    let read = VietnameseText.cleaned(text)
    guard !read.isEmpty else { return nil }
    let small = read.lowercased()
    let found =
      choices.first { [read, small].contains($0.rawValue) } ?? spellings[small] ?? named(VietnameseText.searchKey(read))
    if let found, choices.contains(found) { return found }
    let known = choices.map { names[$0]?.first ?? $0.rawValue }.joined(separator: ", ")
    throw ChoiceInputError(
      code: LegacyText.found(in: read)?.code ?? "planning.unknown_word",
      values: ["read": LegacyText.shortened(read), "known": known])
  }

  /// The one choice that is called so; `nil` where none is, or two are.
  private func named(_ key: String) -> Choice? {
    let found = choices.filter { names[$0, default: [$0.rawValue]].contains { VietnameseText.searchKey($0) == key } }
    return found.count == 1 ? found[0] : nil
  }
}

extension ChoiceInput where Choice: CaseIterable {
  /// A choice among all words there are.
  public init(names: [Choice: [String]] = [:], spellings: [String: Choice] = [:]) {
    self.init(among: Array(Choice.allCases), names: names, spellings: spellings)
  }
}

extension ChoiceInput where Choice == Comparator {
  /// A comparator: its sign, the typographic one, or «duy trì».
  public static var comparator: ChoiceInput {
    ChoiceInput(spellings: ["≥": .atLeast, "=>": .atLeast, "≤": .atMost, "=<": .atMost, "duy trì": .maintain])
  }
}

/// Why a word was not taken: a code, and the placeholders of its sentence but for the column, which the way in knows.
public struct ChoiceInputError: Error, Hashable, Sendable {
  /// The stable code.
  public let code: String
  /// The placeholders: what was read, and the words there are.
  public let values: [String: String]

  /// The sentence.
  /// - Parameter column: what the place is called at which the word stands.
  public func message(at column: String) -> Message {
    Message("error.\(code)", values.merging(["column": column]) { old, _ in old })
  }
}
