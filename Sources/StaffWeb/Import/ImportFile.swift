import Directory
import HTML
import Interchange
import Kernel
import Planning
import Storage
import Systems
import WebShared
import Wording

/// Importing a file: first a preview with every error at its place, then one transaction. A long file is a job for both.
extension StaffPages {
  var importRoutes: [Route] {
    let access = Access.holdingAny(Set(imports.map(\.permission)))
    return [
      .page("/nhap-tep", access) { try await importFile($0) },
      .act("/nhap-tep", access, bodyLimit: ImportedFile.bodyLimit, carries: true) { try await importFile($0) },
      .page("/nhap-tep/:id", access) { try await showImport($0) },
      .act("/nhap-tep/:id/huy", access) { try await cancelImport($0) },
    ]
  }

  /// Previews the file that was sent or is named; on the button, writes it.
  private func importFile(_ request: StaffRequest) async throws -> WebResponse {
    let words = site.words(request)
    do {
      guard let kind = kinds(for: request.viewer).first(where: { $0.address == request.asked("loai") }),
        let sent = try await sentFile(request, for: kind.name, taking: FileType.tables)
      else {
        guard request.method == "POST" else { return try await importPage(request) }
        return try await importPage(
          request, errors: [FieldError(field: SentFile.chosen, message: words.text("import.no_file"))])
      }
      guard sent.file.size <= ImportedFile.limit else { throw FileError.tooLarge(limit: ImportedFile.limit) }
      let mode: ImportMode =
        switch request.form["viec"] {
        case "ghi": .allOrNothing
        case "ghi-dong-tot": .goodRows
        default: .preview
        }
      let asked = FileImport(sent.file, kind, mode: mode, by: request.viewer.account.id)
      guard !ImportedFile.isLong(sent.file) else { return try await begin(asked, request) }
      let outcome = try await done(asked, kind, sent, request)
      return try await importPage(request, (asked, ImportReport(outcome)))
    } catch let refused as FileError {
      let error = FieldError(field: SentFile.chosen, message: words.text(refused.message))
      return try await importPage(request, errors: [error], status: refused.kind == .conflict ? 409 : 422)
    }
  }

  /// The kinds of file a person may send.
  private func kinds(for viewer: Viewer) -> [ImportKind] { imports.filter { viewer.may($0.permission) } }

  private func done(
    _ asked: FileImport, _ kind: ImportKind, _ sent: SentFile, _ request: StaffRequest
  ) async throws -> ImportOutcome {
    guard asked.mode != .preview else {
      return try await asked.run(sent.bytes, as: kind, by: request.viewer, into: site.database)
    }
    return try await confirming(sent.file) {
      try await asked.run(sent.bytes, as: kind, by: request.viewer, into: site.database)
    } wrote: {
      $0.wasWritten
    }
  }

  /// The page: what came of a file, what is wrong with what was sent, the form, and what was imported lately.
  func importPage(
    _ request: StaffRequest, _ done: (asked: FileImport, report: ImportReport)? = nil, errors: [FieldError] = [],
    notice: Node = .empty, status: Int = 422
  ) async throws -> WebResponse {
    let words = site.words(request)
    let lately = try await recentImports(of: request)
    let page = Page(
      words.text("import.title"), errors: errors, flash: done.map { outcomeFlash($0.report, words) } ?? notice
    ) {
      if let done { preview(request, done.asked, done.report, words) }
      site.form(request, to: request.address("/nhap-tep"), hasFiles: true) {
        radioGroup(
          Field(name: "loai", label: words.text("import.kind")),
          choices: kinds(for: request.viewer).map { Choice($0.address, words.text("import.kind.\($0.name)")) },
          selected: imports.first { $0.name == done?.asked.kind }?.address ?? "ket-qua", in: words)
        fileField(
          Field(
            name: SentFile.chosen, label: words.text("import.file"), hint: words.text("import.hint"),
            error: errors.first { $0.field != nil }?.message), accept: ".csv,.xlsx", in: words)
        buttonRow { submitButton(words.text("import.check"), name: "viec", value: "xem") }
      }
      importList(lately, request, words)
    }
    let isGood = errors.isEmpty && done?.report.errors ?? 0 == 0
    return site.respond(page, request, status: isGood || request.method == "GET" ? 200 : status)
  }

  /// The query that names the file: what is previewed is what is confirmed.
  private func query(_ asked: FileImport) -> [(String, String)] {
    [("loai", imports.first { $0.name == asked.kind }?.address ?? ""), (SentFile.staged, asked.file.rawValue)]
  }

  private func outcomeFlash(_ report: ImportReport, _ words: LocalWording) -> Node {
    let (outcome, counts) = (report.outcome, counts(report, words))
    if outcome.wasWritten { return flash(.success, words.text("import.written", counts), in: words) }
    if outcome.added + outcome.changed == 0, report.errors == 0 || outcome.unchanged > 0 {
      return flash(report.errors == 0 ? .information : .warning, words.text("import.nothing_changed", counts), in: words)
    }
    return flash(report.errors == 0 ? .information : .warning, words.text("import.previewed", counts), in: words)
  }

  private func counts(_ report: ImportReport, _ words: LocalWording) -> [String: String] {
    [
      "added": words.format.number(report.outcome.added), "changed": words.format.number(report.outcome.changed),
      "unchanged": words.format.number(report.outcome.unchanged), "errors": words.format.number(report.errors),
    ]
  }

  /// What would be written, every error at its line and column or its cell, and the act itself, on the file by its id.
  private func preview(_ request: StaffRequest, _ asked: FileImport, _ report: ImportReport, _ words: LocalWording) -> Node {
    let outcome = report.outcome
    let canWrite = !outcome.wasWritten && outcome.added + outcome.changed > 0
    let isWorkbook = outcome.errors.contains { $0.cell != nil }
    return .fragment([
      outcome.errors.isEmpty
        ? .empty
        : dataTable(
          DataTable(
            id: "loi", title: words.text("import.errors", ["file": asked.name]),
            columns: [
              isWorkbook
                ? .init(words.text("import.cell")) : .init(words.text("import.line"), isNumber: true),
              .init(words.text("import.column")),
              .init(words.text("import.what")),
            ],
            rows: outcome.errors.map { error in
              [.text(error.cell ?? String(error.line)), .text(error.column), .text(words.text(error.message))]
            }, kind: .list), in: words),
      !canWrite
        ? .empty
        : site.form(request, to: request.address("/nhap-tep", query(asked))) {
          buttonRow {
            if outcome.errors.isEmpty {
              submitButton(words.text("import.write", counts(report, words)), name: "viec", value: "ghi")
            } else {
              submitButton(
                words.text("import.write_good", counts(report, words)), rank: .secondary, name: "viec", value: "ghi-dong-tot")
            }
          }
        },
    ])
  }
}

/// How large files are that are sent to be imported.
enum ImportedFile {
  /// The most bytes of a file on a page; larger files go through the command line.
  static let limit = 16 * 1024 * 1024
  /// The most bytes of a request: half as much again, so that a file that is a little too large is told so at its input.
  static let bodyLimit = limit * 3 / 2

  /// Whether a file is a job: some five thousand rows of CSV, or of a packed workbook, and more.
  static func isLong(_ file: StagedFile) -> Bool { file.size > (file.type == .workbook ? 64 : 256) * 1024 }
}
