import FigureWords
import Figures
import Kernel
import Planning
import Spreadsheets
import Territory
import Wording

/// How a form's workbook looks: the title, the head row, a row an indicator.
struct FormLayout {
  private static let headRow = 6

  private let form: FormWorkbook
  private let words: LocalWording
  private let show: BoardWords
  private let head: FormHead

  init(_ form: FormWorkbook, _ words: LocalWording) {
    self.form = form
    self.words = words
    show = BoardWords(words)
    head = FormHead(tail: form.tail, indicators: form.view.context.indicators, words)
  }

  /// The columns from A on.
  private var columns: [FormColumn] { head.columns }

  private var context: SheetContext { form.view.context }
  private var sheetName: String { words.text("workbook.sheet") }

  /// The form's code and name.
  var title: String {
    let name = words.language == .vi ? context.form.nameVi : context.form.nameEn
    return words.text("workbook.title", ["form": context.form.code, "name": name])
  }

  /// What the hidden sheet says.
  var identity: FormIdentity {
    FormIdentity(
      key: context.key, version: context.form.version, department: context.department, sheet: sheetName,
      titles: Dictionary(uniqueKeysWithValues: columns.map { ($0, heading($0)) }),
      reasons: Dictionary(uniqueKeysWithValues: MissingReason.allCases.map { ($0, words.text("missing.\($0.rawValue)")) }),
      lines: form.view.rows.map { FormIdentity.Line(code: $0.indicator.code, seen: $0.figure?.version ?? 0) })
  }

  /// The sheet to fill in.
  var sheet: SheetContent {
    var content = SheetContent(name: sheetName, cells: titleCells + headCells)
    for (index, row) in form.view.rows.enumerated() { content.cells += cells(row, at: FormLayout.headRow + 1 + index) }
    content.columns = columns.map { ColumnLayout(width: FormLayout.width($0)) }
    content.frozenRows = FormLayout.headRow
    content.frozenColumns = 2
    content.isProtected = true
    content.page = PageLayout(headRows: FormLayout.headRow...FormLayout.headRow, countsPages: true)
    return content
  }

  private static func width(_ column: FormColumn) -> Int {
    switch column {
    case .code: 15
    case .indicator: 46
    case .missing: 18
    case .cause, .note: 28
    default: 13
    }
  }

  // MARK: Title and head

  private var titleCells: [CellContent] {
    let period = words.text(
      "workbook.period",
      [
        "period": words.format.period(context.key.period), "from": words.format.date(form.window.dataFrom),
        "to": words.format.date(form.window.dataTo),
      ])
    let due = form.submitBy.map { words.text("workbook.due", ["day": words.format.date($0)]) }
    let lines = [
      title, words.text("workbook.unit", ["unit": context.path.fullName]), period, due ?? words.text("workbook.no_due"),
      words.text("workbook.guide"),
    ]
    return lines.enumerated().map { index, text in
      let style = CellStyle.plain.with { style in
        style.isBold = index == 0
        style.fontSize = index == 0 ? 14 : nil
        style.isItalic = index == lines.count - 1
      }
      return CellContent(CellAddress(column: 0, row: index + 1), .text(text), style: style)
    }
  }

  private var headCells: [CellContent] {
    let style = CellStyle.plain.with { style in
      (style.isBold, style.isWrapped, style.hasBorder) = (true, true, true)
      (style.background, style.alignment) = (.grey, .centre)
    }
    return columns.enumerated().map { index, column in
      CellContent(CellAddress(column: index, row: FormLayout.headRow), .text(heading(column)), style: style)
    }
  }

  private func heading(_ column: FormColumn) -> String { head.title(column) }

  // MARK: Lines

  private func cells(_ row: SheetRow, at number: Int) -> [CellContent] {
    columns.enumerated().map { index, column in
      let isOpen = isOpen(column, row.indicator)
      let style = CellStyle.plain.with { style in
        style.hasBorder = true
        style.isUnlocked = isOpen
        style.background = isOpen ? .yellow : column == .code || column == .indicator ? nil : .grey
        style.isWrapped = [.indicator, .cause, .note].contains(column)
        style.numberFormat = format(column, row)
      }
      return CellContent(
        CellAddress(column: index, row: number), value(column, row), style: style,
        validation: isOpen ? validation(column, row.indicator) : nil)
    }
  }

  private func isOpen(_ column: FormColumn, _ indicator: Indicator) -> Bool {
    switch column {
    case .numerator, .denominator: indicator.kind == .rate
    case .yearTail: indicator.kind == .count
    default: column.isInput
    }
  }

