import Kernel

/// Which of a unit's two figures counts: the one reported for the unit itself, or the sum of the units below. The one place that
/// decides it; `FigureLedger` writes the answer beside each sum.
enum FigureChoice {
  /// What counts.
  /// - Parameters:
  ///   - own: why the unit's own figure has no number, where it has none.
  ///   - hasOwn: whether there is an own figure.
  ///   - hasSum: whether there is a sum.
  ///   - adopted: what somebody chose; `nil` where nobody did.
  static func counts(
    hasOwn: Bool, missing own: MissingReason?, hasSum: Bool, adopted: Adoption.Choice?
  ) -> Adoption.Choice {
    guard hasSum else { return .direct }
    return !hasOwn || own == .notReported ? .sum : adopted ?? .direct
  }
}

extension RollUpSum {
  /// Adds what a unit contributes to the unit above: the one of its figures that counts. Where its own counts and holds no number
  /// at all (a change alone), the sum stands in, or the units below would be lost on the way up.
  mutating func add(own: RollUpFigure?, sum: RollUpSum?, counts: Adoption.Choice, _ kind: IndicatorKind) {
    if let own, counts == .direct { add(own, kind) }
    if let sum, counts == .sum || !(own?.speaks ?? false) { add(sum) }
  }
}
