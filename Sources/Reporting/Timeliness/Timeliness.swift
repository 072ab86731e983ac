import Kernel
import Planning
import Territory

/// How punctual and how complete the sheets of a unit, a form or a year were. Sheets count once their day of submission has
/// passed, or where no rule sets one once their period has ended; a sheet sent early does not lift the share.
public struct Timeliness: Hashable, Sendable {
  /// How many sheets were due.
  public var due = 0
  /// How many of them were sent, in time or not.
  public var sent = 0
  /// How many of them were sent in time the first time. What was approved from a file has no day of sending and is not in here.
  public var onTime = 0
  /// How many lines the sheets that were due have.
  public var lines = 0
  /// How many of these lines were sent with a number, «nil» or «not applicable».
  public var complete = 0

  /// Nothing was due.
  public init() {}

  /// The sheets sent, in percent of those due; `nil` where none was due.
  public var sentPercent: Ratio? { Timeliness.percent(sent, of: due) }
  /// The sheets sent in time, in percent of those due; `nil` where none was due.
  public var onTimePercent: Ratio? { Timeliness.percent(onTime, of: due) }
  /// The lines filled in, in percent of those due; `nil` where none was due.
  public var completePercent: Ratio? { Timeliness.percent(complete, of: lines) }

  /// Two counts together: shares come from the sums, never from averages of shares.
  public static func + (left: Timeliness, right: Timeliness) -> Timeliness {
    var sum = left
    sum.due += right.due
    sum.sent += right.sent
    sum.onTime += right.onTime
    sum.lines += right.lines
    sum.complete += right.complete
    return sum
  }

  private static func percent(_ part: Int, of whole: Int) -> Ratio? { whole == 0 ? nil : Ratio(part, whole) * .hundred }
}

extension Timeliness {
  /// The count of one sheet as it stands on a day.
  public init(_ standing: UnitStanding, on today: CivilDate) {
    self.init()
    guard standing.isDue(on: today) else { return }
    due = 1
    lines = standing.lines
    guard standing.hasSent else { return }
    sent = 1
    onTime = standing.isOnTime == true ? 1 : 0
    complete = standing.complete
  }

  /// The count of many sheets as they stand on a day.
  public init(_ standings: some Sequence<UnitStanding>, on today: CivilDate) {
    self = standings.reduce(Timeliness()) { $0 + Timeliness($1, on: today) }
  }
}

/// How a unit stands with one sheet: sent or not, in time or late, complete or not.
public struct UnitStanding: Hashable, Sendable {
  /// The unit, as it was on the last day of the period.
  public let unit: AdministrativeUnit
  /// The period.
  public let period: Period
  /// Where the sheet stands.
  public let state: SheetState
  /// Whether the sheet was fixed once and is being corrected.
  public let isCorrection: Bool
  /// When it was sent the first time; `nil` before, and for what was approved from a file.
  public let sentAt: Moment?
  /// The day by which it is sent; `nil` where no rule sets one.
  public let submitBy: CivilDate?
  /// How many lines the form has.
  public let lines: Int
  /// How many of them have a number, «nil» or «not applicable».
  public let complete: Int
  /// When the unit was reminded last; `nil` if never.
  public let remindedAt: Moment?

  /// Whether the sheet is with those above: what came back is not, what is corrected after its approval is.
  public var hasSent: Bool { !state.isEditable || isCorrection }

  /// The day on which it was sent the first time.
  public var sentOn: CivilDate? { sentAt?.vietnameseDay }

  /// Whether it was sent in time; `nil` while it is not sent, and where the day is not known. Without a day set, always.
  public var isOnTime: Bool? {
    guard hasSent, let sentOn else { return nil }
    return submitBy.map { sentOn <= $0 } ?? true
  }

  /// Whether its day has passed.
  public func isDue(on today: CivilDate) -> Bool { (submitBy ?? period.lastDay) < today }

  /// By how many working days it was sent late, or is late today while it is not sent; 0 in time. What comes in on a day off
  /// is read on the next working day, and so late by at least one.
  public func workingDaysLate(on today: CivilDate, _ calendar: WorkingCalendar) -> Int {
    guard let submitBy, let day = hasSent ? sentOn : today, day > submitBy else { return 0 }
    return calendar.workingDays(from: submitBy.adding(days: 1), through: calendar.next(onOrAfter: day))
  }
}

/// A unit with how punctual and complete its sheets of a year were.
public struct UnitTimeliness: Hashable, Sendable {
  /// The unit, as it was in the last period it had.
  public let unit: AdministrativeUnit
  /// The count.
  public let count: Timeliness
}
