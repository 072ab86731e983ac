import Directory
import Kernel
import Storage
import Territory

/// Resolves the place codes of a file on the days of its rows, and the departments whose records they are; asks once for each.
struct PlaceLookup {
  /// A place and its department.
  struct Answer: Hashable {
    let place: ID<AdministrativeUnit>
    let department: ID<Department>
  }

  private let transaction: ReadTransaction
  private var known: [String: Answer?] = [:]

  init(_ transaction: ReadTransaction) { self.transaction = transaction }

  /// The place of a code on a day.
  mutating func place(_ code: String, on day: CivilDate) throws -> Answer? {
    let key = "\(code)@\(day)"
    if let answer = known[key] { return answer }
    let answer = try look(code, on: day)
    known[key] = .some(answer)
    return answer
  }

  /// The place of a code in a plan year: on its last day, or on its first where the unit closed during the year.
  mutating func place(_ code: String, in year: Period) throws -> Answer? {
    try place(code, on: year.lastDay) ?? place(code, on: year.firstDay)
  }

  private func look(_ code: String, on day: CivilDate) throws -> Answer? {
    for candidate in [code, PlaceLookup.withLostZero(code)].compactMap({ $0 }) {
      guard let unit = try TerritoryStore.unit(code: candidate, on: day, transaction),
        let department = try DirectoryStore.department(ofPlace: unit.id, on: day, transaction)
      else { continue }
      return Answer(place: unit.id, department: department)
    }
    return nil
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
