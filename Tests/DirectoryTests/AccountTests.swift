import Kernel
import Planning
import PlanningDemo
import Storage
import Territory
import TestSupport
import Testing

@testable import Directory

@Suite("Accounts and their grants") struct AccountTests {
  @Test("an account is opened with its grants, and the chain names no person", arguments: Engine.tested)
  func opened(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist("An.Nguyen", in: database)
      #expect(account.department == DirectoryFixture.department)
      let found = try await database.read { try AccountStore.account(username: "ÁN.NGUYỄN", $0) }
      #expect(found == account)
      let viewer = try #require(
        try await database.read { try AccountStore.viewer(account.id, DirectoryFixture.roles, on: .testDay, $0) })
      #expect(viewer.may(.editTargets, at: [ID("A.613"), ID("A.62")]))
      let history = try await DirectoryFixture.history(of: account, database)
      #expect(history.map(\.kind) == ["directory.account_created", "directory.role_granted"])
      for entry in history {
        #expect(!entry.detail.contains("An") && !entry.detail.contains("argon2"))
      }
      let stored = try await database.read { try AccountStore.credentials(account.id, $0)?.passwordHash }
      #expect(stored?.hasPrefix("$argon2id$") == true)
    }
  }

  /// A username beside `An.Nguyen`; whether it is free.
  @Test(
    "usernames are unique whatever their capitals and marks, in all departments",
    arguments: Engine.tested, [("an.nguyen", false), ("ÁN.NGUYỄN", false), ("an.nguyen2", true)])
  func unique(engine: Engine, typed: (String, Bool)) async throws {
    let (username, isFree) = typed
    try await withDirectory(engine) { database in
      _ = try await DirectoryFixture.specialist("An.Nguyen", in: database)
      let act = Act(by: Actor(id: "os:root"), in: ID("SO.A.92"), reason: "")
      let service = try DirectoryFixture.accounts(database)
      if isFree {
        let account = try await service.create(
          username: username, displayName: "A", password: DirectoryFixture.password, act)
        #expect(account.mustChangePassword)
      } else {
        await #expect(throws: DirectoryError.usernameTaken(username)) {
          _ = try await service.create(username: username, displayName: "A", password: DirectoryFixture.password, act)
        }
      }
    }
  }

  @Test("what cannot be opened is refused whole", arguments: Engine.tested)
  func refused(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let service = try DirectoryFixture.accounts(database)
      let day = CivilDate.testDay
      let cases: [(String, String, String, [RoleGrant], DirectoryError)] = [
        ("a b", "An", DirectoryFixture.password, [], .badUsername("a b")),
        ("an.nguyen", " ", DirectoryFixture.password, [], .nameMissing),
        ("an.nguyen", "An", "ngắn", [], .weakPassword(minimum: 12)),
        (
          "an.nguyen", "An", DirectoryFixture.password, [RoleGrant(role: .director, unit: ID("A.99"), from: day)],
          .unknownUnit("A.99")
        ),
        (
          "an.nguyen", "An", DirectoryFixture.password,
          [RoleGrant(role: .director, unit: ID("A.62"), from: day, to: day.adding(days: -1))],
          .badPeriod(from: day, to: day.adding(days: -1))
        ),
      ]
      for (username, name, password, grants, error) in cases {
        await #expect(throws: error) {
          _ = try await service.create(
            username: username, displayName: name, password: password, grants: grants, DirectoryFixture.act())
        }
      }
      let accounts = try await database.read { try AccountStore.accounts(of: DirectoryFixture.department, $0).page.rows }
      #expect(accounts.isEmpty)
    }
  }

  @Test("a grant ends with a last day; a mistaken one is removed", arguments: Engine.tested)
  func ended(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let mistaken = RoleGrant(role: .director, unit: ID("A.62"), from: .testDay)
      try await database.write(DirectoryFixture.act()) {
        try AccountStore.grant(mistaken, to: account.id, DirectoryFixture.roles, $0)
      }
      let grants = try await database.read { try AccountStore.grants(of: account.id, $0) }
      let first = try #require(grants.first { $0.role == .specialist })
      try await database.write(DirectoryFixture.act()) {
        try AccountStore.endGrant(first, of: account.id, lastDay: .testDay, $0)
        try AccountStore.endGrant(mistaken, of: account.id, lastDay: CivilDate.testDay.adding(days: -1), $0)
      }
      let left = try await database.read { try AccountStore.grants(of: account.id, $0) }
      #expect(left == [RoleGrant(role: .specialist, unit: ID("A.62"), from: first.from, to: .testDay)])
      await #expect(throws: DirectoryError.unknownGrant) {
        try await database.write(DirectoryFixture.act()) {
          try AccountStore.endGrant(mistaken, of: account.id, lastDay: .testDay, $0)
        }
      }
    }
  }

  @Test("another department's administrator cannot touch an account", arguments: Engine.tested)
  func strangers(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let stranger = Act(by: Actor(id: "os:root"), in: ID("SO.A.92"), reason: "")
      let grant = RoleGrant(role: .administrator, unit: ID("A.62"), from: .testDay)
      let unknown = DirectoryError.unknownAccount(account.id.rawValue)
      await #expect(throws: unknown) { try await database.write(stranger) { try AccountStore.close(account.id, $0) } }
      await #expect(throws: unknown) {
        try await database.write(stranger) { try AccountStore.grant(grant, to: account.id, DirectoryFixture.roles, $0) }
      }
      await #expect(throws: unknown) {
        try await DirectoryFixture.accounts(database).resetPassword(of: account.id, to: "một mật khẩu khác", stranger)
      }
    }
  }
}
