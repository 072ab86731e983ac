import Storage

/// The tables of forms, sheets, their way up the levels, and the sums kept of what was approved.
enum ReportingSchema {
  static let migration = Migration("0005_reporting") { dialect in
    figures(dialect) + forms(dialect) + sheets(dialect) + rollUps(dialect) + notices(dialect)
  }

  /// What figures and indicators did not know before: the part of a figure that belongs to the plan year before, and the rate
  /// a reduction cuts. Both tables of results get their column at the same place, because versions move from one to the other.
  private static func figures(_ dialect: Dialect) -> [String] {
    [
      "ALTER TABLE planning_result ADD COLUMN year_tail \(dialect.integer)",
      "ALTER TABLE planning_result_history ADD COLUMN year_tail \(dialect.integer)",
      "ALTER TABLE planning_indicator ADD COLUMN base \(dialect.text)",
    ]
  }

  private static func forms(_ dialect: Dialect) -> [String] {
    let (text, integer, strict) = (dialect.text, dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE planning_form (
        code \(text) PRIMARY KEY, name_vi TEXT NOT NULL, name_en TEXT NOT NULL, period_kind TEXT NOT NULL,
        level \(integer) NOT NULL, valid_from \(text), valid_to \(text), version \(integer) NOT NULL,
        position \(integer) NOT NULL)\(strict)
      """,
      """
      CREATE TABLE planning_form_line (
        form \(text) NOT NULL REFERENCES planning_form (code), version \(integer) NOT NULL, position \(integer) NOT NULL,
        indicator \(text) NOT NULL, PRIMARY KEY (form, version, indicator))\(strict)
      """,
    ]
  }

  private static func sheets(_ dialect: Dialect) -> [String] {
    let (text, integer, strict) = (dialect.text, dialect.integer, dialect.strict)
    let key = "department \(text) NOT NULL, form \(text) NOT NULL, place \(text) NOT NULL, period \(text) NOT NULL"
    return [
      """
      CREATE TABLE planning_sheet (
        \(key), state \(text) NOT NULL, turn \(integer), is_correction \(integer) NOT NULL, version \(integer) NOT NULL,
        sent_at \(text), sent_by TEXT NOT NULL, odd \(integer) NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (department, form, place, period))\(strict)
      """,
      "CREATE INDEX planning_sheet_waiting ON planning_sheet (department, state, turn, period)",
      """
      CREATE TABLE planning_sheet_event (
        \(key), number \(integer) NOT NULL, act TEXT NOT NULL, state TEXT NOT NULL, unit \(text) NOT NULL, actor TEXT NOT NULL,
        at TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (department, form, place, period, number))\(strict)
      """,
      """
      CREATE TABLE planning_cell_comment (
        department \(text) NOT NULL, place \(text) NOT NULL, period \(text) NOT NULL, indicator \(text) NOT NULL,
        number \(integer) NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (department, place, period, indicator, number))\(strict)
      """,
    ]
  }

  private static func rollUps(_ dialect: Dialect) -> [String] {
    let (text, integer, strict) = (dialect.text, dialect.integer, dialect.strict)
    let key = "department \(text) NOT NULL, place \(text) NOT NULL, period \(text) NOT NULL, indicator \(text) NOT NULL"
    return [
      """
      CREATE TABLE planning_roll_up (
        \(key), value \(integer), numerator \(integer), denominator \(integer), year_tail \(integer), units \(integer) NOT NULL,
        inapplicable \(integer) NOT NULL, leaves \(integer) NOT NULL, apart \(integer) NOT NULL,
        PRIMARY KEY (department, place, period, indicator))\(strict)
      """,
      """
      CREATE TABLE planning_adoption (
        \(key), choice TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (department, place, period, indicator))\(strict)
      """,
    ]
  }

  private static func notices(_ dialect: Dialect) -> [String] {
    [
      """
      CREATE TABLE planning_notice (
        id \(dialect.text) PRIMARY KEY, department \(dialect.text) NOT NULL, place \(dialect.text) NOT NULL, kind TEXT NOT NULL,
        form \(dialect.text) NOT NULL, sheet_place \(dialect.text) NOT NULL, period \(dialect.text) NOT NULL, actor TEXT NOT NULL,
        at \(dialect.text) NOT NULL, reason TEXT NOT NULL)\(dialect.strict)
      """,
      "CREATE INDEX planning_notice_of_place ON planning_notice (department, place, at)",
    ]
  }
}
