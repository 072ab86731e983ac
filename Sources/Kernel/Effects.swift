import Foundation

/// What a program reads from outside its arguments: the clock, fresh ids, randomness. Passed by value, never global, so a
/// test fixes the day and repeats itself.
public struct Effects: Sendable {
  /// Seconds since 1970 in UTC.
  public var now: @Sendable () -> Moment
  /// The day it is in the offices (Viet Nam, UTC+7 all year).
  public var today: @Sendable () -> CivilDate
  /// A fresh id: sortable by time, unique across machines.
  public var newID: @Sendable () -> String
  /// That many unpredictable bytes, for tokens and salts.
  public var randomBytes: @Sendable (Int) -> [UInt8]

  /// Effects made of the parts given.
  public init(
    now: @escaping @Sendable () -> Moment, newID: @escaping @Sendable () -> String,
    randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.today = { now().vietnameseDay }
    self.newID = newID
    self.randomBytes = randomBytes
  }

  /// The real clock and the system's randomness.
  public static let live = Effects(
    now: { Moment(seconds: Int64(Date().timeIntervalSince1970.rounded(.down))) },
    newID: {
      var generator = SystemRandomNumberGenerator()
      let milliseconds = UInt64(Date().timeIntervalSince1970 * 1000)
      let tail = UInt64.random(in: .min ... .max, using: &generator)
      return hex(milliseconds).suffix(12) + hex(tail)
    },
    randomBytes: { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    })

  /// A clock that stands still at noon of `day` in Viet Nam, ids that count, bytes that repeat for the same seed.
  public static func fixed(on day: CivilDate, seed: UInt64 = 1) -> Effects {
    let moment = Moment(seconds: Int64(day.daysSinceEpoch) * 86_400 + 5 * 3600)
    let source = CountingSource(seed: seed)
    return Effects(
      now: { moment }, newID: { "id-" + String(source.next()) },
      randomBytes: { count in (0..<count).map { _ in UInt8(truncatingIfNeeded: source.scrambled()) } })
  }

  private static func hex(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}

/// A moment in time, whole seconds of UTC.
public struct Moment: Hashable, Sendable, Comparable {
  /// Seconds since 1 January 1970, UTC.
  public let seconds: Int64

  /// The moment that many seconds after 1970.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads the stored form `2021-12-31T08:00:00Z`; `nil` for any other text.
  public init?(iso text: String) {
    guard text.utf8.count == 20, text.hasSuffix("Z"), let day = CivilDate(iso: text.prefix(10)) else { return nil }
    let clock = text.dropFirst(11).dropLast().split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3 else { return nil }
    seconds = Int64(day.daysSinceEpoch) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }

  /// The moment that many seconds later.
  public func adding(seconds more: Int64) -> Moment { Moment(seconds: seconds + more) }

  /// The stored form `2021-12-31T08:00:00Z`.
  public var iso: String { "\(Moment.day(of: seconds).iso)T\(Moment.clock(of: seconds))Z" }

  /// The day it is in Viet Nam at this moment (UTC+7, no summer time).
  public var vietnameseDay: CivilDate { Moment.day(of: seconds + 7 * 3600) }

  /// The time of day in Viet Nam, `15:04`.
  public var vietnameseTime: String { String(Moment.clock(of: seconds + 7 * 3600).prefix(5)) }

  /// Earlier moments come first.
  public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

  private static func day(of seconds: Int64) -> CivilDate {
    CivilDate(daysSinceEpoch: Int((seconds - secondOfDay(seconds)) / 86_400))
  }

  private static func clock(of seconds: Int64) -> String {
    let second = Int(secondOfDay(seconds))
    return [second / 3600, second / 60 % 60, second % 60].map { CivilDate.padded($0, to: 2) }.joined(separator: ":")
  }

  private static func secondOfDay(_ seconds: Int64) -> Int64 { ((seconds % 86_400) + 86_400) % 86_400 }
}
