import Kernel
import Storage
import TestSupport
import Testing

@testable import Directory

/// What failed sign-ins lead to: waiting, never a lock that others can renew.
@Suite("Waiting after failed sign-ins") struct SignInWaitTests {
  /// Failures; seconds to wait elsewhere; seconds where the name has signed in before.
  @Test(
    "the wait doubles with each failure, to a limit",
    arguments: [
      (0, 0, 0), (4, 0, 0), (5, 30, 30), (6, 60, 60), (7, 120, 60), (8, 240, 60), (9, 480, 60), (10, 900, 60), (11, 900, 60),
      (1_000_000, 900, 60),
    ] as [(Int, Int64, Int64)])
  func waits(failures: Int, elsewhere: Int64, known: Int64) {
    let throttle = SignInThrottle()
    #expect(throttle.wait(after: failures, isKnown: false) == elsewhere)
    #expect(throttle.wait(after: failures, isKnown: true) == known)
  }

  @Test("five failures are borne, the sixth attempt waits half a minute", arguments: Engine.tested)
  func first(engine: Engine) async throws {
    try await withPeople(engine) { people, clock in
      try await people.fail(5, "an.nguyen", at: "10.1.2.3")
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == .tooManyAttempts(seconds: 30))
      // Another username from the same address is not touched.
      #expect(await people.tries("binh.y", at: "10.1.2.3") == nil)
      clock.advance(seconds: 29)
      #expect(await people.tries("AN.NGUYỄN", at: "10.1.2.3") == .tooManyAttempts(seconds: 1))
      clock.advance(seconds: 1)
      try await people.fail(1, "an.nguyen", at: "10.1.2.3")
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == .tooManyAttempts(seconds: 60))
      clock.advance(seconds: 60)
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
      // What failed there is forgotten with the success.
      try await people.fail(4, "an.nguyen", at: "10.1.2.3")
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
    }
  }

  /// Seconds after the failures; whether they still count.
  @Test("failures of a name count for an hour", arguments: Engine.tested, [(Int64(3_599), true), (3_600, false)])
  func window(engine: Engine, wait: (Int64, Bool)) async throws {
    try await withPeople(engine) { people, clock in
      try await people.fail(5, "an.nguyen", at: "10.1.2.3")
      clock.advance(seconds: wait.0)
      let answer = await people.tries("an.nguyen", at: "10.9.9.9")
      #expect(answer == (wait.1 ? .tooManyAttempts(seconds: 30) : nil))
    }
  }

  @Test("strangers do not keep a person out of the usual address", arguments: Engine.tested)
  func usualAddress(engine: Engine) async throws {
    try await withPeople(engine) { people, clock in
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
      for number in 1...5 { try await people.fail(1, "an.nguyen", at: "172.16.0.\(number)") }
      #expect(await people.tries("an.nguyen", at: "172.16.0.9") == .tooManyAttempts(seconds: 30))
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
      // Nor of another machine behind the same /64, nor ninety days later less a second.
      #expect(await people.tries("binh.y", at: "2001:db8:1:2::a") == nil)
      clock.advance(seconds: 90 * 86_400 - 1)
      for number in 1...5 { try await people.fail(1, "binh.y", at: "172.16.0.\(number)") }
      #expect(await people.tries("binh.y", at: "2001:db8:1:2:ffff::b") == nil)
      clock.advance(seconds: 90 * 86_400)
      for number in 1...5 { try await people.fail(1, "binh.y", at: "172.16.0.\(number)") }
      #expect(await people.tries("binh.y", at: "2001:db8:1:2:ffff::b") == .tooManyAttempts(seconds: 30))
    }
  }

  @Test("strangers cannot push a person's wait at a new address further away", arguments: Engine.tested)
  func newAddress(engine: Engine) async throws {
    try await withPeople(engine) { people, clock in
      for number in 1...5 { try await people.fail(1, "an.nguyen", at: "172.16.0.\(number)") }
      #expect(await people.tries("an.nguyen", at: "10.7.7.7") == .tooManyAttempts(seconds: 30))
      // Meanwhile the strangers' own waits run out and they guess on.
      for number in 6...9 {
        #expect(await people.tries("an.nguyen", password: "đoán bừa một câu", at: "172.16.0.\(number)") != .wrongCredentials)
      }
      clock.advance(seconds: 29)
      #expect(await people.tries("an.nguyen", at: "10.7.7.7") == .tooManyAttempts(seconds: 1))
      clock.advance(seconds: 1)
      for number in 6...9 { try await people.fail(1, "an.nguyen", at: "172.16.0.\(number)") }
      #expect(await people.tries("an.nguyen", at: "10.7.7.7") == nil)
    }
  }

  @Test("many addresses guess one name a few times an hour each", arguments: Engine.tested)
  func distributed(engine: Engine) async throws {
    try await withPeople(engine) { people, clock in
      var evaluated = 0
      for _ in 0..<120 {
        for number in 1...4 {
          let answer = await people.tries("an.nguyen", password: "đoán bừa một câu", at: "172.16.0.\(number)")
          if answer == .wrongCredentials { evaluated += 1 }
        }
        clock.advance(seconds: 30)
      }
      // Five at once, then each address while its wait grows to a quarter of an hour.
      #expect((10...5 + 4 * 6).contains(evaluated), "\(evaluated)")
    }
  }

  @Test("where a name signs in from, its own failures slow it down by a minute at most", arguments: Engine.tested)
  func ownFailures(engine: Engine) async throws {
    try await withPeople(engine) { people, clock in
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
      try await people.fail(5, "an.nguyen", at: "10.1.2.3")
      for seconds in [30, 60, 60, 60] {
        #expect(await people.tries("an.nguyen", at: "10.1.2.3") == .tooManyAttempts(seconds: seconds))
        clock.advance(seconds: Int64(seconds))
        try await people.fail(1, "an.nguyen", at: "10.1.2.3")
      }
      clock.advance(seconds: 60)
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
    }
  }

  @Test("thirty failures from an address are borne, and names that sign in from there are spared", arguments: Engine.tested)
  func address(engine: Engine) async throws {
    #expect(SignInThrottle().failuresPerAddress == 30 && SignInThrottle().addressWindow == 900)
    try await withPeople(engine, SignInThrottle(failuresPerAddress: 6)) { people, clock in
      #expect(await people.tries("binh.y", at: "10.1.2.3") == nil)
      for number in 1...6 {
        try await people.fail(1, "user.\(number)", at: "10.1.2.3")
        clock.advance(seconds: 10)
      }
      // The first of the six was sixty seconds ago.
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == .tooManyAttempts(seconds: 840))
      #expect(await people.tries("khong.co", at: "10.1.2.3") == .tooManyAttempts(seconds: 840))
      #expect(await people.tries("binh.y", at: "10.1.2.3") == nil)
      #expect(await people.tries("an.nguyen", at: "10.9.9.9") == nil)
      clock.advance(seconds: 839)
      #expect(await people.tries("khong.co", at: "10.1.2.3") == .tooManyAttempts(seconds: 1))
      clock.advance(seconds: 1)
      try await people.fail(1, "khong.co", at: "10.1.2.3")
    }
  }

  @Test("a new password forgets from where the old one opened sessions", arguments: Engine.tested)
  func changedPassword(engine: Engine) async throws {
    try await withPeople(engine) { people, _ in
      for place in ["10.1.2.3", "10.4.4.4"] { #expect(await people.tries("an.nguyen", at: place) == nil) }
      let opened = try await people.service.signIn(
        username: "an.nguyen", password: DirectoryFixture.password, address: "10.1.2.3")
      let session = try #require(try await people.service.resume(opened.token)?.session)
      let new = "gốc mít, bờ ao, sân gạch"
      _ = try await people.accounts.changePassword(
        in: session, from: DirectoryFixture.password, to: new, address: "10.1.2.3")
      for number in 1...5 { try await people.fail(1, "an.nguyen", at: "172.16.0.\(number)") }
      #expect(await people.tries("an.nguyen", password: new, at: "10.4.4.4") == .tooManyAttempts(seconds: 30))
      #expect(await people.tries("an.nguyen", password: new, at: "10.1.2.3") == nil)
    }
  }

  @Test("what a wrong clock dated ahead does not count, and goes with the next purge", arguments: Engine.tested)
  func future(engine: Engine) async throws {
    try await withPeople(engine) { people, clock in
      clock.advance(seconds: 10 * 86_400)
      #expect(await people.tries("binh.y", at: "10.1.2.3") == nil)
      try await people.fail(6, "khong.co", at: "10.8.8.8", borne: 5)
      try await people.fail(5, "an.nguyen", at: "10.1.2.3")
      clock.advance(seconds: -10 * 86_400)
      #expect(await people.tries("an.nguyen", at: "10.1.2.3") == nil)
      // An address known in the future is none: the five failures of today slow the name down there.
      for number in 1...5 { try await people.fail(1, "binh.y", at: "172.16.0.\(number)") }
      #expect(await people.tries("binh.y", at: "10.1.2.3") == .tooManyAttempts(seconds: 30))
      // The success of today has taken the five of `an.nguyen` at that address along.
      #expect(try await people.service.purge() == SignIn.Purged(sessions: 1, attempts: 5))
    }
  }

  /// An address as the server in front reports it; what counts as one place.
  @Test(
    "an IPv6 subscriber is one place",
    arguments: [
      ("192.0.2.1", "192.0.2.1"), ("", ""), ("::ffff:192.0.2.1", "192.0.2.1"),
      ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:0DB8:0001:0002::", "2001:db8:1:2::/64"),
      ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"),
      ("2001:db8:1:2:3::", "2001:db8:1:2::/64"),
    ])
  func places(address: String, place: String) {
    #expect(SignInAttempt.network(of: address) == place)
  }
}

