import Testing

@Suite struct WordingKeysTests {
  private static let keys = WordingKeys(
    files: Repository.files(under: "Content/wording").filter { $0.hasSuffix(".yaml") }.map { ($0, Repository.text($0)) },
    sources: Repository.sources, built: BuiltKeys.all)

  @Test func eachKeyStandsOnce() { expectNone(Self.keys.faults, rule: "wording-twice") }
  @Test func bothLanguagesSayTheSame() { expectNone(Self.keys.differences(), rule: "wording-language") }
  @Test func everySentenceAskedForExists() { expectNone(Self.keys.missing(), rule: "wording-missing") }
  @Test func everySentenceIsAskedFor() { expectNone(Self.keys.unused(), rule: "wording-unused") }

  @Test func builtKeysAreStillBuilt() {
    let literals = Repository.sources.flatMap { $0.literals.map(\.text) }
    for family in BuiltKeys.all {
      #expect(!family.endings.isEmpty, "\(family.prefix) has no endings: its enumeration moved")
      let isBuilt = literals.contains { $0.hasPrefix(family.prefix + SwiftSource.hole) }
      #expect(isBuilt, "nothing builds a key that begins with \(family.prefix)")
    }
  }

  @Test func rawValuesAreRead() {
    let text = """
      public enum Other: String { case x }
      extension A {
        enum Kind: String, Sendable {
          /// case no
          case plain, other = "other_kind"
          case `default`
          var a: Int { switch self { case .plain: 1
            case let b: 2 } }
        }
        case after
      }
      """
    #expect(BuiltKeys.rawValues(of: "Kind", in: text) == ["plain", "other_kind", "default"])
  }

  @Test func eachErrorCodeBelongsToOneFile() {
    var owners: [String: String] = [:]
    var findings: [Finding] = []
    for source in Repository.sources {
      for code in WordingKeys.errorCodes(in: source) {
        let owner = owners[code.text, default: source.path]
        owners[code.text] = owner
        if owner != source.path {
          findings.append(Finding(path: source.path, line: code.line, text: "\(code.text) is a code of \(owner) already"))
        }
      }
    }
    #expect(owners["storage.unaudited"] != nil)
    expectNone(findings, rule: "error-code")
  }

  @Test func faultsAreFound() {
    let files = [
      (
        path: "Content/wording/vi/plan.yaml",
        text: """
        plan.title: Kế hoạch {year}
        plan.old: cũ
        plan.state_open: mở

        error.plan.full: Đầy
        """
      ),
      (
        path: "Content/wording/en/plan.yaml",
        text: """
        plan.title: Plan
        plan.long: |
          one
          two: three
        plan.title: Again
        """
      ),
    ]
    let source = SwiftSource(
      path: "Sources/Planning/A.swift",
      text: """
        enum E: UserFacing { var code: String { switch self { case .full: "plan.full"
          case .a, .b(let c): "plan.gone" } } }
        let a = text("plan.title") + Message("plan.missing").key + "plan.long"
        """)
    let keys = WordingKeys(files: files, sources: [source], built: [BuiltKeys("plan.state_", endings: ["open"])])
    #expect(keys.faults.map(\.text) == ["plan.title stands in Content/wording/en/plan.yaml as well"])
    #expect(
      keys.differences().map(\.text).sorted() == [
        "error.plan.full is missing in en", "plan.long is missing in vi", "plan.old is missing in en",
        "plan.state_open is missing in en",
        "plan.title has other {placeholders} in en",
      ])
    #expect(
      keys.missing().map(\.text).sorted() == [
        "Content/wording/en has no sentence error.plan.full", "Content/wording/en has no sentence error.plan.gone",
        "Content/wording/en has no sentence plan.missing", "Content/wording/en has no sentence plan.state_open",
        "Content/wording/vi has no sentence error.plan.gone",
        "Content/wording/vi has no sentence plan.missing",
      ])
    #expect(keys.unused().map(\.text) == ["nothing in Sources uses plan.old"])
  }
}
