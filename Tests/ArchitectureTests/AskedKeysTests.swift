import Foundation
import Testing

@Suite struct AskedKeysTests {
  @Test(arguments: AskedKeys.all.map(\.room)) func theListOfARoomIsWhatItAsksFor(_ room: String) throws {
    let asked = try #require(AskedKeys.all.first { $0.room == room })
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try asked.text.write(to: Repository.root.appending(path: asked.path), atomically: true, encoding: .utf8)
      return
    }
    #expect(Repository.text(asked.path) == asked.text, "\(asked.path) is not what \(room) asks for; UPDATE_GOLDEN=1 writes it")
  }

  /// A list that no value of the program takes up would never be looked for.
  @Test(arguments: AskedKeys.all.map(\.name)) func everyListIsLookedForAtTheStart(_ name: String) {
    let takers = Repository.sources.filter {
      $0.path != "Sources/Kernel/AskedWords.swift" && ($0.code.contains("words: [.") || $0.code.contains("[AskedWords]"))
    }.filter { !hits(#"\[[^\]]*\.\#(name)\b[^\]]*\]"#, in: $0.code).isEmpty }
    #expect(!takers.isEmpty, "no system names .\(name) among its words")
  }

  @Test func aListHasItsKinds() {
    let source = SwiftSource(
      path: "Sources/Planning/A.swift",
      text: """
        enum E: UserFacing { var code: String { switch self { case .full: "plan.full" } } }
        let a = text("plan.title") + "plan.state_\\(state)" + "open.\\(word)" + "no.key"
        """)
    let families = [
      BuiltKeys("plan.state_", endings: ["open", "shut"]), BuiltKeys("open.", endings: ["a"], isOpen: true),
      BuiltKeys("else.", endings: ["b"]),
    ]
    let asked = AskedKeys("Planning", sources: [source], families: families, known: ["plan.title", "plan.other"])
    #expect(asked.keys == ["error.plan.full", "plan.state_open", "plan.state_shut", "plan.title"])
    #expect(asked.path == "Sources/Planning/Words/PlanningKeys.swift")
  }
}
