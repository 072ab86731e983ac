import Kernel
import Testing

@testable import Figures
@testable import Planning

@Suite("The figures of the articles and the edges of the rules, assessed")
struct AssessmentTests {
  /// One figure: `target` and `result` are written `level/change`, either part may be empty.
  struct Figure: CustomTestStringConvertible {
    let name: String
    var kind = IndicatorKind.count
    var direction = Direction.up
    var comparator = Comparator.atLeast
    var decimals = 2
    let target: String
    let result: String
    var stated: Verdict?
    var previous: String?
    /// The percentage as printed, the gap, the verdict.
    let answer: String
    var formula: Assessment.Formula?
    var testDescription: String { name }
  }

  static let articles: [Figure] = [
    Figure(name: "jobs, Kon Tum 2021", target: "5700/", result: "6518/", answer: "114.35 818 exceeded", formula: .levels),
    Figure(
      name: "trained, Kon Tum 2021", kind: .rate, decimals: 1, target: "54/", result: "55.7/", answer: "103.1 1.7 exceeded"),
    Figure(
      name: "poverty cut, Kon Tum 2021", kind: .reduction, target: "4/", result: "4.11/", answer: "102.75 0.11 exceeded",
      formula: .cuts),
    Figure(
      name: "insurance, Kon Tum 2021", kind: .rate, target: "/", result: "17.69/", answer: "- - no_basis", formula: .noTarget),
    Figure(
      name: "abroad, Kon Tum 2021", target: "/", result: "/", stated: .low, answer: "- - low", formula: .stated),
    Figure(
      name: "jobs, Cần Thơ 2017", target: "/", result: "/", stated: .metOrExceeded, answer: "- - met_or_exceeded",
      formula: .stated),
    Figure(
      name: "poverty, Cần Thơ 2018, as planned", kind: .rate, direction: .down, comparator: .atMost, target: "1.55/-1",
      result: "1.55/-1", answer: "100 0 met", formula: .changes),
    Figure(
      name: "poverty, better than planned", kind: .rate, direction: .down, comparator: .atMost, target: "1.55/-1",
      result: "1.35/-1.2", answer: "120 -0.2 exceeded", formula: .changes),
    Figure(
      name: "poverty, level only: change from the year before", kind: .rate, direction: .down, comparator: .atMost,
      target: "1.55/-1", result: "1.75/", previous: "2.55", answer: "80 0.2 notmet", formula: .changes),
    Figure(
      name: "poverty, change only: level from the year before", kind: .rate, direction: .down, comparator: .atMost,
      target: "1.55/", result: "/-1.2", previous: "2.55", answer: "- -0.2 exceeded", formula: .levelsFalling),
    Figure(
      name: "children helped, exactly 95 of > 95", kind: .rate, comparator: .moreThan, target: "95/", result: "95/",
      answer: "100 0 mostly"),
    Figure(
      name: "children helped, 95.01 of > 95", kind: .rate, comparator: .moreThan, target: "95/", result: "95.01/",
      answer: "100.01 0.01 met"),
    Figure(name: "cards, 100 of = 100", kind: .rate, comparator: .exactly, target: "100/", result: "100/", answer: "100 0 met"),
    Figure(
      name: "85 communes kept", kind: .recognition, comparator: .maintain, target: "85/", result: "85/", answer: "100 0 met"),
    Figure(
      name: "86 of 85 communes", kind: .recognition, comparator: .maintain, target: "85/", result: "86/",
      answer: "101.18 1 exceeded"),
    Figure(
      name: "84 of 85 communes", kind: .recognition, comparator: .maintain, target: "85/", result: "84/",
      answer: "98.82 -1 notmet"),
  ]

