import Figures
import Interchange
import Kernel
import Planning
import Spreadsheets

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
    entry.value = number(.value, as: .value(of: indicator), isShare: indicator.isPercentage)
    entry.numerator = number(.numerator, as: .part, isShare: false)
    entry.denominator = number(.denominator, as: .part, isShare: false)
    entry.yearTail =
      form.columns[.yearTail] == nil
      ? stored?.yearTail : number(.yearTail, as: .value(of: indicator), isShare: indicator.isPercentage)
    entry.missing = reason()
    entry.cause = text(.cause)
    entry.note = text(.note)
    return faults.isEmpty ? entry : nil
  }

  // MARK: Numbers

  private mutating func number(_ column: FormColumn, as input: FigureInput, isShare: Bool) -> Quantity? {
    guard let cell = form.cell(column, in: row) else { return nil }
    do throws(FigureInputError) {
      switch cell.value {
      case .boolean(let flag): fail(column, "planning.workbook_boolean", ["read": flag ? "TRUE" : "FALSE"])
      case .error(let error): fail(column, "planning.workbook_formula_error", ["read": error])
      case .unreadable(let why): fail(column, why.code, [:])
      case .text(let text): return try input.typed(text)
      case .number(let decimal):
        if cell.format == .date {
          let day = WorkbookDay.day(decimal, countsFrom1904: form.countsFrom1904)
          fail(column, "planning.workbook_date", ["read": day?.asTyped ?? decimal.withDecimalComma])
        } else if cell.format == .digitsAdded {
          failMasked(column, decimal)
        } else if cell.format == .percent, !isShare {
          let shown = StoredNumber(decimal, shiftedBy: 2)?.asTyped ?? decimal
          fail(column, "planning.workbook_percent", ["read": shown])
        } else if let kept = StoredNumber(decimal, shiftedBy: cell.format == .percent ? 2 : 0) {
          return try input.kept(kept.asTyped)
        } else {
          fail(column, "planning.workbook_not_a_number", ["read": LegacyText.shortened(decimal)])
        }
      }
    } catch {
      // Beside a form's cell there are columns for words.
      let isText = error.code == "planning.not_a_number"
      fail(column, isText ? "planning.workbook_not_a_number" : error.code, error.values)
    }
    return nil
  }

  // MARK: Words

  private mutating func reason() -> MissingReason? {
    do throws(ChoiceInputError) {
      return try ChoiceInput(names: form.identity.reasons.mapValues { [$0] }).typed(text(.missing))
    } catch {
      faults.append(
        FieldFault(FormColumn.missing.rawValue, error.code, error.values, words: ["column": "workbook.column.missing"]))
      return nil
    }
  }

  private mutating func text(_ column: FormColumn) -> String {
    guard let cell = form.cell(column, in: row) else { return "" }
    switch cell.value {
    case .text(let text): return VietnameseText.cleaned(text)
    case .boolean(let flag): return flag ? "TRUE" : "FALSE"
    case .number(let decimal):
      if cell.format == .digitsAdded {
        failMasked(column, decimal)
        return ""
      }
      if cell.format == .date, let day = WorkbookDay.day(decimal, countsFrom1904: form.countsFrom1904) { return day.asTyped }
      return StoredNumber(decimal)?.asTyped ?? decimal
    case .error(let error):
      fail(column, "planning.workbook_formula_error", ["read": error])
      return ""
    case .unreadable(let why):
      fail(column, why.code, [:])
      return ""
    }
  }

  // MARK: Faults

  /// The digits an official sees are not those of the number.
  private mutating func failMasked(_ column: FormColumn, _ decimal: String) {
    fail(column, "interchange.cell_is_masked", ["read": StoredNumber(decimal)?.asTyped ?? decimal])
  }

  private mutating func fail(_ column: FormColumn, _ code: String, _ values: [String: String]) {
    faults.append(FieldFault(column.rawValue, code, values))
  }
}
