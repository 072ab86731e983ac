import Kernel
import Rulebook

/// When a number that is possible is nevertheless odd, so that whoever typed it is asked why: conventions of the rule file
/// `planning/plausibility`, which an office may set otherwise.
public struct Plausibility: Hashable, Sendable {
  /// How far a number may move against the period before, in percent of it.
  let jumpPercent: Ratio
  /// Moves of less than this many units are never odd, whatever their percentage.
  let jumpLeast: Ratio
  /// How far a rate may move against the period before, in points.
  let ratePoints: Ratio
  /// How far a number may leave the band of the periods before, in percent of the band's edge.
  let bandPercent: Ratio
  /// How many periods make a band.
  let bandPeriods: Int
  /// How far the year's sum may pass the year's plan, in percent of it.
  let planPercent: Ratio

  /// The conventions in force on a day.
  /// - Throws: `RulebookError`; `FigureRuleError.unreadable`.
  public init(_ rulebook: Rulebook, on day: CivilDate) throws {
    self = try rulebook.decoded("planning/plausibility", on: day) { try Plausibility($0.value) }
  }

  private init(_ value: RuleContent) throws {
    func number(_ field: String) throws -> Ratio {
      guard let text = value.field(field), let quantity = Quantity(plain: text) else {
        throw FigureRuleError.unreadable(field: field)
      }
      return quantity.ratio
    }
    jumpPercent = try number("jump_percent")
    jumpLeast = try number("jump_least")
    ratePoints = try number("rate_points")
    bandPercent = try number("band_percent")
    planPercent = try number("plan_percent")
    guard let periods = value.field("band_periods").flatMap({ Int($0) }), periods > 0 else {
      throw FigureRuleError.unreadable(field: "band_periods")
    }
    bandPeriods = periods
  }
}

/// In what way a number is odd.
public enum Oddity: Hashable, Sendable {
  /// It moved far against the period before.
  case jump(last: Ratio)
  /// It lies far outside what the periods before had.
  case outsideBand(low: Ratio, high: Ratio)
  /// With it the year passes its plan by far.
  case beyondPlan(plan: Ratio)
  /// A rate without numerator and denominator, which nobody can add up.
  case notAggregable

  /// The question it asks.
  public var message: Message {
    switch self {
    case .jump(let last): Message("oddity.jump", ["last": last.inWords])
    case .outsideBand(let low, let high): Message("oddity.band", ["low": low.inWords, "high": high.inWords])
    case .beyondPlan(let plan): Message("oddity.plan", ["plan": plan.inWords])
    case .notAggregable: Message("oddity.not_aggregable")
    }
  }

  /// Whether the unit must say why before it sends.
  public var asksWhy: Bool { self != .notAggregable }
}

extension Ratio {
  /// The number in a question, to two decimals at most, as an official types it.
  fileprivate var inWords: String {
    let rounded = rounded(.halfUp, decimals: 2).plain
    return (Quantity(plain: rounded)?.description ?? rounded).withDecimalComma
  }
}

extension Plausibility {
  /// What is odd about a number.
  /// - Parameters:
  ///   - earlier: the levels of the periods of the same kind before, oldest first.
  ///   - soFar: the sum of the year with this number, for an indicator that accumulates.
  ///   - plan: the level planned for the year.
  package func oddities(
    of result: IndicatorResult, _ indicator: Indicator, earlier: [Ratio], soFar: Ratio?, plan: Ratio?
  ) -> [Oddity] {
    guard let level = result.level(of: indicator) else { return [] }
    var found: [Oddity] = []
    if let last = earlier.last, isJump(from: last, to: level, indicator) { found.append(.jump(last: last)) }
    if found.isEmpty, earlier.count >= bandPeriods, let low = earlier.min(), let high = earlier.max() {
      let slack = (Ratio(100) + bandPercent) / .hundred
      let isOutside = level > high * slack || level * slack < low
      if isOutside, (level > high ? level - high : low - level) >= least(indicator) {
        found.append(.outsideBand(low: low, high: high))
      }
    }
    if indicator.kind == .count, let plan, !plan.isZero, let soFar, soFar > plan * (planPercent / .hundred) {
      found.append(.beyondPlan(plan: plan))
    }
    if indicator.kind == .rate, result.value != nil, result.numerator == nil { found.append(.notAggregable) }
    return found
  }

  private func least(_ indicator: Indicator) -> Ratio { indicator.kind == .rate ? ratePoints : jumpLeast }

  private func isJump(from last: Ratio, to level: Ratio, _ indicator: Indicator) -> Bool {
    let move = level > last ? level - last : last - level
    guard move > least(indicator) else { return false }
    if indicator.kind == .rate { return true }
    return last.isZero || move * .hundred > last * jumpPercent
  }
}
