import Kernel
import Territory

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
