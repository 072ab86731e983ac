import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Reporting
import Territory
import WebShared
import Wording

/// The page on which a sheet is decided.
struct SheetReviewPage: StaffPage {
  let setting: PageSetting
  let form: DecideSheet
  let review: SheetReview
  let typed: TypedForm

  private var sheet: OpenSheet { review.sheet }
  private var state: Sheet { sheet.view.sheet }
  private var figures: SheetWords { SheetWords(words: words) }
  private var reviewWords: ReviewWords { ReviewWords(words: words) }

  var page: Page {
    Page(form.title, crumbs: [Crumb(words.text("review.title"), request.address("/duyet"))]) {
      facts
      el("div", .class("sheet")) { dataTable(table, in: words) }
      decision
      SheetHistory(setting: setting, sheet: sheet).node
      el("p") { el("a", .href(sheet.key.address("", request))) { words.text("review.open_sheet") } }
    }
  }

  private var facts: Node {
    let times = sheet.view.events.count { $0.act == .sendBack }
    let copied = sheet.view.rows.count { $0.figure?.origin == .copied }
    let isOnTime = state.sentAt.map { sent in sheet.deadline.submission.map { !$0.isLate(sentOn: sent.vietnameseDay) } ?? true }
    var lines = [
      SummaryLine(words.text("review.form"), .text(figures.form(sheet.context.form))),
      SummaryLine(words.text("review.unit"), .text(sheet.context.path.nameInProvince)),
      SummaryLine(words.text("review.state"), .text(stateText)),
      SummaryLine(words.text("review.sent"), .text(sentText(isOnTime))),
      SummaryLine(words.text("review.deadline"), .text(sheet.deadline.sentence(words))),
      SummaryLine(words.text("review.odd"), .text(words.format.number(sheet.view.oddCount))),
      SummaryLine(words.text("review.copied"), .text(words.format.number(copied))),
      SummaryLine(words.text("review.returned"), .text(words.format.number(times))),
    ]
    if !state.reason.isEmpty { lines.append(SummaryLine(words.text("review.last_reason"), .text("«\(state.reason)»"))) }
    return summaryList(lines)
  }

  private var stateText: String {
    let turn = sheet.context.reviewers.first { $0.level == state.turn }
    let waiting = turn.map { ", " + words.text("review.waits_for", ["unit": reviewWords.level($0)]) } ?? ""
    return figures.state(state) + waiting
  }

  private func sentText(_ isOnTime: Bool?) -> String {
    guard state.sentAt != nil || !state.state.isEditable else { return words.text("review.not_sent") }
    let by = state.sentBy.isEmpty ? "" : " – " + sheet.name(of: state.sentBy)
    return reviewWords.sent(state.sentAt, isOnTime: isOnTime) + by
  }

  // MARK: Lines

  private var table: DataTable {
    DataTable(
      id: "so-lieu", title: words.text("review.lines", ["form": figures.form(sheet.context.form)]),
      columns: [
        .init(words.text("board.indicator")), .init(words.format.period(sheet.key.period), isNumber: true),
        .init(words.text("review.last"), isNumber: true), .init(words.text("review.move"), isNumber: true),
        .init(words.text("review.year_before"), isNumber: true), .init(words.text("review.cumulative"), isNumber: true),
        .init(words.text("review.plan"), isNumber: true), .init(words.text("review.remarks")),
      ],
      rows: sheet.view.oddFirst.map(cells), kind: .list, notes: [words.text("review.lines_note")])
  }

  private func cells(_ row: SheetRow) -> [Node] {
    [
      .text(show.name(row.indicator)), .text(figures.wholeFigure(row.figure, row.indicator)),
      .text(figures.figure(row.last, row.indicator)), .text(move(row)),
      .text(figures.figure(row.sameLastYear, row.indicator)), .text(figures.cumulative(row)), .text(figures.plan(row)),
      el("div", .class("stack")) { remarks(row) },
    ]
  }

  /// The move against the period before with its sign: in points for a rate, in percent for everything else.
  private func move(_ row: SheetRow) -> String {
    guard let level = row.figure?.level(of: row.indicator), let before = row.last?.level(of: row.indicator) else {
      return BoardWords.notAssigned
    }
    let difference = level - before
    if row.indicator.isPercentage {
      return words.format.points(difference.rounded(.halfUp, decimals: row.indicator.decimals))
    }
    guard !before.isZero else { return difference.isZero ? "0" : BoardWords.notAssigned }
    return words.format.gap((difference * .hundred / before).rounded(.halfUp, decimals: 1)) + "%"
  }

  @HTMLBuilder private func remarks(_ row: SheetRow) -> [Node] {
    for oddity in row.oddities { el("p", .class("oddity")) { "⚠ " + words.text(oddity.message) } }
    if let figure = row.figure {
      if !figure.cause.isEmpty { el("p") { words.text("review.cause", ["cause": figure.cause]) } }
      if !marks(row).isEmpty { el("p", .class("muted")) { marks(row).joined(separator: " · ") } }
      if !figure.note.isEmpty { el("p") { words.text("review.note", ["note": figure.note]) } }
    }
    for comment in row.comments {
      el("p", .class("comment")) {
        el("strong") { sheet.name(of: comment.actor) }
        ", " + words.format.moment(comment.at) + ": " + comment.text
      }
    }
  }

  private func marks(_ row: SheetRow) -> [String] {
    [
      row.figure?.origin == .copied ? words.text("review.mark_copied") : nil,
      SheetReview.isRound(row) ? words.text("review.mark_round") : nil,
    ].compactMap { $0 }
  }

  // MARK: Decision

  @HTMLBuilder private var decision: [Node] {
    if let turn = review.turn {
      el("section") {
        el("h2") { words.text("review.decide") }
        el("p") { consequence }
        if review.standsIn { el("p") { words.text("review.stands_in", ["unit": turn.fullName]) } }
        act(.approve, label: words.text("review.approve"), rank: .primary, asksWhy: review.standsIn)
        act(.sendBack, label: words.text("review.send_back"), rank: .secondary)
      }
    }
    if review.mayTakeBack {
      el("section") {
        el("h2") { words.text("review.take_back") }
        el("p") { words.text("review.take_back_note") }
        act(.unapprove, label: words.text("review.unapprove"), rank: .secondary)
        act(.lock, label: words.text("review.lock"), rank: .secondary)
      }
    }
    if review.turn == nil, !review.mayTakeBack { el("p", .class("muted")) { words.text("review.nothing_to_decide") } }
  }

  /// What approving does next: «chuyển lên Sở», «số liệu vào bảng của tỉnh».
  private var consequence: String {
    guard let next = review.next else {
      return words.text(state.isCorrection ? "review.then_corrected" : "review.then_counts")
    }
    return words.text("review.then_next", ["next": reviewWords.level(next)])
  }

  private func act(_ act: SheetAct, label: String, rank: ButtonRank, asksWhy: Bool = true) -> Node {
    site.form(request, to: form.address) {
      hiddenField(name: "viec", value: act.rawValue)
      typed.node(form.version)
      if asksWhy, let reason = form.reason(of: act) { typed.node(reason) }
      buttonRow { submitButton(label, rank: rank) }
    }
  }
}
