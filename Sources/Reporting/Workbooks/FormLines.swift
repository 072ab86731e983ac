import Figures
import Kernel
import Spreadsheets
import Storage

/// The lines of a form's workbook as entries of its sheet, with what is wrong at which cell.
struct FormLines {
  /// The good lines, in the order of the workbook.
  private(set) var entries: [CellEntry] = []
  private(set) var faults: [UploadFault] = []
  /// The row of each indicator's line.
  private(set) var rows: [String: Int] = [:]
  private let form: FilledForm

  /// Reads the lines.
  /// - Parameters:
  ///   - formerly: the codes that stood on the form when the workbook was made.
  ///   - stored: the figures as they stand.
  init(_ form: FilledForm, in context: SheetContext, formerly: Set<String>, stored: [String: ResultVersion]) {
    self.form = form
    let indicators = Dictionary(uniqueKeysWithValues: context.indicators.map { ($0.code, $0) })
    let seen = Dictionary(form.identity.lines.map { ($0.code, $0.seen) }) { first, _ in first }
    var twice: Set<String> = []
    for row in form.rows {
      if case .unreadable(let why) = form.cell(.code, in: row)?.value {
        fail(.code, row.number, why.code, [:])
        continue
      }
      let code = code(of: row)
      if code.isEmpty {
        rejectStrayNumbers(in: row)
      } else if let indicator = indicators[code] {
        if let first = rows[code] {
          twice.insert(code)
          fail(.code, row.number, "planning.workbook_code_twice", ["read": code, "cell": "\(form.address(.code, in: first))"])
          continue
        }
        rows[code] = row.number
        read(row, indicator, seen: seen[code] ?? 0, stored: stored[code]?.result)
      } else if formerly.contains(code) {
        rejectGone(row, code)
      } else {
        let legacy = LegacyText.found(in: code)?.code
        fail(.code, row.number, legacy ?? "planning.workbook_unknown_code", ["read": LegacyText.shortened(code)])
      }
    }
    // Of two lines of one indicator nobody knows which is meant.
    entries.removeAll { twice.contains($0.indicator) }
  }

  /// The fault of a field of an indicator's line, at its cell.
  func fault(_ field: FieldFault, of indicator: String) -> UploadFault? {
    guard let row = rows[indicator] else { return nil }
    let column = FormColumn(rawValue: field.field) ?? .value
    return fault(column, at: form.address(column, in: row), field.code, FormLines.spoken(field))
  }

  /// Something said of a cell of an indicator's line.
  func fault(_ column: FormColumn, of indicator: String, _ code: String, _ message: Message) -> UploadFault? {
    rows[indicator].map { fault(column, at: form.address(column, in: $0), code, message) }
  }

  /// The cell of an indicator's number.
  func cell(of indicator: String) -> CellAddress? { rows[indicator].map { form.address(.value, in: $0) } }

  /// The sentence of a field's fault with the words of the workbook in the place of codes.
  private static func spoken(_ fault: FieldFault) -> Message {
    switch fault.code {
    case "planning.missing_with_number":
      Message("error.\(fault.code)", words: ["read": "missing.\(fault.values["read"] ?? "")"])
    case "planning.cell_empty":
      Message("error.\(fault.code)", words: ["column": "workbook.column.\(fault.values["column"] ?? "")"])
    default: fault.message
    }
  }

  // MARK: Rows

  private func code(of row: WorkbookRow) -> String {
    switch form.cell(.code, in: row)?.value {
    case .text(let text): VietnameseText.cleaned(text)
    case .number(let number): number
    case .error(let error): error
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .unreadable, nil: ""
    }
  }

  private mutating func read(_ row: WorkbookRow, _ indicator: Indicator, seen: Int, stored: IndicatorResult?) {
    let merged = form.merged(over: row.number)
    guard merged.isEmpty else {
      for range in merged {
        let values = ["read": "\(range.from):\(range.to)"]
        let found = fault(
          .value, at: range.from, "planning.workbook_merged", Message("error.planning.workbook_merged", values))
        if !faults.contains(found) { faults.append(found) }
      }
      return
    }
    var reader = FormLineReader(form, row, indicator)
    if let entry = reader.entry(seen: seen, stored: stored) { entries.append(entry) }
    faults += reader.faults.compactMap { fault($0, of: indicator.code) }
  }

  /// A number in a row without a code would be lost without a word; so would a cell that should be one and cannot be read.
  private mutating func rejectStrayNumbers(in row: WorkbookRow) {
    for column in FormColumn.figures {
      guard let value = form.cell(column, in: row)?.value else { continue }
      var isNumber = true
      if case .text(let text) = value {
        isNumber = (try? NumberInput.read(text, decimals: Quantity.decimals, isPart: true)) != nil
      }
      if isNumber { fail(column, row.number, "planning.workbook_no_code", [:]) }
    }
  }

  /// A number typed in a line that the form no longer has.
  private mutating func rejectGone(_ row: WorkbookRow, _ code: String) {
    let typed = (FormColumn.figures + [.missing]).first { form.cell($0, in: row) != nil }
    if let typed { fail(typed, row.number, "planning.workbook_line_gone", ["read": code]) }
  }

  private mutating func fail(_ column: FormColumn, _ row: Int, _ code: String, _ values: [String: String]) {
    faults.append(fault(column, at: form.address(column, in: row), code, Message("error.\(code)", values)))
  }

  private func fault(_ column: FormColumn, at address: CellAddress, _ code: String, _ message: Message) -> UploadFault {
    UploadFault(sheet: form.sheet, address: address, column: column, code: code, message: message)
  }
}
