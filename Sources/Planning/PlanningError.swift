import Kernel

/// What planning refuses, with what to do about it.
public enum PlanningError: UserFacing, Hashable {
  /// A field of a rule file is missing or no number.
  case ruleUnreadable(field: String)
  /// No such place on the day of the year or period.
  case unknownPlace(code: String, day: CivilDate)
  /// No such indicator.
  case unknownIndicator(code: String)
  /// A plan cannot go from its state to that one.
  case wrongPlanState(from: PlanState, to: PlanState)
  /// A target of an assigned plan changes only by a numbered decision.
  case decisionMissing
  /// The row was changed by somebody else since the form was opened.
  case staleVersion
  /// Nobody approves what he entered himself.
  case ownFigure
  /// The figure is in no state in which that may be done.
  case wrongStatus(DataStatus)
  /// A plan that is closed takes no more changes.
  case planClosed
  /// A file in the content folder cannot be read.
  case contentUnreadable(file: String)

  /// The stable code.
  public var code: String {
    switch self {
    case .ruleUnreadable: "planning.rule_unreadable"
    case .unknownPlace: "planning.unknown_place"
    case .unknownIndicator: "planning.unknown_indicator"
    case .wrongPlanState: "planning.wrong_plan_state"
    case .decisionMissing: "planning.decision_missing"
    case .staleVersion: "planning.stale_version"
    case .ownFigure: "planning.own_figure"
    case .wrongStatus: "planning.wrong_status"
    case .planClosed: "planning.plan_closed"
    case .contentUnreadable: "planning.content_unreadable"
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .ruleUnreadable(let field): Message("error.\(code)", ["field": field])
    case .unknownPlace(let place, let day): Message("error.\(code)", ["read": place, "day": day.asTyped])
    case .unknownIndicator(let indicator): Message("error.\(code)", ["read": indicator])
    case .wrongPlanState(let from, let to): Message("error.\(code)", ["from": from.rawValue, "to": to.rawValue])
    case .wrongStatus(let status): Message("error.\(code)", ["status": status.rawValue])
    case .contentUnreadable(let file): Message("error.\(code)", ["file": file])
    case .decisionMissing, .staleVersion, .ownFigure, .planClosed: Message("error.\(code)")
    }
  }
}
