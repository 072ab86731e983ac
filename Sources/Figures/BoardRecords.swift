import Kernel
import Territory

/// What boards are made of, for many places and years.
public struct BoardRecords: Sendable {
  /// Who looks.
  public let audience: Audience
  /// The plans, by place and year.
  public private(set) var plans: [PlaceOfDepartment: [Int: AnnualPlan]] = [:]
  private var targets: [PlaceOfDepartment: [Int: [String: Target]]] = [:]
  private let figures: [PlaceOfDepartment: YearFigures]
  private let breaks: [String: [CivilDate]]
  /// The reductions that follow from rates, and those rates.
  private let bases: [String: Indicator]

  /// Records without plans and targets.
  public init(
    audience: Audience, figures: [PlaceOfDepartment: YearFigures], breaks: [String: [CivilDate]], bases: [String: Indicator]
  ) {
    self.audience = audience
    self.figures = figures
    self.breaks = breaks
    self.bases = bases
  }

  /// Takes in the plan of a place and year.
  public mutating func add(_ plan: AnnualPlan, at place: PlaceOfDepartment) { plans[place, default: [:]][plan.year] = plan }

  /// Takes in a target.
  public mutating func add(_ target: Target, at place: PlaceOfDepartment) {
    targets[place, default: [:]][target.year, default: [:]][target.indicator] = target
  }

  /// The targets of a place and year that the audience may see, by indicator.
  public func targets(at place: PlaceOfDepartment, in year: Int) -> [String: Target] { targets[place]?[year] ?? [:] }

  /// The figures of a place.
  public func figures(at place: PlaceOfDepartment) -> YearFigures { figures[place] ?? YearFigures(place: place.place) }

  /// Whether a new definition of an indicator begins in a year.
  public func beginsNewDefinition(of code: String, in year: Int) -> Bool { (breaks[code] ?? []).contains { $0.year == year } }

  /// The figures of a place around a year.
  package func series(at place: PlaceOfDepartment, around period: Period) -> FiguresAround {
    FiguresAround(figures: figures(at: place), period: period, breaks: breaks, bases: bases)
  }

  /// The codes of every indicator with a target or a result in a year or beside it, and of the reductions that follow from rates.
  public func indicators(at place: PlaceOfDepartment, in year: Int) -> Set<String> {
    let figures = figures(at: place)
    var codes = figures.stated(in: year + 1)
    for year in [year - 1, year] { codes.formUnion(figures.indicators(in: year)) }
    let cuts = bases.values.filter { $0.base.map(codes.contains) ?? false }.map(\.code)
    return codes.union(cuts).union(targets(at: place, in: year).keys)
  }
}
