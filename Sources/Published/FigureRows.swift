import Figures
import Kernel
import Storage
import Territory

extension IndicatorResult {
  /// A result as its table has it.
  package init(_ row: Row) throws {
    self.init(
      indicator: try row.requiredText("indicator"), place: try row.id("place"), period: try Period(row),
      value: row.quantity("value"), numerator: row.quantity("numerator"), denominator: row.quantity("denominator"),
      change: row.quantity("change"), yearTail: row.quantity("year_tail"),
      verdict: row.text("verdict").flatMap { Verdict(rawValue: $0) },
      missing: row.text("missing").flatMap { MissingReason(rawValue: $0) }, origin: try row.choice("origin"),
      status: try row.choice("status"), limitation: try row.requiredText("limitation"), cause: try row.requiredText("cause"),
      remedy: try row.requiredText("remedy"), note: try row.requiredText("note"),
      version: try row.requiredInteger("version"), author: try row.requiredText("author"))
  }
}

extension RolledUpFigure {
  /// A sum as its table has it.
  package init(_ row: Row) throws {
    self.init(
      indicator: try row.requiredText("indicator"), period: try Period(row), value: row.quantity("value"),
      numerator: row.quantity("numerator"), denominator: row.quantity("denominator"), yearTail: row.quantity("year_tail"),
      units: try row.requiredInteger("units"), inapplicable: try row.requiredInteger("inapplicable"),
      leaves: try row.requiredInteger("leaves"), apart: try row.requiredInteger("apart"),
      counts: row.flag("counts") ? .sum : .direct)
  }
}

extension Adoption {
  /// A choice as its table has it.
  package init(_ row: Row) throws {
    guard let at = row.moment("at") else { throw StorageError.unreadable(column: "at") }
    self.init(
      choice: try row.choice("choice"), actor: try row.requiredText("actor"), at: at, reason: try row.requiredText("reason"))
  }
}

extension AnnualPlan {
  /// A plan as its table has it.
  package init(_ row: Row) throws {
    self.init(
      place: try row.id("place"), year: try row.requiredInteger("year"), state: try row.choice("state"),
      decision: try row.requiredText("decision"), version: try row.requiredInteger("version"))
  }
}

extension Target {
  /// A target as its table has it.
  package init(_ row: Row) throws {
    self.init(
      indicator: try row.requiredText("indicator"), place: try row.id("place"), year: try row.requiredInteger("year"),
      level: row.quantity("level"), change: row.quantity("change"), comparator: try row.choice("comparator"),
      origin: try row.choice("origin"), decision: try row.requiredText("decision"), note: try row.requiredText("note"),
      version: try row.requiredInteger("version"))
  }
}

extension Period {
  /// The period of a row.
  package init(_ row: Row) throws {
    guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
    self = period
  }
}

extension Period {
  /// That the column `period` lies within a year: a range, so that an index finds it.
  package static func isWithin(_ year: Int) -> SQL { isWithin(year...year) }

  /// That it lies within some years.
  package static func isWithin(_ years: ClosedRange<Int>) -> SQL {
    "period >= \(String(years.lowerBound)) AND period < \(String(years.upperBound + 1))"
  }

  /// That it holds one of some periods, or lies between them: where the parts of years are wanted, each place is one span of the
  /// index, because to look up each of many periods that have nothing costs more than to pass by a few others.
  static func areAmong(_ periods: [Period]) -> SQL {
    let years = periods.map(\.year)
    guard let first = years.min(), let last = years.max(), periods.contains(where: { $0.kind != .year }) else {
      return "period IN (\(list: periods))"
    }
    return isWithin(first...last)
  }
}

extension PlaceOfDepartment {
  /// The place of a row.
  package init(_ row: Row) throws {
    self.init(department: try row.id("department"), place: try row.id("place"))
  }

  /// The rows of a table that belong to some places, whatever their number. Joined, because SQLite does not look pairs up in an
  /// index where they stand in a list.
  package static func records(in table: SQL, of places: Set<PlaceOfDepartment>, where condition: SQL) -> SQL {
    if places.count == 1, let only = places.first {
      return """
        SELECT record.* FROM \(table) record WHERE record.department = \(only.department) AND record.place = \(only.place)
          AND \(condition)
        """
    }
    let sorted = places.sorted { ($0.department, $0.place) < ($1.department, $1.place) }
    return """
      WITH wanted (department, place) AS (\(rows: sorted.map { [$0.department.bound, $0.place.bound] }))
      SELECT record.* FROM wanted JOIN \(table) record ON record.department = wanted.department AND record.place = wanted.place
      WHERE \(condition)
      """
  }
}
