import Spreadsheets

/// Where the columns of a contract stand in one file.
public final class TableLayout: Sendable {
  /// The columns of the contract.
  let names: [String]
  /// The position of each in the file, in the order of `names`; `nil` where the file has no such column.
  let positions: [Int?]
  /// The sheet of a workbook; `nil` for CSV.
  let sheet: String?

  init(_ columns: ColumnRule, at positions: [String: Int], sheet: String? = nil) {
    names = columns.names
    self.positions = columns.names.map { positions[$0] }
    self.sheet = sheet
  }

  /// The position of a column in the file. There are a dozen names, so comparing them is quicker than hashing one.
  func position(of column: String) -> Int? {
    guard let index = names.firstIndex(of: column) else { return nil }
    return positions[index]
  }

  /// Whether the file has this column at all.
  public func has(column: String) -> Bool { position(of: column) != nil }

  /// What a person looks for in a workbook, `Sheet1!C5`; `nil` for CSV, where line and column say it. The cell of a column the
  /// file does not have is the row's first.
  public func cell(line: Int, column: String) -> String? {
    sheet.map { "\($0)!\(CellAddress(column: position(of: column) ?? 0, row: line))" }
  }
}

/// One row of a file's table, whose cells are asked for by column name, in whatever order the columns stand.
public struct TableRow: Sendable {
  /// The physical line of CSV on which the row begins, or the row of a sheet; the header's place is counted too.
  public let line: Int
  /// Where its columns stand.
  public let layout: TableLayout
  let cells: [String]
  /// Which cells a workbook kept as numbers; empty for CSV.
  var numbers: [Bool] = []

  /// Whether the file has this column at all.
  public func has(column: String) -> Bool { layout.has(column: column) }

  /// The cell of a column; empty where the file has no such column or the row ends before it.
  public subscript(column: String) -> String {
    guard let position = layout.position(of: column), position < cells.count else { return "" }
    return cells[position]
  }

  /// Whether the cell of a column is a number of a workbook, whose text has a comma before its decimals and no groups.
  public func isNumber(_ column: String) -> Bool {
    guard let position = layout.position(of: column), position < numbers.count else { return false }
    return numbers[position]
  }

  /// The cell of a column by its place in the contract, for files of very many rows; empty where there is none.
  public subscript(at index: Int) -> String {
    guard let position = layout.positions[index], position < cells.count else { return "" }
    return cells[position]
  }
}

/// What was wrong with a file's shape, and where its columns stood.
public struct TableFaults: Sendable {
  /// What is wrong with the header or with the shape of rows.
  public internal(set) var errors: [CellError] = []
  /// Whether the header itself is at fault, so that no row can be trusted.
  public internal(set) var headerIsAtFault = false
  /// Where the columns stand; `nil` where no header could be read.
  public internal(set) var layout: TableLayout?
}

/// Reads a table row by row, CSV or `.xlsx` as its first bytes say, so that memory does not grow with the number of rows.
public enum TableFile {
  /// Whether the bytes are of a workbook, new or old, whatever the file's name says.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }

  /// Hands over each row that has the right shape; what is wrong with the others is listed with its place. A workbook is read
  /// from its first visible sheet, whose first row with content is the header.
  /// - Throws: only what `take` throws.
  public static func read(
    _ bytes: [UInt8], columns: ColumnRule, limits: WorkbookLimits = WorkbookLimits(), _ take: (TableRow) throws -> Void
  ) throws -> TableFaults {
    try isWorkbook(bytes)
      ? WorkbookRows.read(bytes, columns, limits, take) : CSVRows.read(bytes, columns, take)
  }
}
