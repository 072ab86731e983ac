import NIOCore
import Synchronization

/// How many connections there are, altogether and from each address.
public final class ConnectionCount: Sendable {
  private let limits: ConnectionLimits
  private let state = Mutex(State())

  private struct State {
    var all = 0
    var byAddress: [String: Int] = [:]
  }

  /// A count of nothing yet.
  init(limits: ConnectionLimits) { self.limits = limits }

  /// Counts a connection in; whether there is room for it. One without room must leave like the others.
  func enter(_ address: String) -> Bool {
    state.withLock { state in
      state.all += 1
      state.byAddress[address, default: 0] += 1
      let isProxy = address == "127.0.0.1" || address == "::1" || address.isEmpty
      return state.all <= limits.connections
        && (isProxy || state.byAddress[address, default: 0] <= limits.connectionsOfAddress)
    }
  }

  /// Counts a connection out.
  func leave(_ address: String) {
    state.withLock { state in
      state.all -= 1
      let left = state.byAddress[address, default: 1] - 1
      state.byAddress[address] = left > 0 ? left : nil
    }
  }
}
