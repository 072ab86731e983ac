import Directory
import HTML
import Kernel
import Planning
import Reporting
import Rulebook
import Storage
import Territory
import WebShared
import Wording

/// Who has not sent, and reminding all of them at once; how punctual and complete units were over a year.
extension StaffPages {
  var reminderRoutes: [Route] {
    form("/nhac", .holding(.viewPlan), RemindUnits.self)
      + [.page("/nhac/nam", .holding(.viewPlan)) { try await timelinessPage($0) }]
  }
}

/// Which units and which sheet a page of reminders is about.
struct ReminderQuestion: Sendable {
  /// The units of the person that others report to, the one asked for first read from the query.
  let units: [AdministrativeUnit]
  /// The unit whose units below are asked about, on the last day of the period.
  let path: AdministrativePath
  let department: ID<Department>
  /// The forms that units below it fill in.
  let forms: [DataForm]
  let form: DataForm
  let period: Period
  let calendar: ReportingCalendar

  /// The query that asks the same again.
  var query: [(String, String)] {
    [("noi", path.unit.id.rawValue), ("bieu", form.code), ("ky", period.description)]
  }

  /// Reads `noi`, `bieu` and `ky` of the address, else of the form; what is not named is the person's first unit, its first form, and the newest period whose
  /// figures are complete.
  /// - Throws: `WebError.forbidden`, `PlanningError.unknownForm`; `TerritoryError` for a unit that is not there.
  init(_ request: StaffRequest, rulebook: Rulebook, today: CivilDate, _ transaction: ReadTransaction) throws {
    units = try ReminderQuestion.units(of: request.viewer, transaction)
    let named = request.asked("noi")
    let typed = try named.isEmpty ? nil : UnitReference(named).unit(on: today, transaction)
    guard let id = typed ?? units.first?.id else { throw WebError.forbidden }
    guard let last = try TerritoryStore.versions(of: id, transaction).last else {
      throw TerritoryError.unknownCode(id.rawValue, day: today)
    }
    forms = try FormStore.all(transaction).filter { $0.level > last.level }
    let code = request.asked("bieu")
    guard let form = code.isEmpty ? forms.first : forms.first(where: { $0.code == code }) else {
      throw code.isEmpty ? WebError.forbidden : PlanningError.unknownForm(code: code)
    }
    self.form = form
    let end = last.lastDay(until: today)
    let asked = Period(request.asked("ky")).flatMap { form.isUsed(for: $0) ? $0 : nil }
    period = try asked ?? ReminderQuestion.newest(form, before: end, ReportingCalendar(rulebook))
    guard let path = try TerritoryStore.path(of: id, on: period.lastDay, transaction),
      let department = try DirectoryStore.department(ofProvince: path.province.id, on: period.lastDay, transaction)
    else {
      var resolver = UnitResolver(transaction)
      throw try resolver.absence(of: id, during: period.days)
    }
    guard Authority.person(request.viewer).mayRemind(below: path) else { throw WebError.forbidden }
    self.path = path
    self.department = department
    calendar = try ReportingCalendar(rulebook, department: department)
  }

  /// The units of a person that have units below.
  private static func units(of viewer: Viewer, _ transaction: ReadTransaction) throws -> [AdministrativeUnit] {
    let ids = Set([Permission.enterResults, .reviewResults, .approveResults].flatMap { viewer.units(with: $0) })
    return try ids.sorted().compactMap { try TerritoryStore.versions(of: $0, transaction).last }.filter { $0.level < .commune }
  }

  /// The newest period of a form that was cut off before a day; the first that year where none was.
  private static func newest(_ form: DataForm, before day: CivilDate, _ calendar: ReportingCalendar) throws -> Period {
    let periods = (day.year - 1...day.year).flatMap { Period.periods(of: form.periodKind, in: $0) }.filter(form.isUsed)
    let closed = try periods.last { try calendar.window(of: $0).dataTo < day }
    return closed ?? periods.first ?? .year(day.year)
  }
}