  private func value(_ column: FormColumn, _ row: SheetRow) -> CellContent.Value {
    let figure = row.figure
    switch column {
    case .code: return .text(row.indicator.code)
    case .indicator: return .text(String(repeating: "   ", count: depth(of: row.indicator)) + show.name(row.indicator))
    case .value: return figure?.value.map { .number($0) } ?? .empty
    case .numerator: return figure?.numerator.map { .number($0) } ?? .empty
    case .denominator: return figure?.denominator.map { .number($0) } ?? .empty
    case .yearTail: return figure?.yearTail.map { .number($0) } ?? .empty
    case .missing: return figure?.missing.map { .text(words.text("missing.\($0.rawValue)")) } ?? .empty
    case .cause: return text(figure?.cause)
    case .note: return text(figure?.note)
    case .last: return level(row.last, row.indicator)
    case .sameLastYear: return level(row.sameLastYear, row.indicator)
    case .cumulative: return number(row.cumulative, row.indicator)
    case .target: return target(row)
    }
  }

  private func text(_ text: String?) -> CellContent.Value {
    guard let text, !text.isEmpty else { return .empty }
    return .text(text)
  }

  private func level(_ result: IndicatorResult?, _ indicator: Indicator) -> CellContent.Value {
    if result?.missing == .notApplicable { return .text(words.text("missing.not_applicable")) }
    return number(result?.level(of: indicator), indicator)
  }

  private func number(_ ratio: Ratio?, _ indicator: Indicator) -> CellContent.Value {
    guard let ratio else { return .empty }
    let plain = ratio.rounded(.halfUp, decimals: indicator.decimals).plain
    return Quantity(plain: plain).map { .number($0) } ?? .decimal(plain)
  }

  private func target(_ row: SheetRow) -> CellContent.Value {
    guard let target = row.target else { return .empty }
    if let level = target.level { return .number(level) }
    return target.change.map { .text(words.format.gap($0)) } ?? .empty
  }

  private func format(_ column: FormColumn, _ row: SheetRow) -> CellStyle.NumberFormat {
    switch column {
    case .code: .text
    case .numerator: .decimals(row.figure?.numerator?.significantDecimals ?? 0)
    case .denominator: .decimals(row.figure?.denominator?.significantDecimals ?? 0)
    case .value, .yearTail, .last, .sameLastYear, .cumulative, .target: .decimals(row.indicator.decimals)
    case .indicator, .missing, .cause, .note: .general
    }
  }

  /// How many indicators of the form stand above this one.
  private func depth(of indicator: Indicator) -> Int {
    let parents = Dictionary(uniqueKeysWithValues: context.indicators.map { ($0.code, $0.parent ?? "") })
    var depth = 0
    var parent = parents[indicator.code] ?? ""
    while let next = parents[parent], depth < 4 {
      depth += 1
      parent = next
    }
    return depth
  }

  // MARK: What may be entered

  private func validation(_ column: FormColumn, _ indicator: Indicator) -> CellValidation? {
    let advice = CellValidation.Advice(title: String(heading(column).prefix(32)), text: hint(column, indicator))
    let warning = CellValidation.Advice(
      title: words.text("workbook.warning_title"),
      text: words.text(column == .missing ? "workbook.warning_reason" : "workbook.warning_number"))
    switch column {
    case .value, .yearTail:
      let rule: CellValidation.Rule = indicator.decimals == 0 ? .wholeNumber : .number
      return CellValidation(rule, input: advice, error: warning)
    case .numerator, .denominator: return CellValidation(.number, input: advice, error: warning)
    case .missing:
      let choices = MissingReason.allCases.map { words.text("missing.\($0.rawValue)") }
      return CellValidation(.list(choices), input: advice, error: warning)
    default: return nil
    }
  }

  private func hint(_ column: FormColumn, _ indicator: Indicator) -> String {
    let values = ["unit": show.unit(indicator), "decimals": String(indicator.decimals)]
    switch column {
    case .value where indicator.kind == .rate: return words.text("workbook.hint.rate", values)
    case .value where indicator.kind == .recognition && context.form.level == .commune:
      return words.text("workbook.hint.recognition")
    case .value where indicator.decimals > 0: return words.text("workbook.hint.decimals", values)
    case .value where indicator.kind == .count: return words.text("workbook.hint.count", values)
    case .value: return words.text("workbook.hint.stock", values)
    case .yearTail: return words.text("workbook.hint.year_tail", values)
    case .missing: return words.text("workbook.hint.missing")
    default: return words.text("workbook.hint.part")
    }
  }
}
