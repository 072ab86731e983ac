import Kernel
import Rulebook
import Storage
import Territory

/// When the periodic reports of a department are cut off and sent.
///
/// A department's own rule, `planning/submission-days/so-a-62/commune` for `SO.A.62`, goes before the general
/// `planning/submission-days/commune`, on the days it is in force.
public struct ReportingCalendar: Sendable {
  /// The working days the calendar counts with.
  public let workingDays: WorkingCalendar
  private let rulebook: Rulebook
  private let department: ID<Department>?

  /// The least number of working days between cut-off and submission (Decree 09/2019/NĐ-CP, article 8(5)b).
  public static let gapRuleID = "planning/submission-gap"

  /// The calendar of a department; without one, the general rules.
  /// - Throws: `ReportingRuleError` or `RulebookError` where the holidays cannot be read.
  public init(_ rulebook: Rulebook, department: ID<Department>? = nil) throws {
    self.rulebook = rulebook
    self.department = department
    workingDays = try WorkingCalendar(rulebook)
  }

  /// The id of a sender's rule: the general one, or a department's own.
  public static func submissionRuleID(_ sender: ReportSender, department: ID<Department>? = nil) -> String {
    let folder = department.map { $0.rawValue.lowercased().replacing(".", with: "-") + "/" } ?? ""
    return "planning/submission-days/\(folder)\(sender.rawValue)"
  }

  // MARK: Cut-offs

  /// Which days the report of a period counts, and when the department sends it.
  public func window(of period: Period) throws -> ReportingWindow {
    let bounds = try ReportingWindow.bounds(of: period, rulebook)
    return ReportingWindow(
      period: period, dataFrom: bounds.from, dataTo: bounds.to, submission: try submission(of: period, by: .department),
      rule: bounds.rule)
  }

  /// The period of a kind whose report counts the events of a day; `nil` where none does, as for nine months late in the year.
  /// Where two do, because a new rule began, it is the earlier.
  public func current(_ kind: Period.Kind, on day: CivilDate) throws -> Period? {
    // A window may begin in the year before its period.
    for period in [day.year, day.year + 1].flatMap({ Period.periods(of: kind, in: $0) }) {
      let bounds = try ReportingWindow.bounds(of: period, rulebook)
      if bounds.from <= day, day <= bounds.to { return period }
    }
    return nil
  }

  /// The days of a plan year after the cut-off of its yearly report: their events count for the plan of the year, and for the
  /// report of the next. `nil` where the report follows the calendar.
  public func yearTail(of year: Int) throws -> ClosedRange<CivilDate>? {
    let period = Period.year(year)
    let first = try ReportingWindow.bounds(of: period, rulebook).to.adding(days: 1)
    return first <= period.lastDay ? first...period.lastDay : nil
  }

  // MARK: Submission

  /// The day by which a place of this level sends its report of a period; for the province it is the department's. `nil` where
  /// no rule sets one, as for districts once they are gone.
  public func submitBy(_ period: Period, level: AdministrativeUnit.Level) throws -> CivilDate? {
    try submission(of: period, by: ReportSender(level))?.day
  }

  /// Whether a place of this level that sends its report of a period on the day is late; never where no rule sets a day.
  public func isLate(_ period: Period, level: AdministrativeUnit.Level, sentOn day: CivilDate) throws -> Bool {
    try submission(of: period, by: ReportSender(level))?.isLate(sentOn: day) ?? false
  }

  /// The day by which a sender sends its report of a period, by the rule in force on the period's last day; `nil` where none is.
  ///
  /// A day off moves to the next working day. The day is never nearer to the cut-off than the law's least gap, and where no
  /// document that somebody has seen sets it, never before those of the senders below: in a long Tết the 20th comes too soon.
  public func submission(of period: Period, by sender: ReportSender) throws -> SubmissionDay? {
    guard let (id, rule) = try submissionRule(sender, on: period.lastDay) else { return nil }
    let cutOff = try ReportingWindow.bounds(of: period, rulebook).to
    var days = [try day(rule, id: id, cutOff: cutOff, in: period)]
    if let gap = try leastGap(on: period.lastDay) { days.append(workingDays.adding(workingDays: gap, to: cutOff)) }
    if rule.confidence == .unverified {
      for below in sender.below { days += try submission(of: period, by: below).map { [$0.day] } ?? [] }
    }
    guard let last = days.max() else { return nil }
    return SubmissionDay(
      day: last, rule: rule, knowsHolidays: (cutOff.year...last.year).allSatisfy(workingDays.knows))
  }

  private func day(_ rule: RuleValue, id: String, cutOff: CivilDate, in period: Period) throws -> CivilDate {
    if rule.value.field("day") == nil {
      return workingDays.adding(workingDays: try rule.whole("working_days", in: 1...60, rule: id), to: cutOff)
    }
    let day = period.lastDay.movedTo(day: try rule.whole("day", in: 1...31, rule: id))
    return workingDays.next(onOrAfter: day)
  }

  private func submissionRule(_ sender: ReportSender, on day: CivilDate) throws -> (id: String, value: RuleValue)? {
    if let department {
      let own = ReportingCalendar.submissionRuleID(sender, department: department)
      if let value = rulebook.rule(own)?.value(on: day) { return (own, value) }
    }
    let id = ReportingCalendar.submissionRuleID(sender)
    guard let rule = rulebook.rule(id) else { throw RulebookError.unknownRule(id: id) }
    return rule.value(on: day).map { (id, $0) }
  }

  private func leastGap(on day: CivilDate) throws -> Int? {
    let id = ReportingCalendar.gapRuleID
    guard let rule = rulebook.rule(id) else { throw RulebookError.unknownRule(id: id) }
    return try rule.value(on: day)?.whole("working_days", in: 0...60, rule: id)
  }
}
