import Directory
import Kernel
import Storage
import Territory

/// Resolves the place codes of a file on the days of its rows, and the departments whose records they are; asks once for each,
/// and for all of a day at once where a file names many.
struct PlaceLookup {
  /// A place and its department.
  struct Answer: Hashable {
    let place: ID<AdministrativeUnit>
    let department: ID<Department>
  }

  private struct Key: Hashable {
    let code: String
    let day: CivilDate
  }

  /// So many single questions about one day, and its whole map is read.
  private static let patience = 40

  private let transaction: ReadTransaction
  private var known: [Key: Answer?] = [:]
  private var asked: [CivilDate: Int] = [:]
  private var maps: [CivilDate: [String: Answer]] = [:]

  init(_ transaction: ReadTransaction) { self.transaction = transaction }

  /// The place of a code on a day.
  mutating func place(_ code: String, on day: CivilDate) throws -> Answer? {
    let key = Key(code: code, day: day)
    if let answer = known[key] { return answer }
    let answer = try look(code, on: day)
    known[key] = .some(answer)
    return answer
  }

  /// The place of a code in a plan year: on its last day, or on its first where the unit closed during the year.
  mutating func place(_ code: String, in year: Period) throws -> Answer? {
    try place(code, on: year.lastDay) ?? place(code, on: year.firstDay)
  }

  private mutating func look(_ code: String, on day: CivilDate) throws -> Answer? {
    let candidates = [code, PlaceLookup.withLostZero(code)].compactMap { $0 }
    asked[day, default: 0] += 1
    if maps[day] == nil, asked[day, default: 0] > PlaceLookup.patience { maps[day] = try map(of: day) }
    if let map = maps[day] { return candidates.lazy.compactMap { map[$0] }.first }
    for candidate in candidates {
      guard let unit = try TerritoryStore.unit(code: candidate, on: day, transaction),
        let department = try DirectoryStore.department(ofPlace: unit.id, on: day, transaction)
      else { continue }
      return Answer(place: unit.id, department: department)
    }
    return nil
  }

  /// Every code of a day that has a department.
  private func map(of day: CivilDate) throws -> [String: Answer] {
    var departments: [ID<AdministrativeUnit>: ID<Department>] = [:]
    for organisation in try DirectoryStore.departments(on: day, transaction) {
      departments[organisation.unit] = ID(organisation.id.rawValue)
    }
    var map: [String: Answer] = [:]
    try transaction.each(
      """
      SELECT unit.code, unit.unit_id, coalesce(province.unit_id, above.unit_id, unit.unit_id) AS province FROM territory_unit unit
      LEFT JOIN territory_unit above ON above.unit_id = unit.parent_id AND above.valid_from <= \(day) AND above.valid_to >= \(day)
      LEFT JOIN territory_unit province ON province.unit_id = above.parent_id AND province.valid_from <= \(day)
        AND province.valid_to >= \(day)
      WHERE unit.valid_from <= \(day) AND unit.valid_to >= \(day)
      """
    ) { row in
      guard let department = departments[try row.id("province")] else { return }
      map[try row.requiredText("code")] = Answer(place: try row.id("unit_id"), department: department)
    }
    return map
  }

  /// A province or commune code whose leading zero a spreadsheet took: no code has one or four digits.
  private static func withLostZero(_ code: String) -> String? {
    guard code.utf8.allSatisfy({ (48...57).contains($0) }), code.utf8.count == 1 || code.utf8.count == 4 else { return nil }
    return "0" + code
  }
}

/// Finds the place of a code for boards: on the last day of the year, or on its first where the unit closed during it.
public enum PlaceFinder {
  /// The place and its department.
  /// - Throws: `PlanningError.unknownPlace`.
  public static func find(_ code: String, year: Int, _ transaction: ReadTransaction) throws -> (
    place: ID<AdministrativeUnit>, department: ID<Department>, day: CivilDate
  ) {
    let period = Period.year(year)
    var lookup = PlaceLookup(transaction)
    for day in [period.lastDay, period.firstDay] {
      if let answer = try lookup.place(code, on: day) { return (answer.place, answer.department, day) }
    }
    throw PlanningError.unknownPlace(code: code, day: period.lastDay)
  }
}
