import Kernel
import Storage
import Territory

/// Works out all sums of some periods of a department in one scan of its figures: what `RollUp` does unit by unit after an act,
/// for a file of many units and for a check of what is kept. The rules are those of `FigureInForce`.
struct RollUpScan {
  /// A sum of a unit, period and indicator, by their numbers in this scan.
  struct Sum: Sendable, Equatable {
    var value = none
    var numerator = none
    var denominator = none
    var tail = none
    var units: Int64 = 0
    var inapplicable: Int64 = 0
    var leaves: Int64 = 0
    var apart: Int64 = 0

    /// Stands for no number.
    static let none = Int64.min

    /// Whether there is anything to keep.
    var isKept: Bool { units + inapplicable + apart > 0 }

    /// Adds numbers, of which none may be there.
    static func add(_ number: Int64, to sum: inout Int64) {
      guard number != none else { return }
      sum = sum == none ? number : sum + number
    }
  }

  /// A unit's own figure in force.
  private struct Own {
    var value: Int64
    var numerator: Int64
    var denominator: Int64
    var tail: Int64
    var missing: MissingReason?

    /// Whether it says anything of its own, so that the sum below does not stand for it.
    var speaks: Bool {
      value != Sum.none || numerator != Sum.none || missing == MissingReason.none || missing == .notApplicable
    }
  }

  /// A place of the scan: where its figures go.
  private struct Place {
    let number: Int
    let level: AdministrativeUnit.Level?
    /// The number of the unit above, for each period; -1 where the place did not exist then or has none above.
    let above: [Int]
  }

  let department: ID<Department>
  let periods: [Period]
  private let map: UnitMap
  private let days: [String]
  private let indicators: [Indicator]
  private let indicatorNumbers: [String: Int]
  private let periodNumbers: [String: Int]
  private var places: [ID<AdministrativeUnit>: Place] = [:]
  /// The places that have sums or may have them, by number.
  private(set) var units: [ID<AdministrativeUnit>] = []
  private var unitNumbers: [ID<AdministrativeUnit>: Int] = [:]
  /// The sums, by unit, period and indicator.
  private var sums: [Sum] = []
  /// Own figures of units that others lie in.
  private var own: [Int: Own] = [:]
  private var adoptions: [String: Adoption.Choice] = [:]
  private var width: Int { periods.count * indicators.count }

  /// A scan of periods of a department.
  init(department: ID<Department>, periods: [Period], map: UnitMap, _ transaction: ReadTransaction) throws {
    self.department = department
    self.periods = periods
    self.map = map
    days = periods.map(\.lastDay.iso)
    indicators = try IndicatorStore.all(transaction)
    indicatorNumbers = Dictionary(uniqueKeysWithValues: zip(indicators.map(\.code), 0...))
    periodNumbers = Dictionary(uniqueKeysWithValues: zip(periods.map(\.description), 0...))
    for row in try transaction.rows(
      "SELECT place, period, indicator, choice FROM planning_adoption WHERE department = \(department)")
    {
      adoptions[try RollUpScan.key(row)] = try row.choice("choice")
    }
  }

  private static func key(_ row: Row) throws -> String {
    "\(try row.requiredText("place"))|\(try row.requiredText("period"))|\(try row.requiredText("indicator"))"
  }

  /// Reads the figures and adds them up.
  /// - Parameter places: the places whose figures are read; `nil` for all of the department, which is quicker for many periods.
  mutating func run(places: [ID<AdministrativeUnit>]?, _ transaction: ReadTransaction) throws {
    guard let places else { return try readAndClose([""], transaction) }
    var scopes: [SQL] = []
    for start in stride(from: 0, to: places.count, by: StoredFigures.chunk) {
      let part = Array(places[start..<min(start + StoredFigures.chunk, places.count)])
      scopes.append("AND place IN (\(list: part)) AND period IN (\(list: periods))")
    }
    try readAndClose(scopes, transaction)
  }

