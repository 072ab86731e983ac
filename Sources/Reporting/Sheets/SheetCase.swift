import Directory
import Figures
import Kernel
import Planning
import Published
import Rulebook
import Storage
import Territory

/// A sheet on its way from the unit that fills it in over those above to the adopted report.
public struct SheetCase: WorkflowCase {
  /// Whose turn it is.
  public enum Turn: Sendable, Hashable {
    /// The unit's that fills it in.
    case unit
    /// A reviewer's below the last.
    case below
    /// The last reviewer's.
    case last
    /// The last reviewer's, of what was fixed once and is corrected.
    case correction
  }

  /// Who is told, and what.
  public enum Audience: Sendable, Hashable {
    /// The unit.
    case unit(Notice.Kind)
    /// Everybody above, who used its figures.
    case above(Notice.Kind)
    /// The unit and everybody above.
    case path(Notice.Kind)
  }

  /// The way of a sheet.
  public static let table: [Transition<SheetCase>] = [
    .init(.submit, from: [.draft, .returned], to: .submitted, needs: .enterResults, turns: [.unit], clock: .stops),
    .init(.approve, from: [.submitted], to: .submitted, needs: .reviewResults, turns: [.below], notBySamePerson: true),
    .init(.approve, from: [.submitted], to: .approved, needs: .approveResults, turns: [.last], notBySamePerson: true),
    .init(.approve, from: [.submitted], to: .locked, needs: .approveResults, turns: [.correction], notBySamePerson: true),
    .init(
      .sendBack, from: [.submitted], to: .returned, needs: .reviewResults, turns: [.below], needsReason: true,
      tells: [.unit(.returned)]),
    .init(
      .sendBack, from: [.submitted], to: .returned, needs: .approveResults, turns: [.last, .correction], needsReason: true,
      tells: [.unit(.returned)]),
    .init(
      .unapprove, from: [.approved], to: .submitted, needs: .approveResults, turns: [.last], needsReason: true,
      tells: [.path(.unapproved)]),
    .init(.lock, from: [.approved], to: .locked, needs: .approveResults, turns: [.last], needsReason: true),
    .init(
      .correct, from: [.locked], to: .draft, needs: .enterResults, turns: [.unit], needsReason: true,
      tells: [.above(.correcting)]),
  ]

  /// `planning.sheet.approve`.
  public static func kind(of transition: Transition<SheetCase>) -> String { "planning.sheet.\(transition.act.rawValue)" }

  /// What follows from the sheet's key.
  public let context: SheetContext
  /// The sheet as it stands.
  public private(set) var sheet: Sheet
  /// The unit in whose name the next act is done; after an act, that of the act.
  private var unit: AdministrativeUnit
  private let rulebook: Rulebook

  /// A sheet, in its turn.
  init(_ context: SheetContext, rulebook: Rulebook, _ transaction: WriteTransaction) throws {
    try context.enter(transaction)
    self.init(context, try SheetStore.sheet(context, transaction), rulebook: rulebook)
  }

  /// A sheet that was read.
  init(_ context: SheetContext, _ sheet: Sheet, rulebook: Rulebook) {
    (self.context, self.sheet, self.rulebook, unit) = (context, sheet, rulebook, context.path.unit)
    unit = turn == .below ? context.reviewer(at: sheet.turn) ?? unit : turn == .unit ? unit : lastReviewer
  }

  /// Whose records.
  public var department: ID<Department> { context.department }
  /// The sheet's id.
  public var subject: String { context.key.subject }
  /// Where it stands.
  public var state: SheetState { sheet.state }
  /// Counts its acts.
  public var version: Int { sheet.version }
  /// The state after the act, and in whose name it was done.
  public var detail: [String: String] { ["to": state.rawValue, "unit": unit.id.rawValue] }
  /// Whose turn it is.
  public var turn: Turn? {
    switch state {
    case .draft, .returned, .locked: .unit
    case .approved: .last
    case .submitted: sheet.turn != lastReviewer.level ? .below : sheet.isCorrection ? .correction : .last
    }
  }

  private var lastReviewer: AdministrativeUnit { context.reviewers.last ?? context.path.unit }

