import Directory
import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// How the units below a unit stand with one form and period.
struct ReminderView: Sendable {
  let question: ReminderQuestion
  let today: CivilDate
  /// One page of the units, those that have not sent first.
  let standings: [UnitStanding]
  let place: Pagination
  let paths: [ID<AdministrativeUnit>: AdministrativePath]
  let total: Int
  let sent: Int
  let onTime: Int
  /// How many units would be told now: not sent, and not told today.
  let toRemind: Int
  /// The day by which the units send; `nil` where no rule sets one.
  let due: CivilDate?

  /// How many have not sent.
  var unsent: Int { total - sent }

  init(_ question: ReminderQuestion, page: Int, today: CivilDate, _ transaction: ReadTransaction) throws {
    self.question = question
    self.today = today
    due = try question.calendar.submitBy(question.period, level: question.form.level)
    let all = try TimelinessStore.standings(
      question.form, question.period, below: question.path.unit.id, calendar: question.calendar, transaction)
    total = all.count
    sent = all.count(where: \.hasSent)
    onTime = all.count { $0.isOnTime == true }
    toRemind = all.count { !$0.hasSent && $0.remindedAt?.vietnameseDay != today }
    place = Pagination(page: page, total: all.count)
    standings = Array((all.filter { !$0.hasSent } + all.filter(\.hasSent)).dropFirst(place.offset).prefix(place.pageSize))
    let paths = try TerritoryStore.paths(of: standings.map(\.unit), on: question.period.lastDay, transaction)
    self.paths = Dictionary(uniqueKeysWithValues: paths.map { ($0.unit.id, $0) })
  }
}

/// The page of who has not sent, and reminding all of them at once.
struct RemindUnits: ActForm {
  let setting: PageSetting
  private let view: ReminderView

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    let today = setting.site.effects.today()
    let question = try ReminderQuestion(setting.request, rulebook: setting.rulebook, today: today, transaction)
    view = try ReminderView(question, page: Int(setting.request.query["trang"]) ?? 1, today: today, transaction)
  }

  private var question: ReminderQuestion { view.question }
  private var review: ReviewWords { ReviewWords(words: words) }

  var department: ID<Department> { question.department }
  var address: String { request.address("/nhac") }
  var title: String { words.text("remind.title") }
  var flash: Node { told }
  var above: [Node] {
    ReminderFilter(setting: setting, question: question).node
    el("h2") {
      "\(review.form(question.form)) – \(words.format.period(question.period)) – \(question.path.nameInProvince)"
    }
    el("p") { counts }
    if view.unsent > 0, view.toRemind == 0 {
      el("p", .class("muted")) { words.text("remind.all_told", ["count": words.format.number(view.unsent)]) }
    }
  }
  var isOpen: Bool { view.toRemind > 0 }
  var formClass: String? { "no-print" }
  var inputs: [any FormInput] { question.query.map { Input.hidden($0, $1) } + [message] }
  private var message: Input<String> { .text("loi-nhan", words.text("remind.message"), isOptional: true) }
  var buttons: [Node] { submitButton(words.text("remind.act", ["count": words.format.number(view.toRemind)])) }
  var below: [Node] {
    dataTable(table, in: words)
    pagination(view.place, in: words) { request.address("/nhac", question.query + [("trang", String($0))]) }
    el("p") {
      el(
        "a",
        .href(
          request.address("/nhac/nam", Array(question.query.prefix(2)) + [("nam", String(question.period.year))]))
      ) { words.text("remind.year_title", ["year": String(question.period.year)]) }
    }
  }

  func reason(_ typed: TypedForm) -> String { typed.text(of: message) }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let count = try ReminderActs.remindAll(
      question.form, question.period, below: question.path.unit.id, by: .person(request.viewer), rulebook: rulebook, transaction)
    return request.address("/nhac", question.query + [("da-nhac", String(count))])
  }

  private var told: Node {
    guard let count = Int(request.query["da-nhac"]) else { return .empty }
    return WebShared.flash(
      count > 0 ? .success : .information,
      words.text(count > 0 ? "remind.told" : "remind.told_today", ["count": words.format.number(count)]), in: words)
  }

  /// «Đã gửi 71/85 (83,5%), đúng hạn 60/85».
  private var counts: String {
    let format = words.format
    let percent = view.total == 0 ? nil : Ratio(view.sent, view.total) * .hundred
    let sentence = words.text(
      "remind.counts",
      [
        "sent": format.number(view.sent), "total": format.number(view.total), "percent": review.percent(percent),
        "in_time": format.number(view.onTime),
      ])
    guard let due = view.due else { return sentence }
    return sentence + ". " + words.text("remind.due", ["day": format.date(due)])
  }

  private var table: DataTable {
    DataTable(
      id: "don-vi", title: words.text("remind.table"),
      columns: [
        .init(words.text("review.unit")), .init(words.text("review.state")), .init(words.text("review.sent")),
        .init(words.text("remind.late")), .init(words.text("remind.complete"), isNumber: true),
        .init(words.text("remind.reminded")),
      ],
      rows: view.standings.map(cells), kind: .list)
  }

  private func cells(_ standing: UnitStanding) -> [Node] {
    let key = SheetKey(form: question.form.code, place: standing.unit.id, period: question.period)
    let late = standing.workingDaysLate(on: view.today, question.calendar.workingDays)
    let format = words.format
    return [
      el("a", .href(request.address(key.reviewPath))) {
        view.paths[standing.unit.id]?.nameInProvince ?? standing.unit.fullName
      },
      .text(words.text("status.\(standing.state.rawValue)")),
      .text(
        standing.hasSent
          ? review.sent(standing.sentAt, isOnTime: standing.isOnTime) : words.text("review.not_sent")),
      .text(late > 0 ? words.text("remind.days_late", ["days": format.number(late)]) : ""),
      .text("\(format.number(standing.complete))/\(format.number(standing.lines))"),
      .text(standing.remindedAt.map { format.moment($0) } ?? ""),
    ]
  }
}

/// The bar above the units: unit, form, period.
struct ReminderFilter: StaffPage {
  let setting: PageSetting
  let question: ReminderQuestion

  var node: Node {
    el("form", .class("inline-form no-print"), .method("get"), .action(request.address("/nhac"))) {
      if question.units.count > 1 {
        selectField(
          Field(name: "noi", label: words.text("review.unit")),
          choices: question.units.map { Choice($0.id.rawValue, $0.fullName) }, selected: question.path.unit.id.rawValue,
          hasNone: false, in: words)
      } else {
        hiddenField(name: "noi", value: question.path.unit.id.rawValue)
      }
      selectField(
        Field(name: "bieu", label: words.text("review.form")),
        choices: question.forms.map { Choice($0.code, ReviewWords(words: words).form($0)) }, selected: question.form.code,
        hasNone: false, in: words)
      selectField(
        Field(name: "ky", label: words.text("review.period")),
        choices: periods.map { Choice($0.description, words.format.period($0)) }, selected: question.period.description,
        hasNone: false, in: words)
      submitButton(words.text("board.filter"), rank: .secondary)
    }
  }

  /// The periods of the form around the one shown, newest first.
  private var periods: [Period] {
    (question.period.year - 1...question.period.year + 1).flatMap { Period.periods(of: question.form.periodKind, in: $0) }
      .filter(question.form.isUsed).reversed()
  }
}
