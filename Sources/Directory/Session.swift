import Kernel
import Secrets
import Storage

/// What a browser holds to show who it is: 32 unpredictable bytes in hexadecimal. Only its SHA-256 is stored, so a copy of the
/// database opens no session.
public struct SessionToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
  /// The 64 characters of the cookie. Never stored, logged or put into a page.
  public let text: String

  /// A fresh token.
  init(_ effects: Effects) { text = Digest.hex(effects.randomBytes(32)) }

  /// The token of a cookie; `nil` for what was never one.
  public init?(cookie: String) {
    let isHex = cookie.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard cookie.utf8.count == 64, isHex else { return nil }
    text = cookie
  }

  /// The SHA-256 of the token, as stored.
  public var digest: String { Digest.sha256(text) }

  /// Hides the token from logs.
  public var description: String { "SessionToken(hidden)" }

  /// Hides the token from logs.
  public var debugDescription: String { description }
}

/// How long a session lasts.
public struct SessionLimits: Sendable, Hashable {
  /// Seconds from sign-in to the end, used or not.
  public let absolute: Int64
  /// Seconds without use to the end.
  public let idle: Int64
  /// Seconds after which a use is written down again; so many seconds early an idle session may end.
  public let useIsNotedEvery: Int64
  /// Seconds by which the clocks of several nodes may differ; a session dated later than that from now is none.
  public let skew: Int64
  /// Seconds for which an ended session is still stored, so that its owner finds again what he was typing.
  public let remembered: Int64

  /// Limits in seconds; 12 hours at most, 2 hours without use.
  public init(
    absolute: Int64 = 12 * 3600, idle: Int64 = 2 * 3600, useIsNotedEvery: Int64 = 60, skew: Int64 = 60,
    remembered: Int64 = 12 * 3600
  ) {
    self.absolute = absolute
    self.idle = idle
    self.useIsNotedEvery = useIsNotedEvery
    self.skew = skew
    self.remembered = remembered
  }
}

/// A person signed in at a browser.
public struct Session: Hashable, Sendable {
  /// The SHA-256 of its token: its key in the store.
  public let tokenDigest: String
  /// Whose it is.
  public let account: ID<Account>
  /// The account's department.
  public let department: ID<Department>
  /// When the person signed in.
  public let createdAt: Moment
  /// When it was last used, as far as noted.
  public let lastUsedAt: Moment
  /// Names what the browser keeps of typed figures: nobody else's session has this name. It opens nothing.
  public let draftTag: String

  /// Whether it still counts: the second a limit is reached it does not, nor does one that a wrong clock dated ahead.
  public func isLive(at now: Moment, _ limits: SessionLimits) -> Bool {
    let ahead = now.adding(seconds: limits.skew)
    return now < createdAt.adding(seconds: limits.absolute) && now < lastUsedAt.adding(seconds: limits.idle)
      && createdAt <= ahead && lastUsedAt <= ahead
  }
}