  /// The unit's right is held there or above; a reviewer's at the unit in whose name he reviews and nowhere else. Who has passed a
  /// sheet on has no more to say.
  public func places(of turn: Turn?, _ transaction: ReadTransaction) -> [ID<AdministrativeUnit>] {
    switch turn {
    case .unit: context.pathIDs
    case .below: state == .submitted && self.turn != .below ? [] : context.reviewers.dropLast().map(\.id)
    case .last, .correction: [lastReviewer.id]
    case nil: []
    }
  }

  /// Where the district has ended since, its last sheets would wait for ever: the department takes its turn, and says so.
  public func standIn(_ transaction: WriteTransaction) -> Turn? {
    turn == .below && unit.validTo.map { $0 < transaction.effects.today() } ?? false ? .last : nil
  }

  /// Whether the actor typed one of its figures or sent it.
  public func isOwn(of actor: Actor, _ transaction: ReadTransaction) throws -> Bool {
    try sheet.sentBy == actor.id || SheetStore.hasFigures(context, by: actor, transaction)
  }

  /// The sentence for a refusal.
  public func error(_ refusal: WorkflowRefusal, of act: SheetAct) -> any Error {
    PlanningError(refusal, wrongState: .wrongSheetState(state))
  }

  /// Tells units.
  public func tell(_ audience: Audience, of transition: Transition<SheetCase>, _ transaction: WriteTransaction) throws {
    let (kind, units) =
      switch audience {
      case .unit(let kind): (kind, [context.key.place])
      case .above(let kind): (kind, context.path.above.map(\.id))
      case .path(let kind): (kind, context.pathIDs)
      }
    for unit in units { try NoticeStore.add(kind, to: unit, about: context.key, in: department, transaction) }
  }

  /// Writes the sheet and its history; its figures follow, and what counts.
  /// - Throws: `PlanningError.sheetIncomplete`.
  public mutating func store(_ transition: Transition<SheetCase>, _ transaction: WriteTransaction) throws {
    let act = transition.act
    switch act {
    case .submit: try send(transaction)
    case .approve where transition.to == .submitted: sheet.turn = context.level(after: unit.level)
    case .approve: try decide(as: transition.to, transaction)
    case .sendBack:
      sheet.turn = nil
      try SheetStore.move(context, from: [.submitted], to: .returned, transaction)
    case .unapprove:
      sheet.turn = unit.level
      try SheetStore.move(context, from: [.approved], to: .submitted, transaction)
      try FigureLedger.settle(.init(context.figures), transaction)
    case .lock:
      try SheetStore.move(context, from: [.approved], to: .locked, transaction)
      // A fixed figure counts as it did; whoever shows its status shows another one.
      transaction.touch(Subject(.published, of: department))
    case .correct: sheet.isCorrection = true
    }
    sheet.state = transition.to
    sheet.version += 1
    if transition.clock == .stops { sheet.sentAt = sheet.sentAt ?? transaction.effects.now() }
    if transition.needsReason { sheet.reason = transaction.act.reason } else if act == .approve { sheet.reason = "" }
    transaction.touch(Subject(.figures, of: department))
    try SheetStore.save(sheet, after: act, for: unit.id, in: context, transaction)
  }

  private mutating func send(_ transaction: WriteTransaction) throws {
    let view = try SheetReader.view(context, rulebook: rulebook, transaction)
    guard view.open.isEmpty else { throw PlanningError.sheetIncomplete(count: view.open.count) }
    sheet.turn = context.reviewers.first?.level
    sheet.sentBy = transaction.act.actor.id
    sheet.odd = view.oddCount
    try SheetStore.move(context, from: [.draft, .returned], to: .submitted, transaction)
  }

  private mutating func decide(as state: SheetState, _ transaction: WriteTransaction) throws {
    sheet.turn = nil
    sheet.isCorrection = false
    try SheetStore.markCorrected(context, transaction)
    try SheetStore.move(context, from: [.submitted], to: state == .locked ? .locked : .approved, transaction)
    try FigureLedger.settle(.init(context.figures), transaction)
  }
}
