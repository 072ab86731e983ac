import Testing

@Suite struct TidyTests {
  private static let all = Repository.sources + Repository.tests

  @Test func filesAreShort() { expectNone(Self.all.flatMap(Tidy.length), rule: "file-length") }
  @Test func functionsAreShort() { expectNone(Self.all.flatMap(Tidy.functions), rule: "function-length") }
  @Test func clockAndChanceComeFromEffects() { expectNone(Repository.sources.flatMap(Tidy.effects), rule: "effects") }
  @Test func nothingEndsTheProgram() { expectNone(Self.all.flatMap(Tidy.traps), rule: "trap") }
  @Test func markupIsEscaped() { expectNone(Repository.sources.flatMap(Tidy.trusted), rule: "trusted") }
  @Test func databaseFaultsAreNotSwallowed() { expectNone(Repository.sources.flatMap(Tidy.swallowed), rule: "swallowed") }
  @Test func filesAreNamedAfterTheirSubject() { expectNone(Self.all.flatMap(Tidy.name), rule: "file-name") }

  @Test func trustedFilesAreTwoAndExist() {
    #expect(Tidy.trustedMarkup.count <= 2)
    for path in Tidy.trustedMarkup {
      #expect(Repository.text(path).contains(".trusted("), "\(path) no longer needs to be trusted")
    }
  }

  /// A file and how often a rule should object to it.
  struct Case: CustomTestStringConvertible {
    let name: String
    let rule: @Sendable (SwiftSource) -> [Finding]
    var path = "Sources/Planning/Plan.swift"
    let text: String
    let objections: Int
    var testDescription: String { name }
  }

  private static func function(lines: Int) -> String {
    "struct A {\n  func a(\n    b: Int\n  ) -> Int\n  where A: B {\n"
      + String(repeating: "    _ = { 1 }\n", count: lines - 5) + "  }\n  func short()\n  var c: Int { 1 }\n}\n"
  }

  private static let cases = [
    Case(name: "400 lines", rule: Tidy.length, text: String(repeating: "\n", count: 400), objections: 0),
    Case(name: "401 lines", rule: Tidy.length, text: String(repeating: "\n", count: 401), objections: 1),
    Case(
      name: "401 lines of tests", rule: Tidy.length, path: "Tests/KernelTests/A.swift",
      text: String(repeating: "\n", count: 401), objections: 0),
    Case(name: "function of 60", rule: Tidy.functions, text: function(lines: 60), objections: 0),
    Case(name: "function of 61", rule: Tidy.functions, text: function(lines: 61), objections: 1),
    Case(
      name: "init of 61", rule: Tidy.functions, text: "init?(a: Int) {\n" + String(repeating: "\n", count: 60) + "}",
      objections: 1),
    Case(
      name: "property of 61", rule: Tidy.functions, text: "var a: Int {\n" + String(repeating: "\n", count: 59) + "}",
      objections: 1),
    Case(
      name: "call of init", rule: Tidy.functions, text: "let a = B.init(b) {\n" + String(repeating: "\n", count: 60) + "}",
      objections: 0),
    Case(name: "clock", rule: Tidy.effects, text: "let a = Date()", objections: 1),
    Case(name: "clock inside a text", rule: Tidy.effects, text: #"let a = "at \(Date())""#, objections: 1),
    Case(name: "clock in words", rule: Tidy.effects, text: "// Date()\nlet a = \"Date()\"", objections: 0),
    Case(name: "civil date", rule: Tidy.effects, text: "let a = CivilDate()", objections: 0),
    Case(name: "chance", rule: Tidy.effects, text: "let a = Int.random(in: 0..<2)", objections: 1),
    Case(name: "effects", rule: Tidy.effects, path: "Sources/Kernel/Effects.swift", text: "let a = Date()", objections: 0),
    Case(name: "traps", rule: Tidy.traps, text: "let a = try! b()\nfatalError()", objections: 2),
    Case(name: "traps in main", rule: Tidy.traps, path: "Sources/ansinh/A.swift", text: "fatalError()", objections: 0),
    Case(name: "markup", rule: Tidy.trusted, text: "let a = Node.trusted(b)", objections: 1),
    Case(name: "read swallowed", rule: Tidy.swallowed, text: "let a = try? B.read(C(d(e())), transaction)", objections: 1),
    Case(
      name: "reads swallowed over lines", rule: Tidy.swallowed,
      text: "let a = (try? await site.database.b()) ?? []\nlet c = try? D.e(\n  f, $0)", objections: 2),
    Case(name: "file swallowed", rule: Tidy.swallowed, text: "let a = try? Data(contentsOf: b)", objections: 0),
    Case(
      name: "driver closes", rule: Tidy.swallowed, path: "Sources/StorageSQLite/A.swift", text: "try? a(transaction)",
      objections: 0),
    Case(name: "vague name", rule: Tidy.name, path: "Sources/Planning/PlanUtils.swift", text: "", objections: 1),
    Case(name: "vague folder", rule: Tidy.name, path: "Sources/Common/Plan.swift", text: "", objections: 1),
    Case(name: "clear name", rule: Tidy.name, path: "Sources/Planning/Scorecard.swift", text: "", objections: 0),
  ]

  @Test(arguments: cases) func rulesCatchWhatTheyShould(_ example: Case) {
    #expect(example.rule(SwiftSource(path: example.path, text: example.text)).count == example.objections)
  }
}