/// Two people of the department and whoever tries to be them.
struct People: Sendable {
  let service: SignIn
  let accounts: AccountService

  /// What a sign-in meets; `nil` when it opens a session.
  func tries(_ username: String, password: String = DirectoryFixture.password, at address: String) async -> DirectoryError? {
    do {
      _ = try await service.signIn(username: username, password: password, address: address)
      return nil
    } catch { return error as? DirectoryError }
  }

  /// Wrong passwords that are looked at.
  /// - Parameter borne: how many of them; the rest is refused before.
  func fail(_ times: Int, _ username: String, at address: String, borne: Int? = nil) async throws {
    for number in 1...times {
      let answer = await tries(username, password: "sai mật khẩu rồi", at: address)
      #expect((answer == .wrongCredentials) == (number <= borne ?? times), "\(username) \(number): \(String(describing: answer))")
    }
  }
}

/// Lends a department with `an.nguyen` and `binh.y`, who both have the fixture's password.
func withPeople(
  _ engine: Engine, _ throttle: SignInThrottle = SignInThrottle(), _ body: (People, TestClock) async throws -> Void
) async throws {
  let clock = TestClock()
  try await withDirectory(engine, effects: clock.effects()) { database in
    _ = try await DirectoryFixture.specialist(in: database)
    _ = try await DirectoryFixture.specialist("binh.y", in: database)
    try await body(
      People(
        service: SignIn(database: database, roles: try DirectoryFixture.roles, throttle: throttle),
        accounts: try DirectoryFixture.accounts(database, throttle)),
      clock)
  }
}
