import Directory
import Figures
import Kernel
import Planning
import Reporting
import Storage
import WebShared
import Wording

/// What became of a form of typed lines: good lines are stored, the others come back as they were typed.
struct SheetSaving: Sendable {
  /// The sheet as it stands after saving.
  var sheet: OpenSheet
  /// What its inputs hold: stored lines as they are stored, the others as they were typed.
  var typed: TypedSheet
  var errors: [FieldError] = []
  /// The lines at which somebody else's number stands, and the person must choose.
  var undecided: Set<String> = []
  /// Remarks that could not be kept.
  var remarks: [String: String] = [:]
  /// How many lines were written.
  var savedCount = 0
  /// The numbers of the lines that held a figure and hold none any more.
  var emptiedLines: [Int] = []

  /// Whether the sheet went into a state in which nothing can be typed.
  var isClosed = false

  /// The HTTP status of the page that shows it.
  var status: Int { errors.isEmpty ? 200 : isClosed || !undecided.isEmpty ? 409 : 422 }

  /// Stores what a request's form holds.
  /// - Throws: `WebError.forbidden`; `PlanningError` of `SheetContext.read`.
  static func run(_ request: StaffRequest, _ pages: StaffPages) async throws -> SheetSaving {
    let before = try await pages.ownSheet(request)
    let words = pages.site.words(request)
    var typed = TypedSheet(request.form, before, words.format)
    if let row = before.view.rows.first(where: { $0.indicator.code == request.form["lay"] }), let last = row.last {
      typed[row.indicator.code]?.take(last, words.format)
    }
    let (remarkErrors, remarks) = try await keepRemarks(request, before, pages)
    let reading = SheetReading(typed, before, words)
    do {
      let outcome = try await store(reading.entries, in: before, request, pages)
      // Read again only where it is shown: behind a redirect it is read anyway.
      let isClean = (outcome?.isClean ?? true) && reading.errors.isEmpty && remarkErrors.isEmpty
      let isShown = !isClean || request.form["viec"] == "tiep"
      let sheet = isShown ? try await pages.ownSheet(request) : before
      var saving = SheetSaving(sheet: sheet, typed: typed, remarks: remarks)
      saving.errors = reading.errors + remarkErrors
      saving.settle(reading, outcome, words)
      return saving
    } catch let error as PlanningError {
      guard case .wrongSheetState = error else { throw error }
      // Somebody sent the sheet meanwhile: everything typed stays on the page.
      return SheetSaving(
        sheet: try await pages.ownSheet(request), typed: typed,
        errors: [FieldError(field: nil, message: words.text(error.message))] + remarkErrors, remarks: remarks, isClosed: true)
    }
  }

  private static func store(
    _ entries: [CellEntry], in sheet: OpenSheet, _ request: StaffRequest, _ pages: StaffPages
  ) async throws -> SheetSaveOutcome? {
    guard !entries.isEmpty else { return nil }
    let key = sheet.key
    return try await pages.site.database.write(
      Act(by: request.viewer.account.actor, in: sheet.context.department, reason: "")
    ) { transaction in
      try CellActs.save(entries, in: SheetContext.read(key, transaction), by: .person(request.viewer), transaction)
    }
  }

  /// Brings inputs and errors to what was stored, what is at fault and what is in conflict.
  private mutating func settle(_ reading: SheetReading, _ outcome: SheetSaveOutcome?, _ words: LocalWording) {
    savedCount = outcome?.saved.count ?? 0
    let emptied = Set(outcome?.emptied ?? [])
    emptiedLines = sheet.view.rows.indices.filter { emptied.contains(sheet.view.rows[$0].indicator.code) }.map { $0 + 1 }
    undecided = reading.undecided
    errors += SheetReading.errors(outcome?.faults ?? [:], sheet, words)
    let stored = TypedSheet(sheet, words.format)
    let conflicts = Dictionary(uniqueKeysWithValues: (outcome?.conflicts ?? []).map { ($0.yours.indicator, $0.theirs) })
    for (index, row) in sheet.view.rows.enumerated() {
      let code = row.indicator.code
      if let theirs = conflicts[code] {
        typed[code]?.seen = theirs.result.version
        typed[code]?.mustChoose = true
        typed[code]?.choice = ""
        undecided.insert(code)
        errors.append(
          FieldError(
            field: TypedLine.choiceName(code), message: SheetReading.atLine(index + 1, words.text("entry.conflict"), words)))
      } else if !reading.held.contains(code), outcome?.faults[code] == nil {
        typed[code] = stored[code]
      }
    }
    sortErrors()
  }

  /// What concerns the whole sheet first, then by the lines of the form.
  private mutating func sortErrors() {
    let lines = Dictionary(uniqueKeysWithValues: sheet.view.rows.enumerated().map { ($1.indicator.code, $0) })
    func line(_ error: FieldError) -> Int {
      guard let field = error.field else { return -1 }
      return lines.filter { field.hasSuffix("-\($0.key)") }.values.min() ?? lines.count
    }
    errors = errors.enumerated().sorted { (line($0.element), $0.offset) < (line($1.element), $1.offset) }.map(\.element)
  }

  /// Keeps every remark of a form. Too long a one comes back.
  static func keepRemarks(_ request: StaffRequest, _ sheet: OpenSheet, _ pages: StaffPages) async throws -> (
    errors: [FieldError], left: [String: String]
  ) {
    let key = sheet.key
    var errors: [FieldError] = []
    var left: [String: String] = [:]
    for (index, code) in sheet.view.rows.map(\.indicator.code).enumerated() {
      let text = request.form[SheetLine.remarkName(code)]
      guard !text.isEmpty else { continue }
      do {
        try await pages.site.database.write(
          Act(by: request.viewer.account.actor, in: sheet.context.department, reason: "")
        ) { transaction in
          try CellActs.comment(text, on: code, in: SheetContext.read(key, transaction), by: .person(request.viewer), transaction)
        }
      } catch let refused as FigureRefused {
        let words = pages.site.words(request)
        left[code] = text
        errors += refused.faults.map {
          FieldError(field: SheetLine.remarkName(code), message: SheetReading.atLine(index + 1, words.text($0.message), words))
        }
      }
    }
    return (errors, left)
  }
}
