import Directory
import Foundation
import HTML
import Interchange
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// Importing a file: first a preview with every error at its place, then one transaction.
extension StaffPages {
  var importRoutes: [Route] {
    [
      .get("/nhap-tep", .holding(.importFiles)) { importPage($0, nil, []) },
      .post("/nhap-tep", .holding(.importFiles), bodyLimit: ImportedFile.limit * 3 / 2) { try await importFile($0) },
    ]
  }

  private func importFile(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    guard let file = ImportedFile(request) else {
      let message = site.words(request).text("import.no_file")
      return importPage(request, nil, [FieldError(field: "tep", message: message)])
    }
    guard file.bytes.count <= ImportedFile.limit else { throw WebError.tooLarge(limit: ImportedFile.limit) }
    let mode: ImportMode =
      switch request.form["viec"] {
      case "ghi": .allOrNothing
      case "ghi-dong-tot": .goodRows
      default: .preview
      }
    // A person's file may only touch his own units, each on the day of its figures.
    let mayWrite: @Sendable (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool = { place, transaction in
      guard let last = try TerritoryStore.versions(of: place, transaction).last else { return false }
      let path = try TerritoryStore.path(of: place, on: last.validTo ?? .lastOfAll, transaction)
      return viewer.may(.importFiles, at: path?.units.map(\.id) ?? [])
    }
    let (actor, own) = (viewer.account.actor, viewer.account.department)
    let outcome: ImportOutcome =
      switch file.kind {
      case .targets:
        try await TargetImport.run(
          file.bytes, mode: mode, planState: .proposed, by: actor, reason: file.name, visibleTo: own, mayWrite: mayWrite,
          into: site.database)
      case .results:
        try await ResultImport.run(
          file.bytes, mode: mode, status: .draft, by: actor, reason: file.name, limits: ImportedFile.limits, visibleTo: own,
          mayWrite: mayWrite, into: site.database)
      }
    return importPage(request, (file, outcome), [])
  }

  private func importPage(
    _ request: WebRequest, _ done: (file: ImportedFile, outcome: ImportOutcome)?, _ errors: [FieldError]
  ) -> WebResponse {
    let words = site.words(request)
    let crumbs = [Crumb(words.text("web.nav.work"), request.address("/lam-viec"))]
    let page = Page(
      words.text("import.title"), crumbs: crumbs, errors: errors,
      flash: done.map { outcomeFlash($0.outcome, words) } ?? .empty
    ) {
      if let done { preview(request, done.file, done.outcome, words) }
      site.form(request, to: request.address("/nhap-tep"), hasFiles: true) {
        radioGroup(
          Field(name: "loai", label: words.text("import.kind")),
          choices: ImportedFile.Kind.allCases.map { Choice($0.rawValue, words.text("import.kind.\($0.key)")) },
          selected: done?.file.kind.rawValue ?? ImportedFile.Kind.results.rawValue, in: words)
        fileField(
          Field(name: "tep", label: words.text("import.file"), hint: words.text("import.hint"), error: errors.first?.message),
          accept: ".csv,.xlsx", in: words)
        buttonRow { submitButton(words.text("import.check"), name: "viec", value: "xem") }
      }
    }
    return site.respond(page, .staff, request, status: errors.isEmpty && done?.outcome.errors.isEmpty ?? true ? 200 : 422)
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

  /// What would be written, every error at its line and column or its cell, and the act itself; the file travels in the form.
  private func preview(_ request: WebRequest, _ file: ImportedFile, _ outcome: ImportOutcome, _ words: LocalWording) -> Node {
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
        : site.form(request, to: request.address("/nhap-tep"), hasFiles: true) {
          hiddenField(name: "loai", value: file.kind.rawValue)
          hiddenField(name: "ten-tep", value: file.name)
          el("textarea", .name("noi-dung"), .flag("hidden", true), .attribute("aria-hidden", "true")) { file.carried }
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

/// A file sent to be imported: chosen on the machine, or carried in the form after its preview.
struct ImportedFile: Sendable {
  /// What the file's rows are.
  enum Kind: String, CaseIterable, Sendable {
    case targets = "ke-hoach"
    case results = "ket-qua"

    /// The tail of its wording key.
    var key: String { self == .targets ? "targets" : "results" }
  }

  /// The most bytes of a file on a page; larger files go through the command line.
  static let limit = 4 * 1024 * 1024

  /// How far a workbook of a page is unpacked before it is refused.
  static var limits: WorkbookLimits {
    var limits = WorkbookLimits()
    limits.unpackedBytes = 100_000_000
    return limits
  }

  let kind: Kind
  let name: String
  let bytes: [UInt8]

  /// The file of a request; `nil` where none was chosen.
  init?(_ request: WebRequest) {
    guard let kind = Kind(rawValue: request.form["loai"]) else { return nil }
    self.kind = kind
    if let upload = request.uploads["tep"], !upload.bytes.isEmpty {
      name = upload.filename
      bytes = upload.bytes
    } else if let carried = Data(base64Encoded: request.form["noi-dung"]), !carried.isEmpty {
      name = request.form["ten-tep"]
      bytes = Array(carried)
    } else {
      return nil
    }
  }

  /// The file as it travels in a form, byte for byte: what is written is what was previewed.
  var carried: String { Data(bytes).base64EncodedString() }
}

extension CivilDate {
  /// The last day there is: where a unit is still in force.
  static let lastOfAll = CivilDate(daysSinceEpoch: 2_932_896)
}
