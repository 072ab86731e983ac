import Directory
import Figures
import Kernel
import Planning
import Storage
import Territory

/// Typing into a sheet: every good line is kept, every bad one is told at its place, and nobody overwrites what he has not seen.
public enum CellActs {
  /// Saves lines as drafts, in one act with one note.
  /// - Throws: `PlanningError.notYourUnit`, `.wrongSheetState`.
  @discardableResult
  public static func save(
    _ entries: [CellEntry], in context: SheetContext, by authority: Authority, _ transaction: WriteTransaction
  ) throws -> SheetSaveOutcome {
    try context.enter(transaction)
    let (outcome, changes) = try judge(
      entries, in: context, by: authority, today: transaction.effects.today(), transaction)
    guard !changes.isEmpty else { return outcome }
    var detail: [String: String] = [:]
    try ResultStore.save(changes.map { ($0.result, $0.before) }, of: context.figures, transaction)
    for change in changes {
      detail[change.result.indicator] =
        "\(change.before.map(ResultStore.described) ?? "") → \(ResultStore.described(change.result))"
    }
    transaction.note(
      AuditNote(kind: "planning.sheet.saved", subject: context.key.subject, detail: detail), in: context.department)
    return outcome
  }

  /// What saving would do, without writing: for the dry run of a workbook.
  public static func rehearse(
    _ entries: [CellEntry], in context: SheetContext, by authority: Authority, today: CivilDate, _ transaction: ReadTransaction
  ) throws -> SheetSaveOutcome {
    try judge(entries, in: context, by: authority, today: today, transaction).0
  }

  private struct Change {
    let result: IndicatorResult
    let before: IndicatorResult?
  }

  private static func judge(
    _ entries: [CellEntry], in context: SheetContext, by authority: Authority, today: CivilDate, _ transaction: ReadTransaction
  ) throws -> (SheetSaveOutcome, [Change]) {
    guard authority.mayEnter(context) else { throw PlanningError.notYourUnit }
    let sheet = try SheetStore.sheet(context, transaction)
    let stored = try ResultStore.versions(of: context.figures, transaction)
    var outcome = SheetSaveOutcome()
    var changes: [Change] = []
    for entry in entries where context.form.indicators.contains(entry.indicator) {
      let theirs = stored[entry.indicator]
      if theirs == nil, entry.isEmpty, entry.cause.isEmpty, entry.note.isEmpty { continue }
      let result = entry.result(in: context, over: theirs?.result)
      if let theirs, theirs.result.claimsTheSame(as: result) {
        outcome.unchanged.append(entry.indicator)
      } else if let theirs, theirs.result.version != entry.seen {
        outcome.conflicts.append(CellConflict(yours: entry, theirs: theirs))
      } else if let theirs, !isOpen(theirs.result, on: sheet) {
        outcome.faults[entry.indicator] = [
          FieldFault("value", "planning.figure_decided", words: ["status": "status.\(theirs.result.status.rawValue)"])
        ]
      } else {
        changes.append(Change(result: result, before: theirs?.result))
      }
    }
    guard sheet.state.isEditable || changes.isEmpty else { throw PlanningError.wrongSheetState(sheet.state) }
    let faults = try SheetRules(context).faults(
      of: changes.map(\.result), over: stored.mapValues(\.result), today: today)
    outcome.faults.merge(faults) { $0 + $1 }
    changes.removeAll { faults[$0.result.indicator] != nil }
    outcome.saved = changes.map(\.result.indicator)
    outcome.emptied = changes.filter { $0.result.isBlank && $0.before?.hasNumber == true }.map(\.result.indicator)
    return (outcome, changes)
  }

  /// A figure that was decided changes only while its sheet is open for a correction.
  private static func isOpen(_ figure: IndicatorResult, on sheet: Sheet) -> Bool {
    sheet.isCorrection || !DataStatus.public.contains(figure.status)
  }
}

/// A remark beside one cell of a sheet.
public struct CellComment: Hashable, Sendable {
  /// The indicator of the line.
  public let indicator: String
  /// Who wrote it.
  public let actor: String
  /// When.
  public let at: Moment
  /// What it says.
  public let text: String
}

extension CellActs {
  /// Adds a remark to a cell, in whatever state the sheet is.
  /// - Throws: `PlanningError.notYourUnit`, `.unknownIndicator`; `FigureRefused` for an empty or overlong text.
  public static func comment(
    _ text: String, on indicator: String, in context: SheetContext, by authority: Authority, _ transaction: WriteTransaction
  ) throws {
    guard authority.mayView(context) else { throw PlanningError.notYourUnit }
    guard context.form.indicators.contains(indicator) else { throw PlanningError.unknownIndicator(code: indicator) }
    let faults =
      text.isEmpty
      ? [FieldFault("note", "planning.cell_empty", ["column": "note"])] : TextRule.faults(["note": text])
    guard faults.isEmpty else { throw FigureRefused(faults: faults) }
    let key = context.key
    try transaction.enter(.sheet(context))
    try transaction.run(
      """
      INSERT INTO planning_cell_comment (department, place, period, indicator, number, actor, at, text)
      SELECT \(context.department), \(key.place), \(key.period), \(indicator), coalesce(MAX(number), 0) + 1,
        \(transaction.act.actor.id), \(transaction.effects.now()), \(text)
      FROM planning_cell_comment WHERE department = \(context.department) AND place = \(key.place) AND period = \(key.period)
        AND indicator = \(indicator)
      """)
    transaction.note(
      AuditNote(
        kind: "planning.cell.commented", subject: TargetStore.subject(indicator, key.place, key.period)), in: context.department)
  }

  /// The remarks on a sheet's cells, the oldest first.
  static func comments(_ context: SheetContext, _ transaction: ReadTransaction) throws -> [CellComment] {
    try transaction.rows("SELECT * FROM planning_cell_comment WHERE \(context.figures.scope) ORDER BY indicator, number").map {
      row in
      guard let at = row.moment("at") else { throw StorageError.unreadable(column: "at") }
      return CellComment(
        indicator: try row.requiredText("indicator"), actor: try row.requiredText("actor"), at: at,
        text: try row.requiredText("text"))
    }
  }
}
