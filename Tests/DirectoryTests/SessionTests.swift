import Foundation
import Kernel
import PlanningDemo
import Secrets
import Storage
import TestSupport
import Testing

@testable import Directory

@Suite("Sessions") struct SessionTests {
  /// Seconds since sign-in; seconds since the last use; whether the session still counts. 43,200 s are 12 h, 7,200 s are 2 h.
  @Test(
    "a session ends with the second its limit is reached",
    arguments: [
      (0, 0, true), (7_199, 7_199, true), (7_200, 7_200, false), (20_000, 7_199, true), (20_000, 7_200, false),
      (43_199, 0, true), (43_200, 0, false), (43_199, 7_200, false),
      // Dated ahead by a wrong clock: a minute is what the clocks of two nodes may differ.
      (-60, -60, true), (-61, -61, false), (-61, 0, false), (0, -61, false),
    ] as [(Int64, Int64, Bool)])
  func limits(age: Int64, idle: Int64, isLive: Bool) {
    let now = Moment(seconds: 1_642_060_800)
    let session = Session(
      tokenDigest: "", account: ID("a-1"), department: ID("SO.A.62"), createdAt: now.adding(seconds: -age),
      lastUsedAt: now.adding(seconds: -idle), draftTag: "")
    #expect(session.isLive(at: now, SessionLimits()) == isLive)
  }

