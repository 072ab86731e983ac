import Kernel
import Storage
import Territory

/// A role that one person asked for in the name of another, and that a second person has to confirm.
public struct GrantRequest: Hashable, Sendable {
  /// Its identity, in addresses.
  public let id: ID<GrantRequest>
  /// The department of the account.
  public let department: ID<Department>
  /// Who is to get the role.
  public let account: ID<Account>
  /// The role, its unit and its days.
  public let grant: RoleGrant
  /// Who asked.
  public let askedBy: Actor
  /// When.
  public let askedAt: Moment

  /// Whether a person may look at it and decide about it: whoever confirms roles at its unit in its department, and whoever
  /// does for the whole installation.
  /// - Parameter path: the unit with the units above it.
  func concerns(_ viewer: Viewer, at path: [ID<AdministrativeUnit>]) -> Bool {
    viewer.mayForInstallation(.confirmGrants)
      || viewer.account.department == department && viewer.may(.confirmGrants, at: path)
  }

  /// Why a person whom it concerns may not be its second person; `nil` where he may.
  func hindrance(to viewer: Viewer) -> DirectoryError? {
    if viewer.account.id == account { return .ownGrant }
    return viewer.account.actor == askedBy ? .ownRequest : nil
  }

  /// Whether a person whom it concerns may confirm it: neither who asked nor who is to get the role.
  public func mayBeConfirmed(by viewer: Viewer) -> Bool { hindrance(to: viewer) == nil }
}
