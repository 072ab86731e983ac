import Kernel
import Storage

/// Failed sign-ins, the waits that follow from them, and the addresses that names have signed in from. Digests only.
enum AttemptStore {
  /// What becomes of an attempt before any password is looked at.
  enum Standing: Sendable, Equatable {
    /// The password is looked at; whether the name has signed in from this address before.
    case admitted(isKnown: Bool)
    /// Refused for so many seconds.
    case waits(seconds: Int64)
    /// Refused for so many seconds from now on: the wait is not written down yet (`begin`).
    case mustWait(seconds: Int64)
  }

  // MARK: Before the password

  /// Where an attempt stands. Reads only: a refused attempt costs nothing else.
  /// - Parameter isTrusted: whether a live session vouches for the address.
  static func standing(
    of attempt: SignInAttempt, isTrusted: Bool = false, at now: Moment, _ throttle: SignInThrottle,
    _ transaction: ReadTransaction
  ) throws -> Standing {
    let known = try isTrusted || isKnown(attempt, at: now, throttle, transaction)
    if !known, let seconds = try waitOfAddress(attempt, at: now, throttle, transaction) { return .waits(seconds: seconds) }
    if let opens = try wait(of: attempt, at: now, throttle, transaction) {
      return opens > now ? .waits(seconds: opens.seconds - now.seconds) : .admitted(isKnown: known)
    }
    guard !known else { return .admitted(isKnown: true) }
    // Each address has a wait of its own, from its first try: strangers who go on guessing cannot push it further away.
    let failures = try failures("username_digest = \(attempt.username)", throttle.nameWindow, at: now, throttle, transaction)
    let seconds = throttle.wait(after: failures, isKnown: false)
    return seconds > 0 ? .mustWait(seconds: seconds) : .admitted(isKnown: false)
  }

  /// Writes a wait down, unless there is one already.
  static func begin(wait seconds: Int64, of attempt: SignInAttempt, _ throttle: SignInThrottle, _ transaction: WriteTransaction)
    throws
  {
    let now = transaction.effects.now()
    guard try wait(of: attempt, at: now, throttle, transaction) == nil else { return }
    try set(wait: now.adding(seconds: seconds), of: attempt, transaction)
  }

  // MARK: After it

  /// The attempt failed: it counts from now on, and where too many have, the next one from there waits.
  static func failed(
    _ attempt: SignInAttempt, isKnown: Bool, _ throttle: SignInThrottle, _ transaction: WriteTransaction
  ) throws {
    let now = transaction.effects.now()
    try transaction.run(
      """
      INSERT INTO directory_sign_in_attempt (id, username_digest, address_digest, at)
      VALUES (\(transaction.effects.newID()), \(attempt.username), \(attempt.place), \(now))
      """)
    // Where the name signs in from, strangers elsewhere do not slow it down.
    let whose: SQL =
      isKnown
      ? "username_digest = \(attempt.username) AND address_digest = \(attempt.place)"
      : "username_digest = \(attempt.username)"
    let seconds = throttle.wait(
      after: try failures(whose, throttle.nameWindow, at: now, throttle, transaction), isKnown: isKnown)
    if seconds > 0 {
      try set(wait: now.adding(seconds: seconds), of: attempt, transaction)
    } else {
      try transaction.run("DELETE FROM directory_sign_in_wait WHERE pair_digest = \(attempt.pair)")
    }
  }

  /// The attempt opened a session: the address is one the account signs in from, and what failed there before is forgotten.
  static func succeeded(_ attempt: SignInAttempt, _ account: ID<Account>, _ transaction: WriteTransaction) throws {
    try transaction.run(
      """
      DELETE FROM directory_sign_in_attempt
      WHERE username_digest = \(attempt.username) AND address_digest = \(attempt.place)
      """)
    try transaction.run("DELETE FROM directory_sign_in_wait WHERE pair_digest = \(attempt.pair)")
    try transaction.run(
      """
      INSERT INTO directory_known_address (pair_digest, account, last_at)
      VALUES (\(attempt.pair), \(account), \(transaction.effects.now()))
      ON CONFLICT (pair_digest) DO UPDATE SET account = excluded.account, last_at = excluded.last_at
      """)
  }

