import Kernel
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
  public let counts: Adoption.Choice

  /// A sum as it was stored.
  public init(
    indicator: String, period: Period, value: Quantity?, numerator: Quantity?, denominator: Quantity?, yearTail: Quantity?,
    units: Int, inapplicable: Int, leaves: Int, apart: Int, counts: Adoption.Choice
  ) {
    self.indicator = indicator
    self.period = period
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.yearTail = yearTail
    self.units = units
    self.inapplicable = inapplicable
    self.leaves = leaves
    self.apart = apart
    self.counts = counts
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

  /// A choice as it was stored.
  public init(choice: Choice, actor: String, at: Moment, reason: String) {
    self.choice = choice
    self.actor = actor
    self.at = at
    self.reason = reason
  }
}
