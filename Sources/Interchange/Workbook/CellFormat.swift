/// How the number of a cell is shown, as far as its meaning hangs on it.
public enum CellFormat: Hashable, Sendable {
  /// As a number.
  case plain
  /// As a percentage: 0.5 is shown as 50 %.
  case percent
  /// As a date, a time or both: the number counts days, from the end of 1899 unless the workbook counts from 1904.
  case date

  /// The format of an id every workbook knows without naming its code (ECMA-376 part 1, 18.8.30, with its Asian and Thai lists).
  init(builtIn id: Int) {
    switch id {
    case 9, 10, 67, 68: self = .percent
    case 14...22, 27...36, 45...47, 50...58, 71...81: self = .date
    default: self = .plain
    }
  }

  /// The format of a code such as `0.0%`, `dd/mm/yyyy` or `#,##0 "đồng"`.
  init(code: [UInt8]) {
    var isDate = false
    var position = 0
    while position < code.count {
      let byte = code[position]
      switch byte {
      case UInt8(ascii: "\""): position = code[(position + 1)...].firstIndex(of: byte) ?? code.count
      // A letter shown as it is, a blank as wide as a letter, a letter that fills the cell.
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): position += 1
      case UInt8(ascii: "["):
        let end = code[position...].firstIndex(of: UInt8(ascii: "]")) ?? code.count
        isDate = isDate || CellFormat.isElapsedTime(code[(position + 1)..<end])
        position = end
      case UInt8(ascii: "%"):
        self = .percent
        return
      default: isDate = isDate || "dmyhs".utf8.contains(byte | 0x20)
      }
      position += 1
    }
    self = isDate ? .date : .plain
  }

  /// Whether brackets hold hours, minutes or seconds beyond a day (`[hh]`); otherwise they hold a colour or a condition.
  private static func isElapsedTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    return "hms".utf8.contains(first | 0x20) && bytes.allSatisfy { $0 | 0x20 == first | 0x20 }
  }
}
