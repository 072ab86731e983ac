import Figures
import Kernel
import Published
import Storage
import Territory

/// Works out sums of a department in one scan of its figures in force: those behind one sheet, those of a file of many units, or
/// all of them.
///
/// The sum of a unit is made of its direct children's figures: the one each reported itself, or its own sum (`FigureChoice`).
/// Counts, stocks and recognised units add; a rate adds its numerators and its denominators, never itself. A child without a
/// figure in force is missing from the sum and is counted as missing, never as zero.
struct RollUpScan {
  /// A place of the scan: where its figures go.
  private struct Place {
    let id: ID<AdministrativeUnit>
    let level: AdministrativeUnit.Level?
  }

  /// Where the figures of one place and period go.
  private enum Spot {
    /// To the sums of the unit above, which begin there.
    case above(Int)
    /// They are of a unit with others in it.
    case waiting(Block)
  }

  /// The block of sums of a unit and period: where it begins among the sums.
  private struct Block: Hashable {
    let unit: Int
    let period: Int
  }

  let department: ID<Department>
  private let map: UnitMap
  private let isWanted: @Sendable (Period) -> Bool
  /// By code, as the table's key sorts them: figures come in this order, so the next is mostly the one expected.
  private let indicators: [Indicator]
  private let codes: [String]
  private let kinds: [IndicatorKind]
  private let indicatorNumbers: [String: Int]
  private var periods: [Period] = []
  private var days: [String] = []
  private var periodNumbers: [String: Int] = [:]
  private var places: [ID<AdministrativeUnit>: Int] = [:]
  private var placeList: [Place] = []
  private var blocks: [Block: Int] = [:]
  private var sums: [RollUpSum] = []
  /// Own figures of units that others lie in.
  private var own: [Block: [Int: RollUpFigure]] = [:]
  private var adoptions: [String: Adoption.Choice] = [:]

  /// A scan of a department.
  /// - Parameters:
  ///   - periods: those to be summed; `nil` for all.
  ///   - codes: the indicators to be summed; `nil` for all.
  init(
    department: ID<Department>, periods: [Period]?, indicators codes: Set<String>? = nil, map: UnitMap,
    _ transaction: ReadTransaction
  ) throws {
    self.department = department
    self.map = map
    let wanted = periods.map(Set.init)
    isWanted = { wanted?.contains($0) ?? true }
    let catalogue =
      try codes.map { try CatalogueReader.indicators($0, .staff, transaction) } ?? CatalogueReader.all(.staff, transaction)
    indicators = catalogue.sorted { $0.code < $1.code }
    self.codes = indicators.map(\.code)
    kinds = indicators.map(\.kind)
    indicatorNumbers = Dictionary(uniqueKeysWithValues: zip(self.codes, 0...))
    let ofPeriods: SQL = periods.map { "AND period IN (\(list: $0))" } ?? ""
    for row in try transaction.rows(
      "SELECT place, period, indicator, choice FROM planning_adoption WHERE department = \(department) \(ofPeriods)")
    {
      let key = RollUpScan.key(
        try row.requiredText("place"), try row.requiredText("period"), try row.requiredText("indicator"))
      adoptions[key] = try row.choice("choice")
    }
  }

  private static func key(_ place: String, _ period: String, _ indicator: String) -> String { "\(place)|\(period)|\(indicator)" }

  /// Reads the figures of the whole department and adds them up.
  mutating func run(_ transaction: ReadTransaction) throws {
    // In the order of the key, or SQLite takes the series' index and finds each figure elsewhere in the table.
    try read("department = \(department) ORDER BY place, period, indicator", transaction)
    passUpwards()
  }

  /// Reads the figures of some places and periods, which is quicker where they are few, and adds them up.
  /// - Parameter scope: narrows the figures further.
  mutating func run(
    places: [ID<AdministrativeUnit>], periods: [Period], where scope: SQL = "1 = 1", _ transaction: ReadTransaction
  ) throws {
    for part in places.pieces(of: Pieces.places) {
      try read(
        "department = \(department) AND place IN (\(list: part)) AND period IN (\(list: periods)) AND \(scope)", transaction)
    }
    passUpwards()
  }

  /// Adds up figures that the caller holds already: all there are in these periods, each in force as it stands.
  mutating func run(figures: [KnownFigure]) {
    var (lastPlace, lastPeriod) = (ID<AdministrativeUnit>(""), Period.year(1))
    var spot: Spot?
    for known in figures {
      guard let indicator = indicatorNumbers[known.indicator] else { continue }
      if known.place != lastPlace || known.period != lastPeriod {
        (lastPlace, lastPeriod) = (known.place, known.period)
        spot = self.spot(known.place, period(known.period.description))
      }
      if let spot { take(known.figure, at: spot, indicator) }
    }
    passUpwards()
  }

  // MARK: Figures

