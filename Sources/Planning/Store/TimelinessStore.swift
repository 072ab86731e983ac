import Directory
import Kernel
import Storage
import Territory

/// Who has sent what, and when: read from the sheets, their figures and the reminders.
public enum TimelinessStore {
  /// How each unit below a unit stands with a form and period, by the units' codes. None where the unit was not there on the
  /// period's last day, or the form is not filled in for the period.
  public static func standings(
    _ form: DataForm, _ period: Period, below unit: ID<AdministrativeUnit>, calendar: ReportingCalendar,
    _ transaction: ReadTransaction
  ) throws -> [UnitStanding] {
    guard form.isUsed(for: period),
      let department = try DirectoryStore.department(ofPlace: unit, on: period.lastDay, transaction)
    else { return [] }
    let units = try TerritoryStore.descendants(of: unit, on: period.lastDay, transaction).filter { $0.level == form.level }
    let places = units.map(\.id)
    let sheets = try SheetStore.sheets(form.code, places: places, period: period, in: department, transaction)
    let figures = try figures(form, period, places, in: department, transaction)
    let reminders = try reminders(form, period, places, in: department, transaction)
    let submitBy = try calendar.submitBy(period, level: form.level)
    return units.map { unit in
      let sheet = sheets[unit.id]
      return UnitStanding(
        unit: unit, period: period, state: sheet?.state ?? figures[unit.id]?.state ?? .draft,
        isCorrection: sheet?.isCorrection ?? false, sentAt: sheet?.sentAt, submitBy: submitBy, lines: form.indicators.count,
        complete: figures[unit.id]?.complete ?? 0, remindedAt: reminders[unit.id])
    }
  }

  /// How punctual and complete each unit below a unit was with a form over a year, by the units' codes. Only the periods
  /// count whose day of submission has passed.
  public static func year(
    _ year: Int, _ form: DataForm, below unit: ID<AdministrativeUnit>, calendar: ReportingCalendar, today: CivilDate,
    _ transaction: ReadTransaction
  ) throws -> [UnitTimeliness] {
    var units: [ID<AdministrativeUnit>: UnitTimeliness] = [:]
    for period in Period.periods(of: form.periodKind, in: year) where period.firstDay <= today {
      for standing in try standings(form, period, below: unit, calendar: calendar, transaction) {
        let before = units[standing.unit.id]?.count ?? Timeliness()
        units[standing.unit.id] = UnitTimeliness(
          unit: standing.unit, count: before + Timeliness(standing, on: today))
      }
    }
    return units.values.filter { $0.count.due > 0 }.sorted { $0.unit.code < $1.unit.code }
  }

  private struct Figures {
    let state: SheetState
    let complete: Int
  }

  /// What the figures of units say: how many lines are filled in, and where the sheet stands if nothing was done with it as a
  /// whole (`SheetStore.sheet` says the same of a single one).
  private static func figures(
    _ form: DataForm, _ period: Period, _ places: [ID<AdministrativeUnit>], in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: Figures] {
    let open = DataStatus.public.map(\.rawValue).sorted()
    var figures: [ID<AdministrativeUnit>: Figures] = [:]
    for row in try transaction.rows(
      """
      SELECT place, COUNT(*) AS figures, SUM(CASE WHEN status = 'approved' THEN 1 ELSE 0 END) AS approved,
        SUM(CASE WHEN status IN (\(list: open)) THEN 1 ELSE 0 END) AS decided,
        SUM(CASE WHEN missing IS NULL OR missing <> 'not_reported' THEN 1 ELSE 0 END) AS complete
      FROM planning_result WHERE department = \(department) AND period = \(period) AND place IN (\(list: places))
        AND indicator IN (\(list: form.indicators)) GROUP BY place
      """)
    {
      let count = try row.requiredInteger("figures")
      let isDecided = count >= form.indicators.count && row.integer("decided") == count
      figures[try row.id("place")] = Figures(
        state: !isDecided ? .draft : row.integer("approved") == 0 ? .locked : .approved,
        complete: try row.requiredInteger("complete"))
    }
    return figures
  }

  private static func reminders(
    _ form: DataForm, _ period: Period, _ places: [ID<AdministrativeUnit>], in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: Moment] {
    var reminders: [ID<AdministrativeUnit>: Moment] = [:]
    for row in try transaction.rows(
      """
      SELECT place, MAX(at) AS at FROM planning_notice WHERE department = \(department) AND kind = 'reminder'
        AND form = \(form.code) AND period = \(period) AND place IN (\(list: places)) GROUP BY place
      """)
    {
      reminders[try row.id("place")] = row.moment("at")
    }
    return reminders
  }
}
