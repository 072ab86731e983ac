/// How the number of a cell is shown, as far as its meaning hangs on it.
public enum CellFormat: Hashable, Sendable {
  /// As a number.
  case plain
  /// As a percentage: 0.5 is shown as 50 %.
  case percent
  /// As a date, a time or both: the number counts days, from the end of 1899 unless the workbook counts from 1904.
  case date
  /// With noughts in front, so that it has at least so many digits: 4 is shown as 00004.
  case zeros(Int)
  /// With signs between its digits, or letters before them: 12345 is shown as 12-345.
  case masked
  /// With digits beside the number that are not its own: 5 is shown as 50, or as 005 by other means than `zeros`.
  case digitsAdded

  /// The format of an id every workbook knows without naming its code (ECMA-376 part 1, 18.8.30, with its Asian and Thai lists).
  init(builtIn id: Int) {
    switch id {
    case 9, 10, 67, 68: self = .percent
    case 14...22, 27...36, 45...47, 50...58, 71...81: self = .date
    default: self = .plain
    }
  }
}
