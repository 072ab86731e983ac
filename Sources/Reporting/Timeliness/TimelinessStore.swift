import Directory
import Figures
import Kernel
import Planning
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
    let asked = Asked(form: form, period: period, units: units)
    return try standings(asked, Answers.read([asked], in: department, transaction), calendar)
  }

  /// How punctual and complete each unit below a unit was with each form over a year, by the units' codes, in a constant number of
  /// statements. Only the periods count whose day of submission has passed.
  /// - Returns: the units by the form's code.
  public static func year(
    _ year: Int, _ forms: [DataForm], below unit: ID<AdministrativeUnit>, calendar: ReportingCalendar, today: CivilDate,
    _ transaction: ReadTransaction
  ) throws -> [String: [UnitTimeliness]] {
    let keepers = try RecordKeepers.read(UnitTree.read(unit, withUnitsBelow: true, transaction), transaction)
    var asked: [ID<Department>: [Asked]] = [:]
    for form in forms {
      for period in Period.periods(of: form.periodKind, in: year) where period.firstDay <= today && form.isUsed(for: period) {
        guard let department = keepers.department(on: period.lastDay) else { continue }
        let units = keepers.tree.below(on: period.lastDay).filter { $0.level == form.level }
        asked[department, default: []].append(Asked(form: form, period: period, units: units))
      }
    }
    var counts: [String: [ID<AdministrativeUnit>: UnitTimeliness]] = [:]
    for (department, asked) in asked {
      let answers = try Answers.read(asked, in: department, transaction)
      for question in asked {
        for standing in try standings(question, answers, calendar) {
          let before = counts[question.form.code]?[standing.unit.id]?.count ?? Timeliness()
          counts[question.form.code, default: [:]][standing.unit.id] = UnitTimeliness(
            unit: standing.unit, count: before + Timeliness(standing, on: today))
        }
      }
    }
    return counts.mapValues { units in units.values.filter { $0.count.due > 0 }.sorted { $0.unit.code < $1.unit.code } }
  }

  /// One form and period with the units that report it.
  private struct Asked {
    let form: DataForm
    let period: Period
    let units: [AdministrativeUnit]
  }

  private static func standings(_ asked: Asked, _ answers: Answers, _ calendar: ReportingCalendar) throws -> [UnitStanding] {
    let submitBy = try calendar.submitBy(asked.period, level: asked.form.level)
    return asked.units.map { unit in
      let key = SheetKey(form: asked.form.code, place: unit.id, period: asked.period)
      let sheet = answers.sheets[key]
      return UnitStanding(
        unit: unit, period: asked.period, state: sheet?.state ?? answers.figures[key]?.state ?? .draft,
        isCorrection: sheet?.isCorrection ?? false, sentAt: sheet?.sentAt, submitBy: submitBy, lines: asked.form.indicators.count,
        complete: answers.figures[key]?.complete ?? 0, remindedAt: answers.reminders[key])
    }
  }

  /// What is stored of many sheets.
  private struct Answers {
    var sheets: [SheetKey: Sheet] = [:]
    var figures: [SheetKey: (state: SheetState, complete: Int)] = [:]
    var reminders: [SheetKey: Moment] = [:]

    static func read(_ asked: [Asked], in department: ID<Department>, _ transaction: ReadTransaction) throws -> Answers {
      var answers = Answers()
      let places = Set(asked.flatMap { $0.units.map(\.id) }).sorted()
      let periods = Set(asked.map(\.period)).sorted()
      let lines = Dictionary(asked.map { ($0.form.code, $0.form.indicators.count) }) { first, _ in first }
      let codes = lines.keys.sorted()
      for places in places.pieces(of: Pieces.places) {
        func scope(_ table: SQL) -> SQL {
          """
          \(table).department = \(department) AND \(table).period IN (\(list: periods)) AND \(table).place IN (\(list: places))
          """
        }
        for row in try transaction.rows(
          "SELECT * FROM planning_sheet WHERE \(scope("planning_sheet")) AND form IN (\(list: codes))")
        {
          let sheet = try SheetStore.sheet(row)
          answers.sheets[sheet.key] = sheet
        }
        for row in try transaction.rows(
          """
          SELECT line.form, result.place, result.period, COUNT(*) AS figures,
            SUM(CASE WHEN result.status = 'approved' THEN 1 ELSE 0 END) AS approved,
            SUM(CASE WHEN result.status IN (\(list: DataStatus.public.map(\.rawValue).sorted())) THEN 1 ELSE 0 END) AS decided,
            SUM(CASE WHEN result.missing IS NULL OR result.missing <> 'not_reported' THEN 1 ELSE 0 END) AS complete
          FROM planning_form form
          JOIN planning_form_line line ON line.form = form.code AND line.version = form.version
          JOIN planning_result result ON result.indicator = line.indicator
          WHERE \(scope("result")) AND form.code IN (\(list: codes)) GROUP BY line.form, result.place, result.period
          """)
        {
          let key = try ReviewStore.key(row)
          let state = SheetState.implied(
            lines: lines[key.form] ?? 0, figures: try row.requiredInteger("figures"), decided: row.integer("decided") ?? 0,
            approved: row.integer("approved") ?? 0)
          answers.figures[key] = (state, try row.requiredInteger("complete"))
        }
        for row in try transaction.rows(
          """
          SELECT form, place, period, MAX(at) AS at FROM planning_notice
          WHERE \(scope("planning_notice")) AND kind = 'reminder' AND form IN (\(list: codes)) GROUP BY form, place, period
          """)
        {
          answers.reminders[try ReviewStore.key(row)] = row.moment("at")
        }
      }
      return answers
    }
  }
}
