import Foundation
import Kernel
import Testing
import Wording

/// What the loader accepts, and how it names the file of each fault.
@Suite struct LoadingTests {
  /// Writes files such as `vi/a.yaml` into a fresh folder of this test run and loads them.
  private func load(
    _ name: String, _ files: [String: String], asked: [AskedWords] = []
  ) throws -> Result<Wording, WordingError> {
    let process = ProcessInfo.processInfo.processIdentifier
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ansinh-wording-\(process)-\(name)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for language in Language.allCases {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(language.tag), withIntermediateDirectories: true)
    }
    for (path, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(path))
    }
    return Result { () throws(WordingError) in try Wording(directory: folder, asked: asked) }
  }

  @Test func fillsPlaceholdersInBothLanguages() throws {
    let wording = try load(
      "fills",
      [
        "vi/a.yaml": "a.plan: Kế hoạch năm {year}\na.yes: yes\na.number: 12",
        "vi/b.yaml": "# only a comment\n",
        "en/a.yaml": "a.plan: 'Plan of {year}'\na.yes: yes\na.number: 12",
      ]
    ).get()
    #expect(wording.text("a.plan", ["year": "2021"], in: .vi) == "Kế hoạch năm 2021")
    #expect(wording.text(Message("a.plan", ["year": "2021"]), in: .en) == "Plan of 2021")
    #expect(wording[.en].text("a.plan") == "Plan of {year}")
    #expect(wording.text("a.none", in: .vi) == "⟦a.none⟧")
    // YAML would make a truth value and a number of these; here they are texts.
    #expect(wording.text("a.yes", in: .vi) == "yes")
    #expect(wording.text("a.number", in: .vi) == "12")
    #expect(wording.keys == ["a.plan", "a.yes", "a.number"])
  }

  @Test(arguments: [
    (
      "twice", ["vi/a.yaml": "k: x", "vi/b.yaml": "k: y", "en/a.yaml": "k: z"],
      [WordingFault.duplicateKey(key: "k", file: "vi/b.yaml", other: "vi/a.yaml")]
    ),
    (
      "english-missing", ["vi/a.yaml": "k: x\nl: y", "en/a.yaml": "k: x"],
      [.missingTranslation(key: "l", file: "vi/a.yaml", language: .en)]
    ),
    (
      "vietnamese-missing", ["vi/a.yaml": "k: x", "en/a.yaml": "k: x\nl: y"],
      [.missingTranslation(key: "l", file: "en/a.yaml", language: .vi)]
    ),
    (
      "placeholders", ["vi/a.yaml": "k: '{ten}'", "en/b.yaml": "k: '{name}'"],
      [.placeholdersDiffer(key: "k", file: "en/b.yaml", other: "vi/a.yaml")]
    ),
    (
      "nested", ["vi/a.yaml": "k: {l: m}", "en/a.yaml": "{}"],
      [.notFlat(file: "vi/a.yaml", key: "k")]
    ),
    ("list", ["vi/a.yaml": "- k", "en/a.yaml": "{}"], [.notFlat(file: "vi/a.yaml", key: "")]),
    ("capital", ["vi/a.yaml": "K: m", "en/a.yaml": "{}"], [.badKey(file: "vi/a.yaml", key: "K")]),
    ("brace", ["vi/a.yaml": "k: 'a { b'", "en/a.yaml": "{}"], [.badPlaceholder(file: "vi/a.yaml", key: "k")]),
    ("digit", ["vi/a.yaml": "k: '{1}'", "en/a.yaml": "{}"], [.badPlaceholder(file: "vi/a.yaml", key: "k")]),
    (
      "all-at-once", ["vi/a.yaml": "k: x\nl: y", "en/a.yaml": "m: z"],
      [
        .missingTranslation(key: "k", file: "vi/a.yaml", language: .en),
        .missingTranslation(key: "l", file: "vi/a.yaml", language: .en),
        .missingTranslation(key: "m", file: "en/a.yaml", language: .vi),
      ]
    ),
  ])
  func refuses(_ name: String, files: [String: String], faults: [WordingFault]) throws {
    #expect(throws: WordingError.faulty(faults)) { try load(name, files).get() }
  }

  /// A text that a room asks for and nobody wrote is found before anybody needs it; one that one language has is told once.
  @Test func refusesWhatIsNotThereThoughARoomAsksForIt() throws {
    let files = ["vi/a.yaml": "k: x\nl: y", "en/a.yaml": "k: x"]
    let asked = [AskedWords("Planning", "k m\n  n"), AskedWords("StaffWeb", "l")]
    let faults: [WordingFault] = [
      .missingTranslation(key: "l", file: "vi/a.yaml", language: .en), .missing(key: "m", room: "Planning"),
      .missing(key: "n", room: "Planning"),
    ]
    #expect(throws: WordingError.faulty(faults)) { try load("asked", files, asked: asked).get() }
    let whole = ["vi/a.yaml": "k: x\nl: y", "en/a.yaml": "k: x\nl: y"]
    #expect(try load("whole", whole, asked: [AskedWords("StaffWeb", "l k")]).get().keys == ["k", "l"])
  }

  @Test(arguments: ["k: [", "k: x\nk: y", "\"k"])
  func namesTheFileThatIsNotYAML(text: String) throws {
    let result = try load("broken-\(text.utf8.count)", ["vi/good.yaml": "a: b", "vi/a.yaml": text])
    guard case .failure(.unreadable(let file, let detail)) = result else {
      Issue.record("loaded: \(result)")
      return
    }
    #expect(file == "vi/a.yaml")
    #expect(!detail.isEmpty)
  }

  @Test func languageTags() {
    #expect(Language(tag: "en-GB") == .en)
    #expect(Language(tag: "VI") == .vi)
    #expect(Language(tag: "fr") == nil)
    #expect(Language(tag: "") == nil)
    #expect(Language.standard.tag == "vi")
  }
}
