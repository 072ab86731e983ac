import Kernel
import Planning
import Storage
import Territory

/// What a unit is told: a sheet came back, an approval was taken back, a reminder.
public struct Notice: Hashable, Sendable {
  /// Why it is told.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The unit has not sent its sheet yet.
    case reminder
    /// The unit's sheet came back.
    case returned
    /// A figure the unit used is not approved any more.
    case unapproved
    /// A fixed figure is being corrected.
    case correcting
  }

  /// Its identity.
  public let id: String
  /// Why.
  public let kind: Kind
  /// About which sheet.
  public let sheet: SheetKey
  /// By whom.
  public let actor: String
  /// When.
  public let at: Moment
  /// The reason given; may be empty.
  public let reason: String
}

/// Notices to units, shown on the desks of everybody who works there.
public enum NoticeStore {
  /// The newest notices of a unit.
  public static func notices(
    to place: ID<AdministrativeUnit>, in department: ID<Department>, limit: Int = 20, _ transaction: ReadTransaction
  ) throws -> [Notice] {
    try transaction.rows(
      """
      SELECT * FROM planning_notice WHERE department = \(department) AND place = \(place) ORDER BY at DESC, id DESC
      LIMIT \(limit)
      """
    ).map { row in
      guard let at = row.moment("at"), let period = Period(try row.requiredText("period")) else {
        throw StorageError.unreadable(column: "at")
      }
      return Notice(
        id: try row.requiredText("id"), kind: try row.choice("kind"),
        sheet: SheetKey(form: try row.requiredText("form"), place: try row.id("sheet_place"), period: period),
        actor: try row.requiredText("actor"), at: at, reason: try row.requiredText("reason"))
    }
  }

  /// Tells a unit about a sheet. The caller leaves the note.
  static func add(
    _ kind: Notice.Kind, to place: ID<AdministrativeUnit>, about sheet: SheetKey, in department: ID<Department>,
    _ transaction: WriteTransaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO planning_notice (id, department, place, kind, form, sheet_place, period, actor, at, reason)
      VALUES (\(transaction.effects.newID()), \(department), \(place), \(kind.rawValue), \(sheet.form), \(sheet.place),
        \(sheet.period), \(transaction.act.actor.id), \(transaction.effects.now()), \(transaction.act.reason))
      """)
  }
}
