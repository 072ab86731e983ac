import Directory
import Figures
import Foundation
import HTML
import Interchange
import Kernel
import Planning
import Spreadsheets
import Storage
import Territory
import WebShared
import Wording

/// Importing a file: first a preview with every error at its place, then one transaction.
extension StaffPages {
  var importRoutes: [Route] {
    [
      .page("/nhap-tep", .holding(.importFiles)) { try await importFile($0) },
      .act("/nhap-tep", .holding(.importFiles), bodyLimit: ImportedFile.bodyLimit, carries: true) { try await importFile($0) },
    ]
  }

  /// Previews the file that was sent or is named; on the button, writes it.
  private func importFile(_ request: StaffRequest) async throws -> WebResponse {
    let words = site.words(request)
    do {
      guard let kind = ImportedFile.Kind(rawValue: request.asked("loai")),
        let sent = try await sentFile(request, for: kind.purpose, taking: FileType.tables)
      else {
        guard request.method == "POST" else { return importPage(request, nil, []) }
        return importPage(request, nil, [FieldError(field: SentFile.chosen, message: words.text("import.no_file"))])
      }
      guard sent.file.size <= ImportedFile.limit else { throw FileError.tooLarge(limit: ImportedFile.limit) }
      let file = ImportedFile(kind: kind, sent: sent)
      let mode: ImportMode =
        switch request.form["viec"] {
        case "ghi": .allOrNothing
        case "ghi-dong-tot": .goodRows
        default: .preview
        }
      guard mode != .preview else { return importPage(request, (file, try await judged(file, mode, request)), []) }
      let outcome = try await confirming(sent.file) {
        try await judged(file, mode, request)
      } wrote: {
        $0.wasWritten
      }
      return importPage(request, (file, outcome), [])
    } catch let refused as FileError {
      let error = FieldError(field: SentFile.chosen, message: words.text(refused.message))
      return importPage(request, nil, [error], status: refused.kind == .conflict ? 409 : 422)
    }
  }

