import Kernel
import PlanningDemo
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
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
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
          "directory.account_created", "directory.role_granted",
        ])
      #expect(history.map(\.actor) == ["os:root", "os:root"])
      // Coming and going is no act: it has a log of its own, the newest first.
      #expect(try await DirectoryFixture.comings(of: account, database) == [.signedOut, .signedIn, .failed])
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
      let service = SignIn(database: database, roles: try DirectoryFixture.roles, throttle: throttle)
      var answers: [DirectoryError] = []
      for _ in 1...3 {
        do {
          _ = try await service.signIn(username: typed.0, password: typed.1, address: "10.1.2.3")
        } catch let error as DirectoryError {
          answers.append(error)
        }
      }
      #expect(answers == [.wrongCredentials, .wrongCredentials, .tooManyAttempts(seconds: 30)])
      #expect(Set(answers.map(\.message)).count == 2)
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
