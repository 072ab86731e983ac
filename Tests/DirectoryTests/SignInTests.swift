import Kernel
import Secrets
import Storage
import TestSupport
import Testing

@testable import Directory

@Suite("Signing in") struct SignInTests {
  @Test("signing in and out leaves its notes, without names, passwords or addresses", arguments: Engine.tested)
  func notes(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database)
      await #expect(throws: DirectoryError.wrongCredentials) {
        _ = try await service.signIn(username: "an.nguyen", password: "sai mật khẩu rồi", address: "10.1.2.3")
      }
      let opened = try await service.signIn(
        username: " AN.Nguyễn ", password: DirectoryFixture.password, address: "10.1.2.3")
      #expect(opened.account == account)
      try await service.signOut(opened.token)
      let after = try await service.resume(opened.token)
      #expect(after == nil)
      try await service.signOut(opened.token)
      let history = try await DirectoryFixture.history(of: account, database)
      #expect(
        history.map(\.kind) == [
          "directory.account_created", "directory.role_granted", "directory.sign_in_failed", "directory.signed_in",
          "directory.signed_out",
        ])
      #expect(history.map(\.actor) == ["os:root", "os:root", "system", account.actor.id, account.actor.id])
      for entry in history {
        for secret in ["10.1.2.3", DirectoryFixture.password, "nguyen", "Nguyễn", opened.token.text, opened.token.digest] {
          #expect(!"\(entry.subject) \(entry.reason) \(entry.detail)".contains(secret))
        }
      }
    }
  }

  /// Who tries: a username and a password that do not open a session.
  static let failures = [
    ("an.nguyen", "sai mật khẩu rồi"), ("khong.co", "sai mật khẩu rồi"), ("khong.co", DirectoryFixture.password),
    ("da.nghi", DirectoryFixture.password), ("", ""), ("tên có dấu cách", "x"),
  ]

  @Test("known, unknown and closed usernames get the same answers, first and last", arguments: Engine.tested, failures)
  func sameAnswers(engine: Engine, typed: (String, String)) async throws {
    try await withDirectory(engine) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let closed = try await DirectoryFixture.specialist("da.nghi", in: database)
      try await database.write(DirectoryFixture.act()) { try AccountStore.close(closed.id, $0) }
      let throttle = SignInThrottle(failuresPerUsername: 2)
      let service = SignIn(database: database, throttle: throttle)
      var answers: [DirectoryError] = []
      for _ in 1...3 {
        do {
          _ = try await service.signIn(username: typed.0, password: typed.1, address: "10.1.2.3")
        } catch let error as DirectoryError {
          answers.append(error)
        }
      }
      #expect(answers == [.wrongCredentials, .wrongCredentials, .tooManyAttempts(minutes: 15)])
      #expect(Set(answers.map(\.message)).count == 2)
    }
  }

  @Test("five failures per username are borne, the sixth attempt is refused for a quarter of an hour", arguments: Engine.tested)
  func usernameLimit(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database)
      try await fail(4, "an.nguyen", service)
      // After four failures the right password still opens, and does not count against the fifth.
      _ = try await signIn("an.nguyen", service)
      try await fail(1, "AN.NGUYEN", service)
      await #expect(throws: DirectoryError.tooManyAttempts(minutes: 15)) { _ = try await signIn("an.nguyen", service) }
      // Another username from the same address is not touched.
      await #expect(throws: DirectoryError.wrongCredentials) { _ = try await signIn("khong.co", service) }
      clock.advance(seconds: 15 * 60 - 1)
      await #expect(throws: DirectoryError.tooManyAttempts(minutes: 15)) { _ = try await signIn("an.nguyen", service) }
      clock.advance(seconds: 1)
      _ = try await signIn("an.nguyen", service)
    }
  }

  @Test("thirty failures per address are borne, whoever is tried", arguments: Engine.tested)
  func addressLimit(engine: Engine) async throws {
    let clock = TestClock()
    try await withDirectory(engine, effects: clock.effects()) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database, throttle: SignInThrottle(failuresPerAddress: 6))
      for number in 1...6 { try await fail(1, "user.\(number)", service) }
      await #expect(throws: DirectoryError.tooManyAttempts(minutes: 15)) { _ = try await signIn("an.nguyen", service) }
      _ = try await service.signIn(username: "an.nguyen", password: DirectoryFixture.password, address: "10.9.9.9")
      clock.advance(seconds: 15 * 60)
      _ = try await signIn("an.nguyen", service)
      #expect(SignInThrottle().failuresPerAddress == 30)
      #expect(SignInThrottle().failuresPerUsername == 5)
    }
  }

  @Test("attempts at the same moment count too", arguments: Engine.tested)
  func together(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let service = SignIn(database: database)
      let answers = await withTaskGroup(of: DirectoryError?.self) { group in
        for _ in 1...12 {
          group.addTask {
            do {
              _ = try await service.signIn(username: "an.nguyen", password: "sai mật khẩu rồi", address: "10.1.2.3")
              return nil
            } catch { return error as? DirectoryError }
          }
        }
        return await group.reduce(into: [DirectoryError?]()) { $0.append($1) }
      }
      #expect(answers.count { $0 == .wrongCredentials } == 5)
      #expect(answers.count { $0 == .tooManyAttempts(minutes: 15) } == 7)
    }
  }

  @Test("on PostgreSQL the count and the new attempt are under one lock", arguments: Engine.tested)
  func locked(engine: Engine) async throws {
    guard engine == .postgres else { return }
    try await withDirectory(engine) { database in
      let modes = try await database.maintain { transaction in
        _ = try AttemptStore.begin(usernameKey: "an.nguyen", address: "10.1.2.3", SignInThrottle(), transaction)
        return try transaction.rows(
          """
          SELECT mode FROM pg_locks
          WHERE relation = 'directory_sign_in_attempt'::regclass AND pid = pg_backend_pid()
          """
        ).map { try $0.requiredText("mode") }
      }
      #expect(modes.contains("ShareRowExclusiveLock"))
    }
  }

  private func signIn(_ username: String, _ service: SignIn) async throws -> SignIn.Opened {
    try await service.signIn(username: username, password: DirectoryFixture.password, address: "10.1.2.3")
  }

  private func fail(_ times: Int, _ username: String, _ service: SignIn) async throws {
    for _ in 1...times {
      await #expect(throws: DirectoryError.wrongCredentials) {
        _ = try await service.signIn(username: username, password: "sai mật khẩu rồi", address: "10.1.2.3")
      }
    }
  }
}