  static let edges: [Figure] = [
    Figure(name: "99.996 % prints 100 and is not met", target: "25000/", result: "24999/", answer: "100 -1 mostly"),
    Figure(name: "equal", target: "5700/", result: "5700/", answer: "100 0 met"),
    Figure(name: "equal is not more", comparator: .moreThan, target: "5700/", result: "5700/", answer: "100 0 mostly"),
    Figure(name: "exactly 95 %", target: "100/", result: "95/", answer: "95 -5 mostly"),
    Figure(name: "just below 95 %", kind: .rate, target: "100/", result: "94.9999/", answer: "95 -5.0001 notmet"),
    Figure(name: "exactly 70 %", target: "100/", result: "70/", answer: "70 -30 notmet"),
    Figure(name: "just below 70 %", kind: .rate, target: "100/", result: "69.9999/", answer: "70 -30.0001 low"),
    Figure(name: "nothing done", target: "100/", result: "0/", answer: "0 -100 low"),
    Figure(name: "above an exact target", comparator: .exactly, target: "100/", result: "101/", answer: "101 1 mostly"),
    Figure(name: "target 0, something done", target: "0/", result: "5/", answer: "- 5 exceeded", formula: .targetNotPositive),
    Figure(name: "target 0, nothing done", target: "0/", result: "0/", answer: "- 0 met", formula: .targetNotPositive),
    Figure(name: "target > 0, nothing done", comparator: .moreThan, target: "0/", result: "0/", answer: "- 0 notmet"),
    Figure(name: "a stated verdict gives way to numbers", target: "100/", result: "50/", stated: .met, answer: "50 -50 low"),
    Figure(
      name: "no protracted petitions", kind: .stock, direction: .down, comparator: .atMost, target: "0/", result: "0/",
      answer: "- 0 met", formula: .levelsFalling),
    Figure(
      name: "one protracted petition", kind: .stock, direction: .down, comparator: .atMost, target: "0/", result: "1/",
      answer: "- 1 notmet", formula: .levelsFalling),
    Figure(
      name: "fewer than", kind: .count, direction: .down, comparator: .lessThan, target: "10/", result: "9/",
      answer: "- -1 exceeded"),
    Figure(
      name: "not fewer than", kind: .count, direction: .down, comparator: .lessThan, target: "10/", result: "10/",
      answer: "- 0 notmet"),
    Figure(name: "a rise instead of a cut", kind: .reduction, target: "4/", result: "-0.5/", answer: "-12.5 -4.5 low"),
    Figure(name: "a cut in the other column", kind: .reduction, target: "4/", result: "/4", answer: "100 0 met", formula: .cuts),
    Figure(
      name: "poverty rose", kind: .rate, direction: .down, comparator: .atMost, target: "1.55/-1", result: "3/0.45",
      answer: "-45 1.45 notmet"),
    Figure(
      name: "planned change 0", kind: .rate, direction: .down, comparator: .atMost, target: "2.55/0", result: "2.55/0",
      answer: "- 0 met", formula: .targetNotPositive),
    Figure(
      name: "level against change", kind: .rate, target: "72/", result: "/2.4", answer: "- - no_basis", formula: .facesDiffer),
    Figure(
      name: "level against change, said in words", kind: .rate, target: "72/", result: "/2.4", stated: .met, answer: "- - met",
      formula: .stated),
    Figure(
      name: "more people", kind: .stock, target: "/300", result: "/150", answer: "50 -150 low", formula: .changes),
    Figure(name: "held below", direction: .hold, comparator: .maintain, target: "85/", result: "84/", answer: "98.82 -1 notmet"),
    Figure(name: "no result", target: "5700/", result: "/", answer: "- - no_basis", formula: .noResult),
    Figure(name: "nothing at all", target: "/", result: "/", answer: "- - no_basis", formula: .noTarget),
  ]

  @Test("the articles", arguments: articles)
  func ofArticles(figure: Figure) throws { try Self.expect(figure) }

  @Test("the edges", arguments: edges)
  func ofEdges(figure: Figure) throws { try Self.expect(figure) }

  static func expect(_ figure: Figure) throws {
    func faces(_ text: String) throws -> Faces {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      return Faces(level: try quantity(parts[0])?.ratio, change: try quantity(parts[1])?.ratio)
    }
    let target = try faces(figure.target)
    let assessment = Assessment.of(
      kind: figure.kind, direction: figure.direction, target: target, comparator: figure.comparator,
      reported: try faces(figure.result), stated: figure.stated, previous: try quantity(figure.previous)?.ratio,
      bands: PlanningFixture.bands)
    let attainment = assessment.attainment?.rounded(.halfUp, decimals: figure.decimals).plain ?? "-"
    let gap = assessment.gap?.rounded(.halfUp, decimals: 4).plain ?? "-"
    #expect("\(attainment) \(gap) \(assessment.verdict.rawValue)" == figure.answer)
    if let formula = figure.formula { #expect(assessment.formula == formula) }
    #expect((assessment.attainment == nil) == (assessment.divided == nil))
    #expect((assessment.gap == nil) == (assessment.compared == nil))
  }

  @Test("what is worked out from the year before is said")
  func derivation() {
    let target = Faces(level: Ratio(155, 100), change: Ratio(-1))
    let assessment = Assessment.of(
      kind: .rate, direction: .down, target: target, comparator: .atMost, reported: Faces(level: Ratio(175, 100)),
      previous: Ratio(255, 100), bands: PlanningFixture.bands)
    #expect(assessment.derivedFrom == Ratio(255, 100))
    #expect(assessment.result == Faces(level: Ratio(175, 100), change: Ratio(-80, 100)))
    #expect(assessment.face == .level)
    #expect(assessment.compared?.result == Ratio(175, 100) && assessment.divided?.result == Ratio(-80, 100))
  }
}
