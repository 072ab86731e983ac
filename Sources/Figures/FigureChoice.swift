import Kernel

/// Which of a unit's two figures counts: the one reported for the unit itself, or the sum of the units below. The one place that
/// decides it; `FigureLedger` writes the answer beside each sum.
package enum FigureChoice {
  /// What counts.
  /// - Parameters:
  ///   - own: why the unit's own figure has no number, where it has none.
  ///   - hasOwn: whether there is an own figure.
  ///   - hasSum: whether there is a sum.
  ///   - adopted: what somebody chose; `nil` where nobody did.
  package static func counts(
    hasOwn: Bool, missing own: MissingReason?, hasSum: Bool, adopted: Adoption.Choice?
  ) -> Adoption.Choice {
    guard hasSum else { return .direct }
    return !hasOwn || own == .notReported ? .sum : adopted ?? .direct
  }
}
