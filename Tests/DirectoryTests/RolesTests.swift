import Foundation
import Kernel
import Rulebook
import Storage
import TestSupport
import Testing

@testable import Directory

@Suite("Roles as dated data") struct RolesTests {
  private static let known = [Permission.manageAccounts, .viewRules, Permission("see"), Permission("pass", isGivenByTwo: true)]

  /// The roles of a rule with these values; a value is its days and its fields.
  private static func roles(_ values: [(days: String, fields: String)]) throws -> Roles {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ansinh-roles-\(Effects.live.newID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "directory"), withIntermediateDirectories: true)
    let head = "title_vi: Vai trò\ntitle_en: Roles\nunit: quyền\nvalues:\n"
    let text = values.map { "  - {\($0.days)value: {\($0.fields)}, document: thử, confidence: unverified}\n" }
    try Data((head + text.joined()).utf8).write(to: folder.appending(path: "directory/roles.yaml"))
    return try Roles(try Rulebook(directory: folder), permissions: known)
  }

  @Test(
    "what cannot be followed is refused with its place",
    arguments: [
      ("clerk: see, administrator: manage_accounts", .listMissing),
      ("roles: administrator, administrator: manage_accounts, clerk: see", .roleNotListed("clerk")),
      ("roles: clerk administrator, administrator: manage_accounts", .permissionsMissing(role: "clerk")),
      ("roles: clerk administrator, administrator: manage_accounts, clerk: see fly", .unknownPermission("fly", role: "clerk")),
      ("roles: clerk, clerk: see", .nobodyRunsTheSystem),
      ("roles: administrator, administrator: see", .nobodyRunsTheSystem),
    ] as [(String, RolesError)])
  func refused(fields: String, error: RolesError) {
    #expect(throws: error) { try Self.roles([("", fields)]) }
  }

  /// On the last day of the first value, and on the first of the second.
  @Test("a role may from its day what the rule says from that day") func days() throws {
    let roles = try Self.roles([
      ("", "roles: clerk administrator, clerk: see, administrator: manage_accounts"),
      (
        "from: 2026-07-01, ",
        "roles: administrator clerk judge, clerk: see view_rules, judge: pass, administrator: manage_accounts"
      ),
    ])
    let (clerk, judge) = (Role(rawValue: "clerk"), Role(rawValue: "judge"))
    let (before, after) = (CivilDate(year: 2026, month: 6, day: 30), CivilDate(year: 2026, month: 7, day: 1))
    #expect(roles.all(on: try #require(before)) == [clerk, .administrator])
    #expect(roles.all(on: try #require(after)) == [.administrator, clerk, judge])
    for (role, day, expected) in [
      (clerk, before, ["see"]), (clerk, after, ["see", "view_rules"]), (judge, before, []), (judge, after, ["pass"]),
      (Role(rawValue: "nobody"), after, []),
    ] {
      #expect(roles.permissions(of: role, on: try #require(day)).map(\.name).sorted() == expected, "\(role) \(expected)")
    }
    #expect(roles.needsSecondPerson(judge) && roles.needsSecondPerson(.administrator) && !roles.needsSecondPerson(clerk))
  }

  @Test("a role the rules do not know gives no right, and is told", arguments: Engine.tested)
  func unknown(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let roles = try DirectoryFixture.roles
      let stray = Role(rawValue: "province_auditor")
      try await database.write(DirectoryFixture.act()) { transaction in
        try AccountStore.grant(RoleGrant(role: stray, unit: ID("A.92"), from: .testDay), to: account.id, roles, transaction)
      }
      let viewer = try #require(try await database.read { try AccountStore.viewer(account.id, roles, on: .testDay, $0) })
      for permission in DirectoryFixture.permissions { #expect(!viewer.may(permission, at: [ID("A.92")])) }
      #expect(try await database.read { try AccountStore.unknownRoles(roles, on: .testDay, $0) } == [stray])
    }
  }
}
