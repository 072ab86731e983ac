/// Where a sheet stands on its way from the officer who types to the adopted report.
public enum SheetState: String, Sendable, Hashable, CaseIterable {
  /// Being typed, not sent.
  case draft
  /// Sent; waits for the level whose turn it is.
  case submitted
  /// Sent back with a reason.
  case returned
  /// Approved by every level.
  case approved
  /// Fixed by the adoption of the report.
  case locked

  /// Whether the unit may type.
  public var isEditable: Bool { self == .draft || self == .returned }
}
