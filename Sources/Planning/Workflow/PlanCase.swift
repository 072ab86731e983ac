import Directory
import Figures
import Kernel
import Storage
import Territory

/// What is done to an annual plan as a whole.
public enum PlanAct: String, Sendable, Hashable, CaseIterable {
  /// The People's Committee or the Director agrees (phê duyệt).
  case approve = "approved"
  /// Its targets are given to those who must reach them (giao).
  case assign = "assigned"
  /// It is changed by a numbered decision (điều chỉnh).
  case adjust = "adjusted"
  /// The year is over and reported (kết thúc).
  case close = "closed"
}

/// An annual plan on its way: it moves forward only, and from its approval on everybody sees it, so that whoever set one of its
/// targets moves it no further.
public struct PlanCase: WorkflowCase {
  /// By whom a plan moves.
  public enum Turn: Sendable, Hashable {
    /// By those who approve it: the plan as a whole.
    case leaders
    /// By whoever records the numbered decision about one target; the second person is who signed the decision.
    case recorder
  }

  /// The way of a plan.
  public static let table: [Transition<PlanCase>] = [
    .init(.approve, from: [.proposed], to: .approved, needs: .approvePlan, turns: [.leaders], notBySamePerson: true),
    .init(.assign, from: [.approved], to: .assigned, needs: .approvePlan, turns: [.leaders], notBySamePerson: true),
    .init(
      .adjust, from: [.assigned, .adjusted], to: .adjusted, needs: .approvePlan, turns: [.leaders], needsReason: true,
      notBySamePerson: true),
    .init(
      .adjust, from: [.assigned, .adjusted], to: .adjusted, needs: .adjustTargets, turns: [.recorder], needsReason: true),
    .init(.close, from: [.assigned, .adjusted], to: .closed, needs: .approvePlan, turns: [.leaders], notBySamePerson: true),
  ]

  /// `planning.plan.approved`.
  public static func kind(of transition: Transition<PlanCase>) -> String { "planning.plan.\(transition.act.rawValue)" }

  /// Whose records.
  public let department: ID<Department>
  /// The plan as it stands.
  public private(set) var plan: AnnualPlan
  /// The number of the decision behind the act; may be empty where the act asks for none.
  public let decision: String
  /// By whom it moves.
  public let turn: Turn?

  /// The plan of a place and year, in its turn; `nil` where none was begun.
  public init?(
    place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, decision: String, _ transaction: WriteTransaction
  ) throws {
    try transaction.enter(.plans(of: department))
    guard let plan = try PlanStore.plan(place: place, year: year, in: department, transaction) else { return nil }
    self.init(plan, in: department, decision: decision, turn: .leaders)
  }

  /// A plan that was read in its turn.
  init(_ plan: AnnualPlan, in department: ID<Department>, decision: String, turn: Turn) {
    (self.plan, self.department, self.decision, self.turn) = (plan, department, decision, turn)
  }

  /// `plan:A.62@2021`.
  public var subject: String { PlanStore.subject(plan) }
  /// Where it stands.
  public var state: PlanState { plan.state }
  /// Counts its states.
  public var version: Int { plan.version }
  /// The number of the decision.
  public var detail: [String: String] { ["decision": decision] }

  /// At its place, or above.
  public func places(of turn: Turn?, _ transaction: ReadTransaction) throws -> [ID<AdministrativeUnit>] {
    try TerritoryStore.latestPath(of: plan.place, until: Period.year(plan.year).lastDay, transaction)
  }

  /// Whether the actor set one of its targets.
  public func isOwn(of actor: Actor, _ transaction: ReadTransaction) throws -> Bool {
    try TargetStore.hasTargets(of: plan.place, plan.year, by: actor, in: department, transaction)
  }

  /// The decision.
  public func reason(_ transaction: WriteTransaction) -> String { decision }

  /// Moves the plan; the years that everybody sees follow.
  public mutating func store(_ transition: Transition<PlanCase>, _ transaction: WriteTransaction) throws {
    plan = try PlanStore.move(plan, to: transition.to, decision: decision, in: department, transaction)
  }

  /// The sentence for a refusal.
  public func error(_ refusal: WorkflowRefusal, of act: PlanAct) -> any Error {
    switch refusal {
    case .ownWork: PlanningError.ownPlan
    case .reasonMissing: PlanningError.decisionMissing
    default: PlanningError(refusal, wrongState: .wrongPlanState(from: state, to: PlanCase.lines(of: act).first?.to ?? state))
    }
  }
}