  /// Reads the figures of a scope, each row by its places: a province's years are millions of them.
  private mutating func read(_ scope: SQL, _ transaction: ReadTransaction) throws {
    var (lastPlace, lastPeriod) = ("", "")
    var spot: Spot?
    var expected = 0
    let columns: SQL = "place, period, indicator, value, numerator, denominator, year_tail, missing"
    try transaction.scan("SELECT \(columns) FROM planning_published WHERE \(scope)") { cells in
      if !cells.holds(lastPeriod, at: 1) || !cells.holds(lastPlace, at: 0) {
        (lastPlace, lastPeriod) = (try cells.requiredText(0), try cells.requiredText(1))
        spot = self.spot(ID(lastPlace), period(lastPeriod))
        expected = 0
      }
      guard let spot else { return }
      if expected >= codes.count || !cells.holds(codes[expected], at: 2) {
        guard let number = indicatorNumbers[try cells.requiredText(2)] else { return }
        expected = number
      }
      take(RollUpFigure(cells, from: 3), at: spot, expected)
      expected += 1
    }
  }

  /// The number of a period by its written form; -1 where it is not wanted.
  private mutating func period(_ written: String) -> Int {
    if let known = periodNumbers[written] { return known }
    guard let period = Period(written), isWanted(period) else {
      periodNumbers[written] = -1
      return -1
    }
    periodNumbers[written] = periods.count
    periods.append(period)
    days.append(period.lastDay.iso)
    return periods.count - 1
  }

  private mutating func place(_ id: ID<AdministrativeUnit>) -> Int {
    if let known = places[id] { return known }
    places[id] = placeList.count
    placeList.append(Place(id: id, level: map.level(of: id)))
    return placeList.count - 1
  }

  /// Where the sums of the unit above a place begin; `nil` where the place did not exist then or has none above.
  private mutating func blockAbove(_ place: Int, _ period: Int) -> Int? {
    guard let parent = map.version(of: placeList[place].id, on: days[period])?.parent else { return nil }
    return begin(Block(unit: self.place(parent), period: period))
  }

  private mutating func begin(_ block: Block) -> Int {
    if let known = blocks[block] { return known }
    blocks[block] = sums.count
    sums.append(contentsOf: repeatElement(RollUpSum(), count: indicators.count))
    return sums.count - indicators.count
  }

  /// Where the figures of a place in a period go; `nil` where the period is not wanted.
  private mutating func spot(_ id: ID<AdministrativeUnit>, _ period: Int) -> Spot? {
    guard period >= 0 else { return nil }
    let place = place(id)
    guard placeList[place].level == .commune else { return .waiting(Block(unit: place, period: period)) }
    return blockAbove(place, period).map { .above($0) }
  }

  /// Takes one figure: a commune's goes to the unit above, that of a unit with others in it waits for their sum.
  private mutating func take(_ figure: RollUpFigure, at spot: Spot, _ indicator: Int) {
    switch spot {
    case .above(let start): sums[start + indicator].add(own: figure, sum: nil, counts: .direct, kinds[indicator])
    case .waiting(let block): own[block, default: [:]][indicator] = figure
    }
  }

  /// Which of a unit's figures counts.
  private func counts(_ own: RollUpFigure?, _ sum: RollUpSum?, _ place: Int, _ period: Int, _ indicator: Int)
    -> Adoption.Choice
  {
    FigureChoice.counts(
      hasOwn: own != nil, missing: own?.missing, hasSum: sum != nil, adopted: adopted(place, period, indicator))
  }

  private func adopted(_ place: Int, _ period: Int, _ indicator: Int) -> Adoption.Choice? {
    guard !adoptions.isEmpty else { return nil }
    return adoptions[
      RollUpScan.key(placeList[place].id.rawValue, periods[period].description, indicators[indicator].code)]
  }

  // MARK: Districts to provinces

  /// Adds the districts to their provinces: what each reported itself, or its own sum.
  private mutating func passUpwards() {
    for place in placeList.indices where placeList[place].level == .district {
      for period in periods.indices {
        let block = Block(unit: place, period: period)
        let figures = own[block] ?? [:]
        guard blocks[block] != nil || !figures.isEmpty, let above = blockAbove(place, period) else { continue }
        for indicator in indicators.indices {
          let sum = blocks[block].map { sums[$0 + indicator] }.flatMap { $0.isKept ? $0 : nil }
          let own = figures[indicator]
          sums[above + indicator].add(
            own: own, sum: sum, counts: counts(own, sum, place, period, indicator), kinds[indicator])
        }
      }
    }
  }

  // MARK: Results

  /// The sums to keep, in the order of the table's key.
  func kept() -> [KeptSum] {
    let written = periods.map(\.description)
    let order = blocks.sorted { left, right in
      let (first, second) = (placeList[left.key.unit].id, placeList[right.key.unit].id)
      return first != second ? first < second : written[left.key.period] < written[right.key.period]
    }
    var kept: [KeptSum] = []
    for (block, start) in order {
      for indicator in indicators.indices where sums[start + indicator].isKept {
        let sum = sums[start + indicator]
        kept.append(
          KeptSum(
            place: placeList[block.unit].id, period: periods[block.period], indicator: indicators[indicator].code, sum: sum,
            counts: counts(own[block]?[indicator], sum, block.unit, block.period, indicator)))
      }
    }
    return kept
  }
}

/// A figure in force that is in memory already.
struct KnownFigure: Sendable {
  let place: ID<AdministrativeUnit>
  let period: Period
  let indicator: String
  let figure: RollUpFigure
}
