import Foundation
import Kernel

/// Every text people see, in both languages, read from `Content/wording/<language>/*.yaml` at the start and never after.
///
/// A file is flat: `key: text with {placeholder}`. Each key must stand once in each language, with the same placeholders.
public struct Wording: Sendable {
  private let vietnamese: LocalWording
  private let english: LocalWording

  /// Reads `vi/*.yaml` and `en/*.yaml` below `directory`.
  /// - Parameter asked: what rooms ask for, which must be there.
  /// - Throws: `unreadable` for the first file that cannot be read, else `faulty` with every fault found.
  public init(directory: URL, asked: [AskedWords] = []) throws(WordingError) {
    let vi = try WordingFiles(directory: directory, language: .vi)
    let en = try WordingFiles(directory: directory, language: .en)
    let faults =
      vi.faults + en.faults + vi.disagreements(with: en, language: .vi, otherLanguage: .en) + vi.gaps(beside: en, asked)
    guard faults.isEmpty else { throw .faulty(faults) }
    vietnamese = LocalWording(language: .vi, templates: vi.entries.mapValues(\.template))
    english = LocalWording(language: .en, templates: en.entries.mapValues(\.template))
  }

  /// The wording of one language, for the code that makes one page.
  public subscript(language: Language) -> LocalWording {
    switch language {
    case .vi: vietnamese
    case .en: english
    }
  }

  /// The text of a key with its values, plain and unescaped.
  public func text(_ key: String, _ values: [String: String] = [:], in language: Language) -> String {
    self[language].text(key, values)
  }

  /// The sentence of a message.
  public func text(_ message: Message, in language: Language) -> String { self[language].text(message) }

  /// Every key, for the test that compares them with those the code uses.
  public var keys: Set<String> { Set(vietnamese.templates.keys) }
}

/// The wording of one language with its number and date format: what a component needs to speak.
public struct LocalWording: Sendable {
  /// The language.
  public let language: Language
  /// How numbers and dates are written.
  public let format: OfficialFormat
  let templates: [String: SentenceTemplate]

  init(language: Language, templates: [String: SentenceTemplate]) {
    self.language = language
    self.templates = templates
    format = OfficialFormat(language: language, templates: templates)
  }

  /// The text of a key with its values, plain and unescaped. A key nobody wrote shows as `⟦key⟧`: visible on the page, and
  /// no reason to refuse it to the reader.
  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    templates[key]?.filled(values) ?? "⟦\(key)⟧"
  }

  /// The sentence of a message.
  public func text(_ message: Message) -> String {
    let words = message.words.mapValues { text($0) }
    let lists = message.lists.mapValues { $0.map { text($0) }.joined(separator: "; ") }
    return text(message.key, message.values.merging(words.merging(lists) { word, _ in word }) { value, _ in value })
  }

  /// Whether the key has a text: for keys that end in what users named, such as an indicator's own turn of phrase.
  public func has(_ key: String) -> Bool { templates[key] != nil }
}
