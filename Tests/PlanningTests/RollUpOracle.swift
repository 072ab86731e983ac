import Kernel
import Storage
import Territory

/// The sums recomputed from nothing but the stored versions and the map, in SQL written apart from the program's.
enum RollUpOracle {
  /// One sum: where, when, of what, and its numbers as text.
  struct Sum: Hashable, Comparable {
    let key: String
    let numbers: String

    static func < (left: Sum, right: Sum) -> Bool { (left.key, left.numbers) < (right.key, right.numbers) }
  }

  /// What the program keeps.
  static func kept(_ transaction: ReadTransaction) throws -> [Sum] {
    try sums(
      """
      SELECT place, period, indicator, value, numerator, denominator, leaves, apart FROM planning_roll_up
      WHERE leaves + apart > 0
      """, transaction)
  }

  /// What it should keep: for each district and province, over the communes below it, the newest version of each figure that
  /// was ever approved and not taken back.
  static func expected(_ transaction: ReadTransaction) throws -> [Sum] {
    try sums(
      """
      WITH versions AS (
        SELECT place, period, indicator, version, value, numerator, denominator, missing, status FROM planning_result
        UNION ALL
        SELECT place, period, indicator, version, value, numerator, denominator, missing, status FROM planning_result_history),
      approved AS (SELECT * FROM versions WHERE status IN ('approved', 'locked', 'corrected')),
      newest AS (
        SELECT place, period, indicator, MAX(version) AS version FROM approved GROUP BY place, period, indicator),
      figures AS (
        SELECT a.*, i.kind FROM newest n
        JOIN approved a ON a.place = n.place AND a.period = n.period AND a.indicator = n.indicator AND a.version = n.version
        JOIN planning_indicator i ON i.code = a.indicator),
      above AS (
        SELECT c.unit_id AS commune, d.unit_id AS unit FROM territory_unit c
        JOIN territory_unit d ON d.unit_id = c.parent_id WHERE c.level = 3
        UNION
        SELECT c.unit_id, p.unit_id FROM territory_unit c JOIN territory_unit d ON d.unit_id = c.parent_id
        JOIN territory_unit p ON p.unit_id = d.parent_id WHERE c.level = 3)
      SELECT above.unit AS place, f.period, f.indicator,
        SUM(CASE WHEN f.kind <> 'rate' THEN CASE WHEN f.missing = 'nil' THEN 0 ELSE f.value END END) AS value,
        SUM(CASE WHEN f.kind = 'rate' THEN f.numerator END) AS numerator,
        SUM(CASE WHEN f.kind = 'rate' THEN f.denominator END) AS denominator,
        SUM(CASE WHEN f.missing = 'nil' THEN 1 WHEN f.missing IS NOT NULL THEN 0
          WHEN f.kind = 'rate' AND f.denominator IS NOT NULL THEN 1 WHEN f.kind <> 'rate' AND f.value IS NOT NULL THEN 1
          ELSE 0 END) AS leaves,
        SUM(CASE WHEN f.kind = 'rate' AND f.value IS NOT NULL AND f.denominator IS NULL THEN 1 ELSE 0 END) AS apart
      FROM figures f JOIN above ON above.commune = f.place
      GROUP BY above.unit, f.period, f.indicator
      """, transaction
    ).filter { !$0.numbers.hasSuffix("|0|0") }
  }

  private static func sums(_ sql: SQL, _ transaction: ReadTransaction) throws -> [Sum] {
    try transaction.rows(sql).map { row in
      func number(_ name: String) -> String { row.text(name) ?? "-" }
      return Sum(
        key: "\(try row.requiredText("place")) \(try row.requiredText("period")) \(try row.requiredText("indicator"))",
        numbers: ["value", "numerator", "denominator", "leaves", "apart"].map(number).joined(separator: "|"))
    }.sorted()
  }
}
