import Directory
import Figures
import Kernel
import Planning
import Published
import Rulebook
import Storage
import Territory

/// The acts on a sheet as a whole: sending, passing on, returning, approving, taking back, fixing, opening for a correction. What
/// each takes stands in `SheetCase.table`.
public enum SheetActs {
  /// Does something to a sheet.
  /// - Parameters:
  ///   - seen: the sheet's version on the page, so that nobody approves what changed since; `nil` on the command line.
  /// - Throws: `PlanningError.staleVersion`, `.notYourUnit`, `.wrongSheetState`, `.notYourTurn`, `.ownFigure`, `.reasonMissing`,
  ///   `.sheetIncomplete`.
  @discardableResult
  public static func perform(
    _ act: SheetAct, on context: SheetContext, seen: Int? = nil, by authority: Authority, rulebook: Rulebook,
    _ transaction: WriteTransaction
  ) throws -> Sheet {
    try SheetCase(context, rulebook: rulebook, transaction).perform(act, by: authority, seen: seen, transaction).sheet
  }

  /// Fixes every approved figure and sheet of a department's year, at the adoption of its report: one act, one entry.
  /// - Returns: how many figures were fixed.
  /// - Throws: `PlanningError.reasonMissing`, `.notYourUnit`.
  @discardableResult
  public static func lockYear(
    _ year: Int, of province: AdministrativeUnit, in department: ID<Department>, by authority: Authority,
    _ transaction: WriteTransaction
  ) throws -> Int {
    let lock = SheetCase.lines(of: .lock)
    guard lock.allSatisfy({ authority.may($0.permission, at: [province.id]) }) else { throw PlanningError.notYourUnit }
    guard !transaction.act.reason.isEmpty else { throw PlanningError.reasonMissing }
    try transaction.enter(.figures(of: department))
    let at = transaction.effects.now()
    let whole: SQL = "department = \(department) AND \(Period.isWithin(year))"
    let count = try transaction.run("UPDATE planning_result SET status = 'locked' WHERE \(whole) AND status = 'approved'")
    try transaction.run(
      """
      INSERT INTO planning_sheet_event (department, form, place, period, number, act, state, unit, actor, at, reason)
      SELECT department, form, place, period, version + 1, 'lock', 'locked', \(province.id), \(transaction.act.actor.id), \(at),
        \(transaction.act.reason)
      FROM planning_sheet WHERE \(whole) AND state = 'approved'
      """)
    try transaction.run(
      """
      UPDATE planning_sheet SET state = 'locked', version = version + 1, reason = \(transaction.act.reason)
      WHERE \(whole) AND state = 'approved'
      """)
    guard count > 0 else { return 0 }
    transaction.touch(Subject(.figures, of: department))
    transaction.touch(Subject(.published, of: department))
    let (kind, subject, detail) = ("planning.year.locked", "department:\(department)", ["figures": String(count)])
    try transaction.publish(Event.Kind(stringLiteral: kind), about: subject, in: department, detail)
    transaction.note(AuditNote(kind: kind, subject: subject, detail: detail), in: department)
    return count
  }
}
