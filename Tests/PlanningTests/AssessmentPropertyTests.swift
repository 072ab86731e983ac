import Kernel
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("Assessment against rules written a second time")
struct AssessmentPropertyTests {
  /// Which faces a target or a result shows.
  enum Shown: CaseIterable {
    case none, level, change, both
  }

  static func ratio(_ tenThousandths: Int?) -> Ratio? { tenThousandths.map { Ratio($0, 10_000) } }

  /// Numbers near each other and round ones, so that edges are hit: equal, exactly 95 and 70 %, zero, negative.
  static func numbers(_ random: inout SeededRandom) -> (Int, Int) {
    let planned = Int.random(in: -3...400, using: &random) * [100, 2500, 10_000].shuffled(using: &random)[0]
    let reached: Int
    switch Int.random(in: 0..<7, using: &random) {
    case 0: reached = planned
    case 1: reached = planned * 95 / 100
    case 2: reached = planned * 70 / 100
    case 3: reached = planned + [-1, 1].shuffled(using: &random)[0]
    case 4: reached = planned * 95 / 100 - 1
    case 5: reached = 0
    default: reached = planned + Int.random(in: -2_000_000...2_000_000, using: &random)
    }
    return (reached, planned)
  }

  static func oracle(
    _ kind: IndicatorKind, _ direction: Direction, _ comparator: Comparator, _ target: Shown, _ result: Shown, stated: Bool,
    _ random: inout SeededRandom
  ) -> AssessmentOracle {
    let (level, targetLevel) = numbers(&random)
    var (change, targetChange) = numbers(&random)
    if direction == .down, Bool.random(using: &random) { (change, targetChange) = (-change, -targetChange) }
    let verdicts = Verdict.statable
    return AssessmentOracle(
      kind: kind, direction: direction, comparator: comparator,
      targetLevel: target == .level || target == .both ? targetLevel : nil,
      targetChange: target == .change || target == .both ? targetChange : nil,
      resultLevel: result == .level || result == .both ? level : nil,
      resultChange: result == .change || result == .both ? change : nil,
      stated: stated ? verdicts[Int.random(in: verdicts.indices, using: &random)] : nil,
      previous: Bool.random(using: &random) ? Int.random(in: 0...4_000_000, using: &random) : nil)
  }

  @Test("every kind, direction, comparator and combination of faces", arguments: IndicatorKind.allCases, Direction.allCases)
  func everyCombination(kind: IndicatorKind, direction: Direction) {
    var random = SeededRandom(seed: 11)
    for comparator in Comparator.allCases {
      for target in Shown.allCases {
        for result in Shown.allCases {
          for round in 0..<24 {
            let stated = round.isMultiple(of: 3)
            Self.check(Self.oracle(kind, direction, comparator, target, result, stated: stated, &random))
          }
        }
      }
    }
  }

  static func check(_ oracle: AssessmentOracle) {
    let target = Faces(level: ratio(oracle.targetLevel), change: ratio(oracle.targetChange))
    let reported = Faces(level: ratio(oracle.resultLevel), change: ratio(oracle.resultChange))
    let expected = oracle.answer
    let made = Assessment.of(
      kind: oracle.kind, direction: oracle.direction, target: target, comparator: oracle.comparator, reported: reported,
      stated: oracle.stated, previous: ratio(oracle.previous), bands: PlanningFixture.bands)
    var attainment: Ratio?
    if let top = expected.top, let bottom = expected.bottom { attainment = Ratio(top * 100, bottom) }
    #expect(made.attainment == attainment, "\(oracle)")
    #expect(made.gap == ratio(expected.gap), "\(oracle)")
    #expect(made.verdict == expected.verdict, "\(oracle)")
    if let isSatisfied = expected.isSatisfied {
      #expect(isSatisfied == made.verdict.isAtLeastMet && isSatisfied != made.verdict.fallsShort, "\(oracle)")
      #expect(made.verdict != .metOrExceeded && made.verdict != .noBasis)
    } else {
      #expect(made.attainment == nil && made.gap == nil && made.face == nil && made.compared == nil)
    }
    // Ten times every number is ten times the gap, and nothing else: no number is compared with a fixed one.
    let tenfold = Assessment.of(
      kind: oracle.kind, direction: oracle.direction, target: tenTimes(target), comparator: oracle.comparator,
      reported: tenTimes(reported), stated: oracle.stated, previous: ratio(oracle.previous).map { $0 * Ratio(10) },
      bands: PlanningFixture.bands)
    #expect(tenfold.verdict == made.verdict && tenfold.attainment == made.attainment, "\(oracle)")
    #expect(tenfold.gap == made.gap.map { $0 * Ratio(10) }, "\(oracle)")
  }

  static func tenTimes(_ faces: Faces) -> Faces {
    Faces(level: faces.level.map { $0 * Ratio(10) }, change: faces.change.map { $0 * Ratio(10) })
  }
}
