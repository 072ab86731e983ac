import Directory
import Foundation
import Kernel
import Storage
import Territory
import Wording

/// Where a new account belongs.
enum AccountOpening {
  /// The department whose unit this is, on the last day the unit existed; the installation's own for `RoleGrant.installation`.
  static func department(of unit: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> ID<Department> {
    if unit == RoleGrant.installation { return Department.installation }
    let today = CivilDate(year: 9999, month: 12, day: 31)
    guard let last = try TerritoryStore.versions(of: unit, transaction).last, let day = last.validTo ?? today,
      let department = try DirectoryStore.department(ofPlace: unit, on: day, transaction)
    else { throw DirectoryError.unknownUnit(unit.rawValue) }
    return department
  }
}
