import Kernel
import Storage
import Territory

/// In whose right something is done. Every act takes one and asks it; nobody relies on what a caller has checked.
public enum Authority: Sendable, Hashable {
  /// An account with the roles it holds on the viewer's day.
  case person(Viewer)
  /// The operating system's user of the command line, who holds the database: every right everywhere, and yet never the second
  /// person of what he did himself.
  case installation

  /// Whether a right is held at one of some units: a unit with those above it on the day of the figures, or the one unit where it
  /// has to be held.
  public func may(_ permission: Permission, at units: [ID<AdministrativeUnit>]) -> Bool {
    switch self {
    case .person(let viewer): viewer.may(permission, at: units)
    case .installation: true
    }
  }

  /// Whether a right is held at some unit: for what belongs to no unit, such as the catalogue.
  public func may(_ permission: Permission) -> Bool {
    switch self {
    case .person(let viewer): viewer.may(permission)
    case .installation: true
    }
  }

  /// Whether a right is held at a unit or above it, as it lay on a day, or on its last day before.
  public func may(
    _ permission: Permission, at unit: ID<AdministrativeUnit>, until day: CivilDate, _ transaction: ReadTransaction
  ) throws -> Bool {
    guard case .person = self else { return true }
    return may(permission, at: try TerritoryStore.latestPath(of: unit, until: day, transaction))
  }
}
