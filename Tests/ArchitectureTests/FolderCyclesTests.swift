import Testing

@Suite struct FolderCyclesTests {
  @Test func noRoomIsOneKnot() {
    let rooms = Dictionary(grouping: Repository.sources, by: \.target)
    expectNone(
      rooms.sorted { $0.key < $1.key }.compactMap { room, sources in
        FolderCycles(of: sources).cycle().map {
          Finding(path: "Sources/\(room)", line: 0, text: "its folders lean on each other: \($0)")
        }
      }, rule: "folder-cycle")
  }

  /// Files of a room, and the cycle that should be found.
  struct Case: CustomTestStringConvertible {
    let name: String
    let files: [String: String]
    let cycle: String?
    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "one way", files: ["A/X.swift": "struct X { let y: Y }", "B/Y.swift": "public struct Y {}"], cycle: nil),
    Case(
      name: "both ways", files: ["A/X.swift": "struct X { let y: Y }", "B/Y.swift": "enum Y { static let x = X.self }"],
      cycle: "A uses B (X.swift: Y); B uses A (Y.swift: X)"),
    Case(
      name: "by way of the room itself",
      files: ["A/X.swift": "struct X { let y: Y }", "Y.swift": "struct Y { let z: Z }", "C/Z.swift": "let z = X()\nstruct Z {}"],
      cycle: ". uses C (Y.swift: Z); C uses A (Z.swift: X); A uses . (X.swift: Y)"),
    Case(
      name: "a member of the same name, a comment and a text are no use",
      files: ["A/X.swift": "struct X { let y: Y }", "B/Y.swift": "// X\nstruct Y { let a = B.X, b = \"X\" }"], cycle: nil),
    Case(
      name: "a name that both declare",
      files: ["A/X.swift": "struct X { let y: Y }\nstruct Kind {}", "B/Y.swift": "struct Y {}\nstruct Kind {}"],
      cycle: nil),
  ]

  @Test(arguments: cases) func cyclesAreFound(_ example: Case) {
    let sources = example.files.sorted { $0.key < $1.key }.map {
      SwiftSource(path: "Sources/Room/\($0.key)", text: $0.value)
    }
    #expect(FolderCycles(of: sources).cycle() == example.cycle)
  }
}
