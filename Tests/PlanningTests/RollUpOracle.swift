import Kernel
import Storage
import Territory

/// What counts, recomputed from nothing but the stored versions, the choices and the map: in plain dictionaries, figure by figure,
/// written apart from the program's.
enum RollUpOracle {
  /// One line of what counts: where, when, of what, and its numbers as text.
  struct Line: Hashable, Comparable {
    let key: String
    let numbers: String

    static func < (left: Line, right: Line) -> Bool { (left.key, left.numbers) < (right.key, right.numbers) }
  }

  /// What the program keeps: the sums with what counts beside each, and the figures in force.
  static func kept(_ transaction: ReadTransaction) throws -> [Line] {
    let sums = try transaction.rows(
      """
      SELECT place, period, indicator, value, numerator, denominator, units, inapplicable, leaves, apart, counts
      FROM planning_roll_up
      """
    ).map { row in
      try line("sum", row, ["value", "numerator", "denominator", "units", "inapplicable", "leaves", "apart", "counts"])
    }
    let figures = try transaction.rows("SELECT place, period, indicator, version FROM planning_published").map { row in
      try line("figure", row, ["version"])
    }
    return (sums + figures).sorted()
  }

  private static func line(_ kind: String, _ row: Row, _ columns: [String]) throws -> Line {
    Line(
      key: "\(kind) \(try row.requiredText("place")) \(try row.requiredText("period")) \(try row.requiredText("indicator"))",
      numbers: columns.map { row.text($0) ?? "-" }.joined(separator: "|"))
  }

  /// A version of a figure.
  private struct Version {
    let number: Int
    let value: Int?
    let numerator: Int?
    let denominator: Int?
    let missing: String?

    var saysNothing: Bool { value == nil && numerator == nil && missing != "nil" && missing != "not_applicable" }
  }

  /// A sum under way.
  private struct Total: Equatable {
    var value: Int?
    var numerator: Int?
    var denominator: Int?
    var units = 0
    var inapplicable = 0
    var leaves = 0
    var apart = 0

    var isThere: Bool { units + inapplicable + apart > 0 }

    mutating func take(_ version: Version, isRate: Bool) {
      if version.missing == "not_applicable" { inapplicable += 1 }
      if isRate {
        if let numerator = version.numerator, let denominator = version.denominator {
          self.numerator = (self.numerator ?? 0) + numerator
          self.denominator = (self.denominator ?? 0) + denominator
          (units, leaves) = (units + 1, leaves + 1)
        } else if version.value != nil {
          apart += 1
        } else if version.missing == "nil" {
          (units, leaves) = (units + 1, leaves + 1)
        }
      } else if version.missing == "nil" || version.value != nil {
        value = (value ?? 0) + (version.missing == "nil" ? 0 : version.value ?? 0)
        (units, leaves) = (units + 1, leaves + 1)
      }
    }

    mutating func take(_ sum: Total) {
      func plus(_ left: Int?, _ right: Int?) -> Int? { right.map { (left ?? 0) + $0 } ?? left }
      (value, numerator) = (plus(value, sum.value), plus(numerator, sum.numerator))
      denominator = plus(denominator, sum.denominator)
      units += sum.units > 0 ? 1 : 0
      leaves += sum.leaves
      apart += sum.apart
    }
  }

  /// What it should keep.
  static func expected(_ transaction: ReadTransaction) throws -> [Line] {
    let figures = try figures(transaction)
    var kinds: [String: String] = [:]
    for row in try transaction.rows("SELECT code, kind FROM planning_indicator") {
      kinds[try row.requiredText("code")] = try row.requiredText("kind")
    }
    let map = try map(transaction)
    var chosen: [String: String] = [:]
    for row in try transaction.rows("SELECT place, period, indicator, choice FROM planning_adoption") {
      chosen[try key(row)] = try row.requiredText("choice")
    }
    var lines = figures.map { Line(key: "figure \($0.key)", numbers: String($0.value.number)) }
    var sums: [String: Total] = [:]
    for level in [3, 2] {
      for key in Set(figures.keys).union(sums.keys) {
        let parts = key.split(separator: " ").map(String.init)
        guard let day = Period(parts[1])?.lastDay.iso, kinds[parts[2]] != "reduction",
          let unit = map[parts[0]]?.first(where: { $0.from <= day && day <= $0.to }), unit.level == level,
          let parent = unit.parent
        else { continue }
        var total = sums["\(parent) \(parts[1]) \(parts[2])"] ?? Total()
        let (own, sum) = (figures[key], sums[key].flatMap { $0.isThere ? $0 : nil })
        let goesBySum = sum != nil && (own == nil || own?.missing == "not_reported" || chosen[key] == "sum")
        if let own, !goesBySum { total.take(own, isRate: kinds[parts[2]] == "rate") }
        if let sum, goesBySum || own?.saysNothing ?? true { total.take(sum) }
        sums["\(parent) \(parts[1]) \(parts[2])"] = total
      }
    }
    for (key, sum) in sums where sum.isThere {
      let own = figures[key]
      let counts = own == nil || own?.missing == "not_reported" || chosen[key] == "sum"
      let numbers = [sum.value, sum.numerator, sum.denominator].map { $0.map(String.init) ?? "-" }
      let whole = [sum.units, sum.inapplicable, sum.leaves, sum.apart, counts ? 1 : 0].map(String.init)
      lines.append(Line(key: "sum \(key)", numbers: (numbers + whole).joined(separator: "|")))
    }
    return lines.sorted()
  }

  private struct Unit {
    let from: String
    let to: String
    let parent: String?
    let level: Int
  }

  private static func map(_ transaction: ReadTransaction) throws -> [String: [Unit]] {
    var map: [String: [Unit]] = [:]
    for row in try transaction.rows("SELECT * FROM territory_unit") {
      map[try row.requiredText("unit_id"), default: []].append(
        Unit(
          from: try row.requiredText("valid_from"), to: try row.requiredText("valid_to"), parent: row.text("parent_id"),
          level: try row.requiredInteger("level")))
    }
    return map
  }

  /// The newest version of each figure that was ever approved and not taken back.
  private static func figures(_ transaction: ReadTransaction) throws -> [String: Version] {
    var newest: [String: Version] = [:]
    for table: SQL in ["planning_result", "planning_result_history"] {
      for row in try transaction.rows(
        "SELECT * FROM \(table) WHERE status = 'approved' OR status = 'locked' OR status = 'corrected'")
      {
        let version = Version(
          number: try row.requiredInteger("version"), value: row.integer("value"), numerator: row.integer("numerator"),
          denominator: row.integer("denominator"), missing: row.text("missing"))
        let key = try key(row)
        if version.number > newest[key]?.number ?? 0 { newest[key] = version }
      }
    }
    return newest
  }

  private static func key(_ row: Row) throws -> String {
    "\(try row.requiredText("place")) \(try row.requiredText("period")) \(try row.requiredText("indicator"))"
  }
}
