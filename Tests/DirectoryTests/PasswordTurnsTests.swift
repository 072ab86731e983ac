import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Directory

/// Who hashes next when many want to.
@Suite("Turns at hashing passwords") struct PasswordTurnsTests {
  @Test("lanes are served in turn, and every second turn is for those who are known")
  func fair() async throws {
    let turns = PasswordTurns()
    let served = try await turns.whileTaken { wait in
      for name in ["A1", "A2", "A3", "B1", "K1", "K2", "K3"] { await wait(name) }
    }
    #expect(served == ["K1", "A1", "K2", "B1", "K3", "A2", "A3"])
  }

  @Test("when all lanes are full the longest gives up its last; a lane has its own limit")
  func full() async throws {
    let turns = PasswordTurns(capacity: 4, laneCapacity: 3)
    let served = try await turns.whileTaken { wait in
      // A4 finds its lane full; B2 makes A3 give up, who came last in the longest lane.
      for name in ["A1", "A2", "A3", "A4", "B1", "B2"] { await wait(name) }
    }
    #expect(served == ["A4 busy", "A3 busy", "A1", "B1", "A2", "B2"])
  }

  @Test("strangers give up before those who are known")
  func knownStay() async throws {
    let turns = PasswordTurns(capacity: 3)
    let served = try await turns.whileTaken { wait in
      for name in ["K1", "K2", "A1", "K3"] { await wait(name) }
    }
    #expect(served == ["A1 busy", "K1", "K2", "K3"])
  }

  @Test("whoever waited too long is told to come back") func late() async throws {
    let turns = PasswordTurns(longestWait: .milliseconds(200))
    let served = try await turns.whileTaken { wait in
      await wait("A1")
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(served == ["A1 busy"])
  }

  @Test("work that fails gives its turn on") func failing() async throws {
    let turns = PasswordTurns()
    for _ in 1...3 {
      await #expect(throws: DirectoryError.wrongCredentials) {
        try await turns.take(.init(isKnown: false, place: "A")) { throw DirectoryError.wrongCredentials }
      }
    }
    #expect(try await turns.take(.init(isKnown: true, place: "A")) { true })
  }

  @Test("what has to wait is refused while somebody else hashes", arguments: Engine.tested)
  func refusedBefore(engine: Engine) async throws {
    try await withDirectory(engine) { database in
      _ = try await DirectoryFixture.specialist(in: database)
      let throttle = SignInThrottle(failuresPerUsername: 1)
      let attempt = SignInAttempt(username: "an.nguyen", address: "10.1.2.3")
      try await database.maintain { try AttemptStore.failed(attempt, isKnown: false, throttle, $0) }
      var guarding = SignInGuard(database: database, throttle: throttle)
      let turns = PasswordTurns()
      guarding.turns = turns
      let refusing = guarding
      // Nobody waits for a turn: the turn is taken as long as the block runs.
      _ = try await turns.whileTaken { _ in
        for address in ["10.1.2.3", "10.9.9.9"] {
          await #expect(throws: DirectoryError.tooManyAttempts(seconds: 30)) {
            _ = try await refusing.checked(
              SignInAttempt(username: "an.nguyen", address: address), password: DirectoryFixture.password, noting: .failed
            ) { _ in nil }
          }
        }
        #expect(turns.waiting == 0)
      }
    }
  }

  @Test("of a wave of guesses from one place no more are looked at than are borne", arguments: Engine.tested)
  func wave(engine: Engine) async throws {
    try await withPeople(engine) { people, _ in
      let answers = await withTaskGroup(of: DirectoryError?.self) { group in
        for _ in 1...40 {
          group.addTask { await people.tries("an.nguyen", password: "sai mật khẩu rồi", at: "10.20.1.\(engine)") }
        }
        return await group.reduce(into: [DirectoryError?]()) { $0.append($1) }
      }
      #expect(answers.count { $0 == .wrongCredentials } == 5)
      #expect(answers.count { $0 == .tooManyAttempts(seconds: 30) } == 35)
    }
  }

  @Test("everybody behind one address gets in at once")
  func office() async throws {
    try await withPeople(.sqlite) { people, _ in
      let answers = await withTaskGroup(of: DirectoryError?.self) { group in
        for number in 1...100 {
          group.addTask { await people.tries(number.isMultiple(of: 2) ? "an.nguyen" : "binh.y", at: "10.20.2.1") }
        }
        return await group.reduce(into: [DirectoryError?]()) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0 == nil })
    }
  }
}

/// Who was served or sent away, in that order.
private final class Served: Sendable {
  private let state = Mutex<(names: [String], tasks: [Task<Void, Never>])>(([], []))

  var names: [String] { state.withLock { $0.names } }
  var tasks: [Task<Void, Never>] { state.withLock { $0.tasks } }

  func add(_ name: String) { state.withLock { $0.names.append(name) } }
  func add(_ task: Task<Void, Never>) { state.withLock { $0.tasks.append(task) } }
}

extension PasswordTurns {
  /// Takes the turn, lets the block line up others by name (`A1` waits in the lane A, K is known) and gives the turn back.
  /// - Returns: who was served or sent away, in that order.
  fileprivate func whileTaken(
    _ body: @Sendable (_ wait: @Sendable (String) async -> Void) async throws -> Void
  ) async throws -> [String] {
    let served = Served()
    try await take(Lane(isKnown: false, place: "first")) {
      try await body { name in
        let (waiting, count) = (self.waiting, served.names.count)
        let lane = Lane(isKnown: name.hasPrefix("K"), place: String(name.prefix(1)))
        served.add(
          Task {
            do {
              try await self.take(lane) { served.add(name) }
            } catch { served.add("\(name) busy") }
          })
        // It waits, or somebody has given up.
        while self.waiting == waiting, served.names.count == count { await Task.yield() }
      }
    }
    for task in served.tasks { await task.value }
    return served.names
  }
}
