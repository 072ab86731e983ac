import Interchange
import Kernel
import Published
import Storage

/// Writes the figures that count as a file of the contract: imported again, it changes nothing.
public enum ResultExport {
  /// Writes the figures, department by department and place by place. However many there are, few are held at a time.
  /// - Parameters:
  ///   - year: only the figures of this year's periods; all where it is `nil`.
  ///   - out: takes the next part of the file.
  public static func write(year: Int?, _ transaction: ReadTransaction, to out: (String) throws -> Void) throws {
    var csv = CSVWriter(header: ResultImport.columns.names)
    var count = 0
    let figures = year.map { Period.isWithin($0) } ?? "1 = 1"
    try transaction.scan(
      """
      SELECT indicator, place, period, value, numerator, denominator, change, verdict, missing, origin, cause, note, year_tail
      FROM planning_published WHERE \(figures) ORDER BY department, place, period, indicator
      """
    ) { row in
      csv.add(
        (0..<13).map { column in
          switch column {
          case 3...6, 12: .plain(row.number(column).map(number) ?? "")
          case 10, 11: .text(row.text(column) ?? "")
          default: .plain(row.text(column) ?? "")
          }
        })
      count += 1
      if count.isMultiple(of: piece) { try out(csv.take()) }
    }
    try out(csv.take())
  }

  /// So many rows are handed on together.
  private static let piece = 1_000

  /// A stored number with a point. Three decimals get a fourth, so that nobody takes them for thousands.
  private static func number(_ tenThousandths: Int64) -> String {
    let quantity = Quantity(tenThousandths: tenThousandths)
    return quantity.significantDecimals == 3 ? quantity.description + "0" : quantity.description
  }
}
