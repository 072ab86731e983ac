import Directory
import HTML
import Kernel
import Storage
import Territory

/// What a system says on the desk («Bàn làm việc») of whoever has business with it.
struct DeskBlock: Sendable {
  /// Where it stands among the blocks of all systems: the lower, the higher on the page.
  let rank: Int
  /// Reads what it says to a person; nothing where he has no business with it. Its statements do not grow with what waits.
  let read: @Sendable (_ setting: PageSetting, _ units: [DeskUnit], _ transaction: ReadTransaction) throws -> DeskNodes
}

/// A unit for which a person holds a role, as it stands today or on its last day.
struct DeskUnit: Sendable {
  let path: AdministrativePath
  let department: ID<Department>

  /// The units of a person, by their ids.
  static func all(of viewer: Viewer, _ transaction: ReadTransaction) throws -> [DeskUnit] {
    try Set(viewer.grants.map(\.unit)).sorted().compactMap { id in
      guard id != RoleGrant.installation, let last = try TerritoryStore.versions(of: id, transaction).last else { return nil }
      let day = last.lastDay(until: viewer.day)
      guard let path = try TerritoryStore.path(of: id, on: day, transaction),
        let department = try DirectoryStore.department(ofProvince: path.province.id, on: day, transaction)
      else { return nil }
      return DeskUnit(path: path, department: department)
    }
  }
}

/// What stands above the units of a desk, and in the section of each.
struct DeskNodes: Sendable {
  var above: [Node] = []
  var ofUnit: [ID<AdministrativeUnit>: [Node]] = [:]
}
