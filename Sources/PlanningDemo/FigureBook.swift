import Figures
import Kernel
import Storage
import Territory

/// The made-up figures of a province, whatever unit and period they are wanted for: of a commune's month as the model says, of
/// everything larger and longer as their sum, so that the forms of all levels agree.
struct FigureBook {
  private let seed: UInt64
  private let profile: ProvinceProfile
  private let hasTail: (Int) -> Bool
  private var communes: [ID<AdministrativeUnit>: SyntheticCommune]
  private var made: [ID<AdministrativeUnit>: [CommuneModel.Month: [String: SyntheticFigure]]] = [:]

  /// A book without figures yet.
  /// - Parameter hasTail: whether the January report of a year begins in December.
  init(
    seed: UInt64, profile: ProvinceProfile, communes: [ID<AdministrativeUnit>: SyntheticCommune],
    hasTail: @escaping (Int) -> Bool
  ) {
    self.seed = seed
    self.profile = profile
    self.communes = communes
    self.hasTail = hasTail
  }

  /// The figure of an indicator, for a unit made of these communes: what adds up over the year is added up over the months,
  /// everything else stands as in the last.
  mutating func figure(_ indicator: Indicator, of communes: [AdministrativeUnit], in months: [Period]) -> SyntheticFigure {
    let wanted = indicator.kind == .count ? months : months.suffix(1)
    let parts = communes.flatMap { commune in wanted.compactMap { self.figures(commune.id, $0)[indicator.code] } }
    if parts.count == 1 { return parts[0] }
    if indicator.kind == .rate {
      let denominator = parts.reduce(0) { $0 + ($1.denominator ?? 0) }
      return denominator == 0
        ? .notApplicable : .share(parts.reduce(0) { $0 + ($1.numerator ?? 0) }, of: denominator)
    }
    guard parts.contains(where: { $0.missing != .notApplicable }) else { return .notApplicable }
    var sum = SyntheticFigure.number(parts.reduce(0) { $0 + ($1.value ?? 0) }, orNil: true)
    if sum.missing == nil, indicator.kind == .count, months.first?.isFirstOfYear == true {
      let tails = parts.compactMap(\.yearTail)
      sum.yearTail = tails.isEmpty ? nil : tails.reduce(0, +)
    }
    return sum
  }

  private mutating func figures(_ commune: ID<AdministrativeUnit>, _ month: Period) -> [String: SyntheticFigure] {
    let when = CommuneModel.Month(year: month.year, month: month.number)
    if let known = made[commune]?[when] { return known }
    guard let profiled = communes[commune] else { return [:] }
    let figures = CommuneModel(seed: seed, profile: profile, commune: profiled)
      .figures(when, hasTail: month.isFirstOfYear && hasTail(month.year))
    made[commune, default: [:]][when] = figures
    return figures
  }
}

extension SyntheticCommune {
  /// The last day of the structure of three levels, on which a province has the people of its profile.
  private static let oldMapEnds = "2025-06-30"

  /// The communes of a province's code with their people: known for the structure of 2025 (`territory_statistic`), drawn by
  /// kind before, in proportion to the province's people.
  static func read(
    _ units: [AdministrativeUnit], seed: UInt64, profile: ProvinceProfile, _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: SyntheticCommune] {
    var communes: [ID<AdministrativeUnit>: SyntheticCommune] = [:]
    var drawn = 0
    for unit in units {
      let character = Character(type: unit.type)
      let known = try TerritoryStore.statistic(of: unit.id, transaction)?.population.flatMap { $0 > 0 ? $0 : nil }
      var random = DemoRandom(seed, unit.id.rawValue, "people")
      let people = known ?? random.whole(in: character.people)
      if unit.validTo?.iso == oldMapEnds { drawn += people }
      communes[unit.id] = SyntheticCommune(id: unit.id.rawValue, character: character, people: people)
    }
    guard drawn > 0 else { return communes }
    for unit in units where unit.validTo.map({ $0.iso <= oldMapEnds }) ?? false {
      guard let commune = communes[unit.id] else { continue }
      communes[unit.id] = SyntheticCommune(
        id: commune.id, character: commune.character, people: commune.people * profile.people / drawn)
    }
    return communes
  }
}
