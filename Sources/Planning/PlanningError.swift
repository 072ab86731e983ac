import Directory
import Figures
import Kernel
import Territory

/// What planning refuses, with what to do about it.
public enum PlanningError: UserFacing, Hashable {
  /// No such place on the day of the year or period; `near` are those the writer may have had in mind.
  case unknownPlace(code: String, day: CivilDate, near: [UnitReading] = [])
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
  /// Nobody moves a plan on of which he set a target.
  case ownPlan
  /// The figure is in no state in which that may be done.
  case wrongStatus(DataStatus)
  /// A plan that is closed takes no more changes.
  case planClosed
  /// No such form.
  case unknownForm(code: String)
  /// The form is not filled in for that period.
  case formNotForPeriod(form: String, period: String)
  /// The form is filled in by units of another level.
  case formNotForLevel(form: String, unit: String)
  /// The unit is not the person's.
  case notYourUnit
  /// No such sheet, or not one of the person's: the two are never told apart.
  case unknownSheet
  /// The sheet is in no state in which that may be done.
  case wrongSheetState(SheetState)
  /// It is another level's turn.
  case notYourTurn
  /// The act needs its reason.
  case reasonMissing
  /// Lines of the sheet have neither a number nor a reason why not, or are odd without their cause.
  case sheetIncomplete(count: Int)
  /// There is no sum and no direct figure to choose between.
  case nothingToAdopt
  /// The figure is reported through a form, so it is entered and approved there.
  case reportedByForm(form: String)
  /// No such proposal about the catalogue, or another department's: the two are never told apart.
  case unknownProposal
  /// The shared catalogue is the installation's: its administrator decides.
  case installationDecides
  /// Nobody decides what he proposed himself.
  case ownProposal
  /// The proposal was adopted, declined or taken back already.
  case proposalSettled
  /// The proposal changes nothing.
  case nothingProposed
  /// A name is text of an old encoding.
  case legacyText(LegacyText, read: String)
  /// A file in the content folder cannot be read.
  case contentUnreadable(file: String)

  /// The stable code.
  public var code: String {
    switch self {
    case .unknownPlace: "planning.unknown_place"
    case .unknownIndicator: "planning.unknown_indicator"
    case .wrongPlanState: "planning.wrong_plan_state"
    case .decisionMissing: "planning.decision_missing"
    case .staleVersion: "planning.stale_version"
    case .ownFigure: "planning.own_figure"
    case .ownPlan: "planning.own_plan"
    case .wrongStatus: "planning.wrong_status"
    case .planClosed: "planning.plan_closed"
    case .unknownForm: "planning.unknown_form"
    case .formNotForPeriod: "planning.form_not_for_period"
    case .formNotForLevel: "planning.form_not_for_level"
    case .notYourUnit: "planning.not_your_unit"
    case .unknownSheet: "planning.unknown_sheet"
    case .wrongSheetState: "planning.wrong_sheet_state"
    case .notYourTurn: "planning.not_your_turn"
    case .reasonMissing: "planning.reason_missing"
    case .sheetIncomplete: "planning.sheet_incomplete"
    case .nothingToAdopt: "planning.nothing_to_adopt"
    case .reportedByForm: "planning.reported_by_form"
    case .unknownProposal: "planning.unknown_proposal"
    case .installationDecides: "planning.installation_decides"
    case .ownProposal: "planning.own_proposal"
    case .proposalSettled: "planning.proposal_settled"
    case .nothingProposed: "planning.nothing_proposed"
    case .legacyText(let encoding, _): encoding.code
    case .contentUnreadable: "planning.content_unreadable"
    }
  }

  /// What is not there, what somebody else changed; the rest is the asker's.
  public var kind: ErrorKind {
    switch self {
    case .unknownPlace, .unknownIndicator, .unknownForm, .unknownSheet, .unknownProposal: .notFound
    case .staleVersion: .conflict
    default: .refused
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .unknownPlace(let place, let day, let near):
      near.isEmpty
        ? Message("error.\(code)", ["read": place, "day": day.asTyped])
        : Message(
          "error.planning.unknown_place_near", ["read": place, "day": day.asTyped],
          lists: ["near": near.prefix(5).map(\.message)])
    case .unknownIndicator(let indicator): Message("error.\(code)", ["read": indicator])
    case .wrongPlanState(let from, let to): Message("error.\(code)", ["from": from.rawValue, "to": to.rawValue])
    case .wrongStatus(let status): Message("error.\(code)", words: ["status": "status.\(status.rawValue)"])
    case .legacyText(_, let read): Message("error.\(code)", ["read": LegacyText.shortened(read)])
    case .contentUnreadable(let file): Message("error.\(code)", ["file": file])
    case .unknownForm(let form), .reportedByForm(let form): Message("error.\(code)", ["form": form])
    case .formNotForPeriod(let form, let period): Message("error.\(code)", ["form": form, "period": period])
    case .formNotForLevel(let form, let unit): Message("error.\(code)", ["form": form, "unit": unit])
    case .wrongSheetState(let state): Message("error.\(code)", words: ["state": "status.\(state.rawValue)"])
    case .sheetIncomplete(let count): Message("error.\(code)", ["count": String(count)])
    case .decisionMissing, .staleVersion, .ownFigure, .ownPlan, .planClosed, .notYourUnit, .unknownSheet, .notYourTurn,
      .reasonMissing,
      .nothingToAdopt, .unknownProposal, .installationDecides, .ownProposal, .proposalSettled, .nothingProposed:
      Message("error.\(code)")
    }
  }
}

extension PlanningError {
  /// What a subject of planning says to a refusal.
  /// - Parameter state: what it says where the act is not for its state.
  package init(_ refusal: WorkflowRefusal, wrongState state: PlanningError) {
    self =
      switch refusal {
      case .stale: .staleVersion
      case .noRight: .notYourUnit
      case .wrongState: state
      case .notTheTurn: .notYourTurn
      case .ownWork: .ownFigure
      case .reasonMissing: .reasonMissing
      }
  }
}
