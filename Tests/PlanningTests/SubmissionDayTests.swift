import Kernel
import Rulebook
import Territory
import Testing

@testable import Planning
@testable import Reporting

/// By which day a periodic report is sent, over weekends and holidays.
@Suite("Submission of periodic reports")
struct SubmissionDayTests {
  /// Two and three working days after the cut-off, the 20th, the 25th.
  static let days: [(period: String, commune: String, district: String?, department: String, committee: String?)] = [
    // The calendar, up to 2019-03-11: two, three and five working days after the last day.
    ("2018-01", "2018-02-02", "2018-02-05", "2018-02-07", nil),
    ("2018-11", "2018-12-04", "2018-12-05", "2018-12-07", nil),
    // 31 December was swapped off, 1 January a holiday, Saturday 5 January worked.
    ("2018", "2019-01-03", "2019-01-04", "2019-01-07", nil),
    // The cut-off before Reunification Day, with the Monday swapped off and the Saturday worked: not touched.
    ("2019-04", "2019-04-17", "2019-04-18", "2019-04-22", "2019-04-25"),
    ("2019-03", "2019-03-18", "2019-03-19", "2019-03-20", "2019-03-25"),
    // The 14th is a Tuesday; 20 and 25 December 2021 are working days.
    ("2021-12", "2021-12-16", "2021-12-17", "2021-12-20", "2021-12-27"),
    ("2021", "2021-12-16", "2021-12-17", "2021-12-20", "2021-12-27"),
    ("2021-9M", "2021-09-16", "2021-09-17", "2021-09-20", "2021-09-27"),
    ("2021-H1", "2021-06-16", "2021-06-17", "2021-06-21", "2021-06-25"),
    // Tết 10–16 February 2021 lies upon the cut-off.
    ("2021-02", "2021-02-18", "2021-02-19", "2021-02-22", "2021-02-25"),
    // Tết 20–26 January 2023 takes the 20th and the 25th.
    ("2023-01", "2023-01-17", "2023-01-18", "2023-01-27", "2023-01-27"),
    // Tết 16–20 February 2026 leaves no working day between the 14th and the 23rd: the department waits for the communes.
    ("2026-02", "2026-02-24", nil, "2026-02-24", "2026-02-25"),
    // The end of 2026: the submission stays inside the years whose holidays are known.
    ("2026", "2026-12-16", nil, "2026-12-21", "2026-12-25"),
    // Districts report for the last time for June 2025.
    ("2025-H1", "2025-06-17", "2025-06-18", "2025-06-20", "2025-06-25"),
    ("2025-Q3", "2025-09-16", nil, "2025-09-22", "2025-09-25"),
  ]

  @Test("each level sends by its day", arguments: days)
  func levels(period: String, commune: String, district: String?, department: String, committee: String?) throws {
    let calendar = try ReportingRules.calendar
    let period = try ReportingRules.period(period)
    #expect(try calendar.submitBy(period, level: .commune)?.iso == commune)
    #expect(try calendar.submitBy(period, level: .district)?.iso == district)
    #expect(try calendar.submitBy(period, level: .province)?.iso == department)
    #expect(try calendar.submission(of: period, by: .provincialCommittee)?.day.iso == committee)
    #expect(try calendar.window(of: period).submitBy?.iso == department)
  }

  @Test("every day is a working day after the cut-off, and nobody sends before those below", arguments: Period.Kind.allCases)
  func order(kind: Period.Kind) throws {
    let calendar = try ReportingRules.calendar
    for period in (2017...2026).flatMap({ Period.periods(of: kind, in: $0) }) {
      let cutOff = try calendar.window(of: period).dataTo
      let days = try ReportSender.allCases.compactMap { try calendar.submission(of: period, by: $0)?.day }
      #expect(days == days.sorted(), "\(period)")
      for day in days {
        #expect(calendar.workingDays.isWorkingDay(day) && day > cutOff)
        #expect(calendar.workingDays.workingDays(from: cutOff.adding(days: 1), through: day) >= 1)
      }
    }
  }

  static let lateness: [(sent: String, isLate: Bool)] = [
    ("2023-01-15", false), ("2023-01-17", false), ("2023-01-18", true), ("2023-01-27", true),
  ]

  @Test("a report sent after its day is late", arguments: lateness)
  func late(sent: String, isLate: Bool) throws {
    let period = try ReportingRules.period("2023-01")
    let day = try ReportingRules.day(sent)
    #expect(try ReportingRules.calendar.isLate(period, level: .commune, sentOn: day) == isLate)
    #expect(try ReportingRules.calendar.isLate(period, level: .province, sentOn: day) == false)
  }

  static let known: [(period: String, knows: Bool)] = [
    ("2016-11", false), ("2016", false), ("2017-01", true), ("2018", true), ("2026-12", true), ("2027-01", false),
  ]

  @Test("a day counted without the holidays of its year says so", arguments: known)
  func holidaysKnown(period: String, knows: Bool) throws {
    let window = try ReportingRules.calendar.window(of: try ReportingRules.period(period))
    #expect(window.submission?.knowsHolidays == knows)
  }

  @Test("only what was read is called seen")
  func confidence() throws {
    let calendar = try ReportingRules.calendar
    let period = try ReportingRules.period("2021-12")
    let seen = try ReportSender.allCases.filter { try calendar.submission(of: period, by: $0)?.rule.confidence == .seen }
    #expect(seen == [.provincialCommittee])
  }

  // MARK: A department's own rules

  @Test("a department's own day goes before the general one, for the senders it names")
  func ownRule() throws {
    let own = "planning/submission-days/so-a-62/commune"
    #expect(ReportingCalendar.submissionRuleID(.commune, department: PlanningFixture.konTum.department) == own)
    let book = try ReportingRules.rulebook(
      with: [own + ".yaml": ReportingRules.file("working_days: 1")], name: "own")
    let period = try ReportingRules.period("2021-12")
    let konTum = try ReportingCalendar(book, department: PlanningFixture.konTum.department)
    let canTho = try ReportingCalendar(book, department: PlanningFixture.canTho.department)
    #expect(try konTum.submitBy(period, level: .commune)?.iso == "2021-12-15")
    #expect(try konTum.submitBy(period, level: .district)?.iso == "2021-12-17")
    #expect(try canTho.submitBy(period, level: .commune)?.iso == "2021-12-16")
  }

  @Test(
    "a day somebody has seen in a document waits for nobody but the law's least gap",
    arguments: [
      ("day: 15", "seen", "2021-12-15"), ("day: 15", "unverified", "2021-12-17"), ("day: 14", "seen", "2021-12-15"),
      ("day: 1", "seen", "2021-12-15"), ("day: 31", "seen", "2021-12-31"),
    ])
  func documents(fields: String, confidence: String, day: String) throws {
    let own = ReportingCalendar.submissionRuleID(.department, department: PlanningFixture.konTum.department)
    let name = "document-\(fields.suffix(2).replacing(" ", with: ""))-\(confidence)"
    let book = try ReportingRules.rulebook(
      with: [own + ".yaml": ReportingRules.file(fields, confidence: confidence)], name: name)
    let calendar = try ReportingCalendar(book, department: PlanningFixture.konTum.department)
    #expect(try calendar.submitBy(try ReportingRules.period("2021-12"), level: .province)?.iso == day)
  }
}
