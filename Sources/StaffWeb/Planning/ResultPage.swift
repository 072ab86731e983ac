import HTML
import Planning
import WebShared
import Wording

/// The page of the result form.
struct ResultPage: StaffFormPage {
  let setting: PageSetting
  let view: ResultView
  let typed: ResultForm
  let errors: [FieldError]

  var page: Page {
    let title = words.text(
      "result.title", ["indicator": show.title(view.indicator), "year": String(view.context.year)])
    let crumbs =
      view.context.crumbs(request, words)
      + [Crumb(show.title(view.indicator), view.context.address(view.indicator.code, request))]
    return Page(title, crumbs: crumbs, errors: errors) {
      if view.isPublished { el("p") { words.text("result.published_note") } }
      site.form(request, to: view.context.address(view.indicator.code, "ket-qua", request)) {
        hiddenField(name: "phien-ban", value: String(typed.seen))
        numbers
        withoutNumber
        account
        if view.isPublished || !typed.reason.isEmpty { text("ly-do", "result.reason", isOptional: !view.isPublished) }
        buttonRow { submitButton(words.text("result.save")) }
      }
    }
  }

  @HTMLBuilder private var numbers: [Node] {
    let unit = show.unit(view.indicator)
    number("gia-tri", words.text("result.value", ["unit": unit]), unit: unit, hint: words.text("target.level_hint"))
    if view.indicator.kind == .rate {
      number("tu-so", words.text("result.numerator"), unit: nil, hint: nil)
      number("mau-so", words.text("result.denominator"), unit: nil, hint: nil)
    }
    if view.indicator.kind != .reduction {
      let points = view.indicator.isPercentage ? words.text("unit.points") : unit
      number("thay-doi", words.text("target.change", ["unit": points]), unit: points, hint: words.text("target.change_hint"))
    }
  }

  @HTMLBuilder private var withoutNumber: [Node] {
    selectField(
      Field(name: "chua-co", label: words.text("result.missing"), error: error("chua-co"), isOptional: true),
      choices: MissingReason.allCases.map { Choice($0.rawValue, words.text("missing.\($0.rawValue)")) },
      selected: typed["chua-co"], in: words)
    selectField(
      Field(
        name: "nhan-dinh", label: words.text("result.stated"), hint: words.text("result.stated_hint"),
        error: error("nhan-dinh"), isOptional: true),
      choices: Verdict.statable.map { Choice($0.rawValue, words.text("verdict.\($0.rawValue)")) },
      selected: typed["nhan-dinh"], in: words)
    selectField(
      Field(name: "nguon", label: words.text("target.origin")),
      choices: FigureOrigin.statable.map { Choice($0.rawValue, words.text("origin.\($0.rawValue)")) },
      selected: typed["nguon"], hasNone: false, in: words)
  }

  @HTMLBuilder private var account: [Node] {
    text("han-che", "indicator.limitation", isOptional: true)
    text("nguyen-nhan", "indicator.cause", isOptional: true)
    text("giai-phap", "indicator.remedy", isOptional: true)
    text("ghi-chu", "indicator.note", isOptional: true)
  }

  private func number(_ name: String, _ label: String, unit: String?, hint: String?) -> Node {
    textField(
      Field(name: name, label: label, hint: hint, error: error(name), isOptional: true), value: typed[name], kind: .decimal,
      width: .short, unit: unit, in: words)
  }

  private func text(_ name: String, _ label: String, isOptional: Bool) -> Node {
    textField(
      Field(name: name, label: words.text(label), error: error(name), isOptional: isOptional), value: typed[name], width: .full,
      in: words)
  }
}
