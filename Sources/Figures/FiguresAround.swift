import Kernel
import Territory

/// The results of a place in the year before, the year itself and the year after.
package struct FiguresAround {
  let figures: YearFigures
  let period: Period
  let breaks: [String: [CivilDate]]
  let bases: [String: Indicator]

  /// The board's own figure, with what stands behind it where it was added up.
  func figure(of indicator: Indicator) -> (result: IndicatorResult?, coverage: FigureCoverage?) {
    if let made = figures.result(of: indicator, in: period.year) { return made }
    return (result(of: indicator, in: period), nil)
  }

  /// The stored result, or what the next year's level and change imply («2,55 after −1,2» makes 3,75 the year before).
  func result(of indicator: Indicator, in period: Period) -> IndicatorResult? {
    if let made = figures.result(of: indicator, in: period.year)?.result { return made }
    guard period == self.period else { return nil }
    if let cut = cut(indicator) { return cut }
    guard let next = figures.stated(indicator.code, in: period.year + 1),
      !isBroken(indicator, between: period, and: period.yearAfter)
    else { return nil }
    return next.implyingYearBefore(indicator)
  }

  /// A reduction nobody stated, from the levels of its rate on the same territory and by the same definition, where the units
  /// below made that rate. Where a level was stated for the unit itself, so would be the reduction.
  private func cut(_ indicator: Indicator) -> IndicatorResult? {
    guard indicator.kind == .reduction, let code = indicator.base,
      !(breaks[code]?.contains { $0 > period.yearBefore.lastDay && $0 <= period.lastDay } ?? false),
      let base = bases[code], let now = figures.result(of: base, in: period.year)?.result, now.origin == .summed,
      let before = figures.result(of: base, in: period.year - 1)?.result, let level = now.level(of: base),
      let levelBefore = before.level(of: base),
      let value = Quantity(
        plain: (levelBefore - level).rounded(.halfUp, decimals: indicator.decimals).plain)
    else { return nil }
    let isDecided = [now, before].allSatisfy { DataStatus.public.contains($0.status) }
    return IndicatorResult(
      indicator: indicator.code, place: now.place, period: period, value: value, origin: .derived,
      status: isDecided ? .approved : .draft, version: 0)
  }

  /// The level in the year before the board's; `nil` where a new definition makes it incomparable. What the public sees of an
  /// approved figure does not rest on a draft, and neither does what officials see of it.
  package func level(of indicator: Indicator, in period: Period, beneath later: IndicatorResult? = nil) -> Ratio? {
    guard !isBroken(indicator, between: period, and: period.yearAfter), let earlier = result(of: indicator, in: period)
    else { return nil }
    let isPublic = later.map { DataStatus.public.contains($0.status) } ?? false
    guard !isPublic || DataStatus.public.contains(earlier.status) else { return nil }
    return earlier.level(of: indicator)
  }

  private func isBroken(_ indicator: Indicator, between period: Period, and next: Period) -> Bool {
    breaks[indicator.code]?.contains { $0 > period.lastDay && $0 <= next.lastDay } ?? false
  }
}
