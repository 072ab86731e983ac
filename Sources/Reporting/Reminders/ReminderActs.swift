import Directory
import Kernel
import Planning
import Rulebook
import Storage
import Territory

/// Reminding units that have not sent a sheet.
public enum ReminderActs {
  /// Tells every unit below a unit that has not sent a form of a period, in one act with one note. A unit is told once a day,
  /// whoever reminds.
  /// - Returns: how many units were told.
  /// - Throws: `PlanningError.notYourUnit`, `.formNotForPeriod`, `.formNotForLevel`; `TerritoryError` for a unit
  ///   that did not see the period's last day.
  @discardableResult
  public static func remindAll(
    _ form: DataForm, _ period: Period, below unit: ID<AdministrativeUnit>, by authority: Authority, rulebook: Rulebook,
    _ transaction: WriteTransaction
  ) throws -> Int {
    guard form.isUsed(for: period) else {
      throw PlanningError.formNotForPeriod(form: form.code, period: period.description)
    }
    let day = period.lastDay
    guard let path = try TerritoryStore.path(of: unit, on: day, transaction),
      let department = try DirectoryStore.department(ofPlace: unit, on: day, transaction)
    else {
      var resolver = UnitResolver(transaction)
      throw PlanningError.ofPlace(try resolver.absence(of: unit, during: period.days))
    }
    guard authority.mayRemind(below: path) else { throw PlanningError.notYourUnit }
    guard path.unit.level < form.level else {
      throw PlanningError.formNotForLevel(form: form.code, unit: path.unit.fullName)
    }
    // A unit is told once a day: two who remind at once take turns.
    try transaction.enter(.reminders(in: department))
    let today = transaction.effects.today()
    let calendar = try ReportingCalendar(rulebook, department: department)
    let told = try TimelinessStore.standings(form, period, below: unit, calendar: calendar, transaction).filter {
      !$0.hasSent && $0.remindedAt?.vietnameseDay != today
    }
    guard !told.isEmpty else { return 0 }
    for standing in told {
      let sheet = SheetKey(form: form.code, place: standing.unit.id, period: period)
      try NoticeStore.add(.reminder, to: standing.unit.id, about: sheet, in: department, transaction)
    }
    transaction.note(
      AuditNote(
        kind: "planning.sheets.reminded", subject: SheetKey(form: form.code, place: unit, period: period).subject,
        detail: ["count": String(told.count), "units": told.map(\.unit.id.rawValue).joined(separator: " ")]),
      in: department)
    return told.count
  }
}

extension Authority {
  /// Whether somebody may see who below a unit has not sent, and remind them: whoever enters, reviews or approves figures of
  /// the unit itself. The caller sees to it that the unit stands above those that are reminded.
  public func mayRemind(below path: AdministrativePath) -> Bool {
    [.enterResults, .reviewResults, .approveResults].contains { may($0, at: path.units.map(\.id)) }
  }
}
