import FigureWords
import Figures
import HTML
import Kernel
import Reporting
import WebShared
import Wording

/// The cells of one line of a sheet: what is typed, what it is compared with, how it stands.
struct SheetLine: StaffPage {
  let setting: PageSetting
  let sheet: OpenSheet
  let row: SheetRow
  let number: Int
  let typed: TypedLine
  let errors: [FieldError]
  /// Whether another person's number stands beside this one, to choose between.
  let isUndecided: Bool
  /// Whether the line has inputs.
  let isEditable: Bool
  /// A remark that could not be kept.
  let remark: String

  static func remarkName(_ indicator: String) -> String { "loi-\(indicator)" }

  var indicator: Indicator { row.indicator }
  var code: String { row.indicator.code }
  private var figures: SheetWords { SheetWords(words: words) }

  var cells: [Node] {
    [
      head, isEditable ? stack(inputs) : .fragment(value), .text(figures.figure(row.last, indicator)),
      .text(figures.figure(row.sameLastYear, indicator)), .text(figures.cumulative(row)), .text(figures.plan(row)),
      stack(standing),
    ]
  }

  /// Several things in one cell.
  private func stack(_ content: [Node]) -> Node { el("div", .class("stack")) { content } }

  private var head: Node {
    let name = show.name(indicator)
    let isChild = sheet.view.rows.contains { $0.indicator.code == indicator.parent }
    return el("span", .class(isChild ? "line line-child" : "line"), .id("dong-\(code)")) {
      el("span", .class("line-number")) { "\(number)." }
      " "
      isChild ? words.text("entry.child", ["indicator": name]) : name
    }
  }

  // MARK: What is typed

  @HTMLBuilder private var inputs: [Node] {
    for (name, value) in typed.hidden(code) { hiddenField(name: name, value: value) }
    if isUndecided { SheetConflict(line: self).node }
    if indicator.kind == .rate {
      input(.numerator, label: words.text("entry.numerator"))
      input(.denominator, label: words.text("entry.denominator"))
      el("details", .flag("open", !typed[.value].isEmpty || hasError(.value))) {
        el("summary") { words.text("entry.bare_rate") }
        el("p", .class("field-hint")) { words.text("entry.bare_rate_hint") }
        input(.value)
      }
      computedRate
    } else {
      input(.value)
      if sheet.asksTail(indicator), let days = sheet.deadline.tailText(words) {
        input(.yearTail, label: words.text("entry.tail", ["days": days]))
      }
    }
    childSum
  }

  private func input(_ field: SheetField, label: String = "") -> Node {
    let isChild = field == .value && indicator.kind == .count && indicator.decimals == 0
    return CellInput(name: field.name(code), label: label, about: show.title(indicator), errors: errors)
      .number(typed[field], childOf: isChild ? indicator.parent : nil, in: words)
  }

  private func hasError(_ field: SheetField) -> Bool { errors.contains { $0.field == field.name(code) } }

  /// The rate worked out of numerator and denominator, once they are stored.
  private var computedRate: Node {
    guard let figure = row.figure, figure.numerator != nil, let level = figure.level(of: indicator) else { return .empty }
    return el("p", .class("computed")) { "= " + figures.level(level, indicator) }
  }

  /// The sum of the lines that are part of this one: for information, since parts need not make up the whole.
  private var childSum: Node {
    let children = sheet.view.rows.filter {
      $0.indicator.parent == code && $0.indicator.kind == .count && $0.indicator.decimals == 0
    }
    guard indicator.kind == .count, !children.isEmpty else { return .empty }
    let sum = children.compactMap { $0.figure?.level(of: $0.indicator) }.reduce(Ratio.zero, +)
    return el("p", .class("computed")) {
      words.text("entry.child_sum") + " "
      el("span", .attribute("data-sum-of", code)) { figures.level(sum, indicator) }
    }
  }

  @HTMLBuilder private var value: [Node] {
    figures.wholeFigure(row.figure, indicator)
    childSum
  }

