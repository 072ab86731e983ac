import Kernel

/// That a unit, or a part of it, went into another on a day. A merger changes no record: it is a row like this one.
public struct Succession: Hashable, Sendable {
  /// How much of the old unit went over.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// All of it, together with others.
    case whole
    /// All of it, alone and as it was.
    case unchanged
    /// All of it, under another name or kind.
    case renamed
    /// Some of its land and some of its people.
    case part
    /// Some of its land, none of its people.
    case landOnly = "part_area"
    /// Some of its people.
    case peopleOnly = "part_population"
  }

  /// How the first among several successors was found. Never place a person by it: a split commune is split by hamlet.
  public enum MainSuccessor: String, Hashable, Sendable, CaseIterable {
    /// The resolution says that all the people go to this one.
    case byPopulation = "population"
    /// It holds the old unit's centre: a hint for maps, without legal weight.
    case byCentroid = "centroid"
  }

  /// The unit that was.
  public let old: ID<AdministrativeUnit>
  /// The unit that came of it.
  public let new: ID<AdministrativeUnit>
  /// The first day of the new state.
  public let effective: CivilDate
  /// How much went over.
  public let scope: Scope
  /// The share of the old unit's people that went over: 1 all, 0 none, `nil` unknown. The office publishes no other shares.
  public let populationShare: Quantity?
  /// Whether, and why, this is the first among several successors.
  public let main: MainSuccessor?
  /// The resolution and its clause: `1668/NQ-UBTVQH15 Điều 1 khoản 1`.
  public let legalReference: String
  /// The statistics office's own remark in Vietnamese, or how sure we are of a row from before 2025; may be empty.
  public let note: String
}
