import Directory
import Figures
import Kernel
import Planning
import Rulebook
import Spreadsheets
import Storage
import Territory

/// Brings a filled-in workbook back into its sheet: a dry run unless it is told to write, then one act.
public enum FormUpload {
  /// The most bytes of a packed file.
  public static var byteLimit: Int { FilledForm.byteLimit }

  /// Reads a workbook, judges every line, and saves them where asked.
  /// - Parameters:
  ///   - key: the sheet the workbook must be for; `nil` takes it at its word.
  ///   - commit: whether to write. With any fault nothing is written, unless `keepGood`.
  ///   - keepGood: whether the good lines are written although others are at fault.
  ///   - authority: in whose right; `actor` is who answers for it.
  /// - Throws: `WorkbookError`, `FormWorkbookError`, and `PlanningError` for a sheet that is not the person's or not open.
  public static func run(
    _ bytes: [UInt8], for key: SheetKey? = nil, commit: Bool, keepGood: Bool = false, by authority: Authority, actor: Actor,
    rulebook: Rulebook, database: Database
  ) async throws -> UploadOutcome {
    let form = try FilledForm.read(bytes)
    if let key, key != form.identity.key { throw FormWorkbookError.anotherSheet(form.identity.key) }
    let today = database.effects.today()
    let judged = Judged(form: form, authority: authority, actor: actor, rulebook: rulebook, today: today)
    let (first, lines, state) = try await database.read { transaction in
      let (outcome, entries) = try judged.outcome(transaction)
      let subjects = Subject.judging(figuresOf: [outcome.context.department])
      return (outcome, entries, try Revisions.number(of: subjects, transaction))
    }
    guard commit, !first.saved.isEmpty, first.faults.isEmpty || keepGood else { return first }
    let act = Act(by: actor, in: first.context.department, reason: form.identity.mark)
    return try await database.write(act) { transaction in
      try first.context.enter(transaction)
      // Where somebody acted since, it is judged once more, so that what is written is what was checked.
      let subjects = Subject.judging(figuresOf: [first.context.department])
      let isCurrent = try Revisions.number(of: subjects, transaction) == state
      var (outcome, entries) = try isCurrent ? (first, lines) : judged.outcome(transaction)
      guard !outcome.saved.isEmpty, outcome.faults.isEmpty || keepGood else { return outcome }
      try CellActs.save(entries, in: outcome.context, by: authority, transaction)
      outcome.wasWritten = true
      return outcome
    }
  }
}

/// A workbook and the right in which it is judged.
private struct Judged: Sendable {
  let form: FilledForm
  let authority: Authority
  let actor: Actor
  let rulebook: Rulebook
  let today: CivilDate

  /// What saving would do, and the lines to save.
  func outcome(_ transaction: ReadTransaction) throws -> (UploadOutcome, [CellEntry]) {
    let context = try context(transaction)
    guard authority.mayEnter(context) else { throw PlanningError.notYourUnit }
    guard context.key.period.firstDay <= today else { throw FormWorkbookError.periodNotBegun(context.key.period) }
    var outcome = UploadOutcome(context, FormTitle(sheet: form.sheet, rows: form.above))
    outcome.isOlderVersion = form.identity.version < context.form.version
    let formerly = try FormStore.lines(of: context.form.code, version: form.identity.version, transaction)
    guard !formerly.isEmpty else {
      throw FormWorkbookError.unknownVersion(form: context.form.code, version: form.identity.version)
    }
    let view = try SheetReader.view(context, rulebook: rulebook, transaction)
    let stored = Dictionary(
      uniqueKeysWithValues: view.rows.compactMap { row in row.current.map { (row.indicator.code, $0) } })
    let lines = FormLines(form, in: context, formerly: Set(formerly), stored: stored)
    let since = ChangedSince(context: context, identity: form.identity, actor: actor)
    var entries: [CellEntry] = []
    for line in lines.entries {
      if let entry = try since.settled(line, over: stored[line.indicator], transaction) {
        entries.append(entry)
      } else {
        outcome.unchanged.append(line.indicator)
      }
    }
    let rehearsal = try CellActs.rehearse(entries, in: context, by: authority, today: today, transaction)
    outcome.saved = rehearsal.saved
    outcome.emptied = rehearsal.emptied.compactMap { lines.cell(of: $0) }
    outcome.unchanged += rehearsal.unchanged
    outcome.absent = context.indicators.filter { lines.rows[$0.code] == nil }
    outcome.faults = lines.faults
    for (indicator, faults) in rehearsal.faults { outcome.faults += faults.compactMap { lines.fault($0, of: indicator) } }
    for conflict in rehearsal.conflicts {
      let (column, message) = try since.described(conflict, transaction)
      let fault = lines.fault(column, of: conflict.yours.indicator, "planning.workbook_conflict", message)
      if let fault { outcome.faults.append(fault) }
    }
    outcome.faults.sort(by: UploadFault.inOrder)
    outcome.warnings = try warnings(entries.filter { rehearsal.saved.contains($0.indicator) }, view, lines)
    return (outcome, entries)
  }

  /// The sheet of the workbook, if it is still one.
  private func context(_ transaction: ReadTransaction) throws -> SheetContext {
    let identity = form.identity
    do {
      let context = try SheetContext.read(identity.key, transaction)
      guard context.department == identity.department else { throw FormWorkbookError.identityChanged }
      return context
    } catch TerritoryError.unitEnded(let reading) {
      throw FormWorkbookError.unitClosed(reading)
    }
  }

  /// What is odd about the lines that would be saved and does not say why.
  private func warnings(_ entries: [CellEntry], _ view: SheetView, _ lines: FormLines) throws -> [UploadFault] {
    let plausibility = try Plausibility(rulebook, on: view.context.key.period.lastDay)
    let rows = Dictionary(uniqueKeysWithValues: view.rows.map { ($0.indicator.code, $0) })
    return entries.flatMap { entry -> [UploadFault] in
      guard let row = rows[entry.indicator] else { return [] }
      let result = entry.result(in: view.context, over: row.figure)
      let oddities = plausibility.oddities(
        of: result, row.indicator, earlier: row.earlier, soFar: row.cumulative(with: result), plan: row.target?.level?.ratio)
      let column = entry.value == nil && entry.numerator != nil ? FormColumn.numerator : .value
      return oddities.filter { entry.cause.isEmpty || !$0.asksWhy }.compactMap {
        lines.fault(column, of: entry.indicator, $0.message.key, $0.message)
      }
    }.sorted(by: UploadFault.inOrder)
  }
}

extension SheetRow {
  /// The sum of the year with another figure in the place of this period's.
  fileprivate func cumulative(with result: IndicatorResult) -> Ratio? {
    guard indicator.kind == .count, let level = result.level(of: indicator) else { return cumulative }
    return (cumulative ?? .zero) - (figure?.level(of: indicator) ?? .zero) + level
  }
}

extension UploadFault {
  /// From the top down, then from the left.
  static func inOrder(_ left: UploadFault, _ right: UploadFault) -> Bool {
    (left.address.row, left.address.column, left.code) < (right.address.row, right.address.column, right.code)
  }
}
