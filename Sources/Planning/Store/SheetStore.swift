import Kernel
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
      FROM planning_result WHERE \(context.figures)
      """)
    let (figures, decided) = (counts?.integer("figures") ?? 0, counts?.integer("decided") ?? 0)
    guard figures >= context.form.indicators.count, decided == figures, figures > 0 else { return Sheet(key) }
    return Sheet(key, state: counts?.integer("approved") == 0 ? .locked : .approved)
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

  static func sheet(_ row: Row) throws -> Sheet {
    guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
    return Sheet(
      key: SheetKey(form: try row.requiredText("form"), place: try row.id("place"), period: period),
      state: try row.choice("state"), turn: row.integer("turn").flatMap { AdministrativeUnit.Level(rawValue: $0) },
      isCorrection: row.flag("is_correction"), version: try row.requiredInteger("version"), sentAt: row.moment("sent_at"),
      sentBy: try row.requiredText("sent_by"), odd: try row.requiredInteger("odd"), reason: try row.requiredText("reason"))
  }
}
