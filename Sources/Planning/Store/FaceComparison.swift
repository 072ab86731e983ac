import Figures
import Kernel
import Storage
import Territory

/// A figure of a unit for one period with both its faces, and which one counts.
public struct FaceComparison: Hashable, Sendable {
  /// The period.
  public let period: Period
  /// What was reported for the unit itself; `nil` where nothing was.
  public let direct: IndicatorResult?
  /// What the units below, and the parts of a year, add up to; `nil` where nothing does.
  public let added: IndicatorResult?
  /// The choice somebody made; `nil` while nobody did.
  public let adoption: Adoption?
  /// The choice in force.
  public let choice: Adoption.Choice
  /// Whether there is something to choose between, and a choice would hold.
  public let isAdoptable: Bool

  /// How far the direct figure lies from the sum, in the indicator's unit; `nil` unless there are both.
  public func difference(_ indicator: Indicator) -> Ratio? {
    guard let own = direct?.level(of: indicator), let sum = added?.level(of: indicator) else { return nil }
    return own - sum
  }
}

extension YearFigures {
  /// The year with both its faces, then every part of it that has both.
  /// - Parameter isTop: whether no unit stands above: only there may a year made of months be chosen over a figure stated for
  ///   the year.
  public func faces(of indicator: Indicator, in year: Int, isTop: Bool) -> [FaceComparison] {
    let whole = figure(indicator.code, .year(year))
    let added = added(indicator, in: year)?.result
    let isChoice = whole.direct != nil && added != nil && (whole.sum != nil || (isTop && hasSums(of: indicator.code, in: year)))
    let first = FaceComparison(
      period: .year(year), direct: whole.direct, added: added, adoption: isChoice ? whole.adoption : nil,
      choice: choice(whole, added: added, isChoice: isChoice), isAdoptable: isChoice)
    let parts = Period.Kind.parts.flatMap { Period.periods(of: $0, in: year) }.compactMap { period -> FaceComparison? in
      let figure = figure(indicator.code, period)
      guard let direct = figure.direct, let sum = figure.sum?.result(at: direct.place) else { return nil }
      return FaceComparison(
        period: period, direct: direct, added: sum, adoption: figure.adoption, choice: figure.choice, isAdoptable: true)
    }
    return [first] + parts
  }

  private func choice(_ whole: PlaceFigure, added: IndicatorResult?, isChoice: Bool) -> Adoption.Choice {
    if whole.sum != nil { return whole.choice }
    if whole.direct == nil || (whole.direct?.missing == .notReported && added != nil) { return .sum }
    return isChoice ? whole.adoption?.choice ?? .direct : .direct
  }
}
