import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Reporting
import Storage
import WebShared
import Wording

/// Pasting columns from Excel into a grid.
extension StaffPages {
  var pasteRoutes: [Route] {
    [
      .page(SheetKey.route + "/dan", .holding(.enterResults)) { try await pastePage($0) },
      .act(SheetKey.route + "/dan", .holding(.enterResults), bodyLimit: 512 * 1024, carries: true) { try await preview($0) },
    ]
  }

  private func pastePage(_ request: StaffRequest) async throws -> WebResponse {
    let sheet = try await ownSheet(request)
    let page = PastePage(setting: setting(request), sheet: sheet, text: "", numbers: .comma, preview: nil)
    return site.respond(page.page, request)
  }

  /// Reads what was pasted and shows what it would do; nothing is written before it is confirmed.
  private func preview(_ request: StaffRequest) async throws -> WebResponse {
    let sheet = try await ownSheet(request)
    let words = site.words(request)
    let text = request.form.raw("dan")
    let numbers = PastedNumbers(rawValue: request.form["kieu-so"]) ?? .comma
    var preview = PastePreview(text, sheet, numbers, words)
    if sheet.isEditable, !preview.entries.isEmpty {
      let (entries, key, today) = (preview.entries, sheet.key, site.effects.today())
      let outcome = try await site.database.read { transaction in
        try CellActs.rehearse(
          entries, in: SheetContext.read(key, transaction), by: .person(request.viewer), today: today, transaction)
      }
      preview.take(outcome, sheet, words)
    }
    let page = PastePage(setting: setting(request), sheet: sheet, text: text, numbers: numbers, preview: preview)
    return site.respond(page.page, request, status: preview.isClean ? 200 : 422)
  }
}

/// What pasted cells would do to a sheet, line by line.
struct PastePreview: Sendable {
  /// One line with what was pasted for it.
  struct Line: Sendable {
    let number: Int
    let row: SheetRow
    let pasted: [String]
    let typed: TypedLine
    var errors: [String]
  }

  private(set) var lines: [Line] = []
  /// What concerns no line.
  private(set) var faults: [String] = []
  private(set) var entries: [CellEntry] = []

  init(_ text: String, _ sheet: OpenSheet, _ numbers: PastedNumbers, _ words: LocalWording) {
    let indicators = sheet.context.indicators
    let head = FormHead(tail: sheet.deadline.yearTail, indicators: indicators, words)
    let table = PastedTable(text, indicators, head, words)
    faults = table.faults.map { words.text($0) }
    var typed = TypedSheet(sheet, words.format)
    var extras: [String: String] = [:]
    for line in table.lines {
      guard let row = sheet.view.rows.first(where: { $0.indicator.code == line.indicator.code }) else { continue }
      let (read, extra) = line.typed(over: row, numbers, words)
      typed[line.indicator.code] = read
      if let extra { extras[line.indicator.code] = words.text(extra) }
    }
    let reading = SheetReading(typed, sheet, words)
    entries = reading.entries.filter { extras[$0.indicator] == nil }
    for (index, row) in sheet.view.rows.enumerated() {
      let code = row.indicator.code
      guard let line = table.lines.first(where: { $0.indicator.code == code }), let read = typed[code] else { continue }
      let own = Set(SheetField.allCases.map { $0.name(code) })
      let errors = reading.errors.filter { $0.field.map(own.contains) ?? false }.map(\.message)
      let extra = extras[code].map { [SheetReading.atLine(index + 1, $0, words)] } ?? []
      lines.append(Line(number: index + 1, row: row, pasted: line.cells, typed: read, errors: errors + extra))
    }
  }

  /// Adds what the rules of figures find.
  mutating func take(_ outcome: SheetSaveOutcome, _ sheet: OpenSheet, _ words: LocalWording) {
    for index in lines.indices {
      let code = lines[index].row.indicator.code
      guard let faults = outcome.faults[code] else { continue }
      lines[index].errors += SheetReading.errors([code: faults], sheet, words).map(\.message)
    }
  }

