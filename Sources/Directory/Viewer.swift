import Kernel
import Storage
import Territory

/// An account as it looks at the data on one day: the person, and the grants in force that day.
public struct Viewer: Hashable, Sendable {
  /// The account.
  public let account: Account
  /// The day on which the person looks: today, not the day of the figures.
  public let day: CivilDate
  /// The grants in force on that day.
  public let grants: [RoleGrant]
  /// The roles there are.
  public let roles: Roles

  /// The viewer of these grants; those not in force on the day are dropped.
  public init(account: Account, grants: [RoleGrant], roles: Roles, on day: CivilDate) {
    self.account = account
    self.day = day
    self.grants = grants.filter { $0.isInForce(on: day) }
    self.roles = roles
  }

  /// Whether the person may do this at a unit. `path` is the unit with every unit above it, in any order, on the day of the
  /// figures (`TerritoryStore.path`): a grant covers its unit and everything below it, so it counts when its unit is on the path.
  public func may(_ permission: Permission, at path: [ID<AdministrativeUnit>]) -> Bool {
    grants.contains { path.contains($0.unit) && lets($0, permission) }
  }

  /// Whether the person may do this at some unit: for menus, and for what belongs to no unit, such as the rules.
  public func may(_ permission: Permission) -> Bool { grants.contains { lets($0, permission) } }

  /// Whether the person acts in a unit's own name: a grant at a unit above does not pass for it.
  public func may(_ permission: Permission, for unit: ID<AdministrativeUnit>) -> Bool {
    grants.contains { $0.unit == unit && lets($0, permission) }
  }

  /// Whether the account belongs to the whole installation and to no department.
  public var isOfInstallation: Bool { account.department == Department.installation }

  /// Whether the person may do this for the whole installation, as an administrator of it.
  public func mayForInstallation(_ permission: Permission) -> Bool {
    isOfInstallation && may(permission, for: RoleGrant.installation)
  }

  /// The units at which the person holds the permission, in the order of their ids; everything below them is covered too.
  public func units(with permission: Permission) -> [ID<AdministrativeUnit>] {
    Set(grants.filter { lets($0, permission) }.map(\.unit)).sorted()
  }

  /// An act of this person in the account's department.
  public func act(reason: String = "") -> Act {
    Act(by: account.actor, in: account.department, reason: reason)
  }

  private func lets(_ grant: RoleGrant, _ permission: Permission) -> Bool {
    roles.permissions(of: grant.role, on: day).contains(permission)
  }
}
