import Kernel
import Storage

/// A unit with everything that ever lay above or below it, each version once: for pages that go through many days.
public struct UnitTree: Sendable {
  private var versions: [ID<AdministrativeUnit>: [AdministrativeUnit]] = [:]
  private var children: [ID<AdministrativeUnit>: Set<ID<AdministrativeUnit>>] = [:]
  private let root: ID<AdministrativeUnit>

  /// Reads a unit, what lay above it, and, where it is asked for, what lay below it: one look-up a level.
  public static func read(
    _ root: ID<AdministrativeUnit>, withUnitsBelow isWhole: Bool = false, _ transaction: ReadTransaction
  ) throws -> UnitTree {
    var tree = UnitTree(root: root)
    var above: Set<ID<AdministrativeUnit>> = [root]
    while !above.isEmpty {
      try tree.add("u.unit_id IN (\(list: above.sorted()))", transaction)
      above = Set(above.flatMap { tree.versions[$0] ?? [] }.compactMap(\.parent)).filter { tree.versions[$0] == nil }
    }
    guard isWhole, tree.versions[root]?.first?.level != .commune else { return tree }
    var below: Set<ID<AdministrativeUnit>> = [root]
    while !below.isEmpty {
      try tree.add("u.parent_id IN (\(list: below.sorted()))", transaction)
      below = Set(below.flatMap { tree.children[$0] ?? [] }).filter { tree.versions[$0]?.first?.level == .district }
    }
    return tree
  }

  private init(root: ID<AdministrativeUnit>) { self.root = root }

  private mutating func add(_ condition: SQL, _ transaction: ReadTransaction) throws {
    for unit in try UnitRows.units(
      "SELECT \(UnitRows.columns) FROM territory_unit u WHERE \(condition) ORDER BY u.valid_from", in: transaction)
    {
      guard versions[unit.id]?.contains(where: { $0.validFrom == unit.validFrom }) != true else { continue }
      versions[unit.id, default: []].append(unit)
      if let parent = unit.parent { children[parent, default: []].insert(unit.id) }
    }
  }

  /// A unit as it was on a day; `nil` where it was not there.
  private func version(of id: ID<AdministrativeUnit>, on day: CivilDate) -> AdministrativeUnit? {
    versions[id]?.first { $0.isValid(on: day) }
  }

  /// The unit with what lay above it on a day; `nil` where it was not there.
  public func path(on day: CivilDate) -> AdministrativePath? {
    guard let unit = version(of: root, on: day) else { return nil }
    var above: [AdministrativeUnit] = []
    var next = unit.parent
    while let id = next, let parent = version(of: id, on: day) {
      above.append(parent)
      next = parent.parent
    }
    return AdministrativePath(unit: unit, above: above)
  }

  /// Everything below the unit on a day: first the districts, then the communes, each by code. Empty unless it was read.
  public func below(on day: CivilDate) -> [AdministrativeUnit] {
    var found: [AdministrativeUnit] = []
    var waiting = [root]
    while let id = waiting.popLast() {
      for child in children[id] ?? [] {
        guard let unit = version(of: child, on: day), unit.parent == id else { continue }
        found.append(unit)
        if unit.level == .district { waiting.append(unit.id) }
      }
    }
    return found.sorted { ($0.level.rawValue, $0.code) < ($1.level.rawValue, $1.code) }
  }

  /// The provinces the unit was ever in; itself where it is one.
  public var provinces: Set<ID<AdministrativeUnit>> {
    Set(versions.values.joined().filter { $0.level == .province }.map(\.id))
  }
}
