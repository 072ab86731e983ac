/// How many failed sign-ins are borne. They are counted in the database, so all application nodes count together.
public struct SignInThrottle: Sendable, Hashable {
  /// Seconds back from now in which failures count.
  public let window: Int64
  /// Failures borne for one username; the attempt after them is refused, even with the right password.
  public let failuresPerUsername: Int
  /// Failures borne from one address.
  public let failuresPerAddress: Int

  /// Limits; five failures per username and thirty per address in a quarter of an hour.
  public init(window: Int64 = 15 * 60, failuresPerUsername: Int = 5, failuresPerAddress: Int = 30) {
    self.window = window
    self.failuresPerUsername = failuresPerUsername
    self.failuresPerAddress = failuresPerAddress
  }

  /// The window in whole minutes, as the sentence names it.
  public var minutes: Int { Int((window + 59) / 60) }
}
