/// The heights of rows whose wrapped text takes more than one line. Excel finds them itself, other applications do not, and text
/// would then lie over text.
struct RowHeights {
  private static let standardSize = 11
  private static let lineHeight = 15
  private static let highest = 409
  /// The heights in points by row number.
  private(set) var needed: [Int: Int] = [:]

  /// The heights that the cells of a sheet need.
  init(of sheet: SheetContent) {
    var merged: [CellAddress: CellRange] = [:]
    for range in sheet.merged { merged[range.from] = range }
    for cell in sheet.cells where cell.style.isWrapped {
      guard case .text(let text) = cell.value else { continue }
      let range = merged[cell.address] ?? CellRange(from: cell.address, to: cell.address)
      // A cell over several rows has room enough.
      guard range.from.row == range.to.row, range.from.column <= range.to.column else { continue }
      let width = (range.from.column...range.to.column).reduce(0) { $0 + RowHeights.width($1, sheet) }
      let size = cell.style.fontSize ?? RowHeights.standardSize
      let lines = RowHeights.lines(of: text, in: max(width, 1) * RowHeights.standardSize / max(size, 1), cell.style.isBold)
      guard lines > 1 else { continue }
      let height = lines * RowHeights.lineHeight * size / RowHeights.standardSize + 3
      needed[cell.address.row] = min(max(needed[cell.address.row] ?? 0, height), RowHeights.highest)
    }
  }

  private static func width(_ column: Int, _ sheet: SheetContent) -> Int {
    guard sheet.columns.indices.contains(column) else { return 8 }
    return sheet.columns[column].isHidden ? 0 : sheet.columns[column].width
  }

  /// How many lines a text takes where a line holds so many digits: broken at blanks, bold letters a tenth wider.
  private static func lines(of text: String, in digits: Int, _ isBold: Bool) -> Int {
    let room = max(isBold ? digits * 9 / 10 : digits, 1)
    let paragraphs: [Substring] = text.writable.split(separator: "\n", omittingEmptySubsequences: false)
    return paragraphs.reduce(0) { sum, paragraph in
      var (lines, used) = (1, 0)
      for word in paragraph.split(separator: " " as Character) {
        let length = word.count
        if used > 0, used + 1 + length > room { (lines, used) = (lines + 1, 0) }
        used += (used > 0 ? 1 : 0) + length
        if used > room { (lines, used) = (lines + (used - 1) / room, (used - 1) % room + 1) }
      }
      return sum + lines
    }
  }
}
