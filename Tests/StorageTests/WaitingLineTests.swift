import Synchronization
import Testing

@testable import Storage

@Suite struct WaitingLineTests {
  /// Long enough for any machine; reached only by a line that does not move.
  private static let longTime = ContinuousClock.Instant.now.advanced(by: .seconds(300))

  /// What happened inside, in order, with how many were inside then.
  private final class Diary: Sendable {
    private let entries = Mutex<[(number: Int, inside: Int)]>([])
    private let inside = Mutex(0)
    var numbers: [Int] { entries.withLock { $0.map(\.number) } }
    var most: Int { entries.withLock { $0.map(\.inside).max() ?? 0 } }

    func comeIn(_ number: Int) {
      let count = inside.withLock { inside in
        inside += 1
        return inside
      }
      entries.withLock { $0.append((number, count)) }
    }

    func goOut() { inside.withLock { $0 -= 1 } }
  }

  @Test func nobodyIsInsideBesideThePlaces() async throws {
    let line = WaitingLine(places: 3)
    let diary = Diary()
    try await withThrowingTaskGroup { group in
      for number in 0..<60 {
        group.addTask {
          try await line.enter(by: Self.longTime)
          diary.comeIn(number)
          await Task.yield()
          diary.goOut()
          line.leave()
        }
      }
      try await group.waitForAll()
    }
    #expect(diary.most <= 3)
    #expect(diary.numbers.sorted() == Array(0..<60))
  }

  @Test func whoComesFirstGoesFirst() async throws {
    let line = WaitingLine(places: 1)
    let diary = Diary()
    try await line.enter(by: Self.longTime)
    try await withThrowingTaskGroup { group in
      for number in 0..<5 {
        group.addTask {
          try await line.enter(by: Self.longTime)
          diary.comeIn(number)
          line.leave()
        }
        while line.length <= number { await Task.yield() }
      }
      line.leave()
      try await group.waitForAll()
    }
    #expect(diary.numbers == [0, 1, 2, 3, 4])
  }

  @Test func allWhoWaitAreToldAtTheirDeadline() async throws {
    let line = WaitingLine(places: 1)
    try await line.enter(by: Self.longTime)
    let started = ContinuousClock.now
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<300 {
        group.addTask { await FailureTests.error { try await line.enter(by: started.advanced(by: .seconds(1))) }?.code }
      }
      return await group.reduce(into: Set<String?>()) { _ = $0.insert($1) }
    }
    #expect(codes == ["storage.busy"])
    // One behind the other they would take five minutes; a busy machine may be late by one.
    #expect(started.duration(to: .now) < .seconds(120))
    // The place is free again for the next.
    line.leave()
    try await line.enter(by: .now)
  }

  @Test func soManyMayWaitAndNoMore() async throws {
    let line = WaitingLine(places: 1, limit: 2)
    try await line.enter(by: Self.longTime)
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<5 {
        group.addTask { await FailureTests.error { try await line.enter(by: Self.longTime) }?.code }
      }
      var codes: [String?] = []
      for await code in group {
        codes.append(code)
        // The three that are too many are told at once; then the two that wait get in.
        if codes.count >= 3 { line.leave() }
      }
      return codes
    }
    #expect(codes == ["storage.busy", "storage.busy", "storage.busy", nil, nil])
  }

  @Test func whoLeavesTheLineIsForgotten() async throws {
    let line = WaitingLine(places: 1)
    try await line.enter(by: Self.longTime)
    let waiter = Task { try await line.enter(by: Self.longTime) }
    while line.length == 0 { await Task.yield() }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    line.leave()
    try await line.enter(by: .now)
  }

  @Test func aClosedLineSendsEverybodyAway() async throws {
    let line = WaitingLine(places: 1)
    try await line.enter(by: Self.longTime)
    let waiter = Task { await FailureTests.error { try await line.enter(by: Self.longTime) } }
    while line.length == 0 { await Task.yield() }
    line.close()
    #expect(await waiter.value?.code == "storage.unavailable")
    let late = await FailureTests.error { try await line.enter(by: Self.longTime) }
    #expect(late?.code == "storage.unavailable")
  }
}
