import Kernel
import Rulebook
import Territory

/// Who sends a periodic report, from the bottom up. The raw value names the rule's file.
public enum ReportSender: String, Hashable, Sendable, CaseIterable {
  /// A commune, to its district; to the department since there are no districts.
  case commune
  /// A district, to the department; until 2025-06-30.
  case district
  /// The department, to the provincial people's committee and the ministry.
  case department
  /// The provincial people's committee, to the Government.
  case provincialCommittee = "provincial-committee"

  /// Who reports for a level of places: for a province it is the department.
  public init(_ level: AdministrativeUnit.Level) {
    switch level {
    case .commune: self = .commune
    case .district: self = .district
    case .province: self = .department
    }
  }

  /// Those whose reports this one is put together from.
  var below: ArraySlice<ReportSender> { ReportSender.allCases.prefix { $0 != self } }
}

/// The day by which a report is sent, and the rule that says so: `Content/rules/planning/submission-days/`.
public struct SubmissionDay: Hashable, Sendable {
  /// The last day in time, a working day.
  public let day: CivilDate
  /// The rule's value: document, article, confidence.
  public let rule: RuleValue
  /// Whether the holidays between cut-off and this day are known; if not, only weekends were left out, and pages say so.
  public let knowsHolidays: Bool

  /// Whether a report sent on the day is late.
  public func isLate(sentOn day: CivilDate) -> Bool { day > self.day }
}
