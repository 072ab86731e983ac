import Kernel
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Directory

@Suite("Roles that take two persons") struct GrantTests {
  /// Which roles wait for a second person, written by hand: whoever lets figures pass, and whoever grants.
  static let needsSecond: [Role: Bool] = [
    .specialist: false, .divisionHead: true, .director: true, .districtOfficer: true, .communeOfficer: false,
    .administrator: true,
  ]

  /// Who might be the second person for a role in Kon Tum, and whether he may.
  static let seconds: [(who: String, may: Bool)] = [
    ("asker", false), ("grantee", false), ("second administrator", true), ("director", true), ("installation", true),
    ("division head", false), ("specialist", false), ("administrator of a district", false), ("administrator elsewhere", false),
    ("director elsewhere", false), ("former director", false), ("director to be", false),
  ]

  @Test("every role stands in the table") func complete() throws {
    #expect(Set(Self.needsSecond.keys) == Set(Role.shipped))
    for role in Role.shipped { #expect(try DirectoryFixture.roles.needsSecondPerson(role) == Self.needsSecond[role], "\(role)") }
  }

  @Test("every role granting every role, and who confirms it", arguments: Engine.tested, Role.shipped)
  func grantAndConfirm(engine: Engine, role: Role) async throws {
    try await withDirectory(engine) { database in
      let people = try await Self.people(in: database)
      let asker = try #require(people["asker"])
      for (number, row) in Self.seconds.enumerated() {
        let account = try await Self.open("moi.\(number)", [], DirectoryFixture.act(), database)
        let grant = RoleGrant(role: role, unit: ID("A.62"), from: .testDay)
        try await database.write(Self.act(asker)) { try AccountStore.grant(grant, to: account.id, DirectoryFixture.roles, $0) }
        let requests = try await database.read { try GrantRequestStore.requests(of: account.id, $0) }
        let held = try await database.read { try AccountStore.grants(of: account.id, $0) }
        guard Self.needsSecond[role] == true else {
          #expect(requests.isEmpty && held == [grant])
          continue
        }
        #expect(held.isEmpty && requests.map(\.grant) == [grant] && requests.first?.askedBy == asker.account.actor)
        let second =
          row.who == "grantee"
          ? Viewer(account: account, grants: [], roles: try DirectoryFixture.roles, on: .testDay) : try #require(people[row.who])
        let id = try #require(requests.first?.id)
        let confirmed: Bool
        do {
          try await database.write(Self.act(second)) { try GrantRequestStore.confirm(id, by: second, $0) }
          confirmed = true
        } catch is DirectoryError {
          confirmed = false
        }
        #expect(confirmed == row.may, "\(row.who) confirms \(role)")
        let records = try await database.read { try AccountStore.records(of: account.id, $0) }
        #expect(records.map(\.grant) == (row.may ? [grant] : []), "\(row.who) \(role)")
        if row.may {
          #expect(records.first?.grantedBy == asker.account.actor && records.first?.confirmedBy == second.account.actor)
        }
        #expect(try await database.read { try GrantRequestStore.requests(of: account.id, $0).isEmpty } == row.may)
      }
    }
  }

  @Test("the grantee confirms his own role with no role he holds", arguments: Engine.tested, [Role.administrator, .director])
  func ownGrant(engine: Engine, held: Role) async throws {
    try await withDirectory(engine) { database in
      let people = try await Self.people(in: database)
      let asker = try #require(people["asker"])
      let grantee = try #require(people[held == .director ? "director" : "second administrator"])
      for role in Role.shipped where try role != held && DirectoryFixture.roles.needsSecondPerson(role) {
        let grant = RoleGrant(role: role, unit: ID("A.62"), from: .testDay)
        try await database.write(Self.act(asker)) {
          try AccountStore.grant(grant, to: grantee.account.id, DirectoryFixture.roles, $0)
        }
        let request = try #require(try await database.read { try GrantRequestStore.requests(of: grantee.account.id, $0).last })
        #expect(!request.mayBeConfirmed(by: grantee) && !request.mayBeConfirmed(by: asker))
        await #expect(throws: DirectoryError.ownGrant) {
          try await database.write(Self.act(grantee)) { try GrantRequestStore.confirm(request.id, by: grantee, $0) }
        }
        await #expect(throws: DirectoryError.ownRequest) {
          try await database.write(Self.act(asker)) { try GrantRequestStore.confirm(request.id, by: asker, $0) }
        }
      }
    }
  }

  @Test("a request is declined with a reason, taken back by who asked, and settled once", arguments: Engine.tested)
  func declined(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let people = try await Self.people(in: database)
      let (asker, director) = (try #require(people["asker"]), try #require(people["director"]))
      let account = try await Self.open("moi", [], DirectoryFixture.act(), database)
      let grant = RoleGrant(role: .director, unit: ID("A.62"), from: .testDay)
      for person in [director, asker] {
        try await database.write(Self.act(asker)) { try AccountStore.grant(grant, to: account.id, DirectoryFixture.roles, $0) }
        let id = try #require(try await database.read { try GrantRequestStore.requests(of: account.id, $0).first?.id })
        await #expect(throws: DirectoryError.reasonMissing) {
          try await database.write(Self.act(person)) { try GrantRequestStore.decline(id, by: person, $0) }
        }
        let stranger = try #require(people["director elsewhere"])
        await #expect(throws: DirectoryError.unknownRequest) {
          try await database.write(Self.act(stranger, "vì thử")) { try GrantRequestStore.decline(id, by: stranger, $0) }
        }
        try await database.write(Self.act(person, "nhầm người")) { try GrantRequestStore.decline(id, by: person, $0) }
        await #expect(throws: DirectoryError.unknownRequest) {
          try await database.write(Self.act(director)) { try GrantRequestStore.confirm(id, by: director, $0) }
        }
      }
      #expect(try await database.read { try AccountStore.grants(of: account.id, $0).isEmpty })
      let kinds = try await DirectoryFixture.history(of: account, database).map(\.kind)
      #expect(
        kinds.filter { $0.hasPrefix("directory.role") }
          == Array(repeating: ["requested", "declined"], count: 2)
          .flatMap { $0 }.map { "directory.role_\($0)" })
    }
  }

  @Test("the command line gives every role at once", arguments: Engine.tested)
  func commandLine(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      for role in Role.shipped {
        let grants = [RoleGrant(role: role, unit: ID("A.62"), from: .testDay)]
        let account = try await Self.open("dau.\(role.rawValue)", grants, DirectoryFixture.act(), database)
        #expect(try await database.read { try AccountStore.grants(of: account.id, $0) } == grants)
      }
    }
  }

  @Test("an account of the whole installation is an administrator without a unit", arguments: Engine.tested)
  func installation(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let act = Act(by: Actor(id: "os:root"), in: Department.installation, reason: "")
      let whole = RoleGrant(role: .administrator, unit: RoleGrant.installation, from: .testDay)
      for role in Role.shipped {
        for unit in [RoleGrant.installation, ID("A.62")] where role != .administrator || unit != RoleGrant.installation {
          await #expect(throws: DirectoryError.notForInstallation) {
            _ = try await Self.open("sai", [RoleGrant(role: role, unit: unit, from: .testDay)], act, database)
          }
        }
      }
      let account = try await Self.open("dung", [whole], act, database)
      let viewer = try #require(
        try await database.read { try AccountStore.viewer(account.id, DirectoryFixture.roles, on: .testDay, $0) })
      for permission in DirectoryFixture.permissions { #expect(!viewer.may(permission, at: [ID("A.62")]), "\(permission)") }
      // Nobody of a department gives the installation to one of its accounts.
      let specialist = try await DirectoryFixture.specialist(in: database)
      await #expect(throws: DirectoryError.unknownUnit(RoleGrant.installation.rawValue)) {
        try await database.write(DirectoryFixture.act()) {
          try AccountStore.grant(whole, to: specialist.id, DirectoryFixture.roles, $0)
        }
      }
    }
  }

  @Test("sessions end when rights change", arguments: Engine.tested)
  func sessions(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let people = try await Self.people(in: database)
      let (asker, director) = (try #require(people["asker"]), try #require(people["director"]))
      let account = try await DirectoryFixture.specialist("can.bo", in: database)
      let signIn = SignIn(database: database, roles: try DirectoryFixture.roles)
      let specialist = RoleGrant(role: .communeOfficer, unit: ID("A.23428"), from: .testDay)
      let head = RoleGrant(role: .divisionHead, unit: ID("A.62"), from: .testDay)
      let changes: [(name: String, ends: Bool, change: @Sendable (WriteTransaction) throws -> Void)] = [
        ("given", true, { try AccountStore.grant(specialist, to: account.id, DirectoryFixture.roles, $0) }),
        ("ended", true, { try AccountStore.endGrant(specialist, of: account.id, lastDay: .testDay, $0) }),
        ("asked for", false, { try AccountStore.grant(head, to: account.id, DirectoryFixture.roles, $0) }),
        (
          "confirmed", true,
          { transaction in
            let id = try #require(try GrantRequestStore.requests(of: account.id, transaction).first?.id)
            try GrantRequestStore.confirm(id, by: director, transaction)
          }
        ),
      ]
      for (name, ends, change) in changes {
        let token = try await signIn.signIn(
          username: "can.bo", password: DirectoryFixture.password, address: "10.0.0.1"
        ).token
        try await database.write(Self.act(name == "confirmed" ? director : asker)) { try change($0) }
        #expect((try await signIn.resume(token) == nil) == ends, "\(name)")
      }
    }
  }

  // MARK: The people

  private static func act(_ viewer: Viewer, _ reason: String = "") -> Act {
    Act(by: viewer.account.actor, in: DirectoryFixture.department, reason: reason)
  }

  private static func open(
    _ username: String, _ grants: [RoleGrant], _ act: Act, _ database: Database
  ) async throws -> Account {
    try await DirectoryFixture.accounts(database).create(
      username: username, displayName: "Cán bộ \(username)", password: DirectoryFixture.password, mustChangePassword: false,
      grants: grants, act)
  }

  /// Everybody of `seconds` but the grantee, as the command line opened them.
  private static func people(in database: Database) async throws -> [String: Viewer] {
    let yesterday = CivilDate.testDay.adding(days: -1)
    let elsewhere: ID<Department> = ID("SO.A.92")
    let rows: [(who: String, role: Role, unit: String, department: ID<Department>, from: CivilDate, to: CivilDate?)] = [
      ("asker", .administrator, "A.62", DirectoryFixture.department, yesterday, nil),
      ("second administrator", .administrator, "A.62", DirectoryFixture.department, yesterday, nil),
      ("administrator of a district", .administrator, "A.613", DirectoryFixture.department, yesterday, nil),
      ("director", .director, "A.62", DirectoryFixture.department, yesterday, nil),
      ("former director", .director, "A.62", DirectoryFixture.department, yesterday, yesterday),
      ("director to be", .director, "A.62", DirectoryFixture.department, CivilDate.testDay.adding(days: 1), nil),
      ("division head", .divisionHead, "A.62", DirectoryFixture.department, yesterday, nil),
      ("specialist", .specialist, "A.62", DirectoryFixture.department, yesterday, nil),
      ("administrator elsewhere", .administrator, "A.92", elsewhere, yesterday, nil),
      ("director elsewhere", .director, "A.92", elsewhere, yesterday, nil),
      ("installation", .administrator, RoleGrant.installation.rawValue, Department.installation, yesterday, nil),
    ]
    var people: [String: Viewer] = [:]
    for row in rows {
      let account = try await open(
        row.who.replacing(" ", with: "."), [RoleGrant(role: row.role, unit: ID(row.unit), from: row.from, to: row.to)],
        Act(by: Actor(id: "os:root"), in: row.department, reason: ""), database)
      people[row.who] = try await database.read { try AccountStore.viewer(account.id, DirectoryFixture.roles, on: .testDay, $0) }
    }
    return people
  }
}
