import Kernel
import Rulebook

/// The days whose events a periodic report counts, and the rule that says so: `Content/rules/planning/reporting-windows/`.
///
/// Since Decree 09/2019/NĐ-CP (article 12) a report is cut off on the 14th of its last month; before, it followed the
/// calendar. The rule of a period is the one in force on its last day in the calendar, so the first periods under a new rule
/// may share days with the last ones under the old (`overlap`).
public struct ReportingWindow: Hashable, Sendable {
  /// The period.
  public let period: Period
  /// The first day whose events count.
  public let dataFrom: CivilDate
  /// The last day whose events count: the cut-off.
  public let dataTo: CivilDate
  /// The department's day of submission; `nil` where no rule sets one.
  public let submission: SubmissionDay?
  /// The rule's value: document, article, confidence.
  public let rule: RuleValue

  /// The id of the rule for a kind of period.
  public static func ruleID(_ kind: Period.Kind) -> String { "planning/reporting-windows/\(kind.rawValue)" }

  /// The day by which the department sends the report.
  public var submitBy: CivilDate? { submission?.day }

  /// Whether the report counts the whole period of the calendar and nothing else.
  public var isCalendar: Bool { dataFrom == period.firstDay && dataTo == period.lastDay }

  /// Whether an event of the day belongs to the report.
  public func holds(_ day: CivilDate) -> Bool { dataFrom <= day && day <= dataTo }

  /// The days both reports count; `nil` where there are none. Between neighbours there are some only where a new rule began.
  public func overlap(with other: ReportingWindow) -> ClosedRange<CivilDate>? {
    let first = max(dataFrom, other.dataFrom)
    let last = min(dataTo, other.dataTo)
    return first <= last ? first...last : nil
  }
}

extension ReportingWindow {
  /// The first and the last day of a period's data, with the rule's value.
  static func bounds(
    of period: Period, _ rulebook: Rulebook
  ) throws -> (from: CivilDate, to: CivilDate, rule: RuleValue) {
    let id = ReportingWindow.ruleID(period.kind)
    let rule = try rulebook.value(of: id, on: period.lastDay)
    let monthsBack = try rule.whole("months_back", in: 0...12, rule: id)
    let first = CivilDate.clamped(
      try rule.whole("from_day", in: 1...31, rule: id), month: period.firstDay.month - monthsBack, year: period.year)
    let last = period.lastDay.movedTo(day: try rule.whole("to_day", in: 1...31, rule: id))
    guard let first, first <= last else { throw ReportingRuleError.unreadable(rule: id, field: "from_day") }
    return (first, last, rule)
  }
}

extension CivilDate {
  /// A day of the same month; its last day where the month is shorter.
  func movedTo(day: Int) -> CivilDate { CivilDate.clamped(day, month: month, year: year) ?? self }

  /// A day of a month, which may lie before January: month 0 is December of the year before. A month too short for the day
  /// gives its last day; `nil` for a day below 1.
  fileprivate static func clamped(_ day: Int, month: Int, year: Int) -> CivilDate? {
    let (year, month) = month < 1 ? (year - 1, month + 12) : (year, month)
    return CivilDate(year: year, month: month, day: min(day, length(ofMonth: month, year: year)))
  }
}
