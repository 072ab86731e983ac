import Kernel
import Storage
import Territory

/// A subject that has states: a plan, a figure, a sheet. It holds its table, says what it is, and writes what an act changes;
/// `perform` does the rest. It is read in the act's own transaction, in its turn.
public protocol WorkflowCase: Sendable {
  /// What is done to it. The names are kept in audit chains and never change.
  associatedtype Act: RawRepresentable & CaseIterable & Hashable & Sendable where Act.RawValue == String
  /// Where it stands.
  associatedtype State: RawRepresentable & CaseIterable & Hashable & Sendable where State.RawValue == String
  /// Whose turn it is, for subjects that go from hand to hand.
  associatedtype Turn: Hashable & Sendable = Never
  /// Whom its acts tell.
  associatedtype Audience: Hashable & Sendable = Never

  /// Who may do what in which state. Nothing else does it.
  static var table: [Transition<Self>] { get }
  /// The kind under which an act stands in the audit chain and among the events, `planning.sheet.approve`.
  static func kind(of transition: Transition<Self>) -> String

  /// Whose records.
  var department: ID<Department> { get }
  /// The subject's id in the audit chain and the events; never a person's name.
  var subject: String { get }
  /// Where it stands.
  var state: State { get }
  /// Counts its changes.
  var version: Int { get }
  /// Whose turn it is.
  var turn: Turn? { get }
  /// What the audit note and the event say besides the state before.
  var detail: [String: String] { get }

  /// The units at one of which the right of a turn has to be held; none for a turn this subject has not.
  func places(of turn: Turn?, _ transaction: ReadTransaction) throws -> [ID<AdministrativeUnit>]
  /// Who may act in the place of whoever has the turn, with a reason; nobody unless the subject says so.
  func standIn(_ transaction: WriteTransaction) -> Turn?
  /// Whether an actor made what the act is about.
  func isOwn(of actor: Actor, _ transaction: ReadTransaction) throws -> Bool
  /// Why the act is done; the act's own reason unless the subject has another, such as a decision's number.
  func reason(_ transaction: WriteTransaction) -> String
  /// Writes the state after an act and whatever follows from it; leaves no note. It may still refuse.
  mutating func store(_ transition: Transition<Self>, _ transaction: WriteTransaction) throws
  /// Tells somebody of an act that was stored.
  func tell(_ audience: Audience, of transition: Transition<Self>, _ transaction: WriteTransaction) throws
  /// The subject's own error for a refusal.
  func error(_ refusal: WorkflowRefusal, of act: Act) -> any Error
}

extension WorkflowCase {
  /// Nobody stands in.
  public func standIn(_ transaction: WriteTransaction) -> Turn? { nil }

  /// The reason of the act.
  public func reason(_ transaction: WriteTransaction) -> String { transaction.act.reason }

  /// The acts for which a state is right, in the order of the table.
  public static func acts(from state: State) -> [Act] {
    table.filter { $0.from.contains(state) }.map(\.act).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The lines of an act.
  public static func lines(of act: Act) -> [Transition<Self>] { table.filter { $0.act == act } }
}

extension WorkflowCase where Turn == Never {
  /// Nobody takes turns.
  public var turn: Never? { nil }
}

extension WorkflowCase where Audience == Never {
  /// Nobody is told.
  public func tell(_ audience: Never, of transition: Transition<Self>, _ transaction: WriteTransaction) throws {}
}
