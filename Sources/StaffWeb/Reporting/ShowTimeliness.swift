import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// How punctual and complete reporting was over a year: by form, and by unit for one of them.
extension StaffPages {
  func timelinessPage(_ request: StaffRequest) async throws -> WebResponse {
    let (rulebook, today) = (rulebook, site.effects.today())
    let view = try await site.database.read { transaction -> TimelinessView in
      let question = try ReminderQuestion(request, rulebook: rulebook, today: today, transaction)
      let year = Int(request.query["nam"]) ?? question.period.year
      guard Period.years.contains(year) else { throw WebError.notFound }
      return try TimelinessView(question, year: year, page: Int(request.query["trang"]) ?? 1, today: today, transaction)
    }
    return site.respond(TimelinessPage(setting: setting(request), view: view).page, request)
  }
}

/// A year of reporting below a unit.
struct TimelinessView: Sendable {
  let question: ReminderQuestion
  let year: Int
  /// Each form with the count of all units together; forms that were not due are left out.
  let forms: [(form: DataForm, count: Timeliness)]
  /// One page of the units for the form asked about.
  let units: [UnitTimeliness]
  let place: Pagination

  init(_ question: ReminderQuestion, year: Int, page: Int, today: CivilDate, _ transaction: ReadTransaction) throws {
    self.question = question
    self.year = year
    var forms: [(form: DataForm, count: Timeliness)] = []
    var asked: [UnitTimeliness] = []
    let ofForms = try TimelinessStore.year(
      year, question.forms, below: question.path.unit.id, calendar: question.calendar, today: today, transaction)
    for form in question.forms {
      let units = ofForms[form.code] ?? []
      let count = units.reduce(Timeliness()) { $0 + $1.count }
      if count.due > 0 { forms.append((form, count)) }
      if form.code == question.form.code { asked = units }
    }
    self.forms = forms
    place = Pagination(page: page, total: asked.count)
    units = Array(asked.dropFirst(place.offset).prefix(place.pageSize))
  }
}

/// The page of a year of reporting.
struct TimelinessPage: StaffPage {
  let setting: PageSetting
  let view: TimelinessView

  private var question: ReminderQuestion { view.question }
  private var review: ReviewWords { ReviewWords(words: words) }

  var page: Page {
    let crumbs = [Crumb(words.text("remind.title"), request.address("/nhac", question.query))]
    return Page(words.text("remind.year_title", ["year": String(view.year)]), crumbs: crumbs) {
      el("p") { question.path.fullName }
      filter
      dataTable(
        table(
          "cac-bieu", words.text("remind.by_form"), words.text("review.form"),
          view.forms.map { form, count in
            row(el("a", .href(address([("bieu", form.code)]))) { review.form(form) }, count)
          }), in: words)
      el("h2") { review.form(question.form) }
      dataTable(
        table(
          "cac-don-vi", words.text("remind.by_unit"), words.text("review.unit"),
          view.units.map { unit in
            row(.text(unit.unit.fullName), unit.count)
          }), in: words)
      pagination(view.place, in: words) { address([("bieu", question.form.code), ("trang", String($0))]) }
    }
  }

  private func address(_ more: [(String, String)]) -> String {
    request.address("/nhac/nam", [("noi", question.path.unit.id.rawValue), ("nam", String(view.year))] + more)
  }

  private var filter: Node {
    let years = (view.year - 3...max(view.year, site.effects.today().year)).filter(Period.years.contains).reversed()
    return el("form", .class("inline-form no-print"), .method("get"), .action(request.address("/nhac/nam"))) {
      hiddenField(name: "noi", value: question.path.unit.id.rawValue)
      selectField(
        Field(name: "nam", label: words.text("review.year")), choices: years.map { Choice(String($0), String($0)) },
        selected: String(view.year), hasNone: false, in: words)
      selectField(
        Field(name: "bieu", label: words.text("review.form")),
        choices: question.forms.map { Choice($0.code, review.form($0)) }, selected: question.form.code, hasNone: false,
        in: words)
      submitButton(words.text("board.filter"), rank: .secondary)
    }
  }

  private func table(_ id: String, _ title: String, _ first: String, _ rows: [[Node]]) -> DataTable {
    DataTable(
      id: id, title: title,
      columns: [
        .init(first), .init(words.text("remind.sheets_due"), isNumber: true),
        .init(words.text("remind.sheets_sent"), isNumber: true), .init(words.text("remind.sheets_on_time"), isNumber: true),
        .init(words.text("remind.lines_complete"), isNumber: true),
      ],
      rows: rows, notes: [words.text("remind.year_note")])
  }

  private func row(_ head: Node, _ count: Timeliness) -> [Node] {
    let format = words.format
    func share(_ number: Int, _ percent: Ratio?) -> Node { .text("\(format.number(number)) (\(review.percent(percent)))") }
    return [
      head, .text(format.number(count.due)), share(count.sent, count.sentPercent), share(count.onTime, count.onTimePercent),
      .text(review.percent(count.completePercent)),
    ]
  }
}