  /// Forgets where an account signs in from, but for one place: after a changed password nobody is spared for what was
  /// opened with the old one.
  static func forgetAddresses(
    of account: ID<Account>, but attempt: SignInAttempt? = nil, _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      "DELETE FROM directory_known_address WHERE account = \(account) AND pair_digest <> \(attempt?.pair ?? "")")
  }

  /// Removes what counts no more, and what a wrong clock dated ahead; the number of failures removed.
  static func purge(_ throttle: SignInThrottle, _ transaction: WriteTransaction) throws -> Int {
    let now = transaction.effects.now()
    let ahead = now.adding(seconds: throttle.skew)
    let since = now.adding(seconds: -max(throttle.nameWindow, throttle.addressWindow))
    try transaction.run(
      """
      DELETE FROM directory_sign_in_wait
      WHERE opens_at <= \(now.adding(seconds: -throttle.nameWindow))
        OR opens_at > \(ahead.adding(seconds: throttle.longestWait))
      """)
    try transaction.run(
      """
      DELETE FROM directory_known_address
      WHERE last_at <= \(now.adding(seconds: -throttle.knownFor)) OR last_at > \(ahead)
      """)
    return try transaction.run("DELETE FROM directory_sign_in_attempt WHERE at <= \(since) OR at > \(ahead)")
  }

  // MARK: Parts

  private static func isKnown(
    _ attempt: SignInAttempt, at now: Moment, _ throttle: SignInThrottle, _ transaction: ReadTransaction
  ) throws -> Bool {
    let row = try transaction.row(
      """
      SELECT last_at FROM directory_known_address
      WHERE pair_digest = \(attempt.pair) AND last_at > \(now.adding(seconds: -throttle.knownFor))
        AND last_at <= \(now.adding(seconds: throttle.skew))
      """)
    return row != nil
  }

  /// The seconds until fewer failures from the address count than are borne; `nil` while there are fewer.
  private static func waitOfAddress(
    _ attempt: SignInAttempt, at now: Moment, _ throttle: SignInThrottle, _ transaction: ReadTransaction
  ) throws -> Int64? {
    let row = try transaction.row(
      """
      SELECT at FROM directory_sign_in_attempt
      WHERE address_digest = \(attempt.place) AND at > \(now.adding(seconds: -throttle.addressWindow))
        AND at <= \(now.adding(seconds: throttle.skew))
      ORDER BY at DESC LIMIT 1 OFFSET \(throttle.failuresPerAddress - 1)
      """)
    guard let oldest = row?.moment("at") else { return nil }
    return max(1, oldest.adding(seconds: throttle.addressWindow).seconds - now.seconds)
  }

  /// When the pair may try again, or might have tried; `nil` where it need not wait, or did not come back for an hour.
  private static func wait(
    of attempt: SignInAttempt, at now: Moment, _ throttle: SignInThrottle, _ transaction: ReadTransaction
  ) throws -> Moment? {
    let latest = now.adding(seconds: throttle.longestWait + throttle.skew)
    let row = try transaction.row(
      """
      SELECT opens_at FROM directory_sign_in_wait
      WHERE pair_digest = \(attempt.pair) AND opens_at > \(now.adding(seconds: -throttle.nameWindow))
        AND opens_at <= \(latest)
      """)
    return row?.moment("opens_at")
  }

  private static func set(wait opens: Moment, of attempt: SignInAttempt, _ transaction: WriteTransaction) throws {
    try transaction.run(
      """
      INSERT INTO directory_sign_in_wait (pair_digest, opens_at) VALUES (\(attempt.pair), \(opens))
      ON CONFLICT (pair_digest) DO UPDATE SET opens_at = excluded.opens_at
      """)
  }

  private static func failures(
    _ whose: SQL, _ window: Int64, at now: Moment, _ throttle: SignInThrottle, _ transaction: ReadTransaction
  ) throws -> Int {
    let row = try transaction.row(
      """
      SELECT count(*) AS failures FROM directory_sign_in_attempt
      WHERE \(whose) AND at > \(now.adding(seconds: -window)) AND at <= \(now.adding(seconds: throttle.skew))
      """)
    return try row?.requiredInteger("failures") ?? 0
  }
}
