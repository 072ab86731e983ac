import Figures
import Kernel

/// The level of a figure as a plain fraction, for comparing many figures without the arithmetic of numbers of any size: a
/// numerator of 10^16, a share factor of 10^3 and a denominator of 10^16 multiply to less than 128 bits hold.
struct FigureLevel: Comparable {
  private let numerator: Int128
  private let denominator: Int128

  /// The level of stored or read numbers in ten-thousandths; `nil` where they give none. The same rule as
  /// `IndicatorResult.level(of:)`.
  init?(value: Int64, numerator: Int64, denominator: Int64, missing: MissingReason?, _ indicator: Indicator) {
    let none = ResultRow.none
    if missing == MissingReason.none {
      (self.numerator, self.denominator) = (0, 1)
    } else if numerator != none, denominator != none, denominator != 0 {
      let factor: Int128 = indicator.unit == "%" ? 100 : indicator.unit == "‰" ? 1000 : 1
      self.numerator = Int128(numerator) * factor
      self.denominator = Int128(denominator)
    } else if value != none {
      (self.numerator, self.denominator) = (Int128(value), 10_000)
    } else {
      return nil
    }
  }

  static func == (left: FigureLevel, right: FigureLevel) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  static func < (left: FigureLevel, right: FigureLevel) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension ResultRow {
  /// The level the row claims.
  func level(of indicator: Indicator) -> FigureLevel? {
    FigureLevel(value: value, numerator: numerator, denominator: denominator, missing: missing, indicator)
  }
}
