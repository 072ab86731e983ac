import Interchange
import Kernel

/// Reads the cells of one line of a form's workbook into an entry, and collects what is wrong with them, each at its column.
struct FormLineReader {
  private let form: FilledForm
  private let row: WorkbookRow
  private let indicator: Indicator
  private(set) var faults: [FieldFault] = []

  init(_ form: FilledForm, _ row: WorkbookRow, _ indicator: Indicator) {
    self.form = form
    self.row = row
    self.indicator = indicator
  }

  /// What the line says; `nil` where a cell is at fault.
  /// - Parameter stored: the figure as it stands, for what the workbook does not ask.
  mutating func entry(seen: Int, stored: IndicatorResult?) -> CellEntry? {
    var entry = CellEntry(indicator: indicator.code, seen: seen)
    entry.value = number(.value, decimals: indicator.decimals, isShare: indicator.isPercentage)
    entry.numerator = part(.numerator)
    entry.denominator = part(.denominator)
    entry.yearTail =
      form.columns[.yearTail] == nil
      ? stored?.yearTail : number(.yearTail, decimals: indicator.decimals, isShare: indicator.isPercentage)
    entry.missing = reason()
    entry.cause = text(.cause)
    entry.note = text(.note)
    return faults.isEmpty ? entry : nil
  }

  // MARK: Numbers

  private mutating func number(_ column: FormColumn, decimals: Int, isShare: Bool) -> Quantity? {
    guard let cell = form.cell(column, in: row) else { return nil }
    switch cell.value {
    case .boolean(let flag): fail(column, "planning.workbook_boolean", ["read": flag ? "TRUE" : "FALSE"])
    case .error(let error): fail(column, "planning.workbook_formula_error", ["read": error])
    case .unreadable(let why): fail(column, why.code, [:])
    case .text(let text):
      return typed(VietnameseText.cleaned(text), column, decimals: decimals, isShare: isShare)
    case .number(let decimal):
      if cell.format == .date {
        let day = WorkbookDay.day(decimal, countsFrom1904: form.countsFrom1904)
        fail(column, "planning.workbook_date", ["read": day?.asTyped ?? decimal.withDecimalComma])
      } else if cell.format == .percent, !isShare {
        let shown = WorkbookFigure(decimal: decimal, shift: 2)?.asTyped ?? decimal
        fail(column, "planning.workbook_percent", ["read": shown])
      } else {
        return stored(decimal, column, shift: cell.format == .percent ? 2 : 0, decimals: decimals)
      }
    }
    return nil
  }

  /// A number kept as a number.
  private mutating func stored(_ decimal: String, _ column: FormColumn, shift: Int, decimals: Int) -> Quantity? {
    guard let figure = WorkbookFigure(decimal: decimal, shift: shift) else {
      fail(column, "planning.workbook_not_a_number", ["read": shortened(decimal)])
      return nil
    }
    do throws(NumberInputError) {
      return try figure.quantity(decimals: decimals)
    } catch {
      fail(column, error, read: figure.isTooLarge ? decimal : figure.asTyped)
      return nil
    }
  }

  /// A number kept as text, because it was pasted or typed behind an apostrophe.
  private mutating func typed(_ text: String, _ column: FormColumn, decimals: Int, isShare: Bool) -> Quantity? {
    do throws(NumberInputError) {
      return try NumberInput.read(text, decimals: decimals, allowsPercent: isShare, allowsEnglish: true)
    } catch {
      // People and đồng are counted in thousands; a numerator is never meant to have three decimals.
      if case .ambiguous(_, let thousands) = error, column == .numerator || column == .denominator { return thousands }
      fail(column, error, read: text)
      return nil
    }
  }

  private mutating func part(_ column: FormColumn) -> Quantity? {
    let part = number(column, decimals: Quantity.decimals, isShare: false)
    if let part, part < .zero { fail(column, "planning.negative", ["read": part.asTyped]) }
    return part
  }

  // MARK: Words

  private mutating func reason() -> MissingReason? {
    let read = text(.missing)
    guard !read.isEmpty else { return nil }
    let key = VietnameseText.searchKey(read)
    if let word = form.identity.reasons.first(where: { VietnameseText.searchKey($0.value) == key }) { return word.key }
    if let reason = MissingReason(rawValue: key) { return reason }
    let known = MissingReason.allCases.compactMap { form.identity.reasons[$0] }.joined(separator: ", ")
    fail(.missing, "planning.workbook_reason", ["read": shortened(read), "known": known])
    return nil
  }

  private mutating func text(_ column: FormColumn) -> String {
    guard let cell = form.cell(column, in: row) else { return "" }
    switch cell.value {
    case .text(let text): return VietnameseText.cleaned(text)
    case .boolean(let flag): return flag ? "TRUE" : "FALSE"
    case .number(let decimal):
      if cell.format == .date, let day = WorkbookDay.day(decimal, countsFrom1904: form.countsFrom1904) { return day.asTyped }
      return WorkbookFigure(decimal: decimal).map { $0.isTooLarge ? decimal : $0.asTyped } ?? decimal
    case .error(let error):
      fail(column, "planning.workbook_formula_error", ["read": error])
      return ""
    case .unreadable(let why):
      fail(column, why.code, [:])
      return ""
    }
  }

  // MARK: Faults

  private mutating func fail(_ column: FormColumn, _ error: NumberInputError, read: String) {
    let (code, values) = error.described
    let isText = error == .notANumber
    fail(
      column, isText ? "planning.workbook_not_a_number" : code,
      values.merging(["read": shortened(read)]) { old, _ in old })
  }

  private mutating func fail(_ column: FormColumn, _ code: String, _ values: [String: String]) {
    faults.append(FieldFault(column.rawValue, code, values))
  }

  private func shortened(_ text: String) -> String { text.count <= 60 ? text : text.prefix(60) + "…" }
}
