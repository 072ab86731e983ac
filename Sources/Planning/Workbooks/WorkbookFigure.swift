import Interchange
import Kernel

/// A number of a workbook on its way to a figure.
struct WorkbookFigure: Hashable {
  /// The most digits before the decimal mark that a figure may have; `Quantity` judges more closely.
  private static let mostDigits = 15

  private let number: StoredNumber

  /// Reads `-1`, `0.5`, `1E+30`; `nil` for what is no such number.
  /// - Parameter shift: by how many places the mark moves to the right: 2 for a cell shown as a percentage.
  init?(decimal text: String, shift: Int = 0) {
    guard let number = StoredNumber(text, shiftedBy: shift) else { return nil }
    self.number = number
  }

  /// Whether the number has more digits before the mark than any figure.
  var isTooLarge: Bool { number.whole.utf8.count > WorkbookFigure.mostDigits }

  /// The number as an official types it.
  var asTyped: String { number.asTyped }

  /// The number as a figure with at most so many decimals.
  func quantity(decimals: Int) throws(NumberInputError) -> Quantity {
    guard !isTooLarge else { throw .tooLarge }
    guard number.fraction.utf8.count <= decimals else { throw .tooManyDecimals(allowed: decimals) }
    guard let quantity = Quantity(plain: number.plain) else { throw .tooLarge }
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
