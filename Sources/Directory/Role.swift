import Kernel
import Storage
import Territory

/// What a person is in the office, as far as the system is concerned. Which roles there are and what each may do is dated data
/// (`Roles`).
public struct Role: RawRepresentable, Sendable, Hashable, Codable {
  /// The stable name, such as `division_head`.
  public let rawValue: String

  /// The role of this name, whether the rules know it or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Whoever runs the system (quản trị). Sees no figures. The program must know it: the first account of an installation holds it.
  public static let administrator = Role(rawValue: "administrator")
}

/// A role held for a unit and everything below it, from a day to a day.
public struct RoleGrant: Hashable, Sendable {
  /// The role.
  public let role: Role
  /// The unit; the grant covers it and everything below it.
  public let unit: ID<AdministrativeUnit>
  /// The first day.
  public let from: CivilDate
  /// The last day, `nil` without end.
  public let to: CivilDate?

  /// A grant with these parts.
  public init(role: Role, unit: ID<AdministrativeUnit>, from: CivilDate, to: CivilDate? = nil) {
    self.role = role
    self.unit = unit
    self.from = from
    self.to = to
  }

  /// Stands in the place of a unit in the grants of whoever runs the whole installation; it lies on no unit's path, so such a
  /// grant gives no right at any unit.
  public static let installation = ID<AdministrativeUnit>(Department.installation.rawValue)

  /// Whether the grant is in force on the day; both its first and its last day count.
  public func isInForce(on day: CivilDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }
}
