import Kernel
import Storage
import Territory

/// What kind of body an organisation is.
public enum OrganisationKind: String, Sendable, Hashable, CaseIterable {
  /// The provincial department, the tenant (Sở).
  case department
  /// A specialist division inside the department (phòng chuyên môn).
  case division
  /// A unit attached to the department, such as a care centre (đơn vị trực thuộc).
  case attachedUnit = "attached_unit"
  /// The division of a district, to 2025-06-30 (Phòng LĐ-TB&XH).
  case districtDivision = "district_division"
  /// The People's Committee of a unit of any level (UBND).
  case peoplesCommittee = "peoples_committee"
}

/// A body of the administration, which lives from a day to a day. Its names are dated rows of their own, because a body
/// that is renamed stays the same body and keeps its records.
public struct Organisation: Hashable, Sendable {
  /// Its identity; a department's is `SO.` and the unit's id, such as `SO.A.62`.
  public let id: ID<Organisation>
  /// The department in whose directory it stands; of a department, itself.
  public let department: ID<Department>
  /// What kind of body.
  public let kind: OrganisationKind
  /// The unit it serves.
  public let unit: ID<AdministrativeUnit>
  /// The organisation above it; `nil` for a department and for what stands beside it.
  public let parent: ID<Organisation>?
  /// The first day, `nil` when it lies before what we know.
  public let from: CivilDate?
  /// The last day, `nil` while it lives.
  public let to: CivilDate?

  /// An organisation with these parts.
  public init(
    id: ID<Organisation>, department: ID<Department>, kind: OrganisationKind, unit: ID<AdministrativeUnit>,
    parent: ID<Organisation>? = nil, from: CivilDate?, to: CivilDate?
  ) {
    self.id = id
    self.department = department
    self.kind = kind
    self.unit = unit
    self.parent = parent
    self.from = from
    self.to = to
  }
}

/// What an organisation is called from a day to a day.
public struct OrganisationName: Hashable, Sendable {
  /// The full Vietnamese name, such as «Sở Nội vụ thành phố Cần Thơ».
  public let vietnamese: String
  /// The full English name.
  public let english: String
  /// The short Vietnamese name of lists and tables, such as «Sở LĐ-TB&XH».
  public let abbreviation: String
  /// The first day, `nil` when it lies before what we know.
  public let from: CivilDate?
  /// The last day, `nil` while it is the name.
  public let to: CivilDate?

  /// A name with these parts.
  public init(vietnamese: String, english: String, abbreviation: String, from: CivilDate?, to: CivilDate?) {
    self.vietnamese = vietnamese
    self.english = english
    self.abbreviation = abbreviation
    self.from = from
    self.to = to
  }
}
