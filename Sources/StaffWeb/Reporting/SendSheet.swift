import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Reporting
import Territory
import WebShared
import Wording

/// Looking over a sheet and sending it.
extension StaffPages {
  var sendingRoutes: [Route] {
    [
      .page(SheetKey.route + "/gui", .holding(.enterResults)) { try await lookOver($0) },
      .act(SheetKey.route + "/gui", .holding(.enterResults)) { try await sendSheet($0) },
    ]
  }

  private func lookOver(_ request: StaffRequest) async throws -> WebResponse {
    let sheet = try await ownSheet(request)
    return site.respond(SendPage(setting: setting(request), sheet: sheet, errors: []).page, request)
  }

  private func sendSheet(_ request: StaffRequest) async throws -> WebResponse {
    let context = try await ownContext(request)
    do {
      try await perform(.submit, on: context, request)
    } catch let error as PlanningError {
      // What stands now is shown, so that it can be looked over and sent again.
      let now = try await ownSheet(request)
      let errors = [FieldError(field: nil, message: site.words(request).text(error.message))]
      let page = SendPage(setting: setting(request), sheet: now, errors: errors).page
      return site.respond(page, request, status: error == .staleVersion ? 409 : 422)
    }
    return .seeOther(context.key.address("", request, [("xong", "sheet_sent")]))
  }
}

/// The sheet to look over before it goes: odd lines first, empty ones with their reason, the cut-off, who gets it.
struct SendPage: StaffFormPage {
  let setting: PageSetting
  let sheet: OpenSheet
  let errors: [FieldError]

  private var figures: SheetWords { SheetWords(words: words) }
  private var receiver: String { sheet.receiver(sheet.context.reviewers.first, words) }

  var page: Page {
    let open = sheet.view.open
    let crumbs = sheet.crumbs(request, words) + [Crumb(sheet.title(words), sheet.key.address("", request))]
    let title = words.text("entry.send_title", ["sheet": sheet.title(words)])
    let saved = SavedFlash(sheet: sheet, request: request, words: words).node
    return Page(title, crumbs: crumbs, errors: errors, flash: saved) {
      summary
      if !sheet.isEditable {
        SheetStanding(setting: setting, sheet: sheet).nodes
      } else if !open.isEmpty {
        unfinished
      }
      table
      if sheet.isEditable, open.isEmpty {
        site.form(request, to: sheet.key.address("gui", request)) {
          hiddenField(name: "phien-ban", value: String(sheet.view.sheet.version))
          hiddenField(name: "cac-dong", value: sheet.fingerprint)
          buttonRow { submitButton(words.text("entry.send_to", ["unit": receiver])) }
        }
      }
      el("p") { el("a", .href(sheet.key.address("", request))) { words.text("entry.back_to_grid") } }
    }
  }

  private var summary: Node {
    var lines = [
      SummaryLine(words.text("entry.bar.form"), .text(figures.form(sheet.context.form))),
      SummaryLine(words.text("entry.bar.unit"), .text(sheet.context.path.fullName)),
      SummaryLine(words.text("entry.bar.period"), .text(words.format.period(sheet.key.period))),
      SummaryLine(words.text("entry.cut_off"), .text(sheet.deadline.sentence(words))),
      SummaryLine(words.text("entry.goes_to"), .text(receiver)),
      SummaryLine(words.text("entry.odd_lines"), .text(words.format.number(sheet.view.oddCount))),
    ]
    if sheet.view.sheet.isCorrection {
      lines.append(SummaryLine(words.text("entry.correction_reason"), .text(sheet.view.sheet.reason)))
    }
    if let due = sheet.deadline.submission?.day {
      let key = sheet.deadline.isLate ? "entry.is_late" : "entry.in_time"
      lines.append(SummaryLine(words.text("entry.timeliness"), .text(words.text(key, ["day": words.format.date(due)]))))
    }
    return summaryList(lines)
  }

  private var unfinished: Node {
    let back = sheet.key.address("", request, [("kiem-tra", "1")])
    return .fragment([
      flash(
        .warning, words.text("entry.unfinished", ["count": words.format.number(sheet.view.open.count)]), in: words),
      el("p") { el("a", .href(back)) { words.text("entry.finish") } },
    ])
  }

  private var table: Node {
    dataTable(
      DataTable(
        id: "xem-lai", title: words.text("entry.look_over"),
        columns: [
          .init(words.text("entry.column.indicator")), .init(words.format.period(sheet.key.period), isNumber: true),
          .init(words.text("entry.column.last"), isNumber: true), .init(words.text("entry.column.cumulative"), isNumber: true),
          .init(words.text("entry.column.plan"), isNumber: true), .init(words.text("entry.column.marks")),
        ],
        rows: sheet.view.oddFirst.map { row in
          [
            .text(show.name(row.indicator)), .text(figures.wholeFigure(row.figure, row.indicator)),
            .text(figures.figure(row.last, row.indicator)), .text(figures.cumulative(row)), .text(figures.plan(row)),
            el("div", .class("stack")) { marks(row) },
          ]
        }, kind: .list, notes: [words.text("entry.legend")]), in: words)
  }

  @HTMLBuilder private func marks(_ row: SheetRow) -> [Node] {
    for oddity in row.oddities { el("p", .class("oddity")) { "⚠ " + words.text(oddity.message) } }
    if row.isEmpty { el("p", .class("oddity")) { "✗ " + words.text("entry.line_empty") } }
    if let figure = row.figure {
      if !figure.cause.isEmpty { el("p") { words.text("entry.cause_given", ["cause": figure.cause]) } }
      if figure.origin == .copied { el("p") { words.text("entry.line_copied") } }
      if !figure.note.isEmpty { el("p") { figure.note } }
    }
  }
}
