import Directory
import Kernel
import Storage
import Territory

/// What a file may touch in somebody's right.
extension Authority {
  /// The department whose indicators a file may name; `nil` for those of every row's own.
  var department: ID<Department>? {
    switch self {
    case .person(let viewer): viewer.account.department
    case .installation: nil
    }
  }

  /// Whether a file may touch figures of a unit, by where it lies at its end.
  func mayImport(at place: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> Bool {
    try may(.importFiles, at: place, until: .lastOfAll, transaction)
  }
}

extension CivilDate {
  /// The last day there is: where a unit is still in force.
  fileprivate static let lastOfAll = CivilDate(daysSinceEpoch: 2_932_896)
}
