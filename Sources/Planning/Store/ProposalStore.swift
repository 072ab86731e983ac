import Directory
import Kernel
import Storage

/// The proposals about the shared catalogue.
public enum ProposalStore {
  /// The most proposals a list shows.
  public static let limit = 200

  /// The proposals a person may look at: those of his department, and for the installation's administrator all; those that wait
  /// first, then the newest.
  public static func proposals(for viewer: Viewer, _ transaction: ReadTransaction) throws -> [IndicatorProposal] {
    let isEverywhere = viewer.mayForInstallation(.manageIndicators)
    return try transaction.rows(
      """
      SELECT * FROM planning_indicator_proposal WHERE department = \(viewer.account.department) OR 1 = \(isEverywhere)
      ORDER BY CASE state WHEN 'waiting' THEN 0 ELSE 1 END, proposed_at DESC, id LIMIT \(limit)
      """
    ).map(proposal)
  }

  /// How many proposals wait for the installation's administrator.
  public static func waiting(_ transaction: ReadTransaction) throws -> Int {
    try transaction.row("SELECT COUNT(*) AS number FROM planning_indicator_proposal WHERE state = 'waiting'")?
      .requiredInteger("number") ?? 0
  }

  /// One proposal that a person may look at.
  /// - Throws: `PlanningError.unknownProposal` where there is none, or it is another department's.
  public static func proposal(
    _ id: ID<IndicatorProposal>, for viewer: Viewer, _ transaction: ReadTransaction
  ) throws -> IndicatorProposal {
    guard let found = try transaction.row("SELECT * FROM planning_indicator_proposal WHERE id = \(id)").map(proposal),
      found.department == viewer.account.department || viewer.mayForInstallation(.manageIndicators)
    else { throw PlanningError.unknownProposal }
    return found
  }

  /// Writes a new proposal of the act's department down.
  static func add(_ content: String, about indicator: String, seen: Int, _ transaction: WriteTransaction) throws {
    let id = ID<IndicatorProposal>(transaction.effects.newID())
    let act = transaction.act
    try transaction.run(
      """
      INSERT INTO planning_indicator_proposal (id, department, indicator, seen, content, reason, state, proposed_by, proposed_at,
        answer)
      VALUES (\(id), \(act.department), \(indicator), \(seen), \(content), \(act.reason),
        \(IndicatorProposal.State.waiting.rawValue), \(act.actor.id), \(transaction.effects.now()), \(""))
      """)
    transaction.note(note("proposed", id, indicator))
  }

  /// Settles a proposal that waits, by the act and with its reason; leaves a note in the chains of both sides.
  /// - Throws: `PlanningError.proposalSettled` where it waits no more.
  static func settle(
    _ proposal: IndicatorProposal, as state: IndicatorProposal.State, _ transaction: WriteTransaction
  ) throws {
    let act = transaction.act
    let count = try transaction.run(
      """
      UPDATE planning_indicator_proposal SET state = \(state.rawValue), decided_by = \(act.actor.id),
        decided_at = \(transaction.effects.now()), answer = \(act.reason)
      WHERE id = \(proposal.id) AND state = \(IndicatorProposal.State.waiting.rawValue)
      """)
    guard count == 1 else { throw PlanningError.proposalSettled }
    for department in Set([act.department, proposal.department]) {
      transaction.note(note(state.rawValue, proposal.id, proposal.indicator), in: department)
    }
  }

  private static func note(_ what: String, _ id: ID<IndicatorProposal>, _ indicator: String) -> AuditNote {
    AuditNote(kind: "planning.proposal.\(what)", subject: "proposal:\(id)", detail: ["indicator": indicator])
  }

  private static func proposal(_ row: Row) throws -> IndicatorProposal {
    guard let proposed = row.moment("proposed_at") else { throw StorageError.unreadable(column: "proposed_at") }
    return IndicatorProposal(
      id: try row.id("id"), department: try row.id("department"), indicator: try row.requiredText("indicator"),
      seen: try row.requiredInteger("seen"), content: try row.requiredText("content"),
      reason: try row.requiredText("reason"), state: try row.choice("state"),
      proposedBy: Actor(id: try row.requiredText("proposed_by")), proposedAt: proposed,
      decidedBy: row.text("decided_by").map { Actor(id: $0) }, decidedAt: row.moment("decided_at"),
      answer: try row.requiredText("answer"))
  }
}