  private mutating func readAndClose(_ scopes: [SQL], _ transaction: ReadTransaction) throws {
    for scope in scopes {
      let whole: SQL = "department = \(department) \(scope)"
      try read(FigureInForce.current(whole), transaction)
      try read(FigureInForce.superseded(whole), transaction)
    }
    passUpwards()
  }

  /// Adds up figures that the caller holds already: all there are in these periods, each in force as it stands.
  mutating func run(figures: [KnownFigure]) throws {
    let numbers = Dictionary(uniqueKeysWithValues: zip(periods, 0...))
    var last: (id: ID<AdministrativeUnit>, place: Place)?
    for figure in figures {
      guard let period = numbers[figure.period], let indicator = indicatorNumbers[figure.indicator] else { continue }
      let place: Place
      if let last, last.id == figure.place { place = last.place } else { place = self.place(figure.place) }
      last = (figure.place, place)
      let own = Own(
        value: figure.value, numerator: figure.numerator, denominator: figure.denominator, tail: figure.tail,
        missing: figure.missing)
      take(own, place, period, indicator) { "\(figure.place)|\(figure.period)|\(figure.indicator)" }
    }
    passUpwards()
  }

  // MARK: Figures

  private mutating func read(_ figures: SQL, _ transaction: ReadTransaction) throws {
    var lastID = ""
    var last: Place?
    try transaction.each(figures) { row in
      guard let period = periodNumbers[try row.requiredText("period")],
        let indicator = indicatorNumbers[try row.requiredText("indicator")]
      else { return }
      let id = try row.requiredText("place")
      let place: Place
      if id == lastID, let last { place = last } else { place = self.place(ID(id)) }
      (lastID, last) = (id, place)
      let figure = Own(
        value: RollUpScan.number(row["value"]), numerator: RollUpScan.number(row["numerator"]),
        denominator: RollUpScan.number(row["denominator"]), tail: RollUpScan.number(row["year_tail"]),
        missing: row.text("missing").flatMap { MissingReason(rawValue: $0) })
      try take(figure, place, period, indicator) { try RollUpScan.key(row) }
    }
  }

  /// Takes one figure: a commune's goes to the unit above, that of a unit with others in it waits for their sum.
  private mutating func take(
    _ figure: Own, _ place: Place, _ period: Int, _ indicator: Int, key: () throws -> String
  ) rethrows {
    guard place.level == .commune else {
      own[index(place.number, period, indicator)] = figure
      return
    }
    let above = place.above[period]
    guard above >= 0 else { return }
    if !adoptions.isEmpty, adoptions[try key()] == .sum { return }
    add(figure, indicator, to: index(above, period, indicator))
  }

  private static func number(_ value: Value) -> Int64 {
    if case .integer(let number) = value { number } else { Sum.none }
  }

  private func index(_ unit: Int, _ period: Int, _ indicator: Int) -> Int {
    (unit * periods.count + period) * indicators.count + indicator
  }

  private mutating func place(_ id: ID<AdministrativeUnit>) -> Place {
    if let known = places[id] { return known }
    let versions = days.map { map.version(of: id, on: $0) }
    let level = versions.lazy.compactMap { $0 }.first?.level
    let above = versions.map { version in version?.parent.map { unit($0) } ?? -1 }
    // A commune needs no sums of its own.
    let place = Place(number: level == .commune ? -1 : unit(id), level: level, above: above)
    places[id] = place
    return place
  }

  private mutating func unit(_ id: ID<AdministrativeUnit>) -> Int {
    if let known = unitNumbers[id] { return known }
    unitNumbers[id] = units.count
    units.append(id)
    sums.append(contentsOf: repeatElement(Sum(), count: width))
    return units.count - 1
  }

