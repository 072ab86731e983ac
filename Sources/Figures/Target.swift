import Kernel
import Territory

/// Whether a number stands in its source or was worked out by us («suy ra»), counted from a register, or sent by another agency.
public enum FigureOrigin: String, Sendable, Hashable, CaseIterable {
  /// Written in the source document.
  case stated
  /// Worked out by us from other figures; always shown as such.
  case derived
  /// Counted from a register of this system.
  case register
  /// Received from another agency with its document.
  case external
  /// Taken over from the period before by one press, and not touched since.
  case copied
  /// Added up by us from the units below, or from the periods inside.
  case summed

  /// What a person or a file may say of a figure; the others only the program itself can know.
  public static let statable: [FigureOrigin] = [.stated, .derived, .register, .external]
}

/// The target (chỉ tiêu kế hoạch) of one indicator, place and year: a level, a change against the year before, or both.
public struct Target: Hashable, Sendable {
  /// The indicator's code.
  public var indicator: String
  /// The place, by the id of its version of the map.
  public var place: ID<AdministrativeUnit>
  /// The plan year.
  public var year: Int
  /// The level to reach, in the indicator's unit.
  public var level: Quantity?
  /// The change to reach against the year before, signed; points for a rate.
  public var change: Quantity?
  /// How the result must stand to it.
  public var comparator: Comparator
  /// Stated or derived.
  public var origin: FigureOrigin
  /// The number of the decision that assigned or adjusted it; empty where none is known.
  public var decision: String
  /// What a reader must know, such as a wording that can be read in two ways; may be empty.
  public var note: String
  /// 1 as first set; each adjustment adds one and keeps the version before.
  public var version: Int

  /// A target.
  public init(
    indicator: String, place: ID<AdministrativeUnit>, year: Int, level: Quantity? = nil, change: Quantity? = nil,
    comparator: Comparator, origin: FigureOrigin = .stated, decision: String = "", note: String = "", version: Int = 1
  ) {
    self.indicator = indicator
    self.place = place
    self.year = year
    self.level = level
    self.change = change
    self.comparator = comparator
    self.origin = origin
    self.decision = decision
    self.note = note
    self.version = version
  }

  /// Whether two targets ask for the same, whoever set them and when.
  public func asksTheSame(as other: Target) -> Bool {
    level == other.level && change == other.change && comparator == other.comparator && origin == other.origin
      && decision == other.decision && note == other.note
  }
}

/// A version of a target that was in force before: what it asked, who replaced it, when and why.
public struct TargetVersion: Hashable, Sendable {
  /// The target as it was.
  public let target: Target
  /// Who set it.
  public let actor: String
  /// When it was set.
  public let at: String
  /// Why it was set.
  public let reason: String

  /// A version as it was stored.
  package init(
    target: Target, actor: String, at: String, reason: String
  ) {
    self.target = target
    self.actor = actor
    self.at = at
    self.reason = reason
  }
}
