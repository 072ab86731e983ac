/// Which days an office works: not on Saturdays and Sundays, not on holidays, but on the Saturdays that a yearly decision
/// swaps against a day off. The days are data, so the calendar says for which years it has them (`knows`) instead of guessing.
public struct WorkingCalendar: Hashable, Sendable {
  /// Days off that are not weekends by themselves: holidays, days in lieu, days swapped off.
  public let holidays: Set<CivilDate>
  /// Saturdays and Sundays worked instead of a day swapped off.
  public let workedWeekends: Set<CivilDate>
  /// The years whose holidays are known.
  public let years: Set<Int>

  /// A calendar of these days, complete for these years.
  public init(holidays: Set<CivilDate>, workedWeekends: Set<CivilDate> = [], years: Set<Int>) {
    self.holidays = holidays
    self.workedWeekends = workedWeekends
    self.years = years
  }

  /// Weekends only: for no year are the holidays known.
  public static let weekendsOnly = WorkingCalendar(holidays: [], years: [])

  /// Whether the holidays of the year are known; if not, a page says so beside every day it counts in that year.
  public func knows(_ year: Int) -> Bool { years.contains(year) }

  /// Whether offices work on the day. A day named both off and worked is off.
  public func isWorkingDay(_ day: CivilDate) -> Bool {
    !holidays.contains(day) && (!day.isWeekend || workedWeekends.contains(day))
  }

  /// The day itself where it is a working day, else the first working day after it.
  public func next(onOrAfter day: CivilDate) -> CivilDate { nearest(to: day, step: 1) }

  /// The day itself where it is a working day, else the last working day before it.
  public func previous(onOrBefore day: CivilDate) -> CivilDate { nearest(to: day, step: -1) }

  /// The working day that is `count` working days after `day`, which is not itself counted (before it, when negative); `day`
  /// unchanged for 0.
  public func adding(workingDays count: Int, to day: CivilDate) -> CivilDate {
    let step = count < 0 ? -1 : 1
    var reached = day
    for _ in 0..<abs(count) { reached = nearest(to: reached.adding(days: step), step: step) }
    return reached
  }

  /// How many working days lie between two days, both included; 0 where the last is before the first.
  public func workingDays(from first: CivilDate, through last: CivilDate) -> Int {
    guard first <= last else { return 0 }
    return (first.daysSinceEpoch...last.daysSinceEpoch).count { isWorkingDay(CivilDate(daysSinceEpoch: $0)) }
  }

  private func nearest(to day: CivilDate, step: Int) -> CivilDate {
    var day = day
    while !isWorkingDay(day) { day = day.adding(days: step) }
    return day
  }
}

extension CivilDate {
  /// Whether the day is a Saturday or a Sunday.
  public var isWeekend: Bool {
    // 1 January 1970 was a Thursday: two and three days later, and every seven days from there, the week ends.
    let sinceThursday = (daysSinceEpoch % 7 + 7) % 7
    return sinceThursday == 2 || sinceThursday == 3
  }
}
