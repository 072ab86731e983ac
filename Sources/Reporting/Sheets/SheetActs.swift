import Directory
import Figures
import Kernel
import Planning
import Published
import Rulebook
import Storage
import Territory

/// The acts on a sheet as a whole: sending, passing on, returning, approving, taking back, fixing, opening for a correction.
///
/// One state machine for pages, command line and tests: every act checks the person, the turn and the state here, and changes
/// the sheet, its figures, its history and the sums above in one transaction.
public enum SheetActs {
  /// Does something to a sheet.
  /// - Parameters:
  ///   - seen: the sheet's version on the page, so that nobody approves what changed since; `nil` on the command line.
  /// - Throws: `PlanningError.staleVersion`, `.reasonMissing`, `.notYourUnit`, `.notYourTurn`, `.wrongSheetState`,
  ///   `.ownFigure`, `.sheetIncomplete`.
  @discardableResult
  public static func perform(
    _ act: SheetAct, on context: SheetContext, seen: Int? = nil, by authority: Authority, rulebook: Rulebook,
    _ transaction: WriteTransaction
  ) throws -> Sheet {
    try context.enter(transaction)
    var sheet = try SheetStore.sheet(context, transaction)
    let before = sheet.state
    if let seen, sheet.version != seen { throw PlanningError.staleVersion }
    let unit: AdministrativeUnit
    switch act {
    case .submit: unit = try submit(&sheet, context, authority, rulebook, transaction)
    case .approve: unit = try approve(&sheet, context, authority, transaction)
    case .sendBack: unit = try sendBack(&sheet, context, authority, transaction)
    case .unapprove: unit = try unapprove(&sheet, context, authority, transaction)
    case .lock: unit = try lock(&sheet, context, authority, transaction)
    case .correct: unit = try openForCorrection(&sheet, context, authority)
    }
    if act.needsReason {
      guard !transaction.act.reason.isEmpty else { throw PlanningError.reasonMissing }
      sheet.reason = transaction.act.reason
    } else if act == .approve {
      sheet.reason = ""
    }
    sheet.version += 1
    transaction.touch(Subject(.figures, of: context.department))
    try SheetStore.save(sheet, after: act, for: unit.id, in: context, transaction)
    transaction.note(
      AuditNote(
        kind: "planning.sheet.\(act.rawValue)", subject: context.key.subject,
        detail: ["from": before.rawValue, "to": sheet.state.rawValue, "unit": unit.id.rawValue]),
      in: context.department)
    try NoticeStore.tell(act, sheet, in: context, transaction)
    return sheet
  }

  private static func submit(
    _ sheet: inout Sheet, _ context: SheetContext, _ authority: Authority, _ rulebook: Rulebook,
    _ transaction: WriteTransaction
  ) throws -> AdministrativeUnit {
    guard authority.mayEnter(context) else { throw PlanningError.notYourUnit }
    guard sheet.state.isEditable else { throw PlanningError.wrongSheetState(sheet.state) }
    let view = try SheetReader.view(context, rulebook: rulebook, transaction)
    guard view.open.isEmpty else { throw PlanningError.sheetIncomplete(count: view.open.count) }
    sheet.state = .submitted
    sheet.turn = context.reviewers.first?.level
    sheet.sentAt = sheet.sentAt ?? transaction.effects.now()
    sheet.sentBy = transaction.act.actor.id
    sheet.odd = view.oddCount
    try move(context, from: [.draft, .returned], to: .submitted, transaction)
    return context.path.unit
  }

  private static func approve(
    _ sheet: inout Sheet, _ context: SheetContext, _ authority: Authority, _ transaction: WriteTransaction
  ) throws -> AdministrativeUnit {
    let unit = try reviewer(sheet, context, authority, transaction)
    try refuseOwn(sheet, context, transaction)
    if let next = context.level(after: unit.level) {
      sheet.turn = next
      return unit
    }
    sheet.turn = nil
    // What was fixed once and corrected since shows as such; what a correction adds is fixed with the rest.
    try transaction.run(
      """
      UPDATE planning_result SET status = 'corrected' WHERE \(context.figures.scope) AND status = 'submitted'
        AND EXISTS (SELECT 1 FROM planning_result_history history WHERE history.department = planning_result.department
          AND history.place = planning_result.place AND history.period = planning_result.period
          AND history.indicator = planning_result.indicator AND history.status IN ('locked', 'corrected'))
      """)
    try move(context, from: [.submitted], to: sheet.isCorrection ? .locked : .approved, transaction)
    sheet.state = sheet.isCorrection ? .locked : .approved
    sheet.isCorrection = false
    try FigureLedger.settle(.init(context.figures), transaction)
    return unit
  }

