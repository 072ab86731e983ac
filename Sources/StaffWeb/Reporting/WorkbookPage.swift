import Directory
import FigureWords
import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// The page on which a form's workbook is taken and brought back: choose a file, see what it would do, write it.
struct WorkbookPage: StaffPage {
  let setting: PageSetting
  let context: SheetContext
  /// What a workbook is staged for.
  static let purpose = "planning.form"
  /// The most bytes of a request: a workbook, and the fields beside it.
  static let bodyLimit = 6 * 1024 * 1024

  /// The workbook that was brought, and what it does.
  var done: (sent: SentFile, outcome: UploadOutcome)?
  /// Whether the workbook could not be given back with marks.
  var cannotBeMarked = false

  /// The page of the sheet an address names.
  /// - Throws: `WebError.forbidden` where the viewer may not type into it; what `SheetContext.visible` throws.
  init(_ setting: PageSetting) async throws {
    self.setting = setting
    let viewer = setting.request.viewer
    let key = try SheetKey(setting.request)
    context = try await setting.site.database.read { try SheetContext.visible(key, to: viewer, $0) }
    guard Authority.person(viewer).mayEnter(context) else { throw WebError.forbidden }
  }

  private var address: String { context.key.address("tep", request) }

  /// The page with what was brought.
  var response: WebResponse {
    let isGood = done?.outcome.faults.isEmpty ?? true
    return site.respond(page([]), request, status: isGood || request.method == "GET" ? 200 : 422)
  }

  /// The page with the reason why the file as a whole is not taken.
  func refusing(_ sentence: String, status: Int = 422) -> WebResponse {
    site.respond(page([FieldError(field: SentFile.chosen, message: sentence)]), request, status: status)
  }

  private func page(_ errors: [FieldError]) -> Page {
    let values = [
      "form": context.key.form, "unit": context.path.unit.fullName, "period": words.format.period(context.key.period),
    ]
    let crumbs = [Crumb(words.text("workbook.page.sheet_crumb", values), context.key.address("", request))]
    let title = words.text("workbook.page.title", ["form": context.key.form])
    return Page(title, crumbs: crumbs, errors: errors, flash: outcomeFlash) {
      if let done { result(done.sent, done.outcome) }
      el("p") { words.text("workbook.page.intro") }
      el("p") {
        el("a", .href(context.key.address("tai", request))) { words.text("workbook.page.download") }
        " · "
        el("a", .href(context.key.address("", request))) { words.text("workbook.page.open_grid") }
      }
      site.form(request, to: address, hasFiles: true) {
        fileField(
          Field(
            name: SentFile.chosen, label: words.text("workbook.page.file"),
            hint: words.text("workbook.page.hint", ["limit": String(FormUpload.byteLimit / 1_000_000)]),
            error: errors.first?.message),
          accept: ".xlsx", in: words)
        buttonRow { submitButton(words.text("workbook.page.check"), name: "viec", value: "kiem-tra") }
      }
    }
  }

  // MARK: What the file does

  private var outcomeFlash: Node {
    guard let (sent, outcome) = done else { return .empty }
    let counts = counts(sent, outcome)
    let isGood = outcome.faults.isEmpty
    let (kind, key): (FlashKind, String) =
      if cannotBeMarked {
        (.warning, "workbook.page.not_marked")
      } else if outcome.wasWritten {
        (isGood ? .success : .warning, "workbook.page.written")
      } else if outcome.saved.isEmpty, isGood {
        (.information, "workbook.page.nothing")
      } else {
        (isGood ? .information : .warning, "workbook.page.checked")
      }
    let sheet = words.text("workbook.for_sheet", outcome.sheetWords(words))
    return .fragment(
      [flash(kind, sheet + " " + words.text(key, counts), in: words)]
        + outcome.titleWarnings(site.wording).map { warning in
          flash(.warning, "\(warning.place): " + words.text(warning.message), in: words)
        })
  }

  private func counts(_ sent: SentFile, _ outcome: UploadOutcome) -> [String: String] {
    [
      "file": sent.file.name, "saved": words.format.number(outcome.saved.count),
      "unchanged": words.format.number(outcome.unchanged.count), "errors": words.format.number(outcome.faults.count),
    ]
  }

  @HTMLBuilder private func result(_ sent: SentFile, _ outcome: UploadOutcome) -> [Node] {
    if outcome.isOlderVersion { el("p") { words.text("workbook.page.older") } }
    if let emptied = outcome.emptiedText(words) { flash(.warning, emptied, in: words) }
    if !outcome.absent.isEmpty {
      el("p") {
        words.text("workbook.page.absent", ["names": outcome.absent.map { show.title($0) }.joined(separator: "; ")])
      }
    }
    if !outcome.faults.isEmpty {
      table("loi", words.text("workbook.page.errors", ["file": sent.file.name]), "workbook.page.what", outcome.faults)
    }
    if !outcome.warnings.isEmpty {
      table("khac-thuong", words.text("workbook.page.warnings"), "workbook.page.odd", outcome.warnings)
    }
    acts(sent, outcome)
  }

  private func table(_ id: String, _ title: String, _ what: String, _ faults: [UploadFault]) -> Node {
    dataTable(
      DataTable(
        id: id, title: title,
        columns: [.init(words.text("workbook.page.cell")), .init(words.text(what))],
        rows: faults.prefix(200).map { [.text($0.place), .text(words.text($0.message))] }, kind: .list), in: words)
  }

  /// The acts on what was checked, by its id.
  private func acts(_ sent: SentFile, _ outcome: UploadOutcome) -> Node {
    let canWrite = !outcome.wasWritten && !outcome.saved.isEmpty
    guard canWrite || !outcome.faults.isEmpty else { return .empty }
    let counts = counts(sent, outcome)
    let named = context.key.address("tep", request, sent.query)
    return site.form(request, to: named, answersWithFile: !outcome.faults.isEmpty) {
      buttonRow {
        if canWrite, outcome.faults.isEmpty {
          submitButton(words.text("workbook.page.write", counts), name: "viec", value: "ghi")
        }
        if !outcome.faults.isEmpty {
          submitButton(words.text("workbook.page.return"), name: "viec", value: "tra-ve")
        }
        if canWrite, !outcome.faults.isEmpty {
          submitButton(
            words.text("workbook.page.write_good", counts), rank: .secondary, name: "viec", value: "ghi-dong-dung")
        }
      }
    }
  }
}
