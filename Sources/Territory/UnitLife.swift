import Kernel

/// A unit over all its versions: the code it has, and from when to when it has lived.
public struct UnitLife: Hashable, Sendable {
  /// The unit.
  public let id: ID<AdministrativeUnit>
  /// Its official code.
  public let code: String
  /// Its level, the same in all versions.
  public let level: AdministrativeUnit.Level
  /// Its first day; `nil` when it was there at the beginning of the observed history.
  public let from: CivilDate?
  /// Its last day; `nil` while it lives.
  public let to: CivilDate?
  /// The unit before it that had the code and, in the eyes of those who write the code, was the same place: it went over into
  /// this one, and bore the same name or stayed as it was. `nil` where there is none, or where the code changed hands.
  let continues: ID<AdministrativeUnit>?

  /// Whether it lived on one of the days.
  public func lives(during days: ClosedRange<CivilDate>) -> Bool {
    if let from, days.upperBound < from { return false }
    if let to, to < days.lowerBound { return false }
    return true
  }

  /// Whether it ended before the last of the days.
  public func ends(before day: CivilDate) -> Bool { to.map { $0 < day } ?? false }

  /// The last of the days on which it lived: on its map its name and place are read.
  public func lastDay(during days: ClosedRange<CivilDate>) -> CivilDate { min(to ?? days.upperBound, days.upperBound) }
}
