import Directory
import Kernel
import Planning
import Published
import Rulebook
import Storage
import Territory

/// A sheet that waits for a reviewer.
public struct WaitingSheet: Sendable {
  /// The sheet.
  public let sheet: Sheet
  /// The unit with the units above it, on the last day of the period.
  public let path: AdministrativePath
  /// Whose records.
  public let department: ID<Department>
  /// The day by which it was to be sent; `nil` where no rule sets one.
  public let submitBy: CivilDate?
  /// The unit whose turn it is where that unit has ended, so that the department acts in its place; `nil` otherwise.
  public let endedReviewer: AdministrativeUnit?

  /// Whether it was sent in time; `nil` where the day of sending is not known.
  public var isOnTime: Bool? {
    guard let sentOn = sheet.sentAt?.vietnameseDay else { return nil }
    return submitBy.map { sentOn <= $0 } ?? true
  }
}

/// What waits for reviewers, and what they decided.
public enum ReviewStore {
  /// The units in whose name a person reviews sheets, with their departments: districts with the right to review, provinces
  /// with the right to approve. A unit that has ended keeps its last department.
  public static func units(
    reviewedBy viewer: Viewer, _ transaction: ReadTransaction
  ) throws -> [(unit: AdministrativeUnit, department: ID<Department>)] {
    let granted = viewer.units(with: .reviewResults) + viewer.units(with: .approveResults)
    return try Set(granted).sorted().compactMap { id in
      guard let unit = try TerritoryStore.versions(of: id, transaction).last, Authority.person(viewer).mayReview(for: unit),
        let department = try DirectoryStore.department(
          ofPlace: id, on: unit.lastDay(until: viewer.day), transaction)
      else { return nil }
      return (unit, department)
    }
  }

  /// The sheets whose turn is a unit of the person, those with most odd values first, then by their day of submission. The
  /// department also gets what waits for a district that has ended.
  /// - Throws: `RulebookError`, `ReportingRuleError` where the day of submission cannot be told.
  public static func waiting(
    for viewer: Viewer, forms: [DataForm]? = nil, rulebook: Rulebook, today: CivilDate, _ transaction: ReadTransaction
  ) throws -> [WaitingSheet] {
    let levels = Dictionary(uniqueKeysWithValues: try (forms ?? FormStore.all(transaction)).map { ($0.code, $0.level) })
    var found: [WaitingSheet] = []
    for (unit, department) in try units(reviewedBy: viewer, transaction) {
      let calendar = try ReportingCalendar(rulebook, department: department)
      var days: [SubmissionQuestion: CivilDate?] = [:]
      for level in AdministrativeUnit.Level.allCases where level == unit.level || unit.level == .province {
        let sheets = try SheetStore.waiting(for: level, in: department, transaction)
        let paths = try paths(of: sheets, transaction)
        for sheet in sheets {
          guard let path = paths[sheet.key.place]?[sheet.key.period], path.units.contains(where: { $0.id == unit.id })
          else { continue }
          let reviewer = path.units.first { $0.level == level }
          let isOver = reviewer?.validTo.map { $0 < today } ?? false
          guard level == unit.level || isOver else { continue }
          let question = SubmissionQuestion(period: sheet.key.period, level: levels[sheet.key.form] ?? path.unit.level)
          let day = try days[question] ?? calendar.submitBy(question.period, level: question.level)
          days[question] = day
          found.append(
            WaitingSheet(
              sheet: sheet, path: path, department: department, submitBy: day,
              endedReviewer: level == unit.level ? nil : reviewer))
        }
      }
    }
    return found.sorted { left, right in
      if left.sheet.odd != right.sheet.odd { return left.sheet.odd > right.sheet.odd }
      let (a, b) = (left.submitBy?.iso ?? "9999", right.submitBy?.iso ?? "9999")
      if a != b { return a < b }
      return (left.sheet.key.form, left.path.unit.code) < (right.sheet.key.form, right.path.unit.code)
    }
  }

  private struct SubmissionQuestion: Hashable {
    let period: Period
    let level: AdministrativeUnit.Level
  }

