import Foundation
import Kernel
import Rulebook
import Testing

/// What a rulebook refuses: each fault with its file and line.
@Suite("A rulebook with a fault is not opened")
struct FaultyFileTests {
  /// A good value, to stand beside the faulty one.
  static let rest = "document: A\nconfidence: unverified"
  /// The lines above the values.
  static let head = "title_vi: A\ntitle_en: A\nunit: A\n"

  static let faults: [(name: String, text: String, expected: RulebookError)] = [
    ("empty", "", .wrongShape(file: "a.yaml", line: 1, key: "a.yaml")),
    ("list", "- 1\n", .wrongShape(file: "a.yaml", line: 1, key: "a.yaml")),
    ("twice", "unit: a\nunit: b\n", .duplicateKey(file: "a.yaml", line: 1, key: "unit")),
    ("no-title", "unit: a\nvalues: []\n", .missingKey(file: "a.yaml", line: 1, key: "title_vi")),
    ("null-values", head + "values: ~\n", .missingKey(file: "a.yaml", line: 1, key: "values")),
    ("bare-values", RulesFolder.text(), .missingKey(file: "a.yaml", line: 1, key: "values")),
    ("empty-list", head + "values: []\n", .wrongShape(file: "a.yaml", line: 4, key: "values")),
    ("top-key", RulesFolder.text("value: 1\n" + rest) + "titel: x\n", .unknownKey(file: "a.yaml", line: 8, key: "titel")),
    ("value-key", RulesFolder.text("value: 1\nartcle: 5\n" + rest), .unknownKey(file: "a.yaml", line: 6, key: "artcle")),
    ("no-value", RulesFolder.text(rest), .missingKey(file: "a.yaml", line: 5, key: "value")),
    ("null-value", RulesFolder.text("value: null\n" + rest), .missingKey(file: "a.yaml", line: 5, key: "value")),
    ("list-value", RulesFolder.text("value: [1, 2]\n" + rest), .wrongShape(file: "a.yaml", line: 5, key: "value")),
    ("no-fields", RulesFolder.text("value: {}\n" + rest), .wrongShape(file: "a.yaml", line: 5, key: "value")),
    ("deep", RulesFolder.text("value: {a: {b: 1}}\n" + rest), .wrongShape(file: "a.yaml", line: 5, key: "a")),
    ("blank-field", RulesFolder.text("value: {a: \"\"}\n" + rest), .missingKey(file: "a.yaml", line: 5, key: "a")),
    ("quoted-twice", RulesFolder.text("value: {1: a, \"1\": b}\n" + rest), .duplicateKey(file: "a.yaml", line: 5, key: "1")),
    ("no-document", RulesFolder.text("value: 1\nconfidence: unverified"), .missingDocument(file: "a.yaml", line: 5)),
    (
      "null-document", RulesFolder.text("value: 1\ndocument: ~\nconfidence: unverified"),
      .missingDocument(file: "a.yaml", line: 5)
    ),
    ("no-confidence", RulesFolder.text("value: 1\ndocument: A"), .missingKey(file: "a.yaml", line: 5, key: "confidence")),
    (
      "memory", RulesFolder.text("value: 1\ndocument: A\nconfidence: memory"),
      .unknownConfidence(file: "a.yaml", line: 5, word: "memory")
    ),
    ("no-source", RulesFolder.text("value: 1\ndocument: A\nconfidence: seen"), .seenWithoutSource(file: "a.yaml", line: 5)),
    (
      "blank-source", RulesFolder.text("value: 1\ndocument: A\nconfidence: seen\nsource: \" \""),
      .seenWithoutSource(file: "a.yaml", line: 5)
    ),
    (
      "vietnamese-date", RulesFolder.text("from: 01/07/2021\nvalue: 1\n" + rest),
      .badDate(file: "a.yaml", line: 5, text: "01/07/2021")
    ),
    ("no-such-day", RulesFolder.text("to: 2021-02-29\nvalue: 1\n" + rest), .badDate(file: "a.yaml", line: 5, text: "2021-02-29")),
  ]

  @Test("a fault names the file, the line and the key", arguments: faults)
  func fault(name: String, text: String, expected: RulebookError) {
    #expect(throws: expected) { try RulesFolder(files: ["a.yaml": text], name: "fault-\(name)").open() }
  }

  static let spans: [(name: String, first: String, second: String, code: String?, day: String)] = [
    ("follows", "from: 2020-01-01\nto: 2020-12-31", "from: 2021-01-01", nil, ""),
    ("open-end", "from: 2020-01-01", "from: 2021-01-01", nil, ""),
    ("one-day", "from: 2020-01-01\nto: 2020-01-01", "from: 2020-01-02", nil, ""),
    ("shared-day", "from: 2020-01-01\nto: 2021-01-01", "from: 2021-01-01", "rulebook.overlap", "2021-01-01"),
    ("same-start", "from: 2020-01-01", "from: 2020-01-01", "rulebook.overlap", "2020-01-01"),
    ("newest-first", "from: 2021-01-01", "from: 2020-01-01", "rulebook.overlap", "2020-01-01"),
    ("missing-day", "from: 2020-01-01\nto: 2020-12-30", "from: 2021-01-01", "rulebook.gap", "2020-12-31"),
    ("reversed", "from: 2020-01-02\nto: 2020-01-01", "from: 2020-01-02", "rulebook.ends_before_it_starts", "2020-01-01"),
    ("no-start", "from: 2020-01-01", "to: 2022-01-01", "rulebook.missing_key", ""),
  ]

  @Test("the days of the values neither overlap nor leave a gap", arguments: spans)
  func span(name: String, first: String, second: String, code: String?, day: String) throws {
    let text = RulesFolder.text(first + "\nvalue: 1\n" + Self.rest, second + "\nvalue: 2\n" + Self.rest)
    let folder = RulesFolder(files: ["a.yaml": text], name: "span-\(name)")
    guard let code else {
      #expect(try folder.open().rules.count == 1)
      return
    }
    let error = #expect(throws: RulebookError.self) { try folder.open() }
    #expect(error?.code == code)
    #expect(error?.message.values["day"] ?? "" == day)
    #expect(error?.message.values["file"] == "a.yaml")
  }

  @Test("broken YAML is refused", arguments: ["values: [1, 2", "title_vi: \"a\n", "a: 1\n---\nb: 2\n", "a: b: c\n"])
  func brokenYAML(text: String) {
    let name = "broken-\(text.utf8.reduce(0) { $0 + Int($1) })"
    let error = #expect(throws: RulebookError.self) { try RulesFolder(files: ["a.yaml": text], name: name).open() }
    #expect(error?.code == "rulebook.not_yaml")
  }

  @Test("a misnamed file is refused, not passed over", arguments: ["a.yml", "A.yaml", "a b.yaml", "x/muc_chuan.yaml", "a.csv"])
  func misnamed(path: String) {
    let name = "misnamed-\(path.utf8.reduce(0) { $0 + Int($1) })"
    #expect(throws: RulebookError.badFileName(file: path)) { try RulesFolder(files: [path: ""], name: name).open() }
  }

  @Test("a folder that is not there is named")
  func noFolder() {
    let folder = URL(fileURLWithPath: "/nonexistent/ansinh-rules")
    #expect(throws: RulebookError.folderMissing(path: folder.path)) { try Rulebook(directory: folder) }
  }
}
