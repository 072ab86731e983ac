import Directory
import Kernel
import Storage
import Territory
import TestSupport
import Testing

@testable import Figures
@testable import Planning
@testable import Reporting

/// Officials of each level of Kon Tum, and the sheets they work on.
enum SheetFixture {
  /// Đắk Tô and its town, and what lies beside them.
  static let province = ID<AdministrativeUnit>("A.62")
  static let district = ID<AdministrativeUnit>("A.612")
  static let otherDistrict = ID<AdministrativeUnit>("A.610")

  /// A person of a role at a unit.
  static func person(
    _ role: Role, at unit: ID<AdministrativeUnit>, named name: String? = nil,
    of department: ID<Department> = PlanningFixture.konTum.department
  ) throws -> Viewer {
    let account = Account(
      id: ID(name ?? "\(role.rawValue)@\(unit)"), department: department, username: "test",
      displayName: "Test", createdAt: Moment(seconds: 0))
    let since = CivilDate(daysSinceEpoch: 0)
    return Viewer(
      account: account, grants: [RoleGrant(role: role, unit: unit, from: since)], roles: try PlanningFixture.roles, on: .testDay)
  }

  /// The communes of a district on a day of 2021, by code.
  static func communes(of district: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> [ID<AdministrativeUnit>] {
    try TerritoryStore.children(of: district, on: .testDay, transaction).map(\.id)
  }

  static func period(_ text: String) throws -> Period { try #require(Period(text), "no period: \(text)") }

  /// Does something to a sheet as a person.
  @discardableResult
  static func perform(
    _ act: SheetAct, on key: SheetKey, by person: Viewer, reason: String = "", _ database: Database
  ) async throws -> Sheet {
    let rules = try PlanningFixture.rulebook
    return try await database.write(
      Act(by: person.account.actor, in: PlanningFixture.konTum.department, reason: reason)
    ) { transaction in
      try SheetActs.perform(
        act, on: SheetContext.read(key, transaction), by: .person(person), rulebook: rules, transaction)
    }
  }

  /// Types lines into a sheet as a person.
  @discardableResult
  static func type(
    _ entries: [CellEntry], into key: SheetKey, by person: Viewer, reason: String = "", _ database: Database
  ) async throws -> SheetSaveOutcome {
    try await database.write(
      Act(by: person.account.actor, in: PlanningFixture.konTum.department, reason: reason)
    ) { transaction in
      try CellActs.save(entries, in: SheetContext.read(key, transaction), by: .person(person), transaction)
    }
  }

  /// Every line of a form with one number each: enough to be sent.
  static func full(_ form: DataForm, _ indicators: [Indicator], value: Int, seen: Int = 0) -> [CellEntry] {
    indicators.filter { form.indicators.contains($0.code) }.map { indicator in
      switch indicator.kind {
      case .rate:
        CellEntry(
          indicator: indicator.code, seen: seen, numerator: Quantity(value), denominator: Quantity(value * 2 + 1), cause: "thử")
      case .recognition: CellEntry(indicator: indicator.code, seen: seen, value: Quantity(value % 2), cause: "thử")
      default: CellEntry(indicator: indicator.code, seen: seen, value: Quantity(value), cause: "thử")
      }
    }
  }

  /// What stands on a sheet.
  static func view(_ key: SheetKey, _ database: Database) async throws -> SheetView {
    let rules = try PlanningFixture.rulebook
    return try await database.read { transaction in
      try SheetReader.view(SheetContext.read(key, transaction), rulebook: rules, transaction)
    }
  }
}
