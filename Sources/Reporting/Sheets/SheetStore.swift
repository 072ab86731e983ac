import Directory
import Figures
import Kernel
import Planning
import Storage
import Territory

/// Sheets and what was done to them.
public enum SheetStore {
  /// The sheet as it stands. Where nothing was done with it as a whole, its state follows from its figures: all of them
  /// approved (by a file of the command line) is approved, anything else is a draft.
  public static func sheet(_ context: SheetContext, _ transaction: ReadTransaction) throws -> Sheet {
    let key = context.key
    if let row = try transaction.row(
      """
      SELECT * FROM planning_sheet WHERE department = \(context.department) AND form = \(key.form) AND place = \(key.place)
        AND period = \(key.period)
      """)
    {
      return try sheet(row)
    }
    let open = DataStatus.public.map(\.rawValue).sorted()
    let counts = try transaction.row(
      """
      SELECT COUNT(*) AS figures, coalesce(SUM(CASE WHEN status = 'approved' THEN 1 ELSE 0 END), 0) AS approved,
        coalesce(SUM(CASE WHEN status IN (\(list: open)) THEN 1 ELSE 0 END), 0) AS decided
      FROM planning_result WHERE \(context.figures.scope)
      """)
    return Sheet(
      key,
      state: SheetState.implied(
        lines: context.form.indicators.count, figures: counts?.integer("figures") ?? 0,
        decided: counts?.integer("decided") ?? 0, approved: counts?.integer("approved") ?? 0))
  }

  /// What was done to a sheet, newest first.
  public static func events(_ context: SheetContext, _ transaction: ReadTransaction) throws -> [SheetEvent] {
    let key = context.key
    return try transaction.rows(
      """
      SELECT * FROM planning_sheet_event WHERE department = \(context.department) AND form = \(key.form)
        AND place = \(key.place) AND period = \(key.period) ORDER BY number DESC
      """
    ).map { row in
      guard let at = row.moment("at") else { throw StorageError.unreadable(column: "at") }
      return SheetEvent(
        act: try row.choice("act"), state: try row.choice("state"), unit: try row.id("unit"),
        actor: try row.requiredText("actor"), at: at, reason: try row.requiredText("reason"))
    }
  }

  /// The sheets of some units for a period, as far as anything was done with them as a whole.
  public static func sheets(
    _ form: String, places: [ID<AdministrativeUnit>], period: Period, in department: ID<Department>,
    _ transaction: ReadTransaction
  ) throws -> [ID<AdministrativeUnit>: Sheet] {
    var sheets: [ID<AdministrativeUnit>: Sheet] = [:]
    for row in try transaction.rows(
      """
      SELECT * FROM planning_sheet WHERE department = \(department) AND form = \(form) AND period = \(period)
        AND place IN (\(list: places))
      """)
    {
      let read = try sheet(row)
      sheets[read.key.place] = read
    }
    return sheets
  }

  /// Where sheets of one unit stand, for many forms and periods in a constant number of statements. Left out are the forms not used
  /// for a period, those of another level, and the periods at whose end the unit was not there.
  public static func standings(
    _ wanted: [(form: DataForm, period: Period)], of keepers: RecordKeepers, _ transaction: ReadTransaction
  ) throws -> [SheetKey: UnitSheet] {
    var keys: [ID<Department>: [(form: DataForm, key: SheetKey)]] = [:]
    for (form, period) in wanted where form.isUsed(for: period) {
      guard let path = keepers.tree.path(on: period.lastDay), path.unit.level == form.level,
        let department = keepers.department(on: period.lastDay)
      else { continue }
      keys[department, default: []].append((form, SheetKey(form: form.code, place: path.unit.id, period: period)))
    }
    var standings: [SheetKey: UnitSheet] = [:]
    for (department, keys) in keys {
      let (place, periods) = (keys[0].key.place, Set(keys.map(\.key.period)).sorted())
      let scope: SQL = "department = \(department) AND place = \(place) AND period IN (\(list: periods))"
      var sheets: [SheetKey: Sheet] = [:]
      for row in try transaction.rows("SELECT * FROM planning_sheet WHERE \(scope)") {
        let sheet = try sheet(row)
        sheets[sheet.key] = sheet
      }
      let figures = Dictionary(
        grouping: try ResultStore.results(place: place, periods: periods, in: department, from: .staff, transaction), by: \.period
      )
      for (form, key) in keys {
        let own = (figures[key.period] ?? []).filter { form.indicators.contains($0.indicator) }
        let state = SheetState.implied(
          lines: form.indicators.count, figures: own.count,
          decided: own.count { DataStatus.public.contains($0.status) }, approved: own.count { $0.status == .approved })
        standings[key] = UnitSheet(
          sheet: sheets[key] ?? Sheet(key, state: state), department: department, filled: own.count { !$0.isBlank })
      }
    }
    return standings
  }

