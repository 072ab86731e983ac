extension CellRange {
  /// Reads a range as it stands in a file (ECMA-376 part 1, 18.18.62): `A1:B2`, `A1`, whole columns `H:K`, whole rows `9:9`;
  /// `nil` for anything else.
  init?(_ text: String) {
    let ends = text.filter { $0 != "$" }.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let first = ends.first, let last = ends.last, ends.count <= 2 else { return nil }
    // A column alone is completed to its first and its last cell, and a row as well.
    let (lastColumn, lastRow) = (CellAddress.columnName(CellAddress.columns - 1), String(CellAddress.rows))
    let found: (from: CellAddress?, to: CellAddress?) =
      if ends.count == 2, ends.allSatisfy({ CellAddress($0 + "1") != nil }) && !ends.contains(where: CellRange.hasDigit) {
        (CellAddress(first + "1"), CellAddress(last + lastRow))
      } else if ends.count == 2, ends.allSatisfy({ CellAddress("A" + $0) != nil }) && ends.allSatisfy(CellRange.isNumber) {
        (CellAddress("A" + first), CellAddress(lastColumn + last))
      } else {
        (CellAddress(first), CellAddress(last))
      }
    guard let from = found.from, let to = found.to else { return nil }
    self.init(
      from: CellAddress(column: min(from.column, to.column), row: min(from.row, to.row)),
      to: CellAddress(column: max(from.column, to.column), row: max(from.row, to.row)))
  }

  /// Whether a cell stands in the range.
  func contains(_ cell: CellAddress) -> Bool {
    (from.column...to.column).contains(cell.column) && (from.row...to.row).contains(cell.row)
  }

  private static func hasDigit(_ text: String) -> Bool { text.utf8.contains { (0x30...0x39).contains($0) } }

  private static func isNumber(_ text: String) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