  /// How often sheets of some units came back, by sheet; those that never did are left out.
  public static func timesReturned(
    _ places: [ID<AdministrativeUnit>], in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [SheetKey: Int] {
    var times: [SheetKey: Int] = [:]
    for row in try transaction.rows(
      """
      SELECT form, place, period, COUNT(*) AS times FROM planning_sheet_event
      WHERE department = \(department) AND act = 'return' AND place IN (\(list: places)) GROUP BY form, place, period
      """)
    {
      times[try key(row)] = try row.requiredInteger("times")
    }
    return times
  }

  /// How many approved sheets of some departments are not fixed yet, by period and form.
  public static func approvedCounts(
    in departments: [ID<Department>], _ transaction: ReadTransaction
  ) throws -> [Period: [String: Int]] {
    var counts: [Period: [String: Int]] = [:]
    guard !departments.isEmpty else { return counts }
    for row in try transaction.rows(
      """
      SELECT period, form, COUNT(*) AS number FROM planning_sheet
      WHERE department IN (\(list: departments)) AND state = 'approved' GROUP BY period, form
      """)
    {
      guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
      counts[period, default: [:]][try row.requiredText("form")] = try row.requiredInteger("number")
    }
    return counts
  }

  /// One page of the approved sheets of a period that are not fixed yet, with the path of each unit, by department, form and unit.
  /// - Parameter form: only this form; every one where it is empty.
  public static func approved(
    _ period: Period, form: String, in departments: [ID<Department>], after key: ListKey?, size: Int = 25,
    _ transaction: ReadTransaction
  ) throws -> ListPage<(sheet: Sheet, path: AdministrativePath)> {
    let ofForm: SQL = form.isEmpty ? "1 = 1" : "form = \(form)"
    let page = try transaction.page(
      """
      SELECT * FROM planning_sheet WHERE department IN (\(list: departments)) AND state = 'approved' AND period = \(period)
        AND \(ofForm)
      """, by: ["department", "form", "place"], after: key, size: size
    ).map(SheetStore.sheet)
    let paths = try paths(of: page.rows, transaction)
    return page.map { sheet in paths[sheet.key.place]?[period].map { (sheet, $0) } }
  }

  /// What fixing a department's year would fix, and what it would leave behind.
  public struct YearToLock: Hashable, Sendable {
    /// How many figures are approved and not fixed.
    public let figures: Int
    /// How many sheets are.
    public let sheets: Int
    /// How many sheets of the year are still on their way.
    public let waiting: Int
  }

  /// What fixing a year would do.
  public static func yearToLock(
    _ year: Int, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> YearToLock {
    let whole: SQL = "department = \(department) AND \(Period.isWithin(year))"
    func count(_ statement: SQL) throws -> Int { try transaction.row(statement)?.integer("number") ?? 0 }
    return YearToLock(
      figures: try count("SELECT COUNT(*) AS number FROM planning_result WHERE \(whole) AND status = 'approved'"),
      sheets: try count("SELECT COUNT(*) AS number FROM planning_sheet WHERE \(whole) AND state = 'approved'"),
      waiting: try count(
        "SELECT COUNT(*) AS number FROM planning_sheet WHERE \(whole) AND state NOT IN ('approved', 'locked')"))
  }

  /// The years in which a department has approved figures that are not fixed yet, newest first.
  public static func yearsToLock(in department: ID<Department>, _ transaction: ReadTransaction) throws -> [Int] {
    // A walk over the index of approved figures, a step a period: there may be a hundred thousand of them.
    let approved: SQL = "FROM planning_result WHERE department = \(department) AND status = 'approved'"
    let periods = try transaction.rows(
      """
      WITH RECURSIVE walk (period) AS (
        SELECT MIN(period) \(approved)
        UNION ALL
        SELECT (SELECT MIN(period) \(approved) AND period > walk.period) FROM walk WHERE walk.period IS NOT NULL)
      SELECT period FROM walk WHERE period IS NOT NULL
      """
    ).compactMap { Period(try $0.requiredText("period")) }
    return Set(periods.map(\.year)).sorted(by: >)
  }

  /// The paths of the units of sheets, each on the last day of the sheet's period.
  private static func paths(
    of sheets: [Sheet], _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: [Period: AdministrativePath]] {
    var paths: [ID<AdministrativeUnit>: [Period: AdministrativePath]] = [:]
    let found = try TerritoryStore.paths(of: sheets.map { ($0.key.place, $0.key.period.lastDay) }, transaction)
    for (sheet, path) in zip(sheets, found) { paths[sheet.key.place, default: [:]][sheet.key.period] = path.first }
    return paths
  }

  /// The key of a row about a sheet.
  static func key(_ row: Row) throws -> SheetKey {
    guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
    return SheetKey(form: try row.requiredText("form"), place: try row.id("place"), period: period)
  }
}