  /// The sheets of a department that wait for a level, those with odd values first, then the oldest period.
  public static func waiting(
    for level: AdministrativeUnit.Level, in department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [Sheet] {
    try transaction.rows(
      """
      SELECT * FROM planning_sheet WHERE department = \(department) AND state = 'submitted' AND turn = \(level.rawValue)
      ORDER BY odd DESC, period, form, place
      """
    ).map(sheet)
  }

  /// The sheets of a unit in a state, the newest period first.
  public static func sheets(
    of place: ID<AdministrativeUnit>, in state: SheetState, of department: ID<Department>, _ transaction: ReadTransaction
  ) throws -> [Sheet] {
    try transaction.rows(
      """
      SELECT * FROM planning_sheet WHERE department = \(department) AND state = \(state.rawValue) AND place = \(place)
      ORDER BY period DESC, form
      """
    ).map(sheet)
  }

  /// Writes a sheet after an act, and the act itself. The caller leaves the note.
  static func save(
    _ sheet: Sheet, after act: SheetAct, for unit: ID<AdministrativeUnit>, in context: SheetContext,
    _ transaction: WriteTransaction
  ) throws {
    let (key, department) = (sheet.key, context.department)
    let at = transaction.effects.now()
    try transaction.run(
      """
      INSERT INTO planning_sheet (department, form, place, period, state, turn, is_correction, version, sent_at, sent_by, odd,
        reason)
      VALUES (\(department), \(key.form), \(key.place), \(key.period), \(sheet.state.rawValue), \(sheet.turn?.rawValue),
        \(sheet.isCorrection), \(sheet.version), \(sheet.sentAt), \(sheet.sentBy), \(sheet.odd), \(sheet.reason))
      ON CONFLICT (department, form, place, period) DO UPDATE SET state = excluded.state, turn = excluded.turn,
        is_correction = excluded.is_correction, version = excluded.version, sent_at = excluded.sent_at,
        sent_by = excluded.sent_by, odd = excluded.odd, reason = excluded.reason
      """)
    try transaction.run(
      """
      INSERT INTO planning_sheet_event (department, form, place, period, number, act, state, unit, actor, at, reason)
      VALUES (\(department), \(key.form), \(key.place), \(key.period), \(sheet.version), \(act.rawValue),
        \(sheet.state.rawValue), \(unit), \(transaction.act.actor.id), \(at), \(transaction.act.reason))
      """)
  }

  /// Moves the figures of a sheet from some statuses to another; no version is made, and the caller leaves the note.
  static func move(
    _ context: SheetContext, from: [DataStatus], to status: DataStatus, _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      """
      UPDATE planning_result SET status = \(status.rawValue) WHERE \(context.figures.scope)
        AND status IN (\(list: from.map(\.rawValue)))
      """)
  }

  /// Marks the sent figures that were fixed once: they show as corrected. What a correction adds is fixed with the rest.
  static func markCorrected(_ context: SheetContext, _ transaction: WriteTransaction) throws {
    try transaction.run(
      """
      UPDATE planning_result SET status = 'corrected' WHERE \(context.figures.scope) AND status = 'submitted'
        AND EXISTS (SELECT 1 FROM planning_result_history history WHERE history.department = planning_result.department
          AND history.place = planning_result.place AND history.period = planning_result.period
          AND history.indicator = planning_result.indicator AND history.status IN ('locked', 'corrected'))
      """)
  }

  /// Whether an actor typed one of the sent figures of a sheet.
  static func hasFigures(_ context: SheetContext, by actor: Actor, _ transaction: ReadTransaction) throws -> Bool {
    try transaction.row(
      """
      SELECT 1 AS own FROM planning_result
      WHERE \(context.figures.scope) AND status = 'submitted' AND author = \(actor.id) LIMIT 1
      """) != nil
  }

  static func sheet(_ row: Row) throws -> Sheet {
    guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
    return Sheet(
      key: SheetKey(form: try row.requiredText("form"), place: try row.id("place"), period: period),
      state: try row.choice("state"), turn: row.integer("turn").flatMap { AdministrativeUnit.Level(rawValue: $0) },
      isCorrection: row.flag("is_correction"), version: try row.requiredInteger("version"), sentAt: row.moment("sent_at"),
      sentBy: try row.requiredText("sent_by"), odd: try row.requiredInteger("odd"), reason: try row.requiredText("reason"))
  }
}

/// Where one sheet stands, and how much of it is filled in.
public struct UnitSheet: Sendable {
  /// The sheet.
  public let sheet: Sheet
  /// Whose records.
  public let department: ID<Department>
  /// How many of its lines hold something.
  public let filled: Int
}

extension SheetState {
  /// Where a sheet stands with which nothing was done as a whole: all of its figures approved (by a file of the command line) is
  /// approved, all of them fixed is locked, anything else a draft.
  static func implied(lines: Int, figures: Int, decided: Int, approved: Int) -> SheetState {
    guard figures >= lines, decided == figures, figures > 0 else { return .draft }
    return approved == 0 ? .locked : .approved
  }
}