  var isClean: Bool { faults.isEmpty && lines.allSatisfy(\.errors.isEmpty) }

  /// The lines that would be written.
  var good: [Line] { lines.filter { $0.errors.isEmpty && $0.typed.isTouched } }
}

/// The page on which cells are pasted, looked over and confirmed.
struct PastePage: StaffPage {
  let setting: PageSetting
  let sheet: OpenSheet
  let text: String
  let numbers: PastedNumbers
  let preview: PastePreview?

  private var figures: SheetWords { SheetWords(words: words) }

  var page: Page {
    let crumbs = sheet.crumbs(request, words) + [Crumb(sheet.title(words), sheet.key.address("", request))]
    let messages = (preview?.faults ?? []) + (preview?.lines.flatMap(\.errors) ?? [])
    let errors = messages.map { FieldError(field: "dan", message: $0) }
    return Page(words.text("paste.title", ["sheet": sheet.title(words)]), crumbs: crumbs, errors: errors) {
      if sheet.isEditable {
        if let preview { result(preview) }
        site.form(request, to: sheet.key.address("dan", request), isGuarded: true) {
          textArea(
            Field(name: "dan", label: words.text("paste.label"), hint: words.text("paste.hint"), error: errors.first?.message),
            value: text, rows: 12, in: words)
          radioGroup(
            Field(name: "kieu-so", label: words.text("paste.numbers")),
            choices: PastedNumbers.allCases.map { Choice($0.rawValue, words.text("paste.numbers.\($0.rawValue)")) },
            selected: numbers.rawValue, in: words)
          buttonRow { submitButton(words.text("paste.preview"), rank: preview?.good.isEmpty == false ? .secondary : .primary) }
        }
      } else {
        SheetStanding(setting: setting, sheet: sheet).nodes
      }
      el("p") { el("a", .href(sheet.key.address("", request))) { words.text("entry.back_to_grid") } }
    }
  }

  @HTMLBuilder private func result(_ preview: PastePreview) -> [Node] {
    if !preview.lines.isEmpty { table(preview) }
    if preview.good.isEmpty {
      if preview.isClean { el("p") { words.text("entry.nothing_changed") } }
    } else {
      // Confirmed lines go the way of typed ones: to the grid, with the versions seen here.
      site.form(request, to: sheet.key.address("", request)) {
        for line in preview.good {
          let code = line.row.indicator.code
          hiddenField(name: TypedLine.seenName(code), value: String(line.typed.seen))
          hiddenField(name: TypedLine.shownName(code), value: line.typed.shown)
          for field in SheetField.allCases where !line.typed[field].isEmpty {
            hiddenField(name: field.name(code), value: line.typed[field])
          }
        }
        buttonRow {
          submitButton(
            words.text("paste.confirm", ["count": words.format.number(preview.good.count)]), name: "viec", value: "luu")
        }
      }
    }
  }

  private func table(_ preview: PastePreview) -> Node {
    dataTable(
      DataTable(
        id: "xem-truoc", title: words.text("paste.preview_title"),
        columns: [
          .init(words.text("entry.column.indicator")), .init(words.text("paste.pasted"), isNumber: true),
          .init(words.text("paste.stored"), isNumber: true), .init(words.text("paste.result")),
        ],
        rows: preview.lines.map { line in
          [
            .text("\(line.number). \(show.name(line.row.indicator))"), .text(line.pasted.joined(separator: " | ")),
            .text(figures.wholeFigure(line.row.figure, line.row.indicator)), outcome(line),
          ]
        }, kind: .list), in: words)
  }

  private func outcome(_ line: PastePreview.Line) -> Node {
    guard line.errors.isEmpty else {
      return .fragment(line.errors.map { message in el("p", .class("field-error")) { message } })
    }
    return .text(
      line.typed.isTouched
        ? words.text("paste.will_save", ["figure": line.typed.summary(words)]) : words.text("paste.unchanged"))
  }
}
