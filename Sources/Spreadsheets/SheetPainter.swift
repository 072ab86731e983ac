/// Gives cells of a worksheet their marks, and takes the marks of others away. A cell that is not there is made where it belongs.
struct SheetPainter {
  let worksheet: XMLElement
  let grid: SheetGrid
  let styles: MarkStyles
  /// The columns to mark by row.
  private let wanted: [Int: Set<Int>]

  init(_ worksheet: XMLElement, _ grid: SheetGrid, _ styles: MarkStyles, marks: some Sequence<CellAddress>) {
    self.worksheet = worksheet
    self.grid = grid
    self.styles = styles
    wanted = Dictionary(grouping: marks, by: \.row).mapValues { Set($0.map(\.column)) }
  }

  /// Changes the sheet; false when it or the styles cannot be changed.
  func paint() -> Bool {
    guard let data = worksheet.child("sheetData"), SheetArrangement.arrange(data) else { return false }
    var pending = wanted.keys.sorted()[...]
    var number = 0
    for row in data.children("row") {
      number = SheetArrangement.number(of: row) ?? number + 1
      while let earlier = pending.first, earlier < number {
        guard addRow(earlier, to: data, before: row) else { return false }
        pending.removeFirst()
      }
      if pending.first == number { pending.removeFirst() }
      guard paint(row, number) else { return false }
    }
    for row in pending { guard addRow(row, to: data, before: nil) else { return false } }
    widenDimension()
    return true
  }

  private func paint(_ row: XMLElement, _ number: Int) -> Bool {
    let columns = wanted[number] ?? []
    var pending = columns.sorted()[...]
    // Written out, since a place counted from the one before would move with a new cell.
    if row["r"] == nil { row.set("r", String(number)) }
    var column = -1
    for cell in row.children("c") {
      column = cell["r"].flatMap { CellAddress($0) }?.column ?? column + 1
      if cell["r"] == nil { cell.set("r", CellAddress(column: column, row: number).description) }
      while let earlier = pending.first, earlier < column {
        guard addCell(CellAddress(column: earlier, row: number), to: row, before: cell) else { return false }
        pending.removeFirst()
      }
      if pending.first == column { pending.removeFirst() }
      let format = cell["s"].flatMap { Int($0) } ?? 0
      guard let new = columns.contains(column) ? styles.marked(format) : styles.unmarked(format) else { return false }
      if new != format { cell.set("s", new == 0 ? nil : String(new)) }
    }
    // What may follow the cells of a row is its list of extensions.
    let end = row.child("extLst")
    for column in pending {
      guard addCell(CellAddress(column: column, row: number), to: row, before: end) else { return false }
    }
    return true
  }

  private func addRow(_ number: Int, to data: XMLElement, before other: XMLElement?) -> Bool {
    guard let row = data.add("<\(data.prefix)row r=\"\(number)\"/>", before: other) else { return false }
    return (wanted[number] ?? []).sorted().allSatisfy { addCell(CellAddress(column: $0, row: number), to: row, before: nil) }
  }

  private func addCell(_ address: CellAddress, to row: XMLElement, before other: XMLElement?) -> Bool {
    let rowFormat = SheetGrid.isTrue(row["customFormat"]) ? row["s"].flatMap { Int($0) } : nil
    guard let format = styles.marked(rowFormat ?? grid.format(ofColumn: address.column)) else { return false }
    // A hint for faster loading that would now be wrong.
    if row["spans"] != nil { row.set("spans", nil) }
    return row.add("<\(row.prefix)c r=\"\(address)\" s=\"\(format)\"/>", before: other) != nil
  }

  /// The range of used cells that some readers trust takes the marks in.
  private func widenDimension() {
    guard let dimension = worksheet.child("dimension"), let text = dimension["ref"] else { return }
    let corners = text.split(separator: ":").compactMap { CellAddress(String($0)) }
    guard let first = corners.first, let last = corners.last, let top = wanted.keys.min(), let bottom = wanted.keys.max(),
      let left = wanted.values.compactMap({ $0.min() }).min(), let right = wanted.values.compactMap({ $0.max() }).max()
    else { return }
    let from = CellAddress(column: min(first.column, left), row: min(first.row, top))
    let to = CellAddress(column: max(last.column, right), row: max(last.row, bottom))
    if from != first || to != last { dimension.set("ref", from == to ? "\(from)" : "\(from):\(to)") }
  }
}
