import Kernel
import Rulebook

/// What a field of `Content/rules/calendar/holidays.yaml` names.
enum HolidayField: String, CaseIterable {
  case newYear = "new_year"
  case lunarNewYear = "lunar_new_year"
  case hungKings = "hung_kings"
  case reunification
  case labour
  case nationalDay = "national_day"
  case cultureDay = "culture_day"
  /// Working days off because a holiday fell on a weekend.
  case inLieu = "in_lieu"
  /// Working days off against a Saturday that is worked.
  case swappedOff = "swapped_off"
  /// The Saturdays worked.
  case workingInstead = "working_instead"
}

extension WorkingCalendar {
  /// The id of the rule.
  public static let ruleID = "calendar/holidays"

  /// The days off and the days worked instead that the rulebook lists, a value a year (Labour Code, article 112, and the
  /// yearly announcement). The years it knows are those the values cover.
  /// - Throws: `ReportingRuleError` for a value without a first or last day, an unknown field, or a day outside its value's
  ///   days: a slip in a year would otherwise move a holiday in silence; `RulebookError.unknownRule` without the file.
  public init(_ rulebook: Rulebook) throws {
    self = try rulebook.decoded(WorkingCalendar.ruleID) { try WorkingCalendar(listedBy: $0) }
  }

  private init(listedBy rule: Rule) throws {
    var holidays: Set<CivilDate> = []
    var worked: Set<CivilDate> = []
    var years: Set<Int> = []
    for value in rule.values {
      guard let from = value.from, let to = value.to, case .fields(let fields) = value.value else {
        throw ReportingRuleError.unreadable(rule: WorkingCalendar.ruleID, field: "to")
      }
      years.formUnion(from.year...to.year)
      for (name, text) in fields {
        guard let field = HolidayField(rawValue: name), let days = WorkingCalendar.days(text),
          days.allSatisfy(value.isInForce)
        else { throw ReportingRuleError.unreadable(rule: WorkingCalendar.ruleID, field: "\(name) \(from.year)") }
        if field == .workingInstead { worked.formUnion(days) } else { holidays.formUnion(days) }
      }
    }
    self.init(holidays: holidays, workedWeekends: worked, years: years)
  }

  /// Reads `2024-02-08..2024-02-12, 2024-09-03`; `nil` for anything else, or for a range that runs backwards.
  static func days(_ text: String) -> [CivilDate]? {
    var days: [CivilDate] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = VietnameseText.cleaned(String(part)).split(separator: "..", omittingEmptySubsequences: false)
      guard ends.count <= 2, let first = ends.first.flatMap({ CivilDate(iso: $0) }),
        let last = ends.last.flatMap({ CivilDate(iso: $0) }), first <= last
      else { return nil }
      days += (first.daysSinceEpoch...last.daysSinceEpoch).map { CivilDate(daysSinceEpoch: $0) }
    }
    return days
  }
}
