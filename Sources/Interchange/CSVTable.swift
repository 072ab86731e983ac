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
public struct CellError: Codable, Hashable, Sendable {
  /// The physical line of CSV, or the row of a sheet; the header is line 1.
  public let line: Int
  /// The column's name.
  public let column: String
  /// The cell of a workbook, `Sheet1!C5`; `nil` for CSV.
  public let cell: String?
  /// The stable code.
  public let code: String
  /// The sentence.
  public let message: Message

  /// An error at a place. The sentence stands in the wording under `error.` and the code.
  public init(
    line: Int, column: String, code: String, _ values: [String: String] = [:], words: [String: String] = [:],
    cell: String? = nil
  ) {
    self.init(line: line, column: column, code: code, message: Message("error.\(code)", values, words: words), cell: cell)
  }

  /// An error at a place with a sentence of its own.
  public init(line: Int, column: String, code: String, message: Message, cell: String?) {
    self.line = line
    self.column = column
    self.cell = cell
    self.code = code
    self.message = message
  }
}

/// A CSV file with a checked header, whole: for files of at most some thousand rows.
public struct CSVTable: Sendable {
  /// One row of the table.
  public typealias Row = TableRow

  /// The rows that could be read.
  public let rows: [Row]
  /// What is wrong with the header or with the shape of rows; rows with an error are not among `rows`.
  public let errors: [CellError]
  /// Whether the header itself is at fault, so that no row can be trusted.
  public let headerIsAtFault: Bool

  /// Reads a whole file against its columns. Never throws: what is wrong is listed with its place.
  public init(_ bytes: [UInt8], columns: ColumnRule) {
    var rows: [Row] = []
    let faults = CSVRows.read(bytes, columns) { rows.append($0) }
    headerIsAtFault = faults.headerIsAtFault
    self.rows = rows
    errors = faults.errors
  }
}
