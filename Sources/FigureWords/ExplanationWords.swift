import Figures
import Kernel
import Rulebook
import Wording

/// Explains one board line in sentences: the formula with its numbers, what was compared, where each number comes from, and
/// the bands used. Every percentage on a page leads here.
public struct ExplanationWords: Sendable {
  private let words: LocalWording
  private let bandsRule: RuleValue?

  /// Explains in one language; the bands' document and confidence come from the rule in force.
  public init(_ words: LocalWording, bandsRule: RuleValue?) {
    self.words = words
    self.bandsRule = bandsRule
  }

  /// The sentences, in the order of the reasoning.
  public func lines(_ row: BoardRow) -> [String] {
    [ratio(row), comparison(row), derivation(row), target(row), result(row), bands(row)].compactMap { $0 }
  }

  private func ratio(_ row: BoardRow) -> String? {
    let assessment = row.assessment
    guard let divided = assessment.divided, let attainment = row.numbers.attainment else {
      return words.text("explain.formula.\(assessment.formula.rawValue)")
    }
    return words.text(
      "explain.ratio",
      [
        "name": words.text("explain.formula.\(assessment.formula.rawValue)"), "result": number(divided.result, row),
        "target": number(divided.target, row), "attainment": words.format.percent(attainment),
        "decimals": words.format.number(row.indicator.attainmentDecimals),
      ])
  }

  private func comparison(_ row: BoardRow) -> String? {
    let verdict = words.text("verdict.\(row.assessment.verdict.rawValue)").lowercased()
    guard let compared = row.assessment.compared, let comparator = row.target?.comparator else {
      return row.result?.verdict == nil ? nil : words.text("explain.stated", ["verdict": verdict])
    }
    let condition = words.text("comparator.\(comparator.key)", ["figure": number(compared.target, row)])
    return words.text(
      "explain.comparison", ["result": number(compared.result, row), "condition": condition, "verdict": verdict])
  }

  private func derivation(_ row: BoardRow) -> String? {
    row.assessment.derivedFrom.map { words.text("explain.derived_from", ["previous": number($0, row)]) }
  }

  private func target(_ row: BoardRow) -> String? {
    guard let target = row.target else { return nil }
    let origin = words.text("origin.\(target.origin.rawValue)").lowercased()
    let decision = target.decision.isEmpty ? words.text("explain.no_decision") : target.decision
    return words.text("explain.target", ["origin": origin, "decision": decision])
  }

  private func result(_ row: BoardRow) -> String? {
    guard let result = row.result else { return nil }
    let origin = words.text("origin.\(result.origin.rawValue)").lowercased()
    let status = words.text("status.\(result.status.rawValue)").lowercased()
    guard let numerator = result.numerator, let denominator = result.denominator else {
      return words.text("explain.result", ["origin": origin, "status": status])
    }
    return words.text(
      "explain.fraction",
      [
        "numerator": words.format.number(numerator), "denominator": words.format.number(denominator), "origin": origin,
        "status": status,
      ])
  }

  private func bands(_ row: BoardRow) -> String? {
    guard row.assessment.compared != nil, let rule = bandsRule else { return nil }
    let confidence = words.text("confidence.\(rule.confidence.rawValue)").lowercased()
    return words.text(
      "explain.bands",
      [
        "mostly": rule.value.field("mostly") ?? "", "notmet": rule.value.field("notmet") ?? "", "document": rule.document,
        "confidence": confidence,
      ])
  }

  private func number(_ ratio: Ratio, _ row: BoardRow) -> String {
    words.format.trimmed(ratio.rounded(.halfUp, decimals: row.indicator.decimals))
  }
}
