import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// The page of what waits for a reviewer.
struct ReviewQueuePage: StaffPage {
  let setting: PageSetting
  let queue: ReviewQueue

  private var review: ReviewWords { ReviewWords(words: words) }

  var page: Page {
    Page(
      words.text("review.title"),
      flash: decided
    ) {
      el("p") { words.text("review.waiting", ["count": words.format.number(queue.total)]) }
      filters
      dataTable(waitingTable, in: words)
      pagination(queue.place, of: words.text("review.table"), in: words) { address(("trang", String($0))) }
      el("p") { el("a", .href(request.address("/nhac"))) { words.text("remind.title") } }
      approvedSection
      for lockable in queue.lockable { lockForm(lockable) }
    }
  }

  private var decided: Node {
    if let decided = queue.decided { return flash(.success, review.done(decided), in: words) }
    guard let count = Int(request.query["da-khoa"]) else { return .empty }
    return flash(
      .success,
      words.text("review.year_locked", ["year": request.query["nam"], "figures": words.format.number(count)]), in: words)
  }

  /// This page with its filters and another value.
  private func address(_ value: (String, String)) -> String {
    request.address("/duyet", request.query.pairs.filter { ["bieu", "ky"].contains($0.0) && !$0.1.isEmpty } + [value])
  }

  private var filters: Node {
    el("form", .method("get"), .action(request.address("/duyet")), .class("inline-form no-print")) {
      selectField(
        Field(name: "bieu", label: words.text("review.form")),
        choices: queue.forms.map { Choice($0.code, review.form($0)) }, selected: request.query["bieu"],
        none: words.text("board.all"), in: words)
      selectField(
        Field(name: "ky", label: words.text("review.period")),
        choices: queue.periods.map { Choice($0.description, words.format.period($0)) }, selected: request.query["ky"],
        none: words.text("board.all"), in: words)
      submitButton(words.text("board.filter"), rank: .secondary)
    }
  }

  private var waitingTable: DataTable {
    DataTable(
      id: "cho-duyet", title: words.text("review.table"),
      columns: [
        .init(words.text("review.unit")), .init(words.text("review.form")), .init(words.text("review.period")),
        .init(words.text("review.odd"), isNumber: true), .init(words.text("review.sent")),
        .init(words.text("review.returned"), isNumber: true),
      ],
      rows: queue.waiting.map(cells), kind: .list, notes: [words.text("review.table_note")])
  }

  private func cells(_ waiting: WaitingSheet) -> [Node] {
    let key = waiting.sheet.key
    return [
      .fragment([
        el("a", .href(request.address(key.reviewPath))) { waiting.path.nameInProvince },
        .text(waiting.endedReviewer.map { " – " + words.text("review.for_ended", ["unit": $0.fullName]) } ?? ""),
      ]),
      .text(formName(key.form)), .text(words.format.period(key.period)), .text(words.format.number(waiting.sheet.odd)),
      .text(review.sent(waiting.sheet.sentAt, isOnTime: waiting.isOnTime)),
      .text(words.format.number(queue.timesReturned[key] ?? 0)),
    ]
  }

  private func formName(_ code: String) -> String { queue.forms.first { $0.code == code }.map(review.form) ?? code }

  private var approvedSection: Node {
    guard let approved = queue.approved else { return .empty }
    let title = words.text(
      "review.approved", ["period": words.format.period(approved.period), "count": words.format.number(approved.total)])
    return el("section") {
      el("h2", .id("da-duyet")) { title }
      dataTable(
        DataTable(
          id: "bang-da-duyet", title: words.text("review.approved_table"),
          columns: [
            .init(words.text("review.unit")), .init(words.text("review.form")), .init(words.text("review.odd"), isNumber: true),
            .init(words.text("review.sent")),
          ],
          rows: approved.page.rows.map { sheet, path in
            [
              el("a", .href(request.address(sheet.key.reviewPath))) { path.nameInProvince }, .text(formName(sheet.key.form)),
              .text(words.format.number(sheet.odd)), .text(review.sent(sheet.sentAt, isOnTime: nil)),
            ]
          }, kind: .list), in: words)
      pagination(of: approved.total, next: approved.page.next, isFirst: approved.isFirst, list: title, in: words) { key in
        address((ApprovedSheets.afterName, key?.description ?? "")) + "#da-duyet"
      }
    }
  }

  /// The way to fixing a year: a check page says what it does before it is done.
  private func lockForm(_ lockable: LockableYears) -> Node {
    el("section") {
      el("h2") { words.text("review.lock_year") }
      el("p") { words.text("review.lock_year_note") }
      el("form", .method("get"), .action(request.address("/duyet/khoa")), .class("inline-form no-print")) {
        hiddenField(name: "noi", value: lockable.unit.id.rawValue)
        selectField(
          Field(name: "nam", label: words.text("review.year")),
          choices: lockable.years.map { Choice(String($0), String($0)) }, selected: nil, hasNone: false, in: words)
        submitButton(words.text("review.lock_year_check"), rank: .secondary)
      }
    }
  }
}
