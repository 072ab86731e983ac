import Kernel
import Rulebook
import Testing

/// Every error of the rulebook has its sentence in both languages.
@Suite("Every error tells the official what to do")
struct ErrorWordingTests {
  static func errors() throws -> [RulebookError] {
    let day = try #require(CivilDate(iso: "2022-01-01"))
    return [
      .folderMissing(path: "p"), .badFileName(file: "f"), .unreadableFile(file: "f"),
      .notYAML(file: "f", line: 1, detail: "d"), .duplicateKey(file: "f", line: 1, key: "k"),
      .unknownKey(file: "f", line: 1, key: "k"), .missingKey(file: "f", line: 1, key: "k"),
      .wrongShape(file: "f", line: 1, key: "k"), .missingDocument(file: "f", line: 1),
      .unknownConfidence(file: "f", line: 1, word: "w"), .seenWithoutSource(file: "f", line: 1),
      .badDate(file: "f", line: 1, text: "t"), .endsBeforeItStarts(file: "f", line: 1, day: day),
      .overlap(file: "f", line: 1, day: day), .gap(file: "f", line: 1, day: day), .unknownRule(id: "i"),
      .notInForce(id: "i", day: day),
    ]
  }

  @Test("the sentence stands under the code and uses exactly the values the error gives", arguments: ["vi", "en"])
  func sentences(language: String) throws {
    let lines = try ContentFolder.text("wording/\(language)/rulebook.yaml").split(separator: "\n")
    let errors = try Self.errors()
    #expect(lines.count { $0.hasPrefix("error.") } == errors.count)
    for error in errors {
      let line = lines.first { $0.hasPrefix("error.\(error.code): ") }
      let sentence = try #require(line, "no sentence for \(error.code)")
      let placeholders = sentence.split(separator: "{").dropFirst().map { String($0.prefix { $0 != "}" }) }
      #expect(Set(placeholders) == Set(error.message.values.keys), "\(error.code)")
    }
  }
}
