import Kernel
import Storage

/// What acts of planning take turns at.
extension LockScope {
  /// Imports into a department: one after the other.
  static func imports(into department: ID<Department>) -> LockScope { LockScope("planning-imports", of: department) }

  /// The figures of a department: shared by acts on some of them, held alone by acts on all of them.
  package static func figures(of department: ID<Department>) -> LockScope { LockScope("planning-figures", of: department) }

  /// The plans and targets of a department.
  static func plans(of department: ID<Department>) -> LockScope { LockScope("planning-plans", of: department) }

  /// What counts of a department's year: its sums, and what the public finds of it.
  static func sums(of department: ID<Department>, _ year: Int) -> LockScope {
    LockScope("planning-sums", of: department, String(year))
  }

  /// Indicators and forms, which all departments share.
  static let catalogue = LockScope("planning-catalogue")
}
