import Kernel
import Planning
import Reporting
import Rulebook
import Territory
import WebShared
import Wording

/// What the calendar says of a sheet: which days it counts, when it is sent, and how that stands today.
struct SheetDeadline: Sendable {
  /// The days whose events count.
  let window: ReportingWindow
  /// The unit's own day of submission; `nil` where no rule sets one.
  let submission: SubmissionDay?
  /// The days of the plan year before that this sheet counts, to be told apart; `nil` for other sheets.
  let yearTail: ClosedRange<CivilDate>?
  /// The day in the offices.
  let today: CivilDate

  init(_ context: SheetContext, rulebook: Rulebook, today: CivilDate) throws {
    let calendar = try ReportingCalendar(rulebook, department: context.department)
    let period = context.key.period
    window = try calendar.window(of: period)
    submission = try calendar.submission(of: period, by: ReportSender(context.form.level))
    yearTail = period.isFirstOfYear ? try calendar.yearTail(of: period.year - 1) : nil
    self.today = today
  }

  /// Whether figures of the period may be typed yet.
  var hasBegun: Bool { window.period.firstDay <= today }

  /// Whether the day of submission has passed.
  var isLate: Bool { submission?.isLate(sentOn: today) ?? false }

  /// «Số liệu từ 15/11/2024 đến 14/12/2024; hạn gửi 17/12/2024; Nghị định 09/2019/NĐ-CP, Điều 12».
  func sentence(_ words: LocalWording) -> String {
    let format = words.format
    var parts = [words.text("entry.window", ["from": format.date(window.dataFrom), "to": format.date(window.dataTo)])]
    if let submission {
      let key = submission.knowsHolidays ? "entry.due" : "entry.due_weekends_only"
      parts.append(words.text(key, ["day": format.date(submission.day)]))
    } else {
      parts.append(words.text("entry.no_due"))
    }
    parts.append([window.rule.document, window.rule.article].filter { !$0.isEmpty }.joined(separator: ", "))
    return parts.joined(separator: "; ")
  }

  /// The days told apart: «15–31/12/2023».
  func tailText(_ words: LocalWording) -> String? {
    yearTail.map { "\(words.format.date($0.lowerBound)) – \(words.format.date($0.upperBound))" }
  }
}
