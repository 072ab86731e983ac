import Kernel
import Planning
import Storage

/// What acts on sheets take turns at.
extension LockScope {
  /// The figures of one place and period: what a sheet is made of.
  static func sheet(_ context: SheetContext) -> LockScope {
    LockScope("planning-sheet", of: context.department, context.key.place.rawValue, context.key.period.description)
  }

  /// Reminders to the units of a department.
  static func reminders(in department: ID<Department>) -> LockScope { LockScope("planning-reminders", of: department) }
}

extension SheetContext {
  /// Takes the turn at the sheet's figures: what is read of them from here on stays so until the act is done. Every act on a sheet
  /// begins with it; call it before reading what the act depends on.
  public func enter(_ transaction: WriteTransaction) throws {
    guard try transaction.enter([.figures(of: department).shared, .sheet(self)]) else { return }
    try ResultStore.hold(figures.scope, transaction)
  }
}
