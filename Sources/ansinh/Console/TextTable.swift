/// A table for the terminal: columns as wide as their widest cell, numbers set right.
struct TextTable {
  /// A column.
  struct Column {
    let heading: String
    var isNumber = false
  }

  let columns: [Column]
  var rows: [[String]] = []

  /// The table, a line a row.
  var text: String {
    let widths = columns.indices.map { index in
      ([columns[index].heading] + rows.map { $0[index] }).map(\.count).max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (index, cell) in cells.enumerated() {
        let gap = String(repeating: " ", count: widths[index] - cell.count)
        text += (index > 0 ? "  " : "") + (columns[index].isNumber ? gap + cell : cell + gap)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
    return ([line(columns.map(\.heading)), rule] + rows.map(line)).joined(separator: "\n")
  }
}
