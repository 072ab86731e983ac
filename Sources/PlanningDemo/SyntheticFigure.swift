import Figures

/// One made-up figure: whole numbers only, because synthetic counts and the parts of synthetic rates are whole.
struct SyntheticFigure: Hashable {
  var value: Int?
  var numerator: Int?
  var denominator: Int?
  var yearTail: Int?
  var missing: MissingReason?

  /// A number; nothing at all becomes «nil» where asked for.
  static func number(_ value: Int, orNil: Bool = false) -> SyntheticFigure {
    value == 0 && orNil ? SyntheticFigure(missing: MissingReason.none) : SyntheticFigure(value: value)
  }

  /// A share by its parts.
  static func share(_ numerator: Int, of denominator: Int) -> SyntheticFigure {
    SyntheticFigure(numerator: min(max(numerator, 0), denominator), denominator: denominator)
  }

  /// What does not concern a unit.
  static let notApplicable = SyntheticFigure(missing: .notApplicable)

  /// The figure as one line of the digest.
  var line: String {
    func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
    return "\(text(value))|\(text(numerator))|\(text(denominator))|\(text(yearTail))|\(missing?.rawValue ?? "")"
  }
}
