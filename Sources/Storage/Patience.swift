/// How long a transaction waits before it is given up with `StorageError.busy`: nobody stands behind a lock without end.
public struct Patience: Hashable, Sendable {
  /// The longest a writer waits for its turn: behind others of this process, and behind locks of other processes.
  public let writing: Duration
  /// The longest a reader waits for a free connection.
  public let reading: Duration
  /// The longest one statement may take on a database server; `nil` for as long as it needs. SQLite's statements run in this
  /// process and are not cut off.
  public let statement: Duration?
  /// The longest a connection to a database server may take to open.
  public let connecting: Duration

  /// A patience of one's own, for tests.
  public init(writing: Duration, reading: Duration, statement: Duration?, connecting: Duration = .seconds(10)) {
    self.writing = writing
    self.reading = reading
    self.statement = statement
    self.connecting = connecting
  }

  /// Of pages: whoever waits in front of a browser is told within about ten seconds.
  public static let server = Patience(
    writing: .seconds(5), reading: .seconds(10), statement: .seconds(8), connecting: .seconds(5))
  /// Of the command line: imports and migrations may wait for others, and their statements take what they need.
  public static let console = Patience(writing: .seconds(60), reading: .seconds(60), statement: nil)
}

extension Duration {
  /// Whole milliseconds, at least 0 and at most what C's functions take.
  public var wholeMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
