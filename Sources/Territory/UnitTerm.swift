import Kernel

/// How long a unit lives.
public struct UnitTerm: Hashable, Sendable {
  /// Its first day; `nil` when it was there at the beginning of the observed history.
  public let from: CivilDate?
  /// Its last day; `nil` while it lives.
  public let to: CivilDate?
  /// Who took it over, as «tỉnh Bắc Ninh (B.24)»; empty while it lives, and where nobody did.
  public let heirs: [String]

  /// Whether it was there on a day.
  public func holds(_ day: CivilDate) -> Bool { from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true }
}
