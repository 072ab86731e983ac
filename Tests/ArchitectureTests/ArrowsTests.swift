import Testing

@Suite struct ArrowsTests {
  private static let table = Arrows.parse(table: Repository.text("docs/arrows.txt"))

  @Test func theTableSaysWhatTheManifestDoes() {
    let manifest = Arrows.parse(manifest: Repository.text("Package.swift"))
    #expect(!manifest.isEmpty)
    for target in Set(manifest.keys).union(Self.table.keys).sorted() {
      #expect(Self.table[target]?.sorted() == manifest[target]?.sorted(), "docs/arrows.txt and Package.swift differ on \(target)")
    }
  }

  /// The readers under sanitizers are built by a manifest of their own; rooms it takes whole lean on the same rooms there.
  @Test func theManifestOfTheReadersSaysTheSame() {
    let text = Repository.text("Fuzzing/Package.swift")
    let whole = hits(#"room\(\s*"(\w+)",\s*uses: \[([^\]]*)\](?:, isOptimised: true)?\)"#, in: text)
    #expect(whole.count > 10)
    let readers = Arrows.parse(manifest: text)
    for room in whole.map({ $0.groups[1] }) {
      #expect(
        readers[room]?.sorted() == Self.table[room]?.sorted(), "docs/arrows.txt and Fuzzing/Package.swift differ on \(room)")
    }
  }

  @Test func everyImportFollowsAnArrow() {
    let sources = Repository.sources + Repository.tests
    expectNone(sources.flatMap { Arrows.strangers(in: $0, arrows: Self.table) }, rule: "arrow")
  }

  @Test func nothingIsImportedOnBehalfOfOthers() {
    let findings = Repository.sources.flatMap { source in
      hits(#"@_exported\s+import"#, in: source.code).map {
        Finding(path: source.path, line: $0.line, text: "a re-exported module passes the arrows by: let each file import it")
      }
    }
    expectNone(findings, rule: "re-export")
  }

  /// What must stay true of the table itself, whoever edits it.
  struct Ban: CustomTestStringConvertible {
    let targets: Set<String>
    let mayNotReach: Set<String>
    let why: String
    var testDescription: String { why }
  }

  private static let foundations: Set<String> = [
    "Kernel", "Secrets", "Wording", "Rulebook", "HTML", "Spreadsheets", "Interchange", "Storage", "StorageSQLite",
    "StoragePostgres",
  ]
  private static let delivery: Set<String> = ["WebShared", "FigureWeb", "StaffWeb", "PublicWeb", "ansinh"]
  private static var systems: Set<String> {
    Set(table.keys.filter { !$0.hasSuffix("Tests") && $0 != "TestSupport" && !$0.hasPrefix("C") })
      .subtracting(foundations).subtracting(delivery)
  }
  private static let bans = [
    Ban(
      targets: ["PublicWeb", "WebShared"], mayNotReach: ["Registry", "Benefits"],
      why: "the public side cannot name a person's file"),
    Ban(
      targets: ["PublicWeb"],
      mayNotReach: ["Planning", "Reporting", "PlanningDemo", "Registry", "Benefits", "Registers", "Petitions"],
      why: "the public side cannot name a draft"),
    Ban(
      targets: ["Figures", "FigureWords"], mayNotReach: ["Directory", "Published", "Planning"],
      why: "what a figure means knows no table"),
    Ban(targets: foundations, mayNotReach: systems.union(delivery), why: "foundations know no system"),
    Ban(
      targets: systems, mayNotReach: delivery.union(["HTML", "Hummingbird"]),
      why: "systems know no page and no request"),
    Ban(
      targets: systems.union(delivery).subtracting(["ansinh"]),
      mayNotReach: ["StorageSQLite", "StoragePostgres", "GRDB", "CLibpq"], why: "only the executable chooses a driver"),
  ]

  @Test(arguments: bans) func theTableKeepsItsPromise(_ ban: Ban) {
    for target in ban.targets.sorted() {
      let reached = Self.reachable(from: target).intersection(ban.mayNotReach)
      #expect(reached.isEmpty, "\(target) reaches \(reached.sorted().joined(separator: ", ")): \(ban.why)")
    }
  }

  private static func reachable(from target: String) -> Set<String> {
    var reached: Set<String> = []
    var waiting = [target]
    while let next = waiting.popLast() {
      for module in table[next] ?? [] where reached.insert(module).inserted { waiting.append(module) }
    }
    return reached
  }

  // MARK: The reading itself

  @Test func manifestFormsAreRead() {
    let manifest = """
      func room(_ name: String) -> Target { .target(name: name) }
      let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
      targets: [
        .systemLibrary(name: "CZip", pkgConfig: "zip", providers: [.apt(["libzip-dev"])]),
        room("HTML", uses: []),  // room("Ghost", uses: ["HTML"])
        room(
          "Wording",
          uses: ["HTML", yams, .product(name: "NIOCore", package: "swift-nio")]),
        tests("WordingTests", uses: ["Wording"]),
      ]
      """
    let expected: [String: Set<String>] = [
      "CZip": [], "HTML": [], "Wording": ["HTML", "Yams", "NIOCore"], "WordingTests": ["TestSupport", "Wording"],
    ]
    #expect(Arrows.parse(manifest: manifest) == expected)
  }

  @Test func importFormsAreReadAndCommentsAreNot() {
    let source = SwiftSource(
      path: "Sources/Storage/X.swift",
      text: """
        import Kernel
        // import HTML
        @preconcurrency import GRDB
        internal import struct NIOCore.ByteBuffer
        let a = "import Zip"
        """)
    #expect(Arrows.imports(of: source).map(\.module) == ["Kernel", "GRDB", "NIOCore"])
    let strangers = Arrows.strangers(in: source, arrows: ["Storage": ["Kernel", "NIOCore"]])
    #expect(strangers.map(\.line) == [3])
  }
}
