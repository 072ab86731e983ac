import Kernel
import Storage
import Territory

/// Which unit lay in which on each day, for all units at once: what a scan of many periods asks for each place.
struct UnitMap: Sendable {
  /// A version of a unit.
  struct Version: Sendable {
    /// The days of the version, as stored: ISO texts sort as the days do.
    let from: String
    let to: String
    let level: AdministrativeUnit.Level
    let parent: ID<AdministrativeUnit>?
  }

  private let versions: [ID<AdministrativeUnit>: [Version]]
  private let children: [ID<AdministrativeUnit>: Set<ID<AdministrativeUnit>>]

  /// Reads every version of every unit.
  static func read(_ transaction: ReadTransaction) throws -> UnitMap {
    var versions: [ID<AdministrativeUnit>: [Version]] = [:]
    var children: [ID<AdministrativeUnit>: Set<ID<AdministrativeUnit>>] = [:]
    try transaction.each("SELECT unit_id, valid_from, valid_to, level, parent_id FROM territory_unit") { row in
      let unit: ID<AdministrativeUnit> = try row.id("unit_id")
      guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else {
        throw StorageError.unreadable(column: "level")
      }
      let parent = row.text("parent_id").map { ID<AdministrativeUnit>($0) }
      versions[unit, default: []].append(
        Version(from: try row.requiredText("valid_from"), to: try row.requiredText("valid_to"), level: level, parent: parent))
      if let parent { children[parent, default: []].insert(unit) }
    }
    return UnitMap(versions: versions, children: children)
  }

  /// The unit as it was on a day, an ISO text; `nil` when it did not exist then.
  func version(of unit: ID<AdministrativeUnit>, on day: String) -> Version? {
    versions[unit]?.first { $0.from <= day && day <= $0.to }
  }

  /// The level of a unit, the same in all its versions; `nil` where there is no such unit.
  func level(of unit: ID<AdministrativeUnit>) -> AdministrativeUnit.Level? { versions[unit]?.first?.level }

  /// The units that ever lay above a unit or above one of those.
  func everAbove(_ unit: ID<AdministrativeUnit>) -> Set<ID<AdministrativeUnit>> {
    let parents = Set((versions[unit] ?? []).compactMap(\.parent))
    return parents.reduce(into: parents) { $0.formUnion(everAbove($1)) }
  }

  /// The units that ever lay in a unit or in one of those.
  func everBelow(_ unit: ID<AdministrativeUnit>) -> Set<ID<AdministrativeUnit>> {
    let below = children[unit] ?? []
    return below.reduce(into: below) { $0.formUnion(everBelow($1)) }
  }
}