  private func judged(_ file: ImportedFile, _ mode: ImportMode, _ request: StaffRequest) async throws -> ImportOutcome {
    let viewer = request.viewer
    // A person's file may only touch his own units, each on the day of its figures.
    let mayWrite: @Sendable (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool = { place, transaction in
      guard let last = try TerritoryStore.versions(of: place, transaction).last else { return false }
      let path = try TerritoryStore.path(of: place, on: last.validTo ?? .lastOfAll, transaction)
      return viewer.may(.importFiles, at: path?.units.map(\.id) ?? [])
    }
    let (actor, own) = (viewer.account.actor, viewer.account.department)
    return switch file.kind {
    case .targets:
      try await TargetImport.run(
        file.sent.bytes, mode: mode, planState: .proposed, by: actor, reason: file.name, visibleTo: own, mayWrite: mayWrite,
        into: site.database)
    case .results:
      try await ResultImport.run(
        file.sent.bytes, mode: mode, status: .draft, by: actor, reason: file.name, limits: ImportedFile.limits, visibleTo: own,
        mayWrite: mayWrite, into: site.database)
    }
  }

  private func importPage(
    _ request: StaffRequest, _ done: (file: ImportedFile, outcome: ImportOutcome)?, _ errors: [FieldError], status: Int = 422
  ) -> WebResponse {
    let words = site.words(request)
    let page = Page(
      words.text("import.title"), errors: errors, flash: done.map { outcomeFlash($0.outcome, words) } ?? .empty
    ) {
      if let done { preview(request, done.file, done.outcome, words) }
      site.form(request, to: request.address("/nhap-tep"), hasFiles: true) {
        radioGroup(
          Field(name: "loai", label: words.text("import.kind")),
          choices: ImportedFile.Kind.allCases.map { Choice($0.rawValue, words.text("import.kind.\($0.key)")) },
          selected: done?.file.kind.rawValue ?? ImportedFile.Kind.results.rawValue, in: words)
        fileField(
          Field(
            name: SentFile.chosen, label: words.text("import.file"), hint: words.text("import.hint"),
            error: errors.first?.message), accept: ".csv,.xlsx", in: words)
        buttonRow { submitButton(words.text("import.check"), name: "viec", value: "xem") }
      }
    }
    let isGood = errors.isEmpty && done?.outcome.errors.isEmpty ?? true
    return site.respond(page, request, status: isGood || request.method == "GET" ? 200 : status)
  }

  private func outcomeFlash(_ outcome: ImportOutcome, _ words: LocalWording) -> Node {
    let counts = counts(outcome, words)
    if outcome.wasWritten { return flash(.success, words.text("import.written", counts), in: words) }
    if outcome.added + outcome.changed == 0, outcome.errors.isEmpty || outcome.unchanged > 0 {
      return flash(outcome.errors.isEmpty ? .information : .warning, words.text("import.nothing_changed", counts), in: words)
    }
    return flash(outcome.errors.isEmpty ? .information : .warning, words.text("import.previewed", counts), in: words)
  }

  private func counts(_ outcome: ImportOutcome, _ words: LocalWording) -> [String: String] {
    [
      "added": words.format.number(outcome.added), "changed": words.format.number(outcome.changed),
      "unchanged": words.format.number(outcome.unchanged), "errors": words.format.number(outcome.errors.count),
    ]
  }

  /// What would be written, every error at its line and column or its cell, and the act itself, on the file by its id.
  private func preview(_ request: StaffRequest, _ file: ImportedFile, _ outcome: ImportOutcome, _ words: LocalWording) -> Node {
    let canWrite = !outcome.wasWritten && outcome.added + outcome.changed > 0
    let isWorkbook = outcome.errors.contains { $0.cell != nil }
    return .fragment([
      outcome.errors.isEmpty
        ? .empty
        : dataTable(
          DataTable(
            id: "loi", title: words.text("import.errors", ["file": file.name]),
            columns: [
              isWorkbook
                ? .init(words.text("import.cell")) : .init(words.text("import.line"), isNumber: true),
              .init(words.text("import.column")),
              .init(words.text("import.what")),
            ],
            rows: outcome.errors.prefix(100).map { error in
              [.text(error.cell ?? String(error.line)), .text(error.column), .text(words.text(error.message))]
            }, kind: .list), in: words),
      !canWrite
        ? .empty
        : site.form(request, to: request.address("/nhap-tep", [("loai", file.kind.rawValue)] + file.sent.query)) {
          buttonRow {
            if outcome.errors.isEmpty {
              submitButton(words.text("import.write", counts(outcome, words)), name: "viec", value: "ghi")
            } else {
              submitButton(
                words.text("import.write_good", counts(outcome, words)), rank: .secondary, name: "viec", value: "ghi-dong-tot")
            }
          }
        },
    ])
  }
}

/// A file sent to be imported.
struct ImportedFile: Sendable {
  /// What the file's rows are.
  enum Kind: String, CaseIterable, Sendable {
    case targets = "ke-hoach"
    case results = "ket-qua"

    /// The tail of its wording key.
    var key: String { self == .targets ? "targets" : "results" }
    /// What such a file is staged for.
    var purpose: String { "planning.\(key)" }
  }

  /// The most bytes of a file on a page; larger files go through the command line.
  static let limit = 4 * 1024 * 1024
  /// The most bytes of a request: half as much again, so that a file that is a little too large is told so at its input.
  static let bodyLimit = limit * 3 / 2

  /// How far a workbook of a page is unpacked before it is refused.
  static var limits: WorkbookLimits {
    var limits = WorkbookLimits()
    limits.unpackedBytes = 100_000_000
    return limits
  }

  let kind: Kind
  let sent: SentFile
  /// The name it had on the sender's machine.
  var name: String { sent.file.name }
}

extension CivilDate {
  /// The last day there is: where a unit is still in force.
  static let lastOfAll = CivilDate(daysSinceEpoch: 2_932_896)
}
