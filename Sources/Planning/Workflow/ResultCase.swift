import Directory
import Figures
import Kernel
import Storage
import Territory

/// What is decided about a single figure. Entering one makes a new version and is no decision (`ResultActs.enter`).
public enum ResultAct: String, Sendable, Hashable, CaseIterable {
  /// A second person lets it count (duyệt).
  case approve = "approved"
}

/// A single result on its way to the public. What units report through a form goes the form's way, level by level, and no other.
public struct ResultCase: WorkflowCase {
  /// What the approval makes of it.
  public enum Turn: Sendable, Hashable {
    /// It was never fixed.
    case first
    /// It was fixed once, and shows as corrected.
    case correction
  }

  /// The way of a figure.
  public static let table: [Transition<ResultCase>] = [
    .init(
      .approve, from: [.draft, .submitted], to: .approved, needs: .approveResults, turns: [.first], notBySamePerson: true),
    .init(
      .approve, from: [.draft, .submitted], to: .corrected, needs: .approveResults, turns: [.correction], notBySamePerson: true),
  ]

  /// `planning.result.approved`, `planning.result.corrected`.
  public static func kind(of transition: Transition<ResultCase>) -> String { "planning.result.\(transition.to.rawValue)" }

  /// Whose records.
  public let department: ID<Department>
  /// The figure as it stands.
  public private(set) var result: IndicatorResult
  /// What the approval makes of it.
  public let turn: Turn?

  /// The figure of an indicator, place and period, in its turn; `nil` where there is none.
  public init?(
    _ indicator: String, place: ID<AdministrativeUnit>, period: Period, in department: ID<Department>,
    _ transaction: WriteTransaction
  ) throws {
    try transaction.enter(.figures(of: department).shared)
    try ResultStore.hold(ResultStore.key(indicator, place, period, in: department), transaction)
    let versions = try ResultStore.versions(indicator, place: place, period: period, in: department, transaction)
    guard let result = versions.first?.result else { return nil }
    let wasFixed = versions.dropFirst().contains { [.locked, .corrected].contains($0.result.status) }
    (self.department, self.result, turn) = (department, result, wasFixed ? .correction : .first)
  }

  /// `figure:JOB@A.62@2021`.
  public var subject: String { TargetStore.subject(result.indicator, result.place, result.period) }
  /// Where it stands.
  public var state: DataStatus { result.status }
  /// Counts its versions.
  public var version: Int { result.version }
  /// The version that was decided about.
  public var detail: [String: String] { ["version": String(version)] }

  /// At its place, or above.
  public func places(of turn: Turn?, _ transaction: ReadTransaction) throws -> [ID<AdministrativeUnit>] {
    try TerritoryStore.latestPath(of: result.place, until: result.period.lastDay, transaction)
  }

  /// Whether the actor entered it.
  public func isOwn(of actor: Actor, _ transaction: ReadTransaction) -> Bool { result.author == actor.id }

  /// Writes the status; what counts follows.
  /// - Throws: `PlanningError.reportedByForm`.
  public mutating func store(_ transition: Transition<ResultCase>, _ transaction: WriteTransaction) throws {
    try ResultCase.refuseReportedByForm(result, transaction)
    result = try ResultStore.move(result, to: transition.to, in: department, transaction)
    try FigureLedger.settle(.init(result.indicator, result.place, result.period, in: department), transaction)
  }

  /// The sentence for a refusal.
  public func error(_ refusal: WorkflowRefusal, of act: ResultAct) -> any Error {
    PlanningError(refusal, wrongState: .wrongStatus(state))
  }

  /// Refuses a figure that units report through a form.
  /// - Throws: `PlanningError.reportedByForm`.
  static func refuseReportedByForm(_ result: IndicatorResult, _ transaction: ReadTransaction) throws {
    guard let unit = try TerritoryStore.unit(result.place, on: result.period.lastDay, transaction),
      let form = try FormStore.form(reporting: result.indicator, at: unit.level, for: result.period, transaction)
    else { return }
    throw PlanningError.reportedByForm(form: form.code)
  }
}
