import Kernel
import Storage

extension TerritoryStore {
  /// The unit with its district and province on the day; `nil` when the unit did not exist then.
  public static func path(of id: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> AdministrativePath?
  {
    try transaction.remembered("path/\(id)/\(day)", of: Subject(.territory)) {
      guard let unit = try unit(id, on: day, transaction) else { return nil }
      return try paths(of: [unit], on: { _ in day }, transaction).first
    }
  }

  /// The province or city in which the unit lay on the day; `nil` when the unit did not exist then.
  public static func province(of id: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction) throws
    -> AdministrativeUnit?
  {
    try path(of: id, on: day, transaction)?.province
  }

  /// The paths of many units of one day, in the order given and in at most two statements.
  public static func paths(of units: [AdministrativeUnit], on day: CivilDate, _ transaction: ReadTransaction) throws
    -> [AdministrativePath]
  {
    try paths(of: units, on: { _ in day }, transaction)
  }

  /// The path of each version on the last day it was in force: the address under which it was known at its end.
  public static func lastPaths(of versions: [AdministrativeUnit], _ transaction: ReadTransaction) throws
    -> [AdministrativePath]
  {
    try paths(of: versions, on: { $0.validTo }, transaction)
  }

  /// The paths of many units, each as it is on the day or was on its last before it, in at most three statements; those that
  /// had not begun by then are left out.
  public static func latestPaths(
    of ids: some Sequence<ID<AdministrativeUnit>>, until day: CivilDate, _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: AdministrativePath] {
    let begun = try allVersions(of: Set(ids), transaction).filter { $0.validFrom.map { $0 <= day } ?? true }
    let latest = Dictionary(grouping: begun, by: \.id).values.compactMap { versions in
      versions.first { $0.isValid(on: day) } ?? versions.max { ($0.validTo ?? day) < ($1.validTo ?? day) }
    }
    let paths = try paths(of: latest, on: { $0.lastDay(until: day) }, transaction)
    return Dictionary(uniqueKeysWithValues: paths.map { ($0.unit.id, $0) })
  }

  /// The ids of a unit and those above it, as on the day or on its last before it; none where it had not begun by then.
  public static func latestPath(
    of id: ID<AdministrativeUnit>, until day: CivilDate, _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>] {
    try latestPaths(of: [id], until: day, transaction)[id]?.units.map(\.id) ?? []
  }

  /// Many units, each on a day of its own, in one look-up a level; those that were not there then are left out.
  public static func paths(
    of wanted: [(unit: ID<AdministrativeUnit>, day: CivilDate)], _ transaction: ReadTransaction
  ) throws -> [[AdministrativePath]] {
    var versions: [ID<AdministrativeUnit>: [AdministrativeUnit]] = [:]
    var missing = Set(wanted.map(\.unit))
    while !missing.isEmpty {
      let found = try allVersions(of: missing, transaction)
      for unit in found { versions[unit.id, default: []].append(unit) }
      missing = Set(found.compactMap(\.parent)).filter { versions[$0] == nil }
    }
    return wanted.map { id, day in
      guard let unit = versions[id]?.first(where: { $0.isValid(on: day) }) else { return [] }
      var above: [AdministrativeUnit] = []
      while let parent = (above.last ?? unit).parent, let next = versions[parent]?.first(where: { $0.isValid(on: day) }) {
        above.append(next)
      }
      return [AdministrativePath(unit: unit, above: above)]
    }
  }

  /// Climbs level by level. A day of `nil` stands for the open end.
  static func paths(
    of units: [AdministrativeUnit], on day: (AdministrativeUnit) -> CivilDate?, _ transaction: ReadTransaction
  ) throws -> [AdministrativePath] {
    var above: [[AdministrativeUnit]] = units.map { _ in [] }
    while true {
      let tops = zip(units, above).map { $1.last ?? $0 }
      let missing = Set(tops.compactMap(\.parent))
      if missing.isEmpty { break }
      let versions = try Dictionary(grouping: allVersions(of: missing, transaction), by: \.id)
      for (index, unit) in units.enumerated() {
        guard let parent = tops[index].parent else { continue }
        let onDay = versions[parent]?.first { version in
          guard let day = day(unit) else { return version.validTo == nil }
          return version.isValid(on: day)
        }
        // The files guarantee a parent on each day (a test holds it); without one the climb would never end.
        guard let onDay else { throw StorageError.unreadable(column: "parent_id") }
        above[index].append(onDay)
      }
    }
    return zip(units, above).map { AdministrativePath(unit: $0, above: $1) }
  }

  private static func allVersions(of ids: Set<ID<AdministrativeUnit>>, _ transaction: ReadTransaction) throws
    -> [AdministrativeUnit]
  {
    try UnitRows.units(
      "SELECT \(UnitRows.columns) FROM territory_unit u WHERE u.unit_id IN (\(list: ids.sorted()))", in: transaction)
  }
}
