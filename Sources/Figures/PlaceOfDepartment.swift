import Kernel
import Territory

/// A place in the records of a department: provinces change hands, their places do not.
public struct PlaceOfDepartment: Hashable, Sendable {
  /// Whose records.
  public let department: ID<Department>
  /// The place.
  public let place: ID<AdministrativeUnit>

  /// A place in a department's records.
  public init(department: ID<Department>, place: ID<AdministrativeUnit>) {
    self.department = department
    self.place = place
  }
}
