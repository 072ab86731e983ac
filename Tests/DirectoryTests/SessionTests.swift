import Kernel
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
    ] as [(Int64, Int64, Bool)])
  func limits(age: Int64, idle: Int64, isLive: Bool) {
    let now = Moment(seconds: 1_642_060_800)
    let session = Session(
      tokenDigest: "", account: ID("a-1"), department: ID("SO.A.62"), createdAt: now.adding(seconds: -age),
      lastUsedAt: now.adding(seconds: -idle))
    #expect(session.isLive(at: now, SessionLimits()) == isLive)
  }

  @Test("a session lives on when used, until twelve hours have passed", arguments: Engine.tested)
  func used(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database)
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
      let service = SignIn(database: database)
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
      let service = SignIn(database: database)
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
      let token = try await signIn("an.nguyen", SignIn(database: database))
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
      let service = SignIn(database: database)
      let (first, second) = (try await signIn("an.nguyen", service), try await signIn("an.nguyen", service))
      let other = try await signIn("binh.y", service)
      #expect(try await service.signOutEverywhere(account, by: account.actor) == 2)
      #expect(try await live([first, second, other], service) == [false, false, true])
      let last = try await DirectoryFixture.history(of: account, database).last
      #expect(last?.kind == "directory.signed_out_everywhere")
      #expect(last?.detail == #"{"sessions_ended":"2"}"#)
    }
  }

  @Test("a changed password ends the other sessions and opens the next", arguments: Engine.tested)
  func changed(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let (service, accounts) = (SignIn(database: database), AccountService(database: database))
      let (here, there) = (try await signIn("an.nguyen", service), try await signIn("an.nguyen", service))
      let session = try #require(try await service.resume(here)?.session)
      let (old, new) = (DirectoryFixture.password, "sông Đăk Bla mùa khô")
      let refusals: [(String, String, DirectoryError)] = [
        ("sai mật khẩu rồi", new, .wrongCredentials), (old, "ngắn", .weakPassword(minimum: 12)),
        (old, old, .passwordUnchanged),
      ]
      for (from, to, error) in refusals {
        await #expect(throws: error) {
          try await accounts.changePassword(in: session, from: from, to: to, address: "10.1.2.3")
        }
      }
      #expect(try await live([here, there], service) == [true, true])
      try await accounts.changePassword(in: session, from: old, to: new, address: "10.1.2.3")
      #expect(try await live([here, there], service) == [true, false])
      await #expect(throws: DirectoryError.wrongCredentials) { _ = try await signIn("an.nguyen", service) }
      _ = try await service.signIn(username: "an.nguyen", password: new, address: "10.1.2.3")
      let kinds = try await DirectoryFixture.history(of: account, database).map(\.kind)
      #expect(kinds.count { $0 == "directory.password_changed" } == 1)
      #expect(kinds.count { $0 == "directory.password_change_failed" } == 1)
    }
  }

  @Test("a password set by somebody else ends all sessions and must be changed", arguments: Engine.tested)
  func reset(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let (service, accounts) = (SignIn(database: database), AccountService(database: database))
      let before = try await signIn("an.nguyen", service)
      let given = Password.generate(database.effects)
      try await accounts.resetPassword(of: account.id, to: given, DirectoryFixture.act("quên mật khẩu"))
      #expect(try await live([before], service) == [false])
      let opened = try await service.signIn(username: "an.nguyen", password: given, address: "10.1.2.3")
      let resumed = try #require(try await service.resume(opened.token))
      #expect(resumed.viewer.account.mustChangePassword)
      try await accounts.changePassword(
        in: resumed.session, from: given, to: "sông Đăk Bla mùa khô", address: "10.1.2.3")
      #expect(try await service.resume(opened.token)?.viewer.account.mustChangePassword == false)
    }
  }

  @Test("closing an account ends its sessions; reopening brings none back", arguments: Engine.tested)
  func closed(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database)
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
      let service = SignIn(database: database)
      _ = try await signIn("an.nguyen", service)
      await #expect(throws: DirectoryError.wrongCredentials) { _ = try await signIn("khong.co", service) }
      #expect(try await service.purge() == SignIn.Purged(sessions: 0, attempts: 0))
      clock.advance(seconds: 900)
      let fresh = try await signIn("an.nguyen", service)
      #expect(try await service.purge() == SignIn.Purged(sessions: 0, attempts: 1))
      clock.advance(seconds: 6_300)
      #expect(try await service.purge() == SignIn.Purged(sessions: 1, attempts: 0))
      #expect(try await live([fresh], service) == [true])
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
