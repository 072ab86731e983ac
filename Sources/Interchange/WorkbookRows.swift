import Kernel
import Spreadsheets

/// The rows of a workbook's first visible sheet under a checked header, each cell as the text a person would have typed.
enum WorkbookRows {
  /// Hands over each row of the right shape. What is wrong with the file itself is listed; only `take` throws.
  static func read(
    _ bytes: [UInt8], _ columns: ColumnRule, _ limits: WorkbookLimits, _ take: (TableRow) throws -> Void
  ) throws -> TableFaults {
    var faults = TableFaults()
    do {
      let reader = try WorkbookReader(bytes, limits: limits)
      guard let sheet = reader.sheets.first(where: { !$0.isHidden }) else { throw WorkbookError.noSheet }
      var width = 0
      _ = try reader.read(sheet) { row in
        if let layout = faults.layout {
          try pass(row, layout, width: width, columns, &faults, take)
        } else {
          width = header(row, columns, sheet: sheet.name, &faults)
        }
        return true
      }
      if faults.layout == nil { faults.fail(.empty, columns) }
    } catch let error as WorkbookError {
      let first = CellError(line: 1, column: columns.names[0], code: error.code, error.message.values)
      faults.errors.append(first)
      // What a broken file said before it broke off is not trusted.
      faults.headerIsAtFault = true
    }
    return faults
  }

  private static func header(_ row: WorkbookRow, _ columns: ColumnRule, sheet: String, _ faults: inout TableFaults) -> Int {
    var cells = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
    for cell in row.cells { cells[cell.column] = (try? SheetText.text(of: cell).get()) ?? "?" }
    return TableHeader.read(cells, line: row.number, columns, sheet: sheet, &faults)
  }

  private static func isBlank(_ cell: WorkbookCell) -> Bool {
    if case .text(let text) = cell.value { VietnameseText.cleaned(text).isEmpty } else { false }
  }

  private static func pass(
    _ row: WorkbookRow, _ layout: TableLayout, width: Int, _ columns: ColumnRule, _ faults: inout TableFaults,
    _ take: (TableRow) throws -> Void
  ) throws {
    if let outside = row.cells.first(where: { $0.column >= width && !isBlank($0) }) {
      faults.errors.append(
        CellError(
          line: row.number, column: columns.names[0], code: "interchange.cell_outside_table", ["columns": String(width)],
          cell: "\(layout.sheet ?? "")!\(CellAddress(column: outside.column, row: row.number))"))
      return
    }
    guard !faults.headerIsAtFault else { return }
    var cells = [String](repeating: "", count: width)
    var numbers = [Bool](repeating: false, count: width)
    var isGood = true
    var isEmpty = true
    for cell in row.cells.prefix(while: { $0.column < width }) {
      switch SheetText.text(of: cell) {
      case .success(let text):
        if !text.isEmpty { isEmpty = false }
        cells[cell.column] = text
        if case .number = cell.value { numbers[cell.column] = true }
      case .failure(let fault):
        isGood = false
        let column = layout.names.indices.first { layout.positions[$0] == cell.column }.map { layout.names[$0] } ?? ""
        faults.errors.append(
          CellError(
            line: row.number, column: column, code: fault.code, fault.values,
            cell: layout.cell(line: row.number, column: column)))
      }
    }
    if isGood, !isEmpty { try take(TableRow(line: row.number, layout: layout, cells: cells, numbers: numbers)) }
  }
}

extension TableFaults {
  fileprivate mutating func fail(_ error: CSVError, _ columns: ColumnRule) {
    errors.append(CellError(line: error.line, column: columns.names[0], code: error.code))
    headerIsAtFault = true
  }
}

/// The content of a workbook's cell as the text a person would have typed for it.
enum SheetText {
  /// Why a cell has no such text.
  struct Fault: Error {
    let code: String
    var values: [String: String] = [:]
  }

  /// The text. A number has a decimal comma, so that it is never taken for one with thousands, and the digits `StoredNumber`
  /// leaves it; a percentage says so; noughts in front that are shown are there, for a code may hang on them.
  static func text(of cell: WorkbookCell) -> Result<String, Fault> {
    switch cell.value {
    case .text(let text): .success(VietnameseText.cleaned(text))
    case .number(let decimal):
      switch cell.format {
      case .plain: .success(number(decimal))
      case .percent: .success(number(decimal, shiftedBy: 2) + "%")
      case .zeros(let digits): .success(padded(number(decimal), to: digits))
      case .date: .failure(Fault(code: "interchange.cell_is_date"))
      case .masked, .digitsAdded: .failure(Fault(code: "interchange.cell_is_masked", values: ["read": number(decimal)]))
      }
    case .boolean: .failure(Fault(code: "interchange.cell_is_boolean"))
    case .error(let error): .failure(Fault(code: "interchange.cell_is_error", values: ["read": error]))
    case .unreadable(let why): .failure(Fault(code: why.code))
    }
  }

  /// A stored decimal (`1.5499999999999998`, `1E+30`) as typed: `1,55`.
  static func number(_ decimal: String, shiftedBy shift: Int = 0) -> String {
    let bytes = decimal.utf8
    if bytes.count <= 12, shift == 0, bytes.first != UInt8(ascii: "0"), bytes.allSatisfy({ (48...57).contains($0) }) {
      return decimal
    }
    return StoredNumber(decimal, shiftedBy: shift)?.asTyped ?? decimal
  }

  /// A whole number with the noughts it is shown with. One with decimals is no code, whatever is shown of it.
  private static func padded(_ number: String, to digits: Int) -> String {
    guard number.utf8.allSatisfy({ (48...57).contains($0) }) else { return number }
    return String(repeating: "0", count: max(0, digits - number.utf8.count)) + number
  }
}
