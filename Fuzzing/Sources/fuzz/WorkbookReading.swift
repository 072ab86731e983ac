import Kernel
@testable import Figures
@testable import Interchange
@testable import Reporting
@testable import Spreadsheets

/// A workbook through every reader there is: rows, the import's table, a filled form; then returned with marks, which must read
/// as before.
enum WorkbookReading {
  /// The columns that figures are imported by.
  static let columns = ColumnRule(
    names: ["place_code", "period", "indicator", "actual", "numerator", "denominator", "year_tail", "note"],
    required: ["place_code", "indicator"])

  /// Smaller than the server's, so that a bomb is one here after a second.
  private static var limits: WorkbookLimits {
    var limits = WorkbookLimits()
    limits.unpackedBytes = 4_000_000
    limits.ratioApplies = 500_000
    return limits
  }

  static func take(_ bytes: [UInt8]) {
    let form = filledForm(bytes)
    if let faults = try? TableFile.read(bytes, columns: columns, limits: limits, { row in TableReading.use(row) }) {
      Report.hold(faults.layout != nil || faults.headerIsAtFault, "a table without a header says no fault")
    }
    guard let sheets = rows(bytes) else {
      _ = try? WorkbookMarker.marked(bytes, [], limits: limits)
      return
    }
    let marks = marks(sheets)
    guard let marked = try? WorkbookMarker.marked(bytes, marks, limits: limits) else { return }
    let again = rows(marked)
    Report.hold(again?.map(\.rows) == sheets.map(\.rows), "marking changed what the workbook reads as")
    if let form, let returned = filledForm(marked) {
      Report.hold(form.identity == returned.identity, "marking changed the identity of the form")
      Report.hold(form.rows == returned.rows, "marking changed the lines of the form")
    }
    // The marks of an earlier return go, and none is added.
    if let cleared = try? WorkbookMarker.marked(marked, [], limits: limits) {
      Report.hold(rows(cleared)?.map(\.rows) == sheets.map(\.rows), "taking marks away changed what the workbook reads as")
    }
  }

  /// The rows of each sheet; `nil` where the workbook cannot be read to its end.
  static func rows(_ bytes: [UInt8]) -> [(sheet: WorkbookSheet, rows: [WorkbookRow])]? {
    guard let reader = try? WorkbookReader(bytes, limits: limits) else { return nil }
    var sheets: [(sheet: WorkbookSheet, rows: [WorkbookRow])] = []
    for sheet in reader.sheets {
      var rows: [WorkbookRow] = []
      let facts = try? reader.read(sheet) { row in
        rows.append(row)
        Report.hold(!row.cells.isEmpty, "an empty row was handed over")
        return true
      }
      guard facts != nil else { return nil }
      sheets.append((sheet, rows))
    }
    return sheets
  }

  /// Marks at the ends of each sheet, beside what is written and far from it, with what XML cannot hold in their words.
  private static func marks(_ sheets: [(sheet: WorkbookSheet, rows: [WorkbookRow])]) -> [WorkbookMark] {
    sheets.prefix(3).flatMap { sheet, rows in
      var addresses = [CellAddress(column: 2, row: 7), CellAddress(column: 30, row: 60)]
      for row in [rows.first, rows.last] {
        if let row, let cell = row.cells.last { addresses.append(CellAddress(column: cell.column, row: row.number)) }
      }
      return addresses.map { address in
        WorkbookMark(sheet: sheet.name, address: address, comment: "Sửa ô này: <b>&]]>\u{1}\u{FFFE} \"một\"\nhai")
      }
    }
  }

  private static func filledForm(_ bytes: [UInt8]) -> FilledForm? {
    guard let form = try? FilledForm(bytes) else { return nil }
    for row in form.rows {
      for indicator in indicators {
        var reader = FormLineReader(form, row, indicator)
        let entry = reader.entry(seen: 0, stored: nil)
        Report.hold(entry != nil || !reader.faults.isEmpty, "a line is dropped without a fault")
      }
      _ = form.merged(over: row.number)
    }
    return form
  }

  private static let indicators = [
    Indicator(code: "JOB", nameVi: "Giải quyết việc làm", unit: "người", kind: .count, direction: .up),
    Indicator(code: "POV", nameVi: "Tỷ lệ hộ nghèo", unit: "%", kind: .rate, direction: .down),
    Indicator(code: "CUT", nameVi: "Mức giảm", unit: "điểm %", kind: .reduction, direction: .up),
  ]
}
