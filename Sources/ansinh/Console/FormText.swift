import FigureWords
import Figures
import Kernel
import Planning
import Reporting
import Territory
import Wording

/// Forms and sheets for the terminal.
struct FormText {
  private let words: LocalWording

  init(_ words: LocalWording) { self.words = words }

  /// Every form, a line each.
  func table(of forms: [DataForm]) -> String {
    var table = TextTable(columns: [
      .init(heading: words.text("console.form.code")), .init(heading: words.text("console.form.name")),
      .init(heading: words.text("console.form.kind")), .init(heading: words.text("console.form.level")),
      .init(heading: words.text("console.form.version"), isNumber: true),
      .init(heading: words.text("console.form.lines"), isNumber: true),
    ])
    for form in forms {
      table.rows.append([
        form.code, name(form), words.text("console.form.period_kind.\(FormText.key(form.periodKind))"),
        words.text("console.form.unit_level.\(form.level)"), String(form.version), String(form.indicators.count),
      ])
    }
    return table.text
  }

  /// The sheets of a unit for a period, a line each.
  func table(of sheets: [(view: SheetView, due: CivilDate?)]) -> String {
    var table = TextTable(columns: [
      .init(heading: words.text("console.form.code")), .init(heading: words.text("console.form.name")),
      .init(heading: words.text("console.form.filled"), isNumber: true), .init(heading: words.text("console.form.due")),
      .init(heading: words.text("console.form.status")),
    ])
    for (view, due) in sheets {
      table.rows.append([
        view.context.form.code, name(view.context.form), "\(view.rows.count { $0.figure != nil })/\(view.rows.count)",
        due.map { words.format.date($0) } ?? "", words.text("status.\(view.sheet.state.rawValue)"),
      ])
    }
    return table.text
  }

  /// Where a sheet stands, in a line.
  func state(of sheet: Sheet, _ context: SheetContext) -> String {
    let values = [
      "form": context.key.form, "unit": context.path.fullName, "period": words.format.period(context.key.period),
      "state": words.text("status.\(sheet.state.rawValue)"),
      "reviewer": context.reviewers.first { $0.level == sheet.turn }?.fullName ?? "",
    ]
    guard sheet.turn != nil else { return words.text("console.form.state", values.filter { $0.key != "reviewer" }) }
    return words.text("console.form.turn", values)
  }

  /// A sheet with its lines and its history.
  func text(of view: SheetView) -> String {
    var parts = [state(of: view.sheet, view.context), "", lines(of: view).text]
    if !view.events.isEmpty {
      parts += ["", words.text("console.form.history")]
      parts += view.events.map { event in
        words.text(
          "console.form.event",
          [
            "when": words.format.moment(event.at), "act": words.text("entry.act.\(event.act.rawValue)"),
            "state": words.text("status.\(event.state.rawValue)"), "unit": event.unit.rawValue, "who": event.actor,
            "reason": event.reason,
          ])
      }
    }
    return parts.joined(separator: "\n")
  }

  private func lines(of view: SheetView) -> TextTable {
    let show = BoardWords(words)
    var table = TextTable(columns: [
      .init(heading: words.text("workbook.column.code")), .init(heading: words.text("workbook.column.indicator")),
      .init(heading: words.text("workbook.column.value"), isNumber: true),
      .init(heading: words.text("workbook.column.last"), isNumber: true),
      .init(heading: words.text("workbook.column.same_last_year"), isNumber: true),
      .init(heading: words.text("workbook.column.cumulative"), isNumber: true),
      .init(heading: words.text("workbook.column.target"), isNumber: true),
      .init(heading: words.text("console.form.status")), .init(heading: words.text("console.form.odd")),
    ])
    for row in view.rows {
      let oddities = row.oddities.map { words.text($0.message) }.joined(separator: " ")
      let cause = row.figure?.cause ?? ""
      table.rows.append([
        row.indicator.code, show.name(row.indicator), number(row.figure, row), number(row.last, row),
        number(row.sameLastYear, row), number(row.cumulative, row), number(row.target?.level?.ratio, row),
        row.figure.map { words.text("status.\($0.status.rawValue)") } ?? "",
        cause.isEmpty ? oddities : "\(oddities) → \(cause)".onOneLine,
      ])
    }
    return table
  }

  private func number(_ result: IndicatorResult?, _ row: SheetRow) -> String {
    guard let result else { return "" }
    if let missing = result.missing { return words.text("missing.\(missing.rawValue)") }
    let level = number(result.level(of: row.indicator), row)
    guard let numerator = result.numerator, let denominator = result.denominator else { return level }
    return "\(words.format.number(numerator))/\(words.format.number(denominator)) = \(level)"
  }

  private func number(_ ratio: Ratio?, _ row: SheetRow) -> String {
    ratio.map { words.format.trimmed($0.rounded(.halfUp, decimals: row.indicator.decimals)) } ?? ""
  }

  private func name(_ form: DataForm) -> String { words.language == .vi ? form.nameVi : form.nameEn }

  /// The tail of the wording key of a kind of period; keys have no dashes.
  private static func key(_ kind: Period.Kind) -> String { kind == .nineMonths ? "nine_months" : kind.rawValue }
}
