import Kernel
import Testing
import Wording

@testable import Figures
@testable import Planning

@Suite("Rules of a target by itself and against the last result")
struct TargetRulesTests {
  /// A target and its faults as `field: code`.
  struct Case: CustomTestStringConvertible {
    let name: String
    var kind = IndicatorKind.rate
    var direction = Direction.down
    var comparator = Comparator.atMost
    var level = ""
    var change = ""
    var previous: String?
    var faults: [String] = []
    var testDescription: String { name }
  }

  static let faces: [Case] = [
    Case(name: "2.55 − 1 = 1.55", level: "1.55", change: "-1", previous: "2.55"),
    Case(name: "2.55 − 1 is not 1.5", level: "1.5", change: "-1", previous: "2.55", faults: ["change: faces_contradict"]),
    Case(name: "2.55 − 1.2 is not 1.55", level: "1.55", change: "-1.2", previous: "2.55", faults: ["change: faces_contradict"]),
    Case(name: "nothing known of the year before", level: "1.5", change: "-1"),
    Case(name: "compared at the indicator's decimals", level: "1.55", change: "-1", previous: "2.5549"),
    Case(name: "and not beyond them", level: "1.55", change: "-1", previous: "2.5551", faults: ["change: faces_contradict"]),
    Case(
      name: "69.6 + 2.4 = 72", direction: .up, comparator: .atLeast, level: "72", change: "2.4", previous: "69.6"),
    Case(name: "level only", level: "1.5", previous: "2.55"),
    Case(name: "change only", change: "-1", previous: "2.55"),
    Case(
      name: "a cut says one number", kind: .reduction, direction: .up, comparator: .atLeast, level: "4", change: "4",
      previous: "9"),
    Case(
      name: "a cut says two numbers", kind: .reduction, direction: .up, comparator: .atLeast, level: "4", change: "3",
      faults: ["change: cuts_differ"]),
  ]

  static let shapes: [Case] = [
    Case(name: "neither level nor change", faults: ["level: no_target_value"]),
    Case(name: "negative level", level: "-1", faults: ["level: negative"]),
    Case(
      name: "a planned rise of a cut", kind: .reduction, direction: .up, comparator: .atLeast, level: "-1",
      faults: ["level: negative"]),
    Case(name: "a rise where less is better", change: "1", faults: ["change: change_sign"]),
    Case(name: "no change where less is better", change: "0"),
    Case(name: "a fall where more is better", kind: .count, direction: .up, comparator: .atLeast, change: "-100"),
    Case(
      name: "several faults at once", comparator: .atLeast, level: "-1", change: "1",
      faults: ["comparator: comparator_contradicts", "level: negative", "change: change_sign"]),
    Case(
      name: "faces are compared only when the rest is right", comparator: .atLeast, level: "1.5", change: "-1", previous: "2.55",
      faults: ["comparator: comparator_contradicts"]),
  ]

  @Test("two faces must meet at the last result", arguments: faces)
  func ofFaces(_ example: Case) throws { try Self.expect(example) }

  @Test("numbers and signs", arguments: shapes)
  func ofShapes(_ example: Case) throws { try Self.expect(example) }

  static func expect(_ example: Case) throws {
    let indicator = Indicator(code: "X", nameVi: "x", unit: "%", kind: example.kind, direction: example.direction)
    let target = Target(
      indicator: "X", place: ID("A.62"), year: 2018, level: try quantity(example.level), change: try quantity(example.change),
      comparator: example.comparator)
    let faults = TargetRules.faults(of: target, indicator, previous: try quantity(example.previous)?.ratio)
    #expect(faults.map { "\($0.field): \($0.code.replacing("planning.", with: ""))" } == example.faults)
  }

  @Test("a comparator may not ask for the opposite of what is better", arguments: Comparator.allCases, Direction.allCases)
  func comparators(comparator: Comparator, direction: Direction) {
    let against: [Direction: Set<Comparator>] = [.up: [.atMost, .lessThan], .down: [.atLeast, .moreThan], .hold: []]
    #expect(comparator.contradicts(direction) == against[direction]?.contains(comparator))
    #expect(!Comparator.usual(for: direction).contradicts(direction))
  }

  @Test("the sentence of contradicting faces says what would fit")
  func meant() throws {
    let indicator = Indicator(code: "POV", nameVi: "Tỷ lệ hộ nghèo", unit: "%", kind: .rate, direction: .down)
    let target = Target(
      indicator: "POV", place: ID("A.92"), year: 2018, level: try quantity("1.5"), change: try quantity("-1"), comparator: .atMost
    )
    let fault = try #require(TargetRules.faults(of: target, indicator, previous: Ratio(255, 100)).first)
    #expect(
      try PlanningFixture.wording.text(fault.message, in: .vi)
        == "Mức và mức thay đổi không khớp: năm trước 2,55, thay đổi -1 thì còn 1,55, không phải 1,5. Sửa mức, hoặc ghi thay đổi -1,05."
    )
  }
}
