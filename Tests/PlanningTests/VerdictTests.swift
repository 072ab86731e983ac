import Kernel
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("Verdicts, their dated bands and the plan's own verdict")
struct VerdictTests {
  static let plans: [(verdicts: [Verdict], verdict: Verdict)] = [
    ([], .noBasis), ([.noBasis], .noBasis), ([.noBasis, .noBasis], .noBasis),
    ([.met], .met), ([.exceeded, .met, .metOrExceeded], .met), ([.met, .noBasis, .noBasis], .met),
    ([.met, .notMet], .mostly), ([.exceeded, .low], .mostly), ([.met, .met, .mostly], .mostly),
    ([.met, .low, .noBasis], .mostly),
    ([.met, .low, .low], .notMet), ([.mostly], .notMet), ([.low], .notMet), ([.mostly, .mostly, .met], .notMet),
  ]

  @Test("the shipped rule: all of those with a basis, half of them, fewer", arguments: plans)
  func ofPlans(verdicts: [Verdict], verdict: Verdict) throws {
    let rule = try PlanVerdictRule(try PlanningFixture.rulebook, on: .testDay)
    #expect(rule == PlanVerdictRule(met: Ratio(100), mostly: Ratio(50)))
    #expect(rule.verdict(of: verdicts) == verdict)
  }

  @Test("the edges of a rule belong to the better word")
  func edges() {
    let rule = PlanVerdictRule(met: Ratio(90), mostly: Ratio(200, 3))
    let nine = Array(repeating: Verdict.met, count: 9)
    #expect(rule.verdict(of: nine + [.low]) == .met)
    #expect(rule.verdict(of: nine.dropLast() + [.low, .low]) == .mostly)
    #expect(rule.verdict(of: [.met, .met, .low]) == .mostly)
    #expect(rule.verdict(of: [.met, .low]) == .notMet)
  }

  @Test("the shipped bands are 95 and 70")
  func bands() throws { #expect(try VerdictBands(try PlanningFixture.rulebook, on: .testDay) == PlanningFixture.bands) }

  @Test("what a verdict counts as", arguments: Verdict.allCases)
  func classes(verdict: Verdict) {
    #expect(verdict.isAtLeastMet == [.exceeded, .met, .metOrExceeded].contains(verdict))
    #expect(verdict.fallsShort == [.mostly, .notMet, .low].contains(verdict))
    #expect(Verdict.statable.contains(verdict) == (verdict != .noBasis))
  }
}
