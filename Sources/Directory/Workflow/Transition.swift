/// One line of a subject's table: who may do what to it in which state, and what comes of it (`docs/workflow.md`).
public struct Transition<Case: WorkflowCase>: Sendable {
  /// What is done.
  public let act: Case.Act
  /// The states in which it may be done.
  public let from: Set<Case.State>
  /// The state after it.
  public let to: Case.State
  /// The right it takes.
  public let permission: Permission
  /// Whose turn it must be; empty where nobody takes turns.
  public let turns: Set<Case.Turn>
  /// Whether it says why.
  public let needsReason: Bool
  /// Whether somebody else must do it than whoever made what it is about.
  public let notBySamePerson: Bool
  /// What it does to the deadline; `nil` where it leaves that alone.
  public let clock: WorkflowClock?
  /// Who is told.
  public let tells: [Case.Audience]

  /// A line.
  public init(
    _ act: Case.Act, from: Set<Case.State>, to: Case.State, needs permission: Permission, turns: Set<Case.Turn> = [],
    needsReason: Bool = false, notBySamePerson: Bool = false, clock: WorkflowClock? = nil, tells: [Case.Audience] = []
  ) {
    self.act = act
    self.from = from
    self.to = to
    self.permission = permission
    self.turns = turns
    self.needsReason = needsReason
    self.notBySamePerson = notBySamePerson
    self.clock = clock
    self.tells = tells
  }
}

/// What an act does to a deadline; the subject's `store` writes the moment down.
public enum WorkflowClock: Sendable, Hashable {
  /// It begins to run.
  case starts
  /// It was kept or missed with this act.
  case stops
}

/// Why an act was refused; each subject has its own sentence for it.
public enum WorkflowRefusal: Sendable, Hashable, CaseIterable {
  /// Somebody changed the subject since it was looked at.
  case stale
  /// The right is not held there.
  case noRight
  /// The act is not for the state.
  case wrongState
  /// The right is held, and it is another's turn.
  case notTheTurn
  /// A second person is needed.
  case ownWork
  /// The reason is missing.
  case reasonMissing
}
