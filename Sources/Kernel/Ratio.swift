import BigInt

/// An exact fraction of whole numbers of any size: what a percentage, a rate and a gap are until they are printed.
///
/// Numbers of any size come from files, so the arithmetic must not overflow; that is why it stands on `BigInt`.
public struct Ratio: Hashable, Sendable, Comparable {
  let numerator: BigInt
  let denominator: BigInt

  /// The fraction of two whole numbers.
  /// - Precondition: the denominator is not zero.
  public init(_ numerator: Int, _ denominator: Int = 1) {
    self.init(BigInt(numerator), BigInt(denominator))
  }

  private init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "a fraction has a denominator")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.numerator = divisor == 0 ? 0 : sign * numerator / divisor
    self.denominator = divisor == 0 ? 1 : sign * denominator / divisor
  }

  /// Nothing.
  public static let zero = Ratio(0)
  /// One hundred, the factor of a percentage.
  public static let hundred = Ratio(100)

  /// Whether the fraction is zero.
  public var isZero: Bool { numerator == 0 }
  /// Whether the fraction is below zero.
  public var isNegative: Bool { numerator < 0 }

  /// The exact sum.
  public static func + (left: Ratio, right: Ratio) -> Ratio {
    Ratio(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact difference.
  public static func - (left: Ratio, right: Ratio) -> Ratio {
    Ratio(
      left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact product.
  public static func * (left: Ratio, right: Ratio) -> Ratio {
    Ratio(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The exact quotient.
  /// - Precondition: the divisor is not zero.
  public static func / (left: Ratio, right: Ratio) -> Ratio {
    Ratio(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// The same size on the other side of zero.
  public static prefix func - (ratio: Ratio) -> Ratio { Ratio(-ratio.numerator, ratio.denominator) }

  /// Compares exactly.
  public static func < (left: Ratio, right: Ratio) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  /// The number to print: rounded once, by the rule named.
  public func rounded(_ rounding: Rounding, decimals: Int) -> PrintedNumber {
    let scaled = numerator.magnitude * BigUInt(10).power(decimals)
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
    let up: Bool =
      switch rounding {
      case .halfUp: remainder * 2 >= denominator.magnitude
      case .down: false
      }
    let digits = String(up ? quotient + 1 : quotient)
    return PrintedNumber(isNegative: numerator < 0, digits: digits, decimals: decimals)
  }

  /// The nearest quantity of four decimals, half up; `nil` beyond `Quantity.limit`.
  public var quantity: Quantity? { Quantity(plain: rounded(.halfUp, decimals: Quantity.decimals).plain) }
}

/// How a number is cut to its decimals; always an explicit argument, because a decree may say.
public enum Rounding: Sendable, Hashable {
  /// To the nearest, a half away from zero: 114,345 → 114,35 and −0,5 → −1.
  case halfUp
  /// Towards zero.
  case down
}

/// A number rounded to a fixed count of decimals, ready to be written with either language's marks.
public struct PrintedNumber: Hashable, Sendable {
  /// Whether a minus belongs before it; never for zero.
  public let isNegative: Bool
  /// The digits before the decimal mark, at least one.
  public let whole: String
  /// The digits after the decimal mark, as many as were asked for.
  public let fraction: String

  init(isNegative: Bool, digits: String, decimals: Int) {
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    whole = String(padded.dropLast(decimals))
    fraction = String(padded.suffix(decimals))
    self.isNegative = isNegative && padded.contains { $0 != "0" }
  }

  private init(isNegative: Bool, whole: String, fraction: String) {
    self.isNegative = isNegative
    self.whole = whole
    self.fraction = fraction
  }

  /// The number without its sign.
  public var magnitude: PrintedNumber { PrintedNumber(isNegative: false, whole: whole, fraction: fraction) }

  /// The digits after the decimal mark without zeros at the end.
  public var trimmedFraction: String { fraction[...].trimmingZerosAtEnd }

  /// The plain exchange form: a dot, no grouping, zeros at the end trimmed.
  public var plain: String {
    (isNegative ? "-" : "") + whole + (trimmedFraction.isEmpty ? "" : "." + trimmedFraction)
  }
}
