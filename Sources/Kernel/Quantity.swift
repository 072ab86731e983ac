/// An exact decimal number with at most four decimals: a count, a rate in percent, a number of points.
///
/// Stored as a whole number of ten-thousandths, so sums are exact on every engine. Never a `Double`.
public struct Quantity: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// How many decimals a quantity can hold.
  public static let decimals = 4
  /// The largest magnitude, 10¹⁴: a province pays 1.2 × 10¹² đồng a year, and all of them together stay below it.
  public static let limit: Int64 = 100_000_000_000_000 * 10_000
  /// How many digits a magnitude within the limit has before its decimal mark.
  static let wholeDigits = 15

  /// The number of ten-thousandths.
  public let tenThousandths: Int64

  /// A stored number of ten-thousandths.
  public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  /// A whole number.
  public init(_ whole: Int) { tenThousandths = Int64(whole) * 10_000 }

  /// Nothing.
  public static let zero = Quantity(0)

  /// Reads the plain exchange form, digits with an optional minus and a dot (`-1.2`, `6518`); `nil` for anything else,
  /// for more than four decimals and beyond `limit`.
  public init?(plain text: some StringProtocol) {
    var digits = Substring(text)
    let negative = digits.first == "-"
    if negative { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let whole = Int64(parts[0]), whole <= Quantity.limit / 10_000
    else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      let significant = parts[1].trimmingZerosAtEnd
      guard significant.utf8.count <= Quantity.decimals else { return nil }
      let padded = significant + String(repeating: "0", count: Quantity.decimals - significant.utf8.count)
      fraction = Int64(padded) ?? 0
    }
    let magnitude = whole * 10_000 + fraction
    guard magnitude <= Quantity.limit else { return nil }
    tenThousandths = negative ? -magnitude : magnitude
  }

  /// How many decimals it takes to write the number, 0…4.
  public var significantDecimals: Int {
    var rest = tenThousandths
    var decimals = Quantity.decimals
    while decimals > 0, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    return decimals
  }

  /// The plain exchange form: a dot, no grouping, zeros at the end trimmed.
  public var description: String { ratio.rounded(.halfUp, decimals: Quantity.decimals).plain }

  /// The same number as an exact fraction.
  public var ratio: Ratio { Ratio(Int(tenThousandths), 10_000) }

  /// Smaller numbers come first.
  public static func < (left: Quantity, right: Quantity) -> Bool { left.tenThousandths < right.tenThousandths }
}

extension Substring {
  var trimmingZerosAtEnd: String {
    let end = utf8.lastIndex { $0 != UInt8(ascii: "0") }.map { utf8.index(after: $0) }
    return String(self[..<(end ?? startIndex)])
  }
}
