import Testing

@Suite struct SwiftSourceTests {
  @Test func codeAndTextsAreToldApart() {
    let text = #"""
      let a = text("plan.title", b: "x\"y")  // "comment"
      /* "one /* "two" */ */ let sql = """
        SELECT \(c("d.e")) FROM t
        """
      let raw = #"not \(here) "quoted""#
      insert(into: "planning_plan")
      """#
    let source = SwiftSource(path: "Sources/Planning/A.swift", text: text)
    let hole = SwiftSource.hole
    #expect(source.target == "Planning")
    #expect(source.literals.map(\.line) == [1, 1, 3, 2, 5, 6])
    #expect(
      source.literals.map(\.text) == [
        "plan.title", "x\"y", "d.e", "\n  SELECT \(hole) FROM t\n  ", #"not \(here) "quoted""#, "planning_plan",
      ])
    #expect(source.literals[0].before.hasSuffix("text("))
    #expect(source.literals[5].before.hasSuffix("into:"))
    #expect(source.code.split(separator: "\n", omittingEmptySubsequences: false).count == 6)
    #expect(!source.code.contains("comment") && !source.code.contains("FROM") && source.code.contains("c(\"\")"))
  }
}
