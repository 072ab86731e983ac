import Interchange
import Kernel

/// A number as a workbook stores it, freed of what binary arithmetic left in it: 69.599999999999994 is 69.6. Never a `Double`.
///
/// Spreadsheets keep 15 digits that matter and write 17; sums and quotients leave a little more behind, which no figure of ours
/// has after the ninth decimal.
struct WorkbookFigure: Hashable {
  private static let digitsKept = 15
  private static let decimalsKept = 9

  private let isNegative: Bool
  /// The digits before the decimal mark without zeros in front; empty below 1.
  private let whole: String
  /// The digits after it without zeros at the end.
  private let fraction: String
  /// Whether the number has more digits before the mark than any figure.
  let isTooLarge: Bool

  /// Reads `-1`, `0.5`, `1E+30`; `nil` for what is no such number.
  /// - Parameter shift: by how many places the mark moves to the right: 2 for a cell shown as a percentage.
  init?(decimal text: String, shift: Int = 0) {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let mantissa = parts.first else { return nil }
    let unsigned = mantissa.drop { $0 == "-" || $0 == "+" }
    let halves = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), mantissa.count - unsigned.count <= 1 else { return nil }
    var digits = halves.joined().utf8.map { Int($0) - 48 }
    guard !digits.isEmpty, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let written = parts.count == 2 ? parts[1].drop { $0 == "+" } : "0"
    let power = written.drop { $0 == "-" }
    guard !power.isEmpty, power.allSatisfy(\.isNumber) else { return nil }
    // A power beyond any integer is as good as one far beyond any figure.
    let exponent = min(Int(power) ?? 10_000, 10_000) * (written.hasPrefix("-") ? -1 : 1)
    var point = halves[0].utf8.count + exponent + shift
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    (digits, point) = WorkbookFigure.rounded(digits, point, keeping: WorkbookFigure.digitsKept)
    (digits, point) = WorkbookFigure.rounded(digits, point, keeping: point + WorkbookFigure.decimalsKept)
    isNegative = mantissa.hasPrefix("-") && !digits.isEmpty
    isTooLarge = !digits.isEmpty && point > 13
    let kept = isTooLarge ? 0 : point
    let padded = Array(repeating: 0, count: max(0, -kept)) + digits + Array(repeating: 0, count: max(0, kept - digits.count))
    whole = padded.prefix(max(0, kept)).map(String.init).joined()
    fraction = padded.dropFirst(max(0, kept)).map(String.init).joined()
  }

  /// Keeps some digits, half up, and drops zeros at the end. A carry over the first digit moves the point.
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

  /// The plain exchange form.
  private var plain: String {
    (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The number as an official types it.
  var asTyped: String { plain.withDecimalComma }

  /// The number as a figure with at most so many decimals.
  func quantity(decimals: Int) throws(NumberInputError) -> Quantity {
    guard !isTooLarge else { throw .tooLarge }
    guard fraction.utf8.count <= decimals else { throw .tooManyDecimals(allowed: decimals) }
    guard let quantity = Quantity(plain: plain) else { throw .tooLarge }
    return quantity
  }
}

/// Days as workbooks store them: numbers, counted from the end of 1899 or from 1904-01-01.
enum WorkbookDay {
  /// The day of a number; `nil` for a time without a day, and beyond the year 9999.
  static func day(_ decimal: String, countsFrom1904: Bool) -> CivilDate? {
    guard let serial = Int(decimal.prefix { $0 != "." }), decimal.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
    if countsFrom1904 { return (0...2_957_003).contains(serial) ? CivilDate(daysSinceEpoch: serial - 24_107) : nil }
    guard (1...2_958_465).contains(serial) else { return nil }
    // Excel believes in 29 February 1900, so the days before it are counted one less.
    return CivilDate(daysSinceEpoch: serial - (serial < 60 ? 25_568 : 25_569))
  }
}
