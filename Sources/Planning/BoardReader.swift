import Directory
import Kernel
import Rulebook
import Storage
import Territory

/// Reads boards. What the figures of neighbouring years imply is worked out here, and marked as ours.
public enum BoardReader {
  /// The board of a place and year.
  /// - Parameter indicators: the catalogue, where the caller has it already; or the few indicators wanted.
  public static func board(
    place: ID<AdministrativeUnit>, year: Int, in department: ID<Department>, for audience: Audience = .staff,
    rulebook: Rulebook, indicators: [Indicator]? = nil, _ transaction: ReadTransaction
  ) throws -> PlanBoard {
    let place = PlaceOfDepartment(department: department, place: place)
    let records = try BoardRecords.read([place], years: [year], for: audience, transaction)
    return try board(
      place, year: year, from: records, rulebook: rulebook,
      indicators: indicators ?? IndicatorStore.indicators(records.indicators(at: place, in: year), transaction))
  }

  /// The board of a place and year from records that were read.
  /// - Parameter catalogue: the indicators to show, in their order.
  static func board(
    _ place: PlaceOfDepartment, year: Int, from records: BoardRecords, rulebook: Rulebook, indicators catalogue: [Indicator]
  ) throws -> PlanBoard {
    let period = Period.year(year)
    let bands = try VerdictBands(rulebook, on: period.lastDay)
    let rule = try PlanVerdictRule(rulebook, on: period.lastDay)
    let targets = records.targets(at: place, in: year)
    let series = records.series(at: place, around: period)
    let visible = catalogue.filter { $0.isVisible(to: records.audience, in: place.department) }
    let rows = visible.compactMap { indicator -> BoardRow? in
      let target = targets[indicator.code]
      let (result, coverage) = series.figure(of: indicator)
      guard target != nil || result != nil else { return nil }
      let previous = series.level(of: indicator, in: period.yearBefore, beneath: result)
      return BoardRow(
        indicator, target: target, result: result, previous: previous, coverage: coverage, bands: bands)
    }
    return PlanBoard(
      department: place.department, place: place.place, year: year, plan: records.plans[place]?[year], rows: rows, bands: bands,
      verdict: rule.verdict(of: rows.map(\.assessment.verdict)))
  }

  /// The level a place had in the year before a plan year, stated or worked out; for checking a target's two faces.
  public static func previousLevel(
    of indicator: Indicator, place: ID<AdministrativeUnit>, before year: Int, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> Ratio? {
    let period = Period.year(year)
    let place = PlaceOfDepartment(department: department, place: place)
    let codes = Set([indicator.code, indicator.base].compactMap { $0 })
    return try BoardRecords.read([place], years: [year], indicators: codes, for: .staff, transaction)
      .series(at: place, around: period).level(of: indicator, in: period.yearBefore)
  }
}
