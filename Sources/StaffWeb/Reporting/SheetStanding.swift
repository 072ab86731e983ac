import Directory
import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// The bar above a sheet: form, unit, period. It is a plain form that leads to the address of what was chosen.
struct SheetBar: StaffPage {
  let setting: PageSetting
  let key: SheetKey
  let choices: SheetChoices

  var node: Node {
    el("form", .class("inline-form no-print"), .method("get"), .action(request.address("/nhap"))) {
      selectField(
        Field(name: "bieu", label: words.text("entry.bar.form")),
        choices: choices.forms.map { Choice($0.code, SheetWords(words: words).form($0)) }, selected: key.form,
        hasNone: false, in: words)
      selectField(
        Field(name: "noi", label: words.text("entry.bar.unit")),
        choices: choices.units.map { Choice($0.unit.id.rawValue, $0.nameInProvince) }, selected: key.place.rawValue,
        hasNone: false, in: words)
      selectField(
        Field(name: "ky", label: words.text("entry.bar.period")),
        choices: choices.periods.map { Choice($0.description, words.format.period($0)) }, selected: key.period.description,
        hasNone: false, in: words)
      submitButton(words.text("entry.bar.open"), rank: .secondary)
    }
  }
}

/// What stands above the lines: the state with who has it, the cut-off with the day of submission, what cannot be done and why.
struct SheetStanding: StaffPage {
  let setting: PageSetting
  let sheet: OpenSheet

  private var state: Sheet { sheet.view.sheet }

  @HTMLBuilder var nodes: [Node] {
    el("p", .class("sheet-state")) {
      el("strong") { words.text("entry.state", ["state": SheetWords(words: words).state(state)]) }
      for part in parts { " · " + part }
    }
    el("p", .class("muted")) { sheet.deadline.sentence(words) + "." }
    if let ended = sheet.choices.term?.endSentence(today: site.effects.today(), words) {
      flash(.information, ended, in: words)
    }
    if state.state.isEditable, sheet.deadline.isLate, let due = sheet.deadline.submission?.day {
      flash(.warning, words.text("entry.late", ["day": words.format.date(due)]), in: words)
    }
    if let hindrance { flash(.information, hindrance, in: words) }
  }

  private var parts: [String] {
    var parts: [String] = []
    if let at = sheet.savedAt { parts.append(words.text("entry.saved_at", ["moment": SheetWords(words: words).moment(at)])) }
    if state.state.isEditable {
      parts.append(words.text("entry.unsent", ["count": words.format.number(sheet.unsentCount)]))
      parts.append(words.text("entry.open", ["count": words.format.number(sheet.view.open.count)]))
    }
    if state.state == .returned {
      let by = sheet.view.events.first { $0.act == .sendBack }.map { sheet.name(of: $0.actor) } ?? ""
      parts.append(words.text("entry.returned", ["reason": state.reason, "name": by]))
    }
    if state.isCorrection { parts.append(words.text("entry.correcting", ["reason": state.reason])) }
    return parts
  }

  /// Why nothing can be typed, and what to do; `nil` where it can.
  private var hindrance: String? {
    let context = sheet.context
    switch state.state {
    case .submitted:
      let turn = context.reviewers.first { $0.level == state.turn }
      return words.text("entry.is_submitted", ["unit": sheet.receiver(turn, words)])
    case .approved:
      return words.text("entry.is_approved", ["unit": sheet.receiver(context.reviewers.last, words)])
    case .locked: return words.text(sheet.mayEnter ? "entry.is_locked" : "entry.is_locked_for_others")
    case .draft, .returned:
      if !sheet.mayEnter { return words.text("entry.is_not_yours", ["unit": context.path.unit.fullName]) }
      guard !sheet.deadline.hasBegun else { return nil }
      return words.text(
        "entry.has_not_begun",
        ["period": words.format.period(context.key.period), "day": words.format.date(context.key.period.firstDay)])
    }
  }
}

/// What was done to a sheet, newest first.
struct SheetHistory: StaffPage {
  let setting: PageSetting
  let sheet: OpenSheet

  var node: Node {
    guard !sheet.view.events.isEmpty else { return .empty }
    return el("section") {
      el("h2") { words.text("entry.history") }
      el("ul") {
        for event in sheet.view.events {
          el("li") {
            words.format.moment(event.at) + ": " + words.text("entry.act.\(event.act.rawValue)") + " – "
              + sheet.name(of: event.actor)
            if !event.reason.isEmpty { " – «\(event.reason)»" }
          }
        }
      }
    }
  }
}
