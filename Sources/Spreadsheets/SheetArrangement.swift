/// Brings rows and cells of a sheet that stand in disorder, or in pieces, into the order Excel wants, so that a mark can be put
/// where it belongs. What is in order stays as it is.
enum SheetArrangement {
  /// Arranges the rows; false where two cells claim one place, a cell stands in another row than it says, or something stands
  /// outside a sheet.
  static func arrange(_ data: XMLElement) -> Bool {
    var rows: [(number: Int, row: XMLElement)] = []
    var number = 0
    for row in data.children("row") {
      number = self.number(of: row) ?? number + 1
      guard (1...CellAddress.rows).contains(number), arrange(row.children("c"), of: row, number) else { return false }
      rows.append((number, row))
    }
    guard zip(rows, rows.dropFirst()).contains(where: { $0.number >= $1.number }) else { return true }
    var known: [Int: XMLElement] = [:]
    var joined: Set<Int> = []
    for (number, row) in rows {
      row.set("r", String(number))
      guard let first = known[number] else {
        known[number] = row
        continue
      }
      for cell in row.children("c") { cell.move(into: first) }
      row.remove()
      joined.insert(number)
    }
    for (number, row) in known.sorted(by: { $0.key < $1.key }) {
      row.move(into: data)
      guard joined.contains(number) else { continue }
      row.set("spans", nil)
      guard arrange(row.children("c"), of: row, number) else { return false }
    }
    return true
  }

  /// The number of a row: its own, or that in the address of its first cell; `nil` where neither says it, and 0 for what is none.
  static func number(of row: XMLElement) -> Int? {
    if let own = row["r"] { return Int(own) ?? 0 }
    return row.children("c").lazy.compactMap { $0["r"].flatMap { CellAddress($0) } }.first?.row
  }

  private static func arrange(_ cells: [XMLElement], of row: XMLElement, _ number: Int) -> Bool {
    var placed: [(column: Int, cell: XMLElement)] = []
    var column = -1
    for cell in cells {
      let address = cell["r"].flatMap { CellAddress($0) }
      guard address?.row ?? number == number else { return false }
      column = address?.column ?? column + 1
      placed.append((column, cell))
    }
    guard column < CellAddress.columns else { return false }
    guard zip(placed, placed.dropFirst()).contains(where: { $0.column >= $1.column }) else { return true }
    placed.sort { $0.column < $1.column }
    guard zip(placed, placed.dropFirst()).allSatisfy({ $0.column < $1.column }) else { return false }
    for (column, cell) in placed {
      cell.set("r", CellAddress(column: column, row: number).description)
      cell.move(into: row)
    }
    // What may follow the cells of a row is its list of extensions.
    row.child("extLst")?.move(into: row)
    return true
  }
}
