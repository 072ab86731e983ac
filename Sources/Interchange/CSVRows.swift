import Spreadsheets

/// The rows of a CSV file under a checked header.
enum CSVRows {
  /// Hands over each row of the right shape. What is wrong with the file itself is listed; only `take` throws.
  static func read(
    _ bytes: [UInt8], _ columns: ColumnRule, _ take: (TableRow) throws -> Void
  ) rethrows -> TableFaults {
    var faults = TableFaults()
    func fail(_ error: CSVError) {
      faults.errors.append(CellError(line: error.line, column: columns.names[0], code: error.code))
    }
    var reader: CSVReader
    do { reader = try CSVReader(bytes) } catch {
      fail(error)
      faults.headerIsAtFault = true
      return faults
    }
    var width = 0
    reading: while let next = reader.next() {
      let record: CSVRecord
      switch next {
      case .failure(let error):
        fail(error)
        // Without a header no row means anything.
        if faults.layout == nil { break reading }
        continue
      case .success(let read): record = read
      }
      guard let layout = faults.layout else {
        width = TableHeader.read(record.cells, line: record.line, columns, sheet: nil, &faults)
        continue
      }
      if record.cells.count > width, record.cells[width...].contains(where: { !$0.isEmpty }) {
        faults.errors.append(
          CellError(
            line: record.line, column: columns.names[0], code: "interchange.too_many_cells",
            ["cells": String(record.cells.count), "columns": String(width)]))
      } else if !faults.headerIsAtFault, record.cells.contains(where: { !$0.isEmpty }) {
        try take(TableRow(line: record.line, layout: layout, cells: record.cells))
      }
    }
    if faults.layout == nil, faults.errors.isEmpty { fail(.empty) }
    if faults.layout == nil { faults.headerIsAtFault = true }
    return faults
  }
}

/// The header of a table, CSV or workbook, against the columns of its contract.
enum TableHeader {
  /// Reads the header into the faults and the layout; how many columns it has. Empty cells at its end are no columns, so what
  /// stands below them is a cell too many.
  static func read(
    _ cells: [String], line: Int, _ columns: ColumnRule, sheet: String?, _ faults: inout TableFaults
  ) -> Int {
    let width = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
    var positions: [String: Int] = [:]
    func fail(_ column: String, _ code: String, _ values: [String: String], at position: Int) {
      let cell = sheet.map { "\($0)!\(CellAddress(column: position, row: line))" }
      faults.errors.append(CellError(line: line, column: column, code: code, values, cell: cell))
      faults.headerIsAtFault = true
    }
    for (position, cell) in cells[..<width].enumerated() {
      let name = cell.lowercased()
      let values = ["column": cell, "known": columns.names.joined(separator: ", ")]
      if !columns.names.contains(name) {
        fail(cell, "interchange.column_unknown", values, at: position)
      } else if positions[name] != nil {
        fail(name, "interchange.column_twice", values, at: position)
      } else {
        positions[name] = position
      }
    }
    for name in columns.required where positions[name] == nil {
      fail(name, "interchange.column_missing", ["column": name], at: 0)
    }
    faults.layout = TableLayout(columns, at: positions, sheet: sheet)
    return width
  }
}
