/// A number as a workbook stores it, freed of what binary arithmetic left in it: 69.599999999999994 is 69.6, and
/// 12345678.550000001 is 12345678.55. Never a `Double`.
///
/// Spreadsheets show 15 digits that matter and write 17; sums and quotients leave a little more behind, which no figure of ours
/// has after the ninth decimal.
public struct StoredNumber: Hashable, Sendable {
  private static let digitsKept = 15
  private static let decimalsKept = 9
  /// Beyond so many digits a number is too large for anybody, whatever they are.
  private static let mostDigits = 60

  /// Whether it is below nought.
  public let isNegative: Bool
  /// The digits before the decimal mark without noughts in front; empty below 1.
  public let whole: String
  /// The digits after it without noughts at the end.
  public let fraction: String

  /// Reads `-1`, `0.5`, `1E+30` (XML Schema part 2, `double`); `nil` for what is no such number.
  /// - Parameter shift: by how many places the mark moves to the right: 2 for a cell shown as a percentage.
  public init?(_ decimal: String, shiftedBy shift: Int = 0) {
    let parts = decimal.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let mantissa = parts.first else { return nil }
    let unsigned = mantissa.drop { $0 == "-" || $0 == "+" }
    let halves = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), mantissa.count - unsigned.count <= 1 else { return nil }
    var digits = halves.joined().utf8.map { Int($0) - 48 }
    guard !digits.isEmpty, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let written = parts.count == 2 ? parts[1] : "0"
    let power = written.drop { $0 == "-" || $0 == "+" }
    guard !power.isEmpty, written.count - power.count <= 1, power.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    // A power beyond any integer is as good as one far beyond any figure.
    let exponent = min(Int(power) ?? 10_000, 10_000) * (written.hasPrefix("-") ? -1 : 1)
    var point = halves[0].utf8.count + exponent + shift
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    (digits, point) = StoredNumber.rounded(digits, point, keeping: StoredNumber.digitsKept)
    (digits, point) = StoredNumber.rounded(digits, point, keeping: point + StoredNumber.decimalsKept)
    isNegative = mantissa.hasPrefix("-") && !digits.isEmpty
    let kept = min(point, StoredNumber.mostDigits)
    let padded = Array(repeating: 0, count: max(0, -kept)) + digits + Array(repeating: 0, count: max(0, kept - digits.count))
    whole = padded.prefix(max(0, kept)).map(String.init).joined()
    fraction = padded.dropFirst(max(0, kept)).map(String.init).joined()
  }

  /// Keeps some digits, half up, and drops noughts at the end. A carry over the first digit moves the point.
  private static func rounded(_ digits: [Int], _ point: Int, keeping count: Int) -> ([Int], Int) {
    var (digits, point) = (digits, point)
    if count < 0 { return ([], 0) }
    if digits.count > count {
      var carries = digits[count] >= 5
      digits.removeSubrange(count...)
      for place in digits.indices.reversed() where carries {
        carries = digits[place] == 9
        digits[place] = carries ? 0 : digits[place] + 1
      }
      if carries {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
    return digits.isEmpty ? ([], 0) : (digits, point)
  }

  /// The plain exchange form, `-1204.5`.
  public var plain: String {
    (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The number as an official types it, `-1204,5`.
  public var asTyped: String { plain.replacing(".", with: ",") }
}
