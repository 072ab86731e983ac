import Directory
import HTML
import Interchange
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// The page on which a form's workbook is taken and brought back: choose a file, see what it would do, write it.
struct WorkbookPage: StaffPage {
  let setting: PageSetting
  let context: SheetContext
  /// The workbook that was brought, and what it does.
  var done: (file: SentWorkbook, outcome: UploadOutcome)?
  /// Whether the workbook could not be given back with marks.
  var cannotBeMarked = false

  /// The page of the sheet an address names.
  /// - Throws: `WebError.forbidden` where the viewer may not type into it; what `SheetContext.visible` throws.
  init(_ setting: PageSetting) async throws {
    self.setting = setting
    guard let viewer = setting.request.viewer else { throw WebError.signedOut }
    let key = try SheetKey(setting.request)
    context = try await setting.site.database.read { try SheetContext.visible(key, to: viewer, $0) }
    guard Authority.person(viewer).mayEnter(context) else { throw WebError.forbidden }
  }

  private var address: String { context.key.address("tep", request) }

  /// The page with what was brought.
  var response: WebResponse {
    let isGood = done?.outcome.faults.isEmpty ?? true
    return site.respond(page([]), .staff, request, status: isGood ? 200 : 422)
  }

  /// The page with the reason why the file as a whole is not taken.
  func refusing(_ sentence: String) -> WebResponse {
    site.respond(page([FieldError(field: "tep", message: sentence)]), .staff, request, status: 422)
  }

  private func page(_ errors: [FieldError]) -> Page {
    let values = [
      "form": context.key.form, "unit": context.path.unit.fullName, "period": words.format.period(context.key.period),
    ]
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("workbook.page.sheet_crumb", values), context.key.address("", request)),
    ]
    let title = words.text("workbook.page.title", ["form": context.key.form])
    return Page(title, crumbs: crumbs, errors: errors, flash: outcomeFlash) {
      if let done { result(done.file, done.outcome) }
      el("p") { words.text("workbook.page.intro") }
      el("p") {
        el("a", .href(context.key.address("tai", request))) { words.text("workbook.page.download") }
        " · "
        el("a", .href(context.key.address("", request))) { words.text("workbook.page.open_grid") }
      }
      site.form(request, to: address, hasFiles: true) {
        fileField(
          Field(
            name: "tep", label: words.text("workbook.page.file"),
            hint: words.text("workbook.page.hint", ["limit": String(FormUpload.byteLimit / 1_000_000)]),
            error: errors.first?.message),
          accept: ".xlsx", in: words)
        buttonRow { submitButton(words.text("workbook.page.check"), name: "viec", value: "kiem-tra") }
      }
    }
  }

  // MARK: What the file does

  private var outcomeFlash: Node {
    guard let (file, outcome) = done else { return .empty }
    let counts = counts(file, outcome)
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

  private func counts(_ file: SentWorkbook, _ outcome: UploadOutcome) -> [String: String] {
    [
      "file": file.name, "saved": words.format.number(outcome.saved.count),
      "unchanged": words.format.number(outcome.unchanged.count), "errors": words.format.number(outcome.faults.count),
    ]
  }

  @HTMLBuilder private func result(_ file: SentWorkbook, _ outcome: UploadOutcome) -> [Node] {
    if outcome.isOlderVersion { el("p") { words.text("workbook.page.older") } }
    if let emptied = outcome.emptiedText(words) { flash(.warning, emptied, in: words) }
    if !outcome.absent.isEmpty {
      el("p") {
        words.text("workbook.page.absent", ["names": outcome.absent.map { show.title($0) }.joined(separator: "; ")])
      }
    }
    if !outcome.faults.isEmpty {
      table("loi", words.text("workbook.page.errors", ["file": file.name]), "workbook.page.what", outcome.faults)
    }
    if !outcome.warnings.isEmpty {
      table("khac-thuong", words.text("workbook.page.warnings"), "workbook.page.odd", outcome.warnings)
    }
    acts(file, outcome)
  }

  private func table(_ id: String, _ title: String, _ what: String, _ faults: [UploadFault]) -> Node {
    dataTable(
      DataTable(
        id: id, title: title,
        columns: [.init(words.text("workbook.page.cell")), .init(words.text(what))],
        rows: faults.prefix(200).map { [.text($0.place), .text(words.text($0.message))] }, kind: .list), in: words)
  }

  /// The acts on what was checked; the workbook travels in the form.
  private func acts(_ file: SentWorkbook, _ outcome: UploadOutcome) -> Node {
    let canWrite = !outcome.wasWritten && !outcome.saved.isEmpty
    guard canWrite || !outcome.faults.isEmpty else { return .empty }
    let counts = counts(file, outcome)
    return site.form(request, to: address, hasFiles: true, answersWithFile: !outcome.faults.isEmpty) {
      hiddenField(name: "ten-tep", value: file.name)
      el("textarea", .name("noi-dung"), .flag("hidden", true), .attribute("aria-hidden", "true")) { file.carried }
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
