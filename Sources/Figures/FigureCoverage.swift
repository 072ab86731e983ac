import Kernel
import Territory

/// How much of what should stand behind a figure does: units below, periods inside.
public struct FigureCoverage: Hashable, Sendable {
  /// The level of the units counted; `nil` where the figure is the unit's own.
  public var level: AdministrativeUnit.Level?
  /// How many direct children are in the figure.
  public var units = 0
  /// How many direct children there are that it concerns.
  public var expected = 0
  /// How many figures stand behind it, whatever their level.
  public var leaves = 0
  /// How many rates stay apart because they came without numerator and denominator.
  public var apart = 0
  /// The periods inside that are in the figure; empty where the figure is of the whole period itself.
  public var periods: [Period] = []
  /// How many such periods there are.
  public var periodsExpected = 0
  /// What of the figure happened on the last days of the year, 15–31 December, and was reported with January; `nil` where
  /// nobody separated it.
  public var yearTail: Quantity?
  /// Whether the periods together are beyond what a figure may be, so that there is no number.
  public var isTooLarge = false
  /// What January's report held of the year before, and is not in this year's figure.
  public var yearTailBefore: Quantity?

  /// What stands behind a sum.
  /// - Parameter children: the units directly below, as they were in its period.
  package init(_ sum: RolledUpFigure, of children: [AdministrativeUnit]) {
    self.init(sum, of: children.count, at: children.first?.level)
  }

  /// What stands behind a sum.
  /// - Parameter children: how many units lay directly below in its period, by level.
  init(_ sum: RolledUpFigure, of children: [TerritoryStore.ChildCount]) {
    self.init(sum, of: children.reduce(0) { $0 + $1.count }, at: children.first?.level)
  }

  private init(_ sum: RolledUpFigure, of children: Int, at level: AdministrativeUnit.Level?) {
    self.level = level
    units = sum.units
    expected = max(children - sum.inapplicable, sum.units)
    leaves = sum.leaves
    apart = sum.apart
  }

  private init() {}

  /// A figure the unit reported itself.
  static let own = FigureCoverage()

  /// Whether something is missing.
  public var isPartial: Bool { units < expected || periods.count < periodsExpected || apart > 0 }
}
