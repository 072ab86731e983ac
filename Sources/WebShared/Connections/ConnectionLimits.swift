import NIOCore

/// How long a connection may keep the server waiting, and how many there may be.
public struct ConnectionLimits: Sendable {
  /// The most connections at once; the next gets a plain 503.
  public var connections: Int
  /// The most connections from one address; a proxy on this machine is not counted by address.
  public var connectionsOfAddress = 256
  /// How long a new connection may take to send its first whole header.
  public var firstHeader = TimeAmount.seconds(15)
  /// How long a used one may take to send the next.
  public var idle = TimeAmount.seconds(60)
  /// How long a body may stand still, and what its sender has before the pace counts.
  public var stall = TimeAmount.seconds(30)
  /// The slowest pace at which bodies are taken and answers are fetched, in bytes a second.
  public var pace = 4 * 1024
  /// How long what a refused sender still sends is thrown away, so that he can read the answer.
  public var lingering = TimeAmount.seconds(2)

  /// Limits for that many connections.
  public init(connections: Int = 4096) { self.connections = connections }

  /// When a transfer that began at `start` must be over, having moved that many bytes.
  func deadline(from start: NIODeadline, after bytes: Int) -> NIODeadline {
    start + stall + .seconds(Int64(bytes / pace))
  }
}