  private static func sendBack(
    _ sheet: inout Sheet, _ context: SheetContext, _ authority: Authority, _ transaction: WriteTransaction
  ) throws -> AdministrativeUnit {
    let unit = try reviewer(sheet, context, authority, transaction)
    sheet.state = .returned
    sheet.turn = nil
    try move(context, from: [.submitted], to: .returned, transaction)
    return unit
  }

  private static func unapprove(
    _ sheet: inout Sheet, _ context: SheetContext, _ authority: Authority, _ transaction: WriteTransaction
  ) throws -> AdministrativeUnit {
    let last = try lastReviewer(of: sheet, context, authority)
    sheet.state = .submitted
    sheet.turn = last.level
    try move(context, from: [.approved], to: .submitted, transaction)
    try FigureLedger.settle(.init(context.figures), transaction)
    return last
  }

  private static func lock(
    _ sheet: inout Sheet, _ context: SheetContext, _ authority: Authority, _ transaction: WriteTransaction
  ) throws -> AdministrativeUnit {
    let last = try lastReviewer(of: sheet, context, authority)
    sheet.state = .locked
    try move(context, from: [.approved], to: .locked, transaction)
    // A fixed figure counts as it did; whoever shows its status shows another one.
    transaction.touch(Subject(.published, of: context.department))
    return last
  }

  /// The unit that approved a sheet finally, if the person may act for it.
  private static func lastReviewer(of sheet: Sheet, _ context: SheetContext, _ authority: Authority) throws
    -> AdministrativeUnit
  {
    guard let last = context.reviewers.last, authority.mayReview(for: last) else { throw PlanningError.notYourUnit }
    guard sheet.state == .approved else { throw PlanningError.wrongSheetState(sheet.state) }
    return last
  }

  private static func openForCorrection(_ sheet: inout Sheet, _ context: SheetContext, _ authority: Authority) throws
    -> AdministrativeUnit
  {
    guard authority.mayEnter(context) else { throw PlanningError.notYourUnit }
    guard sheet.state == .locked else { throw PlanningError.wrongSheetState(sheet.state) }
    sheet.state = .draft
    sheet.isCorrection = true
    return context.path.unit
  }

  /// The unit whose turn it is, if the person may act for it. Where the district has ended since, its last sheets would wait
  /// for ever: the department takes its turn, and says so.
  private static func reviewer(
    _ sheet: Sheet, _ context: SheetContext, _ authority: Authority, _ transaction: WriteTransaction
  ) throws -> AdministrativeUnit {
    guard sheet.state == .submitted, let unit = context.reviewer(at: sheet.turn) else {
      guard context.reviewers.contains(where: { authority.mayReview(for: $0) }) else { throw PlanningError.notYourUnit }
      throw PlanningError.wrongSheetState(sheet.state)
    }
    if authority.mayReview(for: unit) { return unit }
    guard let last = context.reviewers.last, authority.mayReview(for: last) else { throw PlanningError.notYourUnit }
    let hasEnded = unit.validTo.map { $0 < transaction.effects.today() } ?? false
    guard hasEnded, !transaction.act.reason.isEmpty else { throw PlanningError.notYourTurn }
    return unit
  }

  /// Nobody approves what he typed or sent.
  private static func refuseOwn(_ sheet: Sheet, _ context: SheetContext, _ transaction: WriteTransaction) throws {
    let actor = transaction.act.actor.id
    let own = try transaction.row(
      "SELECT 1 AS own FROM planning_result WHERE \(context.figures.scope) AND status = 'submitted' AND author = \(actor) LIMIT 1"
    )
    guard own == nil, sheet.sentBy != actor else { throw PlanningError.ownFigure }
  }

  private static func move(
    _ context: SheetContext, from: [DataStatus], to status: DataStatus, _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      """
      UPDATE planning_result SET status = \(status.rawValue) WHERE \(context.figures.scope)
        AND status IN (\(list: from.map(\.rawValue)))
      """)
  }
}

extension SheetActs {
  /// Fixes every approved figure and sheet of a department's year, at the adoption of its report: one act, one entry.
  /// - Returns: how many figures were fixed.
  /// - Throws: `PlanningError.reasonMissing`, `.notYourUnit`.
  @discardableResult
  public static func lockYear(
    _ year: Int, of province: AdministrativeUnit, in department: ID<Department>, by authority: Authority,
    _ transaction: WriteTransaction
  ) throws -> Int {
    guard authority.mayReview(for: province) else { throw PlanningError.notYourUnit }
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
    transaction.note(
      AuditNote(kind: "planning.year.locked", subject: "department:\(department)", detail: ["figures": String(count)]),
      in: department)
    return count
  }
}