  // MARK: How it stands

  @HTMLBuilder private var standing: [Node] {
    el("p", .class("standing")) { state }
    for oddity in row.oddities where !(oddity.asksWhy && hasError(.cause)) {
      el("p", .class("oddity")) { "⚠ " + words.text(oddity.message) }
    }
    if isEditable {
      causeInput
      if lacksNumber {
        missingInput
        if canTakeLast { lineButton(words.text("entry.take_last"), name: "lay", value: code) }
      }
    } else if let cause = row.figure?.cause, !cause.isEmpty {
      el("p") { words.text("entry.cause_given", ["cause": cause]) }
    }
    notes
  }

  /// Whether the line must say why it has no number; a line that has one is not asked.
  private var lacksNumber: Bool {
    let hasStored = row.figure.map { $0.missing == nil && !$0.isBlank } ?? false
    return !hasStored || !typed[.missing].isEmpty || hasError(.missing)
  }

  private var canTakeLast: Bool {
    guard let last = row.last else { return false }
    return last.missing == .notApplicable || last.level(of: indicator) != nil
  }

  private var state: String {
    if isEditable, typed.isTouched {
      return words.text("entry.line_unsaved", ["figure": TypedLine(row.figure, words.format).summary(words)])
    }
    guard let figure = row.figure, !figure.isBlank else { return words.text("entry.line_open") }
    var parts = [
      figure.status == .draft
        ? words.text("entry.line_saved") : words.text("status.\(figure.status.rawValue)")
    ]
    if figure.origin == .copied { parts.append(words.text("entry.line_copied")) }
    return parts.joined(separator: " · ")
  }

  @HTMLBuilder private var causeInput: [Node] {
    if row.oddities.contains(where: \.asksWhy) || !typed[.cause].isEmpty || hasError(.cause) {
      CellInput(
        name: SheetField.cause.name(code), label: words.text("entry.cause"), about: show.title(indicator), errors: errors
      ).text(typed[.cause], in: words)
    }
  }

  private var missingInput: Node {
    CellInput(
      name: SheetField.missing.name(code), label: words.text("entry.missing"), about: show.title(indicator), errors: errors
    ).select(
      MissingReason.allCases.map { Choice($0.rawValue, words.text("entry.empty.\($0.rawValue)")) }, selected: typed[.missing],
      none: words.text("entry.empty.number"), in: words)
  }

  /// The remark that belongs to the figure, and what people said beside it.
  private var notes: Node {
    let isOpen = hasError(.note) || errors.contains { $0.field == SheetLine.remarkName(code) }
    return el("details", .flag("open", isOpen)) {
      el("summary") { notesTitle }
      if isEditable {
        CellInput(
          name: SheetField.note.name(code), label: words.text("entry.note"), about: show.title(indicator), errors: errors
        ).text(typed[.note], in: words)
      } else if let note = row.figure?.note, !note.isEmpty {
        el("p") { note }
      }
      for comment in row.comments {
        el("p", .class("comment")) {
          el("strong") { sheet.name(of: comment.actor) }
          ", " + words.format.moment(comment.at) + ": " + comment.text
        }
      }
      CellInput(
        name: SheetLine.remarkName(code), label: words.text("entry.remark"), about: show.title(indicator), errors: errors
      ).text(remark, in: words)
      lineButton(words.text("entry.remark_send"), name: "viec", value: "luu")
    }
  }

  private var notesTitle: String {
    let count = row.comments.count + (typed[.note].isEmpty ? 0 : 1)
    return count == 0
      ? words.text("entry.notes") : words.text("entry.notes_count", ["count": words.format.number(count)])
  }

  /// A button of a line: those who do not see the line hear which.
  private func lineButton(_ label: String, name: String, value: String) -> Node {
    el("button", .type("submit"), .class("line-button"), .name(name), .value(value)) {
      label
      el("span", .class("visually-hidden")) { ": " + show.title(indicator) }
    }
  }
}
