import Kernel

/// The columns a file may have, by the names of the contract.
public struct ColumnRule: Sendable {
  /// Every column the file may have.
  public let names: [String]
  /// Those it must have.
  public let required: [String]

  /// The columns a file may and must have.
  public init(names: [String], required: [String]) {
    self.names = names
    self.required = required
  }
}

/// What is wrong with one cell, row or column of a file, and where: enough for a person to find and mend it.
public struct CellError: Hashable, Sendable {
  /// The physical line; the header is line 1.
  public let line: Int
  /// The column's name.
  public let column: String
  /// The stable code.
  public let code: String
  /// The sentence.
  public let message: Message

  /// An error at a place. The sentence stands in the wording under `error.` and the code.
  public init(line: Int, column: String, code: String, _ values: [String: String] = [:]) {
    self.line = line
    self.column = column
    self.code = code
    message = Message("error.\(code)", values)
  }
}

/// A CSV file with a checked header: rows whose cells are asked for by column name, in whatever order the columns stand.
public struct CSVTable: Sendable {
  /// One row of the table.
  public struct Row: Sendable {
    /// The physical line on which the row begins.
    public let line: Int
    let cells: [String]
    let positions: [String: Int]

    /// Whether the file has this column at all.
    public func has(column: String) -> Bool { positions[column] != nil }

    /// The cell of a column; empty where the file has no such column or the row ends before it.
    public subscript(column: String) -> String {
      guard let position = positions[column], position < cells.count else { return "" }
      return cells[position]
    }
  }

  /// The codes of what can be wrong with a header's columns.
  private static let headerCodes = ["interchange.column_unknown", "interchange.column_twice", "interchange.column_missing"]

  /// The rows that could be read.
  public let rows: [Row]
  /// What is wrong with the header or with the shape of rows; rows with an error are not among `rows`.
  public let errors: [CellError]
  /// Whether the header itself is at fault, so that no row can be trusted.
  public let headerIsAtFault: Bool

  /// Reads a whole file against its columns. Never throws: what is wrong is listed with its place.
  public init(_ bytes: [UInt8], columns: ColumnRule) {
    var rows: [Row] = []
    var errors: [CellError] = []
    var positions: [String: Int]?
    var width = 0
    func fail(_ error: CSVError) { errors.append(CellError(line: error.line, column: columns.names[0], code: error.code)) }
    do {
      reading: for next in try CSVReader(bytes) {
        let record: CSVRecord
        switch next {
        case .failure(let error):
          fail(error)
          // Without a header no row means anything.
          if positions == nil { break reading }
          continue
        case .success(let read): record = read
        }
        if let positions {
          if record.cells.count > width, record.cells[width...].contains(where: { !$0.isEmpty }) {
            errors.append(
              CellError(
                line: record.line, column: columns.names[0], code: "interchange.too_many_cells",
                ["cells": String(record.cells.count), "columns": String(width)]))
          } else if record.cells.contains(where: { !$0.isEmpty }) {
            rows.append(Row(line: record.line, cells: record.cells, positions: positions))
          }
        } else {
          // Empty cells at the end of the header are no columns, so what stands below them is a cell too many.
          width = (record.cells.lastIndex { !$0.isEmpty } ?? -1) + 1
          positions = CSVTable.header(record, columns, &errors)
        }
      }
      if positions == nil, errors.isEmpty { fail(.empty) }
    } catch {
      fail(error)
    }
    headerIsAtFault = positions == nil || errors.contains { CSVTable.headerCodes.contains($0.code) }
    self.rows = headerIsAtFault ? [] : rows
    self.errors = errors
  }

  private static func header(_ record: CSVRecord, _ columns: ColumnRule, _ errors: inout [CellError]) -> [String: Int] {
    var positions: [String: Int] = [:]
    for (position, cell) in record.cells.enumerated() {
      let name = cell.lowercased()
      if record.cells[position...].allSatisfy(\.isEmpty) { break }
      let values = ["column": cell, "known": columns.names.joined(separator: ", ")]
      if !columns.names.contains(name) {
        errors.append(CellError(line: record.line, column: cell, code: "interchange.column_unknown", values))
      } else if positions[name] != nil {
        errors.append(CellError(line: record.line, column: name, code: "interchange.column_twice", values))
      } else {
        positions[name] = position
      }
    }
    for name in columns.required where positions[name] == nil {
      errors.append(CellError(line: record.line, column: name, code: "interchange.column_missing", ["column": name]))
    }
    return positions
  }
}
