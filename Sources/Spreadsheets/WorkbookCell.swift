/// What a cell holds, as it is stored.
public enum CellValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A number as the decimal text of the file, such as `1.5499999999999998` or `1E+30`.
  case number(String)
  /// True or false.
  case boolean(Bool)
  /// An error of Excel, such as `#DIV/0!`.
  case error(String)
  /// Something that cannot be read, which is not the same as nothing.
  case unreadable(UnreadableCell)
}

/// Why a cell cannot be read, though something stands in it.
public enum UnreadableCell: Hashable, Sendable {
  /// A formula whose result the file does not have, as programs write it that do not calculate.
  case formulaWithoutResult
  /// A text kept elsewhere in the file, where it is not.
  case textMissing

  /// The stable code of the sentence that says what to do, which stands in the wording under `error.` and the code.
  public var code: String {
    switch self {
    case .formulaWithoutResult: "interchange.cell_formula_without_result"
    case .textMissing: "interchange.cell_text_missing"
    }
  }
}

/// A cell that holds something.
public struct WorkbookCell: Hashable, Sendable {
  /// The column; `A` is 0.
  public let column: Int
  /// What it holds; for a formula, the result Excel kept.
  public let value: CellValue
  /// How its number is shown.
  public let format: CellFormat
  /// Whether it is the result of a formula.
  public let isFormula: Bool

  /// A cell.
  public init(column: Int, value: CellValue, format: CellFormat = .plain, isFormula: Bool = false) {
    self.column = column
    self.value = value
    self.format = format
    self.isFormula = isFormula
  }
}

/// A row with at least one cell that holds something.
public struct WorkbookRow: Hashable, Sendable {
  /// The row as printed; the first is 1.
  public let number: Int
  /// Its cells that hold something, in the order of columns.
  public let cells: [WorkbookCell]

  /// A row of cells in the order of columns.
  public init(number: Int, cells: [WorkbookCell]) {
    self.number = number
    self.cells = cells
  }

  /// The cell of a column, `A` being 0; `nil` where it holds nothing.
  public subscript(column: Int) -> WorkbookCell? {
    // Cells stand at their column or, behind a gap, before it.
    var position = Swift.min(column, cells.count - 1)
    while position >= 0, cells[position].column > column { position -= 1 }
    guard position >= 0, cells[position].column == column else { return nil }
    return cells[position]
  }
}
