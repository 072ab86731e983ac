import Kernel
import Storage
import Territory

/// What a person is in the office, as far as the system is concerned.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// A specialist of the department (chuyên viên Sở).
  case specialist
  /// The head of a specialist division (trưởng phòng).
  case divisionHead = "division_head"
  /// The director or a deputy (giám đốc, phó giám đốc).
  case director
  /// An officer of a district, to 2025-06-30 (cán bộ huyện).
  case districtOfficer = "district_officer"
  /// An officer of a commune (cán bộ xã).
  case communeOfficer = "commune_officer"
  /// Whoever runs the system (quản trị). Sees no figures.
  case administrator
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