  /// Adds what a figure of a unit itself contributes to the unit above.
  private mutating func add(_ figure: Own, _ indicator: Int, to index: Int) {
    let kind = indicators[indicator].kind
    guard kind != .reduction else { return }
    let hasParts = figure.numerator != Sum.none && figure.denominator != Sum.none
    let isNil = figure.missing == MissingReason.none
    let speaks = isNil || figure.missing == nil && (kind == .rate ? hasParts : figure.value != Sum.none)
    if kind == .rate {
      if figure.denominator != Sum.none { Sum.add(figure.numerator, to: &sums[index].numerator) }
      if figure.numerator != Sum.none { Sum.add(figure.denominator, to: &sums[index].denominator) }
      if figure.value != Sum.none, !hasParts { sums[index].apart += 1 }
    } else {
      Sum.add(isNil ? 0 : figure.value, to: &sums[index].value)
    }
    if kind == .count { Sum.add(figure.tail, to: &sums[index].tail) }
    if speaks {
      sums[index].units += 1
      sums[index].leaves += 1
    }
    if figure.missing == .notApplicable { sums[index].inapplicable += 1 }
  }

  // MARK: Districts to provinces

  /// Adds the districts to their provinces: what each reported itself, or its own sum.
  private mutating func passUpwards() {
    for unit in units.indices {
      let place = place(units[unit])
      guard place.level == .district else { continue }
      for period in periods.indices where place.above[period] >= 0 {
        for indicator in indicators.indices {
          passUpwards(index(unit, period, indicator), unit, period, indicator, to: place.above[period])
        }
      }
    }
  }

  private mutating func passUpwards(_ from: Int, _ unit: Int, _ period: Int, _ indicator: Int, to above: Int) {
    let target = index(above, period, indicator)
    let figure = own[from]
    let sum = sums[from]
    guard figure != nil || sum.isKept else { return }
    let key = "\(units[unit])|\(periods[period])|\(indicators[indicator].code)"
    let choice = adoptions.isEmpty ? nil : adoptions[key]
    if let figure, choice != .sum { add(figure, indicator, to: target) }
    guard sum.isKept, choice == .sum || !(figure?.speaks ?? false) else { return }
    Sum.add(sum.value, to: &sums[target].value)
    Sum.add(sum.numerator, to: &sums[target].numerator)
    Sum.add(sum.denominator, to: &sums[target].denominator)
    Sum.add(sum.tail, to: &sums[target].tail)
    sums[target].units += sum.units > 0 ? 1 : 0
    sums[target].leaves += sum.leaves
    sums[target].apart += sum.apart
  }

  // MARK: Results

  /// The sums to keep, in the order of the table's key.
  func kept() -> [KeptSum] {
    var kept: [KeptSum] = []
    let order = (
      units: units.indices.sorted { units[$0] < units[$1] },
      periods: periods.indices.sorted { periods[$0].description < periods[$1].description },
      indicators: indicators.indices.sorted { indicators[$0].code < indicators[$1].code }
    )
    for unit in order.units {
      for period in order.periods {
        for indicator in order.indicators {
          let sum = sums[index(unit, period, indicator)]
          guard sum.isKept else { continue }
          kept.append(
            KeptSum(place: units[unit], period: periods[period], indicator: indicators[indicator].code, sum: sum))
        }
      }
    }
    return kept
  }
}

/// A figure in force that is in memory already; numbers in ten-thousandths, `RollUpScan.Sum.none` where there is none.
struct KnownFigure: Sendable {
  let place: ID<AdministrativeUnit>
  let period: Period
  let indicator: String
  let value: Int64
  let numerator: Int64
  let denominator: Int64
  let tail: Int64
  let missing: MissingReason?
}

/// A sum as the table keeps it.
struct KeptSum: Sendable, Equatable {
  let place: ID<AdministrativeUnit>
  let period: Period
  let indicator: String
  let sum: RollUpScan.Sum

  /// The columns of the table, in the order of `values`.
  static let columns = [
    "department", "place", "period", "indicator", "value", "numerator", "denominator", "year_tail", "units", "inapplicable",
    "leaves", "apart",
  ]

  /// The row.
  func values(_ department: Value) -> [Value] {
    func number(_ number: Int64) -> Value { number == RollUpScan.Sum.none ? .null : .integer(number) }
    return [
      department, place.bound, period.bound, indicator.bound, number(sum.value), number(sum.numerator),
      number(sum.denominator), number(sum.tail), .integer(sum.units), .integer(sum.inapplicable), .integer(sum.leaves),
      .integer(sum.apart),
    ]
  }
}
