import Synchronization

/// Lets so many in at once. The others stand in line: in order, only so many, and only until their deadline; whoever would wait
/// longer is told that the database is busy.
public final class WaitingLine: Sendable {
  private struct Waiter {
    let ticket: Int
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    /// Places nobody has; while there are any, nobody waits.
    var free: Int
    var waiting: [Waiter] = []
    var lastTicket = 0
    var isClosed = false
  }

  private let state: Mutex<State>
  private let limit: Int

  /// An empty line before so many places.
  /// - Parameter limit: how many may wait; one more is refused at once.
  public init(places: Int, limit: Int = 512) {
    state = Mutex(State(free: max(1, places)))
    self.limit = limit
  }

  /// Waits for a place. Each entry that did not throw is followed by one `leave()`.
  /// - Throws: `StorageError.busy` at the deadline or when too many wait, `.unavailable` when the line is closed,
  ///   `CancellationError` when the task is cancelled.
  public func enter(by deadline: ContinuousClock.Instant) async throws {
    let ticket: Int? = state.withLock { state in
      guard state.free == 0 || state.isClosed else {
        state.free -= 1
        return nil
      }
      state.lastTicket += 1
      return state.lastTicket
    }
    guard let ticket else { return }
    let alarm = Task { [weak self] in
      try await Task.sleep(until: deadline, clock: .continuous)
      self?.dismiss(ticket, telling: WaitingLine.late)
    }
    defer { alarm.cancel() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { stand(in: ticket, by: deadline, $0) }
    } onCancel: {
      dismiss(ticket, telling: CancellationError())
    }
  }

  /// How many wait.
  var length: Int { state.withLock { $0.waiting.count } }

  /// Gives the place to the next in line, or leaves it free.
  public func leave() {
    let next = state.withLock { state -> Waiter? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
    next?.continuation.resume()
  }

  /// Sends everybody away who waits, and whoever comes later; those inside go on.
  public func close() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      state.isClosed = true
      return state.waiting
    }
    for waiter in waiting { waiter.continuation.resume(throwing: WaitingLine.closed) }
  }

  /// Takes a place that came free meanwhile, or goes to the end of the line.
  private func stand(
    in ticket: Int, by deadline: ContinuousClock.Instant, _ continuation: CheckedContinuation<Void, any Error>
  ) {
    let outcome: Result<Void, any Error>? = state.withLock { state in
      if state.isClosed { return .failure(WaitingLine.closed) }
      if Task.isCancelled { return .failure(CancellationError()) }
      if state.free > 0 {
        state.free -= 1
        return .success(())
      }
      // The alarm may have rung before anybody stood here.
      if deadline <= .now { return .failure(WaitingLine.late) }
      if state.waiting.count >= limit { return .failure(StorageError.busy("\(limit) transactions wait already")) }
      state.waiting.append(Waiter(ticket: ticket, continuation: continuation))
      return nil
    }
    if let outcome { continuation.resume(with: outcome) }
  }

  /// Sends one away; whoever has a place or left the line already is not found.
  private func dismiss(_ ticket: Int, telling error: any Error) {
    let waiter = state.withLock { state in
      state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
    }
    waiter?.continuation.resume(throwing: error)
  }

  private static let late = StorageError.busy("the transactions before this one take too long")
  private static let closed = StorageError.unavailable("closed")
}
