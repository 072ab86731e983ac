import Foundation
import Kernel
import Planning
import PlanningDemo
import Reporting
import Rulebook
import Storage
import Synchronization
import Territory
import TestSupport

@testable import Directory

/// The few places, names and people the tests of this folder stand on.
enum DirectoryFixture {
  static let names = [
    DepartmentName(
      vietnamese: "Sở Lao động – Thương binh và Xã hội {province}",
      english: "Department of Labour, War Invalids and Social Affairs of {province}", abbreviation: "Sở LĐ-TB&XH", from: nil,
      to: CivilDate(iso: "2025-02-28")),
    DepartmentName(
      vietnamese: "Sở Nội vụ {province}", english: "Department of Home Affairs of {province}", abbreviation: "Sở Nội vụ",
      from: CivilDate(iso: "2025-03-01"), to: nil),
  ]

  /// Code with structure, kind, name, parent, first and last day; empty where open.
  private static let units: [[String]] = [
    ["A.62", "1", "tỉnh", "Kon Tum", "", "", "2025-06-30"],
    ["A.613", "2", "huyện", "Đăk Tô", "A.62", "", "2025-06-30"],
    ["A.23428", "3", "thị trấn", "Đắk Tô", "A.613", "", "2025-06-30"],
    ["A.92", "1", "thành phố", "Cần Thơ", "", "", "2025-06-30"],
    ["A.46", "1", "tỉnh", "Thừa Thiên Huế", "", "", "2024-12-31"],
    ["A.46", "1", "thành phố", "Huế", "", "2025-01-01", "2025-06-30"],
    ["B.51", "1", "tỉnh", "Quảng Ngãi", "", "2025-07-01", ""],
    ["B.23401", "3", "xã", "Đăk Tô", "B.51", "2025-07-01", ""],
    ["B.75", "1", "tỉnh", "Đồng Nai", "", "2025-07-01", "2026-04-29"],
    ["B.75", "1", "thành phố", "Đồng Nai", "", "2026-04-30", ""],
  ]

  /// Adds the places.
  static func addUnits(_ transaction: WriteTransaction) throws {
    let columns = [
      "unit_id", "code", "level", "type", "name", "parent_id", "valid_from", "valid_to", "source", "type_key", "name_key",
      "name_spelling",
    ]
    let rows: [[Value]] = units.map { unit in
      let (id, level, type, name, parent) = (unit[0], unit[1], unit[2], unit[3], unit[4])
      let ends = [unit[5].isEmpty ? "0001-01-01" : unit[5], unit[6].isEmpty ? "9999-12-31" : unit[6]]
      return [
        .text(id), .text(String(id.dropFirst(2))), .integer(Int64(level) ?? 0), .text(type), .text(name),
        parent.isEmpty ? .null : .text(parent), .text(ends[0]), .text(ends[1]), .text("test"),
        .text(VietnameseText.searchKey(type)), .text(VietnameseText.searchKey(name)), .text(name.lowercased()),
      ]
    }
    try transaction.insert(into: "territory_unit", columns: columns, rows: rows)
  }

  /// The schema these tests stand on.
  static let migrations = StorageSchema.migrations + TerritorySchema.migrations + DirectorySchema.migrations

  static let department = ID<Department>("SO.A.62")
  static let password = "dốc nhà rông cao"

  /// The shipped content.
  static let content = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Content")
  /// The shipped list of common passwords.
  static let common = Result { try KnownPasswords(file: KnownPasswords.file(in: content)) }

  /// Every permission that a system declares.
  static let permissions = Permission.ofDirectory + Permission.ofPlanning + Permission.ofReporting
  /// The shipped roles.
  static let shipped = Result { try Roles(Rulebook(directory: content.appending(path: "rules")), permissions: permissions) }
  static var roles: Roles { get throws { try shipped.get() } }

  /// The acts on accounts.
  static func accounts(_ database: Database, _ throttle: SignInThrottle = SignInThrottle()) throws -> AccountService {
    AccountService(database: database, common: try common.get(), roles: try roles, throttle: throttle)
  }

  /// An act of an administrator of the department.
  static func act(_ reason: String = "") -> Act { Act(by: Actor(id: "os:root"), in: department, reason: reason) }

  /// A specialist of Kon Tum with the password above.
  static func specialist(_ username: String = "an.nguyen", in database: Database) async throws -> Account {
    try await accounts(database).create(
      username: username, displayName: "Nguyễn An", password: password, mustChangePassword: false,
      grants: [RoleGrant(role: .specialist, unit: ID("A.62"), from: CivilDate(daysSinceEpoch: 17_532))], act())
  }

  /// What the log of sign-ins has of an account, the newest first.
  static func comings(of account: Account, _ database: Database) async throws -> [SignInLog.Event] {
    try await database.read { try SignInLog.lines(of: account.id, limit: 100, $0).map(\.event) }
  }

  /// The kinds in the audit chain of the department about an account, the oldest first.
  static func history(of account: Account, _ database: Database) async throws -> [AuditChain.Entry] {
    try await database.read {
      try AuditChain.entries(about: account.id.rawValue, in: account.department, limit: 100, $0).reversed()
    }
  }
}

/// Lends a database with the fixture's places and their departments.
func withDirectory(
  _ engine: Engine, effects: Effects = .fixed(on: .testDay), _ body: (Database) async throws -> Void
) async throws {
  try await withDatabase(
    engine, migrations: DirectoryFixture.migrations, preparedAs: "directory", effects: effects,
    prepare: { database in
      try await database.maintain { try DirectoryFixture.addUnits($0) }
      try await DirectoryLoad.departments(named: DirectoryFixture.names, into: database)
    }, body)
}

/// A clock that a test moves by hand.
final class TestClock: Sendable {
  private let moment: Mutex<Moment>

  init() { moment = Mutex(Effects.fixed(on: .testDay).now()) }

  /// The moment it is.
  var now: Moment { moment.withLock { $0 } }

  /// Lets so many seconds pass.
  func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }

  /// Effects that read this clock; ids and bytes repeat for the same seed.
  func effects() -> Effects {
    let fixed = Effects.fixed(on: .testDay)
    return Effects(now: { self.now }, newID: fixed.newID, randomBytes: fixed.randomBytes)
  }
}
