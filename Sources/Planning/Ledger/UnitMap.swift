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

  private var versions: [ID<AdministrativeUnit>: [Version]] = [:]
  private var children: [ID<AdministrativeUnit>: Set<ID<AdministrativeUnit>>] = [:]

  /// Reads every version of every unit.
  static func read(_ transaction: ReadTransaction) throws -> UnitMap {
    var map = UnitMap()
    try map.add("1 = 1", transaction)
    return map
  }

  /// Reads the units that ever lay above some units, and all that ever lay below those: a few look-ups, one a level, because
  /// neither engine plans a recursive statement well.
  static func read(around units: Set<ID<AdministrativeUnit>>, _ transaction: ReadTransaction) throws -> UnitMap {
    var map = UnitMap()
    var (above, tops) = (units, Set<ID<AdministrativeUnit>>())
    while !above.isEmpty {
      try map.add("unit_id IN (\(list: above.sorted()))", transaction)
      tops.formUnion(above.filter { map.level(of: $0) == .province })
      above = Set(above.flatMap { map.versions[$0] ?? [] }.compactMap(\.parent)).filter { map.versions[$0] == nil }
    }
    var below = tops
    while !below.isEmpty {
      try map.add("parent_id IN (\(list: below.sorted()))", transaction)
      below = Set(below.flatMap { map.children[$0] ?? [] }).filter { map.level(of: $0) == .district }
    }
    return map
  }

  private init() {}

  private mutating func add(_ condition: SQL, _ transaction: ReadTransaction) throws {
    try transaction.each("SELECT unit_id, valid_from, valid_to, level, parent_id FROM territory_unit WHERE \(condition)") { row in
      let unit: ID<AdministrativeUnit> = try row.id("unit_id")
      guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else {
        throw StorageError.unreadable(column: "level")
      }
      let parent = row.text("parent_id").map { ID<AdministrativeUnit>($0) }
      let from = try row.requiredText("valid_from")
      // A version may be met on the way up and on the way down.
      guard versions[unit]?.contains(where: { $0.from == from }) != true else { return }
      versions[unit, default: []].append(
        Version(from: from, to: try row.requiredText("valid_to"), level: level, parent: parent))
      if let parent { children[parent, default: []].insert(unit) }
    }
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
