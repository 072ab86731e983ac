/// How failed sign-ins are answered: with waiting that grows, never with a lock. They are counted in the database, so all
/// application nodes count together. `docs/decisions/0031-waiting-instead-of-locking.md` says why it is as it is.
public struct SignInThrottle: Sendable, Hashable {
  /// Seconds back from now in which failures from one address count.
  public let addressWindow: Int64
  /// Failures borne from one address; then it waits, but for names that have signed in from it before.
  public let failuresPerAddress: Int
  /// Seconds back from now in which failures of one username count.
  public let nameWindow: Int64
  /// Failures borne for one username without waiting.
  public let failuresPerUsername: Int
  /// Seconds of the first waiting; each further failure doubles it.
  public let firstWait: Int64
  /// The most seconds a name waits at an address it never signed in from.
  public let longestWait: Int64
  /// The most seconds a name waits at an address it has signed in from.
  public let longestWaitWhereKnown: Int64
  /// Seconds after which an address no longer counts as one the name signs in from.
  public let knownFor: Int64
  /// Seconds by which the clocks of several nodes may differ; what is dated later than that from now is void.
  public let skew: Int64

  /// Limits in seconds and failures.
  public init(
    addressWindow: Int64 = 15 * 60, failuresPerAddress: Int = 30, nameWindow: Int64 = 3600, failuresPerUsername: Int = 5,
    firstWait: Int64 = 30, longestWait: Int64 = 15 * 60, longestWaitWhereKnown: Int64 = 60, knownFor: Int64 = 90 * 86_400,
    skew: Int64 = 60
  ) {
    self.addressWindow = addressWindow
    self.failuresPerAddress = failuresPerAddress
    self.nameWindow = nameWindow
    self.failuresPerUsername = failuresPerUsername
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.longestWaitWhereKnown = longestWaitWhereKnown
    self.knownFor = knownFor
    self.skew = skew
  }

  /// The seconds to wait after so many failures; none while they are borne.
  public func wait(after failures: Int, isKnown: Bool) -> Int64 {
    let longest = isKnown ? longestWaitWhereKnown : longestWait
    guard failures >= failuresPerUsername else { return 0 }
    // Twenty doublings are longer than any limit, and far from an overflow.
    return min(longest, firstWait << Int64(min(failures - failuresPerUsername, 20)))
  }
}
