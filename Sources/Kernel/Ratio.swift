import BigInt

/// An exact fraction of whole numbers of any size: what a percentage, a rate and a gap are until they are printed.
///
/// Numbers of any size come from files, so the arithmetic must not overflow: where a term leaves the machine's own numbers, it goes
/// on with `BigInt`. Nearly all fractions of a board stay small, and cost no memory of their own.
public struct Ratio: Hashable, Sendable, Comparable {
  /// The terms in their lowest form, the denominator above zero; small ones wherever both fit, so that equal fractions are equal.
  private enum Terms: Hashable, Sendable {
    /// Neither is `Int.min`, so each has its opposite.
    case small(Int, Int)
    indirect case large(BigInt, BigInt)
  }

  private let terms: Terms

  private init(terms: Terms) { self.terms = terms }

  /// The fraction of two whole numbers.
  /// - Precondition: the denominator is not zero.
  public init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(denominator != 0, "a fraction has a denominator")
    let divisor = Ratio.commonDivisor(numerator.magnitude, denominator.magnitude)
    let sizes = (numerator.magnitude / divisor, denominator.magnitude / divisor)
    guard let size = Int(exactly: sizes.0), let below = Int(exactly: sizes.1) else {
      self.init(BigInt(numerator), BigInt(denominator))
      return
    }
    self.init(terms: .small((numerator < 0) == (denominator < 0) ? size : -size, below))
  }

  private init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "a fraction has a denominator")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    let lowest = (sign * numerator / divisor, sign * denominator / divisor)
    if let small = Int(exactly: lowest.0), small != .min, let below = Int(exactly: lowest.1) {
      self.init(terms: .small(small, below))
    } else {
      self.init(terms: .large(lowest.0, lowest.1))
    }
  }

  /// The largest number that divides both; of zero and another that other.
  private static func commonDivisor(_ left: UInt, _ right: UInt) -> UInt {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }

  /// The terms as numbers of any size.
  private var whole: (numerator: BigInt, denominator: BigInt) {
    switch terms {
    case .small(let numerator, let denominator): (BigInt(numerator), BigInt(denominator))
    case .large(let numerator, let denominator): (numerator, denominator)
    }
  }

  /// Nothing.
  public static let zero = Ratio(0)
  /// One hundred, the factor of a percentage.
  public static let hundred = Ratio(100)

  /// Whether the fraction is zero.
  public var isZero: Bool { if case .small(0, _) = terms { true } else { false } }

  /// Whether the fraction is below zero.
  public var isNegative: Bool {
    switch terms {
    case .small(let numerator, _): numerator < 0
    case .large(let numerator, _): numerator < 0
    }
  }

  /// The exact sum.
  public static func + (left: Ratio, right: Ratio) -> Ratio {
    if case .small(let a, let b) = left.terms, case .small(let c, let d) = right.terms {
      if b == d, let sum = exact(a.addingReportingOverflow(c)) { return Ratio(sum, b) }
      if let first = product(a, d), let second = product(c, b), let sum = exact(first.addingReportingOverflow(second)),
        let denominator = product(b, d)
      {
        return Ratio(sum, denominator)
      }
    }
    let (left, right) = (left.whole, right.whole)
    return Ratio(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact difference.
  public static func - (left: Ratio, right: Ratio) -> Ratio { left + -right }

  /// The exact product.
  public static func * (left: Ratio, right: Ratio) -> Ratio {
    if case .small(let a, let b) = left.terms, case .small(let c, let d) = right.terms, let numerator = product(a, c),
      let denominator = product(b, d)
    {
      return Ratio(numerator, denominator)
    }
    let (left, right) = (left.whole, right.whole)
    return Ratio(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The exact quotient.
  /// - Precondition: the divisor is not zero.
  public static func / (left: Ratio, right: Ratio) -> Ratio {
    if case .small(let a, let b) = left.terms, case .small(let c, let d) = right.terms, let numerator = product(a, d),
      let denominator = product(b, c)
    {
      return Ratio(numerator, denominator)
    }
    let (left, right) = (left.whole, right.whole)
    return Ratio(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// The same size on the other side of zero.
  public static prefix func - (ratio: Ratio) -> Ratio {
    switch ratio.terms {
    case .small(let numerator, let denominator): Ratio(terms: .small(-numerator, denominator))
    case .large(let numerator, let denominator): Ratio(-numerator, denominator)
    }
  }

  /// Compares exactly.
  public static func < (left: Ratio, right: Ratio) -> Bool {
    if case .small(let a, let b) = left.terms, case .small(let c, let d) = right.terms {
      let (first, second) = (a.multipliedFullWidth(by: d), c.multipliedFullWidth(by: b))
      return (first.high, first.low) < (second.high, second.low)
    }
    let (left, right) = (left.whole, right.whole)
    return left.numerator * right.denominator < right.numerator * left.denominator
  }

  private static func product(_ left: Int, _ right: Int) -> Int? { exact(left.multipliedReportingOverflow(by: right)) }

  private static func exact(_ made: (partialValue: Int, overflow: Bool)) -> Int? { made.overflow ? nil : made.partialValue }

  /// The number to print: rounded once, by the rule named.
  public func rounded(_ rounding: Rounding, decimals: Int) -> PrintedNumber {
    if case .small(let numerator, let denominator) = terms, let scale = Ratio.powersOfTen[at: decimals],
      case (let scaled, let overflow) = numerator.magnitude.multipliedReportingOverflow(by: scale), !overflow
    {
      let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
      let isUp = rounding == .halfUp && remainder >= denominator.magnitude - remainder
      return PrintedNumber(isNegative: numerator < 0, digits: String(isUp ? quotient + 1 : quotient), decimals: decimals)
    }
    let (numerator, denominator) = whole
    let scaled = numerator.magnitude * BigUInt(10).power(decimals)
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
    let isUp = rounding == .halfUp && remainder * 2 >= denominator.magnitude
    return PrintedNumber(isNegative: numerator < 0, digits: String(isUp ? quotient + 1 : quotient), decimals: decimals)
  }

  private static let powersOfTen: [UInt] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

  /// The nearest quantity of four decimals, half up; `nil` beyond `Quantity.limit`.
  public var quantity: Quantity? { Quantity(plain: rounded(.halfUp, decimals: Quantity.decimals).plain) }
}

extension [UInt] {
  fileprivate subscript(at index: Int) -> UInt? { indices.contains(index) ? self[index] : nil }
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
    let mark = padded.utf8.index(padded.endIndex, offsetBy: -decimals)
    whole = String(padded[..<mark])
    fraction = String(padded[mark...])
    self.isNegative = isNegative && padded.utf8.contains { $0 != UInt8(ascii: "0") }
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
