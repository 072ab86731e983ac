import Kernel
import Storage
import Territory

/// The sum of what the units below a unit have approved, for one period and indicator.
public struct RolledUpFigure: Hashable, Sendable {
  /// The indicator's code.
  public let indicator: String
  /// The period.
  public let period: Period
  /// The sum of the values; `nil` for a rate, and where only rates without parts came.
  public let value: Quantity?
  /// The sum of the numerators of a rate.
  public let numerator: Quantity?
  /// The sum of the denominators of a rate.
  public let denominator: Quantity?
  /// The sum of what happened on the last days of the plan year before.
  public let yearTail: Quantity?
  /// How many direct children are in the sum.
  public let units: Int
  /// How many direct children said that the indicator does not concern them.
  public let inapplicable: Int
  /// How many figures stand behind the sum, whatever their level.
  public let leaves: Int
  /// How many rates came without numerator and denominator, and stay apart.
  public let apart: Int
  /// Whether the unit goes by this sum, or by the figure in force that was reported for the unit itself.
  let counts: Adoption.Choice

  init(_ row: Row) throws {
    guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
    indicator = try row.requiredText("indicator")
    self.period = period
    value = row.quantity("value")
    numerator = row.quantity("numerator")
    denominator = row.quantity("denominator")
    yearTail = row.quantity("year_tail")
    units = try row.requiredInteger("units")
    inapplicable = try row.requiredInteger("inapplicable")
    leaves = try row.requiredInteger("leaves")
    apart = try row.requiredInteger("apart")
    counts = row.flag("counts") ? .sum : .direct
  }

  /// The sum as a claim of ours: added up, approved because its parts are.
  public func result(at place: ID<AdministrativeUnit>) -> IndicatorResult? {
    guard units > 0 else { return nil }
    let hasParts = denominator.map { $0 > .zero } ?? false
    guard value != nil || hasParts else { return nil }
    return IndicatorResult(
      indicator: indicator, place: place, period: period, value: value, numerator: hasParts ? numerator : nil,
      denominator: hasParts ? denominator : nil, yearTail: yearTail, origin: .summed, status: .approved, version: 0)
  }
}

/// Which of two figures of a unit the department goes by: the one reported for the unit itself, or the sum of the units below.
public struct Adoption: Hashable, Sendable {
  /// The two.
  public enum Choice: String, Sendable, Hashable, CaseIterable {
    /// The figure reported for the unit itself; what counts until somebody decides otherwise.
    case direct
    /// The sum of the units below.
    case sum
  }

  /// The choice.
  public let choice: Choice
  /// Who chose.
  public let actor: String
  /// When.
  public let at: Moment
  /// Why.
  public let reason: String
}

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
  init(_ sum: RolledUpFigure, of children: [AdministrativeUnit]) {
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

/// A unit's figure with both its faces: what was reported for the unit itself, and the sum of the units below.
public struct PlaceFigure: Hashable, Sendable {
  /// The figure reported for the unit itself, as the audience may see it.
  public let direct: IndicatorResult?
  /// The sum of the units below.
  public let sum: RolledUpFigure?
  /// The choice between the two; `nil` while nobody chose.
  public let adoption: Adoption?

  /// What counts, as it was settled; for a draft that officials look at, what would count if it were approved.
  public var choice: Adoption.Choice {
    if let direct, !DataStatus.public.contains(direct.status) {
      return FigureChoice.counts(hasOwn: true, missing: direct.missing, hasSum: sum != nil, adopted: adoption?.choice)
    }
    return sum?.counts ?? .direct
  }

  /// The figure that counts.
  public func chosen(at place: ID<AdministrativeUnit>) -> IndicatorResult? {
    choice == .sum ? sum?.result(at: place) ?? direct : direct
  }
}
