import Interchange
import Kernel
import Storage

/// What a department proposes about the shared catalogue: a new indicator, or a change of one. Nothing changes before the
/// installation's administrator adopts it.
public struct IndicatorProposal: Hashable, Sendable {
  /// Where a proposal stands.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// It waits for the installation's administrator.
    case waiting
    /// It was adopted, and the catalogue changed with it.
    case adopted
    /// It was declined with a reason.
    case declined
    /// Whoever proposed took it back.
    case withdrawn
  }

  /// Its identity, in addresses.
  public let id: ID<IndicatorProposal>
  /// Who proposes.
  public let department: ID<Department>
  /// The code of the indicator.
  public let indicator: String
  /// The version of the indicator that the proposal changes; 0 for a new one.
  public let seen: Int
  /// The row as a file of the catalogue has it, with its header.
  public let content: String
  /// Why.
  public let reason: String
  /// Where it stands.
  public let state: State
  /// Who proposed.
  public let proposedBy: Actor
  /// When.
  public let proposedAt: Moment
  /// Who decided, or took it back; `nil` while it waits.
  public let decidedBy: Actor?
  /// When; `nil` while it waits.
  public let decidedAt: Moment?
  /// What the decision says; may be empty.
  public let answer: String

  /// Whether it is about an indicator that there was not.
  public var isNew: Bool { seen == 0 }

  /// The bytes of the row.
  var row: [UInt8] { Array(content.utf8) }
}
