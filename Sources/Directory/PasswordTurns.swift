import Synchronization

/// Who may hash a password next. One at a time; each place that asks has its own lane, the lanes are served in turn, and every
/// second turn belongs to names that sign in from where they have before. So whoever floods waits behind himself.
/// The lanes are bounded: when all are full the longest gives up its last, who is told to come back.
final class PasswordTurns: Sendable {
  /// Who waits together, first come first served.
  struct Lane: Hashable, Sendable {
    /// Whether these have signed in from there before, or act in a session.
    let isKnown: Bool
    /// The digest of the place.
    let place: String
  }

  /// One that waits: resumed with true for its turn, with false when it has to give up.
  private typealias Waiting = CheckedContinuation<Bool, Never>

  /// Lanes of one kind, in the order of their turns.
  private struct Round {
    var order: [Lane] = []
    var lanes: [Lane: [Waiting]] = [:]

    mutating func add(_ waiting: Waiting, to lane: Lane) {
      if lanes[lane] == nil { order.append(lane) }
      lanes[lane, default: []].append(waiting)
    }

    mutating func next() -> Waiting? {
      guard !order.isEmpty else { return nil }
      let lane = order.removeFirst()
      let first = lanes[lane]?.removeFirst()
      if lanes[lane]?.isEmpty == false { order.append(lane) } else { lanes[lane] = nil }
      return first
    }

    /// Takes the last of the longest lane out.
    mutating func dropLast() -> Waiting? {
      guard let lane = lanes.max(by: { $0.value.count < $1.value.count })?.key else { return nil }
      let last = lanes[lane]?.popLast()
      if lanes[lane]?.isEmpty == true {
        lanes[lane] = nil
        order.removeAll { $0 == lane }
      }
      return last
    }
  }

  private struct State {
    var isTaken = false
    var count = 0
    var known = Round()
    var strangers = Round()
    var wasKnown = false
  }

  private let state = Mutex(State())
  private let capacity: Int
  private let laneCapacity: Int
  private let longestWait: Duration

  /// - Parameters:
  ///   - capacity: how many may wait in all.
  ///   - laneCapacity: how many may wait in one lane.
  ///   - longestWait: after so long a wait the asker has most likely left; his password is not looked at any more.
  init(capacity: Int = 1024, laneCapacity: Int = 256, longestWait: Duration = .seconds(120)) {
    self.capacity = capacity
    self.laneCapacity = laneCapacity
    self.longestWait = longestWait
  }

  /// Does the work when the lane's turn has come.
  /// - Throws: `DirectoryError.signInBusy` when too many wait, or the wait was too long; and what the work throws.
  func take<Answer: Sendable>(_ lane: Lane, _ work: @Sendable () async throws -> Answer) async throws -> Answer {
    let start = ContinuousClock.now
    guard await enter(lane) else { throw DirectoryError.signInBusy }
    defer { leave() }
    guard !Task.isCancelled, ContinuousClock.now - start <= longestWait else { throw DirectoryError.signInBusy }
    return try await work()
  }

  /// How many wait.
  var waiting: Int { state.withLock { $0.count } }

  private func enter(_ lane: Lane) async -> Bool {
    await withCheckedContinuation { continuation in
      let (answered, answer) = state.withLock { state -> (Waiting?, Bool) in
        guard state.isTaken else {
          state.isTaken = true
          return (continuation, true)
        }
        return (admit(continuation, lane, &state), false)
      }
      answered?.resume(returning: answer)
    }
  }

  /// Lets one wait; whoever has to give up for it.
  private func admit(_ continuation: Waiting, _ lane: Lane, _ state: inout State) -> Waiting? {
    let ahead = (lane.isKnown ? state.known : state.strangers).lanes[lane]?.count ?? 0
    guard ahead < laneCapacity else { return continuation }
    if lane.isKnown { state.known.add(continuation, to: lane) } else { state.strangers.add(continuation, to: lane) }
    state.count += 1
    guard state.count > capacity else { return nil }
    state.count -= 1
    if let stranger = state.strangers.dropLast() { return stranger }
    return state.known.dropLast()
  }

  private func leave() {
    let next = state.withLock { state -> Waiting? in
      var next = state.wasKnown ? state.strangers.next() : state.known.next()
      if next == nil {
        next = state.wasKnown ? state.known.next() : state.strangers.next()
      } else {
        state.wasKnown.toggle()
      }
      state.isTaken = next != nil
      if next != nil { state.count -= 1 }
      return next
    }
    next?.resume(returning: true)
  }
}
