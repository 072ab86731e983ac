import Kernel
import Territory

/// The states of an annual plan; it moves forward only.
public enum PlanState: String, Sendable, Hashable, CaseIterable {
  /// Targets are being written.
  case proposed
  /// The People's Committee or the Director agreed.
  case approved
  /// Targets were given to those who must reach them.
  case assigned
  /// Changed by a numbered decision after it was assigned; the original stays readable.
  case adjusted
  /// The year is over and reported.
  case closed

  /// Whether targets change only by a numbered decision.
  public var needsDecision: Bool { self == .assigned || self == .adjusted }

  /// The states of plans whose targets the public may see.
  public static let `public`: Set<PlanState> = [.approved, .assigned, .adjusted, .closed]
}

/// The annual plan (kế hoạch năm) of one place: its state and the decision behind it.
public struct AnnualPlan: Hashable, Sendable {
  /// Whose plan.
  public var place: ID<AdministrativeUnit>
  /// The year.
  public var year: Int
  /// Where it stands.
  public var state: PlanState
  /// The number of the decision that brought it there; empty where none is known.
  public var decision: String
  /// Counts the changes of state.
  public var version: Int

  /// A plan.
  public init(place: ID<AdministrativeUnit>, year: Int, state: PlanState, decision: String = "", version: Int = 1) {
    self.place = place
    self.year = year
    self.state = state
    self.decision = decision
    self.version = version
  }
}
