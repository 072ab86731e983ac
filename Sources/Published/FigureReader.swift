import Figures
import Kernel
import Storage
import Territory

/// Reads what boards are made of, for many places and years in as many statements as for one.
public enum FigureReader {
  /// The figures of some years of one place.
  public static func figures(
    place: ID<AdministrativeUnit>, years: [Int], in department: ID<Department>, from source: FigureSource,
    _ transaction: ReadTransaction
  ) throws -> YearFigures {
    let place = PlaceOfDepartment(department: department, place: place)
    return try figures([place], years: years, from: source, transaction)[place] ?? YearFigures(place: place.place)
  }

  /// The figures of some years of many places.
  /// - Parameters:
  ///   - years: of which the parts are read too; of the year after the last its own figures only.
  ///   - codes: the indicators wanted; `nil` for all.
  static func figures(
    _ places: Set<PlaceOfDepartment>, years: [Int], indicators codes: Set<String>? = nil, from source: FigureSource,
    _ transaction: ReadTransaction
  ) throws -> [PlaceOfDepartment: YearFigures] {
    let wholes = Set(years + years.map { $0 + 1 }).sorted().map { Period.year($0) }
    let parts = wholes.flatMap { year in Period.Kind.parts.flatMap { Period.periods(of: $0, in: year.year) } }
    var figures = Dictionary(uniqueKeysWithValues: places.map { ($0, YearFigures(place: $0.place)) })
    func each(_ table: SQL, _ periods: [Period], _ take: (inout YearFigures, Row) throws -> Void) throws {
      let ofCodes: SQL = codes.map { "AND indicator IN (\(list: $0.sorted()))" } ?? ""
      let wanted = Set(periods)
      try transaction.each(
        PlaceOfDepartment.records(in: table, of: places, where: "\(Period.areAmong(periods)) \(ofCodes)")
      ) { row in
        let place = try PlaceOfDepartment(row)
        guard wanted.contains(try Period(row)), var own = figures.removeValue(forKey: place) else { return }
        try take(&own, row)
        figures[place] = own
      }
    }
    try each(source.sums, parts + years.map { .year($0) }) { $0.add(try RolledUpFigure($1)) }
    if source.audience == .everybody {
      try each(source.parts, wholes + parts) { $0.add(try IndicatorResult($1)) }
    } else {
      try each(source.figures, wholes) { $0.add(try IndicatorResult($1)) }
      try each(source.parts, parts) { $0.add(try IndicatorResult($1)) }
    }
    guard figures.values.contains(where: \.hasSums) else { return figures }
    try each(source.adoptions, parts + wholes) {
      $0.add(try Adoption($1), of: try $1.requiredText("indicator"), in: try Period($1))
    }
    let ofPlace = Dictionary(grouping: places, by: \.place)
    for (parent, counts) in try TerritoryStore.childCounts(of: Set(places.map(\.place)), transaction) {
      for place in ofPlace[parent] ?? [] { figures[place]?.add(children: counts) }
    }
    return figures
  }

  /// The records of some years, with the year before and after each as far as they bear on it.
  /// - Parameter codes: the indicators wanted, with the bases they follow from; `nil` for all.
  static func records(
    _ places: Set<PlaceOfDepartment>, years: [Int], indicators codes: Set<String>? = nil, from source: FigureSource,
    _ transaction: ReadTransaction
  ) throws -> BoardRecords {
    var records = BoardRecords(
      audience: source.audience,
      figures: try figures(
        places, years: Set(years + years.map { $0 - 1 }).sorted(), indicators: codes, from: source, transaction),
      breaks: try CatalogueReader.breaks(source, transaction),
      bases: try CatalogueReader.reductionsAndBases(source, transaction))
    let ofYears: SQL = "year IN (\(list: years))"
    for row in try transaction.rows(PlaceOfDepartment.records(in: source.plans, of: places, where: ofYears)) {
      records.add(try AnnualPlan(row), at: try PlaceOfDepartment(row))
    }
    let ofCodes: SQL = codes.map { "AND indicator IN (\(list: $0.sorted()))" } ?? ""
    for row in try transaction.rows(
      PlaceOfDepartment.records(in: source.targets, of: places, where: "\(ofYears) \(ofCodes)"))
    {
      records.add(try Target(row), at: try PlaceOfDepartment(row))
    }
    return records
  }
}
