/// The columns and rows of a sheet as far as a mark needs them: formats of cells that are not there, and sizes to place a note.
struct SheetGrid {
  private struct Column {
    let range: ClosedRange<Int>
    let format: Int
    let width: Int
  }

  private static let digit = 7.0
  /// How many elements for columns are looked at; each stands for a stretch of them.
  private static let mostColumns = 1_024
  private let columns: [Column]
  private let defaultWidth: Int
  private let defaultHeight: Int
  private var heights: [Int: Int] = [:]

  /// The grid of a worksheet.
  init(_ worksheet: XMLElement) {
    let format = worksheet.child("sheetFormatPr")
    let standard = format?["defaultColWidth"].flatMap { Double($0) }.map(SheetGrid.pixels(width:)) ?? 64
    defaultWidth = standard
    defaultHeight = format?["defaultRowHeight"].flatMap { Double($0) }.map(SheetGrid.pixels(height:)) ?? 20
    columns = (worksheet.child("cols")?.children("col") ?? []).prefix(SheetGrid.mostColumns).compactMap { column in
      guard let first = column["min"].flatMap({ Int($0) }), let last = column["max"].flatMap({ Int($0) }), first >= 1,
        first <= last
      else { return nil }
      let width = column["width"].flatMap { Double($0) }.map(SheetGrid.pixels(width:)) ?? standard
      return Column(
        range: first - 1...last - 1, format: column["style"].flatMap { Int($0) } ?? 0,
        width: SheetGrid.isTrue(column["hidden"]) ? 0 : width)
    }
    for row in worksheet.child("sheetData")?.children("row") ?? [] {
      guard let number = row["r"].flatMap({ Int($0) }) else { continue }
      if SheetGrid.isTrue(row["hidden"]) {
        heights[number] = 0
      } else if let height = row["ht"].flatMap({ Double($0) }) {
        heights[number] = SheetGrid.pixels(height: height)
      }
    }
  }

  /// The format of a cell that is not written, in a row without a format of its own.
  func format(ofColumn column: Int) -> Int { columns.first { $0.range.contains(column) }?.format ?? 0 }

  /// The next cell of the row that is seen and may be used, to the right or else to the left; the cell itself where there is
  /// none.
  func visibleCell(beside cell: CellAddress, _ mayBeUsed: (CellAddress) -> Bool) -> CellAddress {
    let right = (cell.column + 1)..<max(CellAddress.columns, cell.column + 1)
    let found = (Array(right) + (0..<cell.column).reversed()).first {
      width($0) > 0 && mayBeUsed(CellAddress(column: $0, row: cell.row))
    }
    return CellAddress(column: found ?? cell.column, row: cell.row)
  }

  /// The place of a note beside a cell, as VML counts it: column, pixels, row, pixels of the left upper and of the right lower
  /// corner. Hidden columns and rows take no room, so the note keeps its size.
  func anchor(of size: NoteSize, beside cell: CellAddress) -> String {
    var left = min(cell.column + 1, CellAddress.columns - 1)
    while width(left) == 0, left < CellAddress.columns - 1 { left += 1 }
    let top = max(cell.row - 1, 1)
    let (right, beyondRight) = SheetGrid.walk(from: left, 15 + size.width, limit: CellAddress.columns - 1, size: width)
    let (bottom, beyondBottom) = SheetGrid.walk(from: top, 2 + size.height, limit: CellAddress.rows, size: height)
    return "\(left), 15, \(top - 1), 2, \(right), \(beyondRight), \(bottom - 1), \(beyondBottom)"
  }

  /// An anchor whose note has at least this size; `nil` when it has it already, or is none.
  func grown(_ anchor: String, to size: NoteSize) -> String? {
    var place = anchor.split(separator: ",").compactMap { Int($0.filter { !$0.isWhitespace }) }
    guard place.count == 8, place.allSatisfy({ (0..<10_000_000).contains($0) }), place[4] - place[0] < 1_000,
      place[6] - place[2] < 1_000,
      place[0] <= place[4], place[2] <= place[6], place[6] < CellAddress.rows
    else { return nil }
    let wide = (place[0]..<place[4]).reduce(place[5] - place[1]) { $0 + width($1) }
    let high = (place[2]..<place[6]).reduce(place[7] - place[3]) { $0 + height($1 + 1) }
    if wide >= size.width, high >= size.height { return nil }
    if wide < size.width {
      let limit = CellAddress.columns - 1
      (place[4], place[5]) = SheetGrid.walk(from: place[0], place[1] + size.width, limit: limit, size: width)
    }
    if high < size.height {
      let (row, rest) = SheetGrid.walk(from: place[2] + 1, place[3] + size.height, limit: CellAddress.rows, size: height)
      (place[6], place[7]) = (row - 1, rest)
    }
    return place.map(String.init).joined(separator: ", ")
  }

  /// The largest number of a format that a cell, row or column of a worksheet names.
  static func largestFormat(_ worksheet: XMLElement) -> Int {
    let rows = worksheet.child("sheetData")?.children("row") ?? []
    let columns = (worksheet.child("cols")?.children("col") ?? []).compactMap { $0["style"] }
    let named = columns + rows.flatMap { row in ([row] + row.children("c")).compactMap { $0["s"] } }
    return named.compactMap { Int($0) }.max() ?? 0
  }

  private static func walk(from start: Int, _ pixels: Int, limit: Int, size: (Int) -> Int) -> (Int, Int) {
    var (place, rest) = (start, pixels)
    while place < limit, rest >= size(place) {
      rest -= size(place)
      place += 1
    }
    return (place, rest)
  }

  private func width(_ column: Int) -> Int { columns.first { $0.range.contains(column) }?.width ?? defaultWidth }

  private func height(_ row: Int) -> Int { heights[row] ?? defaultHeight }

  /// Whether a flag of the format says yes.
  static func isTrue(_ flag: String?) -> Bool { flag == "1" || flag == "true" }

  /// A width in digits of the standard font, its padding included (ECMA-376 part 1, 18.3.1.13).
  private static func pixels(width: Double) -> Int { Int((bounded(width, by: 255) * digit).rounded()) }

  /// A height in points.
  private static func pixels(height: Double) -> Int { Int((bounded(height, by: 409) * 4 / 3).rounded()) }

  /// A size within its bounds; nothing for what is no number.
  private static func bounded(_ size: Double, by limit: Double) -> Double { size.isNaN ? 0 : min(max(size, 0), limit) }
}
