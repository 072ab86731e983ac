import Kernel

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
    for cell in row.cells {
      if case .text(let text) = cell.value { cells[cell.column] = VietnameseText.cleaned(text) } else { cells[cell.column] = "?" }
    }
    return TableHeader.read(cells, line: row.number, columns, sheet: sheet, &faults)
  }

  private static func pass(
    _ row: WorkbookRow, _ layout: TableLayout, width: Int, _ columns: ColumnRule, _ faults: inout TableFaults,
    _ take: (TableRow) throws -> Void
  ) throws {
    if let last = row.cells.last, last.column >= width {
      faults.errors.append(
        CellError(
          line: row.number, column: columns.names[0], code: "interchange.too_many_cells",
          ["cells": String(last.column + 1), "columns": String(width)],
          cell: "\(layout.sheet ?? "")!\(CellAddress(column: last.column, row: row.number))"))
      return
    }
    guard !faults.headerIsAtFault else { return }
    var cells = [String](repeating: "", count: width)
    var isGood = true
    var isEmpty = true
    for cell in row.cells {
      switch SheetText.text(of: cell) {
      case .success(let text):
        if !text.isEmpty { isEmpty = false }
        cells[cell.column] = text
      case .failure(let fault):
        isGood = false
        let column = layout.names.indices.first { layout.positions[$0] == cell.column }.map { layout.names[$0] } ?? ""
        faults.errors.append(
          CellError(
            line: row.number, column: column, code: fault.code, fault.values,
            cell: layout.cell(line: row.number, column: column)))
      }
    }
    if isGood, !isEmpty { try take(TableRow(line: row.number, layout: layout, cells: cells)) }
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

  /// The text. A number has a decimal comma, so that it is never taken for one with thousands; what Excel's arithmetic left
  /// behind the ninth decimal is rounded off; a percentage says so.
  static func text(of cell: WorkbookCell) -> Result<String, Fault> {
    switch cell.value {
    case .text(let text): .success(VietnameseText.cleaned(text))
    case .number(let decimal):
      switch cell.format {
      case .plain: .success(number(decimal))
      case .percent: .success(number(decimal, shiftedBy: 2) + "%")
      case .date: .failure(Fault(code: "interchange.cell_is_date"))
      }
    case .boolean: .failure(Fault(code: "interchange.cell_is_boolean"))
    case .error(let error): .failure(Fault(code: "interchange.cell_is_error", values: ["read": error]))
    }
  }

  /// How many decimals Excel's binary arithmetic can be trusted with.
  private static let decimals = 9
  /// Beyond so many digits a number is too large whatever they are.
  private static let mostDigits = 60

  /// A stored decimal (`1.5499999999999998`, `1E+30`) as typed: `1,55`.
  static func number(_ decimal: String, shiftedBy shift: Int = 0) -> String {
    if decimal.utf8.count <= 12, shift == 0, decimal.utf8.allSatisfy({ (48...57).contains($0) }) { return decimal }
    var digits: [UInt8] = []
    var isNegative = false
    // How many of the digits stand before the decimal mark.
    var point: Int?
    var exponent = 0
    for (position, byte) in decimal.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - 48)
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let power = String(decoding: decimal.utf8.dropFirst(position + 1), as: UTF8.self)
        exponent = Int(power.replacing("+", with: "")) ?? 0
        return written(digits, point: (point ?? digits.count) + max(-999, min(999, exponent)) + shift, isNegative)
      default: continue
      }
    }
    return written(digits, point: (point ?? digits.count) + shift, isNegative)
  }

  private static func written(_ digits: [UInt8], point: Int, _ isNegative: Bool) -> String {
    let point = min(point, mostDigits)
    var digits = digits
    if point < 0 { digits = [UInt8](repeating: 0, count: min(-point, mostDigits)) + digits }
    let whole = max(point, 0)
    digits += [UInt8](repeating: 0, count: max(0, whole - digits.count))
    var kept = [0] + digits.prefix(whole + decimals)
    // Half up at the last decimal kept, carried as far as it goes.
    if digits.count > whole + decimals, digits[whole + decimals] >= 5 {
      var last = kept.count - 1
      while last > 0, kept[last] == 9 {
        kept[last] = 0
        last -= 1
      }
      kept[last] += 1
    }
    var fraction = kept.dropFirst(whole + 1)
    while fraction.last == 0 { fraction = fraction.dropLast() }
    var before = kept.prefix(whole + 1).drop { $0 == 0 }
    if before.isEmpty { before = [0] }
    let text = before.map { String($0) }.joined() + (fraction.isEmpty ? "" : "," + fraction.map { String($0) }.joined())
    return isNegative && text != "0" ? "-" + text : text
  }
}
