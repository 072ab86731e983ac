import Directory
import Kernel
import Planning
import PlanningDemo
import Reporting
import Storage
import Territory
import Testing

@Suite("Who may do what, and where") struct RoleTests {
  /// One line per role: what it may do. Everything not named it may not.
  static let table: [(Role, Set<Permission>)] = [
    (
      .specialist,
      [.viewPlan, .editTargets, .adjustTargets, .enterResults, .importFiles, .manageIndicators, .viewRules]
    ),
    (.divisionHead, [.viewPlan, .approvePlan, .approveResults, .viewRules]),
    (.director, [.viewPlan, .approvePlan, .approveResults, .confirmGrants, .viewRules, .viewAudit]),
    (.districtOfficer, [.viewPlan, .enterResults, .reviewResults]),
    (.communeOfficer, [.viewPlan, .enterResults]),
    (.administrator, [.manageAccounts, .confirmGrants, .manageIndicators, .viewRules, .viewAudit]),
  ]

  @Test("each role has its permissions and no others", arguments: table)
  func permissions(role: Role, expected: Set<Permission>) throws {
    let viewer = try Self.viewer([RoleGrant(role: role, unit: ID("A.62"), from: Self.day)])
    for permission in DirectoryFixture.permissions {
      #expect(viewer.may(permission, at: Self.konTum) == expected.contains(permission), "\(role) \(permission)")
      #expect(viewer.may(permission) == expected.contains(permission), "\(role) \(permission)")
    }
  }

  @Test("every role stands in the table") func complete() throws {
    #expect(Self.table.map(\.0) == (try DirectoryFixture.roles.all(on: Self.day)) && Self.table.map(\.0) == Role.shipped)
  }

  @Test("nobody both drafts a figure and approves it") func twoPersons() {
    for (role, permissions) in Self.table {
      let makes = !permissions.isDisjoint(with: [.editTargets, .adjustTargets, .enterResults, .importFiles])
      let approves = !permissions.isDisjoint(with: [.approvePlan, .approveResults])
      #expect(!(makes && approves), "\(role)")
    }
  }

  static let konTum: [ID<AdministrativeUnit>] = ["A.62"].map { ID($0) }
  static let dakTo: [ID<AdministrativeUnit>] = ["A.613", "A.62"].map { ID($0) }
  static let commune: [ID<AdministrativeUnit>] = ["A.23428", "A.613", "A.62"].map { ID($0) }
  static let canTho: [ID<AdministrativeUnit>] = ["A.92"].map { ID($0) }

  /// A grant's unit; the path asked about; whether the grant covers it.
  @Test(
    "a grant covers its unit and everything below it",
    arguments: [
      ("A.62", konTum, true), ("A.62", dakTo, true), ("A.62", commune, true), ("A.62", canTho, false), ("A.62", [], false),
      ("A.613", konTum, false), ("A.613", dakTo, true), ("A.613", commune, true), ("A.613", canTho, false),
      ("A.23428", konTum, false), ("A.23428", dakTo, false), ("A.23428", commune, true),
    ] as [(String, [ID<AdministrativeUnit>], Bool)])
  func scope(unit: String, path: [ID<AdministrativeUnit>], covered: Bool) throws {
    for (role, permissions) in Self.table {
      let viewer = try Self.viewer([RoleGrant(role: role, unit: ID(unit), from: Self.day)])
      for permission in DirectoryFixture.permissions {
        let expected = covered && permissions.contains(permission)
        #expect(viewer.may(permission, at: path) == expected, "\(role) at \(unit): \(permission) at \(path)")
      }
    }
  }

  @Test("two grants do not lend each other their places") func separateGrants() throws {
    let viewer = try Self.viewer([
      RoleGrant(role: .director, unit: ID("A.62"), from: Self.day),
      RoleGrant(role: .communeOfficer, unit: ID("A.92"), from: Self.day),
    ])
    #expect(viewer.may(.approveResults, at: Self.konTum))
    #expect(!viewer.may(.approveResults, at: Self.canTho))
    #expect(!viewer.may(.enterResults, at: Self.konTum))
    #expect(viewer.may(.enterResults, at: Self.canTho))
    #expect(viewer.units(with: .viewPlan) == ["A.62", "A.92"].map { ID($0) })
    #expect(viewer.units(with: .enterResults) == [ID("A.92")])
    #expect(viewer.units(with: .manageAccounts).isEmpty)
  }

  /// The first and last day of a grant; the day the person looks; whether it counts.
  @Test(
    "a grant counts from its first to its last day",
    arguments: [
      ("2022-01-13", nil, "2022-01-12", false), ("2022-01-13", nil, "2022-01-13", true),
      ("2022-01-13", nil, "2030-12-31", true), ("2022-01-13", "2022-06-30", "2022-06-30", true),
      ("2022-01-13", "2022-06-30", "2022-07-01", false), ("2022-01-13", "2022-01-13", "2022-01-13", true),
    ] as [(String, String?, String, Bool)])
  func days(from: String, to: String?, on day: String, counts: Bool) throws {
    let first = try #require(CivilDate(iso: from))
    let on = try #require(CivilDate(iso: day))
    let grant = RoleGrant(role: .specialist, unit: ID("A.62"), from: first, to: to.flatMap { CivilDate(iso: $0) })
    let viewer = Viewer(account: Self.account, grants: [grant], roles: try DirectoryFixture.roles, on: on)
    #expect(viewer.may(.viewPlan, at: Self.konTum) == counts)
    #expect(viewer.grants.isEmpty == !counts)
  }

  @Test("acts of a viewer name the account and its department") func acts() throws {
    let act = try Self.viewer([]).act(reason: "theo Quyết định 12")
    #expect(act == Act(by: Actor(id: "account:a-1"), in: ID("SO.A.62"), reason: "theo Quyết định 12"))
  }

  private static let day = CivilDate(daysSinceEpoch: 19_005)
  private static let account = Account(
    id: ID("a-1"), department: ID("SO.A.62"), username: "an.nguyen", displayName: "Nguyễn An", createdAt: Moment(seconds: 0))

  private static func viewer(_ grants: [RoleGrant]) throws -> Viewer {
    Viewer(account: account, grants: grants, roles: try DirectoryFixture.roles, on: day)
  }
}
