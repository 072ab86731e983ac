import Directory
import Kernel
import Storage
import Territory

/// The units of a province on one day.
struct SyntheticMap: Sendable {
  let province: AdministrativeUnit
  let districts: [AdministrativeUnit]
  let communes: [AdministrativeUnit]
  private let byParent: [ID<AdministrativeUnit>: [AdministrativeUnit]]

  init(of province: AdministrativeUnit, on day: CivilDate, _ transaction: ReadTransaction) throws {
    self.province = province
    let below = try TerritoryStore.descendants(of: province.id, on: day, transaction)
    districts = below.filter { $0.level == .district }
    communes = below.filter { $0.level == .commune }
    byParent = Dictionary(grouping: below) { $0.parent ?? province.id }
  }

  /// The units of a level, by code.
  func units(_ level: AdministrativeUnit.Level) -> [AdministrativeUnit] {
    switch level {
    case .province: [province]
    case .district: districts
    case .commune: communes
    }
  }

  /// The communes a unit's figure is made of; a commune itself.
  func communes(of unit: AdministrativeUnit) -> [AdministrativeUnit] {
    switch unit.level {
    case .province: communes
    case .district: byParent[unit.id] ?? []
    case .commune: [unit]
    }
  }

  /// The district a commune lies in; `nil` since there are none.
  func district(of unit: AdministrativeUnit) -> AdministrativeUnit? { districts.first { $0.id == unit.parent } }

  /// The units that review a unit's sheets, the lowest first, as `SheetContext.reviewers`.
  func reviewers(of unit: AdministrativeUnit) -> [AdministrativeUnit] {
    [unit.level == .commune ? district(of: unit) : nil, province].compactMap { $0 }
  }

  /// The units that hold sums of a level's figures, the lowest first.
  func parents(of level: AdministrativeUnit.Level) -> [AdministrativeUnit] {
    switch level {
    case .province: []
    case .district: [province]
    case .commune: districts + [province]
    }
  }
}

/// What one department reports in one plan year: in 2025 a province's code has two, one for each structure.
struct DepartmentYear: Sendable {
  let province: AdministrativeUnit
  let department: ID<Department>
  let year: Int
  /// The periods whose last day the department saw, in order, each with its map.
  private(set) var periods: [(period: Period, map: SyntheticMap)]

  /// The months among them.
  var months: [Period] { periods.map(\.period).filter { $0.kind == .month } }

  /// The map of the year's last period.
  var lastMap: SyntheticMap? { periods.last?.map }

  /// The department years of a province's code.
  /// - Throws: `TerritoryError.unknownCode` where no province has the code during the year.
  static func read(_ code: String, _ year: Int, _ transaction: ReadTransaction) throws -> [DepartmentYear] {
    var years: [DepartmentYear] = []
    var maps: [CivilDate: SyntheticMap] = [:]
    let periods = Period.Kind.allCases.flatMap { Period.periods(of: $0, in: year) }.sorted()
    for period in periods {
      let day = period.lastDay
      let map =
        try maps[day]
        ?? SyntheticMap(of: try TerritoryStore.requiredUnit(code: code, on: day, transaction), on: day, transaction)
      maps[day] = map
      if let index = years.firstIndex(where: { $0.province.id == map.province.id }) {
        years[index].periods.append((period, map))
      } else if let department = try DirectoryStore.department(ofPlace: map.province.id, on: day, transaction) {
        years.append(DepartmentYear(province: map.province, department: department, year: year, periods: [(period, map)]))
      }
    }
    return years
  }
}
