import Kernel
import Published
import Storage
import Territory

/// The forms of an installation, each with the lines of every version it has had.
public enum FormStore {
  /// Every form, in the catalogue's order.
  public static func all(_ transaction: ReadTransaction) throws -> [DataForm] {
    var lines: [String: [String]] = [:]
    for row in try transaction.rows(
      """
      SELECT line.form, line.indicator FROM planning_form_line line
      JOIN planning_form form ON form.code = line.form AND form.version = line.version ORDER BY line.position
      """)
    {
      lines[try row.requiredText("form"), default: []].append(try row.requiredText("indicator"))
    }
    return try transaction.rows("SELECT * FROM planning_form ORDER BY position, code").map {
      try form($0, lines: lines[$0.requiredText("code")] ?? [])
    }
  }

  /// One form; `nil` where there is none of that code.
  public static func form(_ code: String, _ transaction: ReadTransaction) throws -> DataForm? {
    try all(transaction).first { $0.code == code }
  }

  /// The indicators a version of a form had, in their order; empty where there was no such version.
  public static func lines(of code: String, version: Int, _ transaction: ReadTransaction) throws -> [String] {
    try transaction.rows(
      "SELECT indicator FROM planning_form_line WHERE form = \(code) AND version = \(version) ORDER BY position"
    ).map { try $0.requiredText("indicator") }
  }

  /// The form through which units of a level report an indicator for a kind of period; `nil` where none is.
  public static func form(
    reporting indicator: String, at level: AdministrativeUnit.Level, for period: Period, _ transaction: ReadTransaction
  ) throws -> DataForm? {
    try all(transaction).first { $0.level == level && $0.isUsed(for: period) && $0.indicators.contains(indicator) }
  }

  /// Adds a form or replaces the one of its code; a change of its lines makes a new version. Leaves a note.
  public static func save(_ form: DataForm, _ transaction: WriteTransaction) throws {
    transaction.touch(Subject(.catalogue))
    let before = try self.form(form.code, transaction)
    let version = before.map { $0.indicators == form.indicators ? $0.version : $0.version + 1 } ?? 1
    let last = try transaction.row("SELECT coalesce(max(position), 0) AS last FROM planning_form")?.integer("last") ?? 0
    try transaction.run(
      """
      INSERT INTO planning_form (code, name_vi, name_en, period_kind, level, valid_from, valid_to, version, position)
      VALUES (\(form.code), \(form.nameVi), \(form.nameEn), \(form.periodKind.rawValue), \(form.level.rawValue),
        \(form.validFrom), \(form.validTo), \(version), \(last + 1))
      ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en,
        period_kind = excluded.period_kind, level = excluded.level, valid_from = excluded.valid_from,
        valid_to = excluded.valid_to, version = excluded.version
      """)
    if before?.version != version {
      for (position, indicator) in form.indicators.enumerated() {
        try transaction.run(
          """
          INSERT INTO planning_form_line (form, version, position, indicator)
          VALUES (\(form.code), \(version), \(position + 1), \(indicator))
          """)
      }
    }
    transaction.note(
      AuditNote(
        kind: before == nil ? "planning.form.added" : "planning.form.changed", subject: "form:\(form.code)",
        detail: ["version": String(version), "indicators": form.indicators.joined(separator: " ")]))
  }

  private static func form(_ row: Row, lines: [String]) throws -> DataForm {
    guard let level = AdministrativeUnit.Level(rawValue: try row.requiredInteger("level")) else {
      throw StorageError.unreadable(column: "level")
    }
    return DataForm(
      code: try row.requiredText("code"), nameVi: try row.requiredText("name_vi"), nameEn: try row.requiredText("name_en"),
      periodKind: try row.choice("period_kind"), level: level, validFrom: row.date("valid_from"),
      validTo: row.date("valid_to"), indicators: lines, version: try row.requiredInteger("version"))
  }
}
