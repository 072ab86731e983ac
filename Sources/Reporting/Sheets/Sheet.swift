import Kernel
import Planning
import Storage
import Territory

/// What is done to a sheet as a whole.
public enum SheetAct: String, Sendable, Hashable, CaseIterable {
  /// The unit sends it up (gửi).
  case submit
  /// A level passes it on, or approves it finally (duyệt).
  case approve
  /// A level sends it back with a reason (trả lại).
  case sendBack = "return"
  /// The last level takes its approval back with a reason (bỏ duyệt).
  case unapprove
  /// The adoption of the report fixes it (khóa).
  case lock
  /// The unit opens a fixed sheet for a correction, with a reason (đính chính).
  case correct
}

/// A sheet as it stands: one form of one unit and period.
public struct Sheet: Hashable, Sendable {
  /// Which sheet.
  public let key: SheetKey
  /// Where it stands.
  public var state: SheetState
  /// The level whose turn it is; `nil` unless it is submitted.
  public var turn: AdministrativeUnit.Level?
  /// Whether it was fixed once and is being corrected.
  public var isCorrection: Bool
  /// 0 where nothing was done with it as a whole yet; each act adds one.
  public var version: Int
  /// When it was sent the first time; `nil` before.
  public var sentAt: Moment?
  /// Who sent it last; empty before.
  public var sentBy: String
  /// How many of its figures were odd when it was sent.
  public var odd: Int
  /// The reason of the last act that had one: why it came back, what is corrected.
  public var reason: String

  /// A sheet nobody has touched as a whole.
  init(_ key: SheetKey, state: SheetState = .draft) {
    self.key = key
    self.state = state
    turn = nil
    isCorrection = false
    version = 0
    sentAt = nil
    sentBy = ""
    odd = 0
    reason = ""
  }

  init(
    key: SheetKey, state: SheetState, turn: AdministrativeUnit.Level?, isCorrection: Bool, version: Int, sentAt: Moment?,
    sentBy: String, odd: Int, reason: String
  ) {
    self.key = key
    self.state = state
    self.turn = turn
    self.isCorrection = isCorrection
    self.version = version
    self.sentAt = sentAt
    self.sentBy = sentBy
    self.odd = odd
    self.reason = reason
  }
}

/// One thing that was done to a sheet: what, by whom, when and why.
public struct SheetEvent: Hashable, Sendable {
  /// What was done.
  public let act: SheetAct
  /// Where the sheet stood after it.
  public let state: SheetState
  /// The unit in whose name it was done.
  public let unit: ID<AdministrativeUnit>
  /// Who did it.
  public let actor: String
  /// When.
  public let at: Moment
  /// Why; may be empty.
  public let reason: String

  /// An event with these parts.
  package init(
    act: SheetAct, state: SheetState, unit: ID<AdministrativeUnit>, actor: String, at: Moment, reason: String = ""
  ) {
    self.act = act
    self.state = state
    self.unit = unit
    self.actor = actor
    self.at = at
    self.reason = reason
  }
}