  @Test("a session lives on when used, until twelve hours have passed", arguments: Engine.tested)
  func used(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let token = try await signIn("an.nguyen", service)
      // Every 7,199 s: five times make 35,995 s; without use it would have ended after 7,200.
      for _ in 1...5 {
        clock.advance(seconds: 7_199)
        #expect(try await service.resume(token)?.viewer.account == account)
      }
      clock.advance(seconds: 43_199 - 35_995 - 10)
      #expect(try await service.resume(token) != nil)
      clock.advance(seconds: 10)
      #expect(try await service.resume(token) != nil)
      clock.advance(seconds: 1)
      #expect(try await service.resume(token) == nil)
    }
  }

  @Test("a session that is not used ends after two hours", arguments: Engine.tested, [(Int64(7_199), true), (7_200, false)])
  func unused(engine: Engine, wait: (Int64, Bool)) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let token = try await signIn("an.nguyen", service)
      clock.advance(seconds: wait.0)
      #expect(try await (service.resume(token) != nil) == wait.1)
    }
  }

  @Test("a use within a minute is not written down again", arguments: Engine.tested)
  func noted(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let token = try await signIn("an.nguyen", service)
      let start = clock.now
      clock.advance(seconds: 59)
      _ = try await service.resume(token)
      #expect(try await service.resume(token)?.session.lastUsedAt == start)
      clock.advance(seconds: 1)
      _ = try await service.resume(token)
      #expect(try await service.resume(token)?.session.lastUsedAt == clock.now)
    }
  }

  @Test("the token is stored nowhere, only its digest", arguments: Engine.tested)
  func hidden(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let token = try await signIn("an.nguyen", SignIn(database: database, roles: try DirectoryFixture.roles))
      #expect(token.text.utf8.count == 64)
      #expect(!"\(token) \(String(reflecting: token))".contains(token.text))
      let columns = ["token_digest", "department", "account", "created_at", "last_used_at"]
      let rows = try await database.read { try $0.rows("SELECT * FROM directory_session") }
      #expect(rows.count == 1)
      let values = try columns.map { try #require(rows.first?.text($0)) }
      #expect(values.first == Digest.sha256(token.text))
      #expect(!values.contains { $0.contains(token.text) })
    }
  }

  /// What a browser may send as its cookie; whether it can be a token at all.
  @Test(
    "only 64 hexadecimal digits can be a token",
    arguments: [
      (String(repeating: "a1", count: 32), true), (String(repeating: "A1", count: 32), false), ("", false),
      (String(repeating: "a", count: 63), false), (String(repeating: "a", count: 65), false),
      (String(repeating: "é", count: 32), false),
    ])
  func cookies(text: String, isToken: Bool) {
    #expect((SessionToken(cookie: text) != nil) == isToken)
  }

  @Test("signing out everywhere ends every session of the account and no other", arguments: Engine.tested)
  func everywhere(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      _ = try await DirectoryFixture.specialist("binh.y", in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let (first, second) = (try await signIn("an.nguyen", service), try await signIn("an.nguyen", service))
      let other = try await signIn("binh.y", service)
      #expect(try await service.signOutEverywhere(account, by: account.actor) == 2)
      #expect(try await live([first, second, other], service) == [false, false, true])
      let last = try await DirectoryFixture.history(of: account, database).last
      #expect(last?.kind == "directory.signed_out_everywhere")
      #expect(last?.detail == #"{"sessions_ended":"2"}"#)
    }
  }

  @Test("a changed password ends every session and opens the next", arguments: Engine.tested)
  func changed(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let (service, accounts) = (
        SignIn(database: database, roles: try DirectoryFixture.roles), try DirectoryFixture.accounts(database)
      )
      let (here, there) = (try await signIn("an.nguyen", service), try await signIn("an.nguyen", service))
      let session = try #require(try await service.resume(here)?.session)
      let (old, new) = (DirectoryFixture.password, "sông Đăk Bla mùa khô")
      let refusals: [(String, String, DirectoryError)] = [
        ("sai mật khẩu rồi", new, .wrongCredentials), (old, "ngắn", .weakPassword(minimum: 12)),
        (old, old, .passwordUnchanged),
      ]
      for (from, to, error) in refusals {
        await #expect(throws: error) {
          _ = try await accounts.changePassword(in: session, from: from, to: to, address: "10.1.2.3")
        }
      }
      #expect(try await live([here, there], service) == [true, true])
      let next = try await accounts.changePassword(in: session, from: old, to: new, address: "10.1.2.3")
      #expect(next != here)
      #expect(try await live([here, there, next], service) == [false, false, true])
      #expect(try await service.resume(next)?.session.draftTag == session.draftTag)
      await #expect(throws: DirectoryError.wrongCredentials) { _ = try await signIn("an.nguyen", service) }
      _ = try await service.signIn(username: "an.nguyen", password: new, address: "10.1.2.3")
      let kinds = try await DirectoryFixture.history(of: account, database).map(\.kind)
      #expect(kinds.count { $0 == "directory.password_changed" } == 1)
      #expect(try await DirectoryFixture.comings(of: account, database).count { $0 == .passwordChangeFailed } == 1)
    }
  }

  @Test("a password set by somebody else ends all sessions and must be changed", arguments: Engine.tested)
  func reset(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let (service, accounts) = (
        SignIn(database: database, roles: try DirectoryFixture.roles), try DirectoryFixture.accounts(database)
      )
      let before = try await signIn("an.nguyen", service)
      let given = Password.generate(database.effects)
      try await accounts.resetPassword(of: account.id, to: given, DirectoryFixture.act("quên mật khẩu"))
      #expect(try await live([before], service) == [false])
      let opened = try await service.signIn(username: "an.nguyen", password: given, address: "10.1.2.3")
      let resumed = try #require(try await service.resume(opened.token))
      #expect(resumed.viewer.account.mustChangePassword)
      let next = try await accounts.changePassword(
        in: resumed.session, from: given, to: "sông Đăk Bla mùa khô", address: "10.1.2.3")
      #expect(try await service.resume(next)?.viewer.account.mustChangePassword == false)
    }
  }

  @Test("closing an account ends its sessions; reopening brings none back", arguments: Engine.tested)
  func closed(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let token = try await signIn("an.nguyen", service)
      try await database.write(DirectoryFixture.act()) { try AccountStore.close(account.id, $0) }
      #expect(try await live([token], service) == [false])
      try await database.write(DirectoryFixture.act()) { try AccountStore.reopen(account.id, $0) }
      #expect(try await live([token], service) == [false])
      _ = try await signIn("an.nguyen", service)
    }
  }

  @Test("a purge removes what has run out and nothing else", arguments: Engine.tested)
  func purged(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      _ = try await signIn("an.nguyen", service)
      await #expect(throws: DirectoryError.wrongCredentials) { _ = try await signIn("khong.co", service) }
      // Failures count for an hour; a session runs out after two and is remembered for twelve more.
      for (seconds, sessions, attempts) in [(0, 0, 0), (3_599, 0, 0), (1, 0, 1), (46_799, 0, 0)] as [(Int64, Int, Int)] {
        clock.advance(seconds: seconds)
        #expect(try await service.purge() == SignIn.Purged(sessions: sessions, attempts: attempts), "\(seconds)")
      }
      let fresh = try await signIn("an.nguyen", service)
      clock.advance(seconds: 1)
      #expect(try await service.purge() == SignIn.Purged(sessions: 1, attempts: 0))
      #expect(try await live([fresh], service) == [true])
    }
  }

  @Test("changed grants end the sessions of the account and no other", arguments: Engine.tested)
  func grants(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      _ = try await DirectoryFixture.specialist("binh.y", in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let other = try await signIn("binh.y", service)
      let grant = RoleGrant(role: .director, unit: ID("A.62"), from: .testDay)
      let changes: [@Sendable (WriteTransaction) throws -> Void] = [
        { try AccountStore.grant(grant, to: account.id, DirectoryFixture.roles, $0) },
        { try AccountStore.endGrant(grant, of: account.id, lastDay: .testDay, $0) },
      ]
      for change in changes {
        let token = try await signIn("an.nguyen", service)
        try await database.write(DirectoryFixture.act(), change)
        #expect(try await live([token, other], service) == [false, true])
      }
    }
  }

  @Test("a browser's drafts pass from a session to the next of the same person, and to nobody else", arguments: Engine.tested)
  func drafts(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      for name in ["an.nguyen", "binh.y"] { _ = try await DirectoryFixture.specialist(name, in: database) }
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      func next(_ username: String, after previous: SessionToken?) async throws -> (SessionToken, String) {
        let token = try await service.signIn(
          username: username, password: DirectoryFixture.password, address: "10.1.2.3", after: previous
        ).token
        return (token, try #require(try await service.resume(token)?.session.draftTag))
      }
      let (first, tag) = try await next("an.nguyen", after: nil)
      #expect(tag.utf8.count == 32 && !first.text.contains(tag) && !first.digest.contains(tag))
      // Run out over lunch: the same person goes on, another does not.
      clock.advance(seconds: 9_000)
      let (other, otherTag) = try await next("binh.y", after: first)
      #expect(otherTag != tag)
      let (second, secondTag) = try await next("an.nguyen", after: first)
      #expect(secondTag == tag)
      #expect(try await live([first, second, other], service) == [false, true, true])
      // A second browser has drafts of its own; after signing out they are nobody's.
      #expect(try await next("an.nguyen", after: nil).1 != tag)
      try await service.signOut(second)
      #expect(try await next("an.nguyen", after: second).1 != tag)
    }
  }

  @Test("a use that cannot be written down stops nobody", arguments: Engine.tested)
  func unnoted(engine: Engine) async throws {
    let clock = TestClock()
    try await withSharedDatabase(engine, migrations: DirectoryFixture.migrations, effects: clock.effects()) { open in
      let (database, other) = (try open(), try open())
      try await database.maintain { try DirectoryFixture.addUnits($0) }
      try await DirectoryLoad.departments(named: DirectoryFixture.names, into: database)
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let token = try await signIn("an.nguyen", service)
      let start = clock.now
      clock.advance(seconds: 60)
      let holding = Task {
        try await other.maintain { transaction in
          try transaction.run("UPDATE directory_session SET last_used_at = last_used_at")
          Thread.sleep(forTimeInterval: 3)
        }
      }
      try await Task.sleep(for: .milliseconds(300))
      let clockBefore = ContinuousClock.now
      for _ in 1...5 { #expect(try await service.resume(token)?.session.lastUsedAt == start) }
      #expect(ContinuousClock.now - clockBefore < .seconds(2))
      try await holding.value
      await other.close()
      await database.close()
    }
  }

  private func signIn(_ username: String, _ service: SignIn) async throws -> SessionToken {
    try await service.signIn(username: username, password: DirectoryFixture.password, address: "10.1.2.3").token
  }

  private func live(_ tokens: [SessionToken], _ service: SignIn) async throws -> [Bool] {
    var answers: [Bool] = []
    for token in tokens { answers.append(try await service.resume(token) != nil) }
    return answers
  }
}
