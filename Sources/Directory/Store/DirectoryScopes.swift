import Kernel
import Storage

/// What acts on accounts and departments take turns at.
extension LockScope {
  /// The roles that accounts of a department hold and are to get: one that is being ended decides nothing any more.
  static func grants(in department: ID<Department>) -> LockScope { LockScope("directory-grants", of: department) }

  /// The departments and other organisations of the installation.
  static let organisations = LockScope("directory-organisations")
}
