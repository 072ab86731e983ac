import Figures
import Kernel
import Territory

/// Makes up the plan of a year from what the year will bring, so that its verdicts vary: some targets exceeded, some met, some
/// nearly, some missed.
struct SyntheticPlan {
  let seed: UInt64
  let year: DepartmentYear
  /// The decision that assigned it.
  let decision: String
  /// The communes of the department's December before, whose rates a target starts from.
  let communesBefore: [AdministrativeUnit]
  /// Whether January of the next year is not there yet.
  let isLast: Bool

  /// How much of plan the year reaches, in percent, for what can be planned freely, and for what only keeps its level.
  private static let freely = [104, 101, 97, 110, 88, 102, 98, 106, 64, 101, 96, 116]
  private static let keeping = [100, 100, 101, 100, 98, 100]

  /// Every target of the province and, for what adds up, of its districts; the districts' make the province's.
  func targets(_ catalogue: [Indicator], _ book: inout FigureBook) -> [Target] {
    guard let map = year.lastMap else { return [] }
    var levels: [ID<AdministrativeUnit>: [String: Int]] = [:]
    var targets: [Target] = []
    // Parents first: a part may not be planned above its whole.
    for indicator in catalogue.sorted(by: { ($0.parent == nil ? 0 : 1) < ($1.parent == nil ? 0 : 1) }) {
      var units = indicator.kind == .count ? map.districts : []
      units.append(map.province)
      var sum = 0
      for unit in units {
        let isWhole = unit.id == map.province.id
        guard let reached = reached(indicator, map.communes(of: unit), &book) else { continue }
        var level = isWhole && units.count > 1 ? sum : wanted(indicator, unit, reached, map)
        if let parent = indicator.parent, let limit = levels[unit.id]?[parent] { level = min(level, limit) }
        if !isWhole { sum += level }
        levels[unit.id, default: [:]][indicator.code] = level
        targets.append(target(indicator, unit, level))
      }
    }
    return targets + poverty(catalogue, map, targets, &book)
  }

  /// What the year brings: whole units, or hundredths of a percent.
  private func reached(_ indicator: Indicator, _ communes: [AdministrativeUnit], _ book: inout FigureBook) -> Int? {
    guard indicator.kind != .reduction, indicator.code != "POV" else { return nil }
    let figure = book.figure(indicator, of: communes, in: year.months)
    if indicator.kind == .rate { return SyntheticPlan.hundredths(figure) }
    guard figure.missing != .notApplicable else { return nil }
    // The last days of December are reported with January, and count for the year they belong to.
    return (figure.value ?? 0) - (isLast ? figure.yearTail ?? 0 : 0)
  }

  private func wanted(_ indicator: Indicator, _ unit: AdministrativeUnit, _ reached: Int, _ map: SyntheticMap) -> Int {
    // What is nearly whole, or only to be kept up, is not planned far from where it stands.
    let isNearlyWhole = indicator.kind == .rate && indicator.direction == .up && reached > 8_500
    let keeps = isNearlyWhole || [.stock, .recognition].contains(indicator.kind) || indicator.code == "ACTIONMONTH"
    let choices = keeps ? SyntheticPlan.keeping : SyntheticPlan.freely
    var random = DemoRandom(seed, indicator.code, "plan", year.year)
    var percent = choices[random.whole(in: 0...choices.count - 1)]
    if unit.level == .district, !keeps {
      var own = DemoRandom(seed, unit.id.rawValue, indicator.code, year.year)
      percent += own.whole(in: -5...5)
    }
    let level = indicator.direction == .down ? reached * percent / 100 : reached * 100 / percent
    switch indicator.kind {
    case .rate: return min(max(level, 1), 10_000)
    case .recognition: return min(level, map.communes.count)
    case .count, .stock, .reduction: return max(1, keeps ? level : SyntheticPlan.evened(level))
    }
  }

  private func target(_ indicator: Indicator, _ unit: AdministrativeUnit, _ level: Int) -> Target {
    Target(
      indicator: indicator.code, place: unit.id, year: year.year,
      level: indicator.kind == .rate || indicator.kind == .reduction
        ? Quantity(tenThousandths: Int64(level) * 100) : Quantity(level),
      comparator: .usual(for: indicator.direction), decision: decision)
  }

  /// Poverty is planned as a cut from the level of the year before: both faces of its rate, and the cut itself.
  private func poverty(
    _ catalogue: [Indicator], _ map: SyntheticMap, _ targets: [Target], _ book: inout FigureBook
  ) -> [Target] {
    guard let rate = catalogue.first(where: { $0.code == "POV" }), let december = Period.month(year.year - 1, 12),
      let before = SyntheticPlan.hundredths(book.figure(rate, of: communesBefore, in: [december])),
      let now = SyntheticPlan.hundredths(book.figure(rate, of: map.communes, in: year.months))
    else { return [] }
    var random = DemoRandom(seed, rate.code, "plan", year.year)
    let cut = min(max(1, (before - now) * 100 / random.whole(in: 86...115)), before)
    var level = target(rate, map.province, before - cut)
    level.change = Quantity(tenThousandths: Int64(-cut) * 100)
    let reductions = catalogue.filter { $0.kind == .reduction && $0.base == rate.code }
    return [level] + reductions.map { target($0, map.province, cut) }
  }

  /// A share in hundredths of a percent, half up.
  private static func hundredths(_ figure: SyntheticFigure) -> Int? {
    guard let numerator = figure.numerator, let denominator = figure.denominator, denominator > 0 else { return nil }
    return (numerator * 20_000 + denominator) / (2 * denominator)
  }

  /// A planned number has three or four digits that are not zero.
  private static func evened(_ number: Int) -> Int {
    var step = 1
    while number / step >= 2_000 { step *= 10 }
    return number / step * step
  }
}
