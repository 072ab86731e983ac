import Directory
import Figures
import Kernel
import Published
import Storage
import Territory

/// The years of which everybody has something to read: of provinces only, because lower units report to them.
enum PublishedYears {
  /// Looks again whether there is something to read of some years.
  static func settle(
    _ provinces: [ID<AdministrativeUnit>], years: Set<Int>, in department: ID<Department>, _ transaction: WriteTransaction
  ) throws {
    guard !provinces.isEmpty else { return }
    try FigureLedger.enter(department, years: years, transaction)
    transaction.touch(Subject(.published, of: department))
    for year in years.sorted() {
      let figures: SQL = "department = \(department) AND place IN (\(list: provinces)) AND \(Period.isWithin(year))"
      try transaction.run(
        """
        DELETE FROM planning_published_year
        WHERE department = \(department) AND place IN (\(list: provinces)) AND year = \(year)
        """)
      try transaction.run(
        """
        INSERT INTO planning_published_year (department, place, year)
        SELECT department, place, year FROM planning_plan WHERE department = \(department)
          AND place IN (\(list: provinces)) AND year = \(year) AND state IN (\(list: PlanState.public.map(\.rawValue).sorted()))
        UNION SELECT department, place, CAST(\(year) AS BIGINT) FROM planning_published WHERE \(figures)
        UNION SELECT department, place, CAST(\(year) AS BIGINT) FROM planning_roll_up WHERE \(figures)
        """)
    }
  }

  /// Looks again at every year of a department: after figures were loaded past the program.
  static func settleAll(of department: ID<Department>, _ transaction: WriteTransaction) throws {
    transaction.touch(Subject(.published, of: department))
    let year: SQL = "CAST(substr(period, 1, 4) AS \(sqlite: "INTEGER", postgres: "BIGINT"))"
    let provinces: SQL = "place IN (SELECT unit_id FROM territory_unit WHERE level = 1)"
    try transaction.run("DELETE FROM planning_published_year WHERE department = \(department)")
    try transaction.run(
      """
      INSERT INTO planning_published_year (department, place, year)
      SELECT department, place, year FROM planning_plan WHERE department = \(department) AND \(provinces)
        AND state IN (\(list: PlanState.public.map(\.rawValue).sorted()))
      UNION SELECT department, place, \(year) FROM planning_published WHERE department = \(department) AND \(provinces)
      UNION SELECT department, place, \(year) FROM planning_roll_up WHERE department = \(department) AND \(provinces)
      """)
  }

  /// Looks again after an act on a plan.
  static func settle(
    plan place: ID<AdministrativeUnit>, _ year: Int, in department: ID<Department>, _ transaction: WriteTransaction
  ) throws {
    transaction.touch(Subject(.figures, of: department))
    if try isProvince(place, transaction) { try settle([place], years: [year], in: department, transaction) }
  }

  /// Touches what rests on a target of a place.
  static func touch(target place: ID<AdministrativeUnit>, in department: ID<Department>, _ transaction: WriteTransaction) throws {
    transaction.touch(Subject(.figures, of: department))
    if try isProvince(place, transaction) { transaction.touch(Subject(.published, of: department)) }
  }

  private static func isProvince(_ place: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> Bool {
    try transaction.row("SELECT 1 AS found FROM territory_unit WHERE unit_id = \(place) AND level = 1 LIMIT 1") != nil
  }
}
