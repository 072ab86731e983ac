import Foundation
import Kernel
import Yams

/// The texts of one language as its files hold them: each key with its template and the file it stands in.
struct WordingFiles {
  struct Entry {
    let template: SentenceTemplate
    let file: String
  }

  private(set) var entries: [String: Entry] = [:]
  private(set) var faults: [WordingFault] = []

  /// Reads every `*.yaml` of the language's folder, in the order of their names.
  init(directory: URL, language: Language) throws(WordingError) {
    let folder = directory.appendingPathComponent(language.tag)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw .unreadable(file: language.tag + "/", detail: error.localizedDescription)
    }
    for name in names.filter({ $0.hasSuffix(".yaml") }).sorted() {
      let file = "\(language.tag)/\(name)"
      for (key, value) in try WordingFiles.pairs(of: folder.appendingPathComponent(name), file: file) {
        add(key, value, file: file)
      }
    }
  }

  private static func pairs(of url: URL, file: String) throws(WordingError) -> [(key: String, value: String?)] {
    do {
      let text = try String(contentsOf: url, encoding: .utf8)
      // Texts only: a resolver with rules would try each of them on every scalar, at every start.
      guard let root = try Yams.compose(yaml: text, .basic) else { return [] }
      guard let mapping = root.mapping else { return [("", nil)] }
      return mapping.map { ($0.key.scalar?.string ?? "", $0.value.scalar?.string) }
    } catch {
      throw .unreadable(file: file, detail: String(describing: error))
    }
  }

  private mutating func add(_ key: String, _ value: String?, file: String) {
    guard let value else { return faults.append(.notFlat(file: file, key: key)) }
    guard WordingFiles.isKey(key) else { return faults.append(.badKey(file: file, key: key)) }
    if let earlier = entries[key] {
      return faults.append(.duplicateKey(key: key, file: file, other: earlier.file))
    }
    guard let template = SentenceTemplate(value.precomposedStringWithCanonicalMapping) else {
      return faults.append(.badPlaceholder(file: file, key: key))
    }
    entries[key] = Entry(template: template, file: file)
  }

  /// What the two languages do not agree in, in the order of keys.
  func disagreements(with other: WordingFiles, language: Language, otherLanguage: Language) -> [WordingFault] {
    var faults: [WordingFault] = []
    for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
      guard let twin = other.entries[key] else {
        faults.append(.missingTranslation(key: key, file: entry.file, language: otherLanguage))
        continue
      }
      if entry.template.placeholders != twin.template.placeholders {
        faults.append(.placeholdersDiffer(key: key, file: twin.file, other: entry.file))
      }
    }
    for (key, entry) in other.entries.sorted(by: { $0.key < $1.key }) where entries[key] == nil {
      faults.append(.missingTranslation(key: key, file: entry.file, language: language))
    }
    return faults
  }

  /// What rooms ask for and neither language has; what one of them has is a disagreement already.
  func gaps(beside other: WordingFiles, _ asked: [AskedWords]) -> [WordingFault] {
    asked.flatMap { words in
      words.keys.filter { entries[$0] == nil && other.entries[$0] == nil }.map { .missing(key: $0, room: words.room) }
    }
  }

  private static func isKey(_ key: String) -> Bool {
    !key.isEmpty
      && key.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || $0 == 46 }
  }
}
