import Figures
import Kernel
import Storage
import Territory

/// A unit's own figure in force, in ten-thousandths.
struct RollUpFigure: Sendable {
  /// Stands for no number; beyond `Quantity.limit`, so it is none.
  static let none = Int64.min

  let value: Int64
  let numerator: Int64
  let denominator: Int64
  let tail: Int64
  let missing: MissingReason?

  /// Whether it says anything of its own, so that the sum below does not stand for it.
  var speaks: Bool {
    value != RollUpFigure.none || numerator != RollUpFigure.none || missing == MissingReason.none || missing == .notApplicable
  }
}

extension RollUpFigure {
  /// The figure of a row of `planning_published`.
  init(_ row: Row) {
    self.init(
      value: RollUpFigure.number(row["value"]), numerator: RollUpFigure.number(row["numerator"]),
      denominator: RollUpFigure.number(row["denominator"]), tail: RollUpFigure.number(row["year_tail"]),
      missing: row.text("missing").flatMap { MissingReason(rawValue: $0) })
  }

  /// The figure of a row of `planning_published` whose numbers and reason stand from a place on, in this order.
  init(_ cells: any Cells, from place: Int) {
    self.init(
      value: cells.number(place) ?? RollUpFigure.none, numerator: cells.number(place + 1) ?? RollUpFigure.none,
      denominator: cells.number(place + 2) ?? RollUpFigure.none, tail: cells.number(place + 3) ?? RollUpFigure.none,
      missing: cells.text(place + 4).flatMap { MissingReason(rawValue: $0) })
  }

  /// A number of a row; PostgreSQL gives it as text.
  static func number(_ value: Value) -> Int64 {
    switch value {
    case .integer(let number): number
    case .text(let text): Int64(text) ?? none
    case .null, .blob: none
    }
  }
}

/// The sum of a unit, period and indicator while it is worked out.
struct RollUpSum: Sendable, Equatable {
  var value = RollUpFigure.none
  var numerator = RollUpFigure.none
  var denominator = RollUpFigure.none
  var tail = RollUpFigure.none
  var units: Int64 = 0
  var inapplicable: Int64 = 0
  var leaves: Int64 = 0
  var apart: Int64 = 0

  /// Whether there is anything to keep.
  var isKept: Bool { units + inapplicable + apart > 0 }

  /// Whether a part of it is beyond what a figure may be.
  var isTooLarge: Bool {
    [value, numerator, denominator, tail].contains { $0 != RollUpFigure.none && $0.magnitude > Quantity.limit.magnitude }
  }

  /// Adds what a unit's own figure contributes to the unit above.
  mutating func add(_ figure: RollUpFigure, _ kind: IndicatorKind) {
    guard kind != .reduction else { return }
    let none = RollUpFigure.none
    let hasParts = figure.numerator != none && figure.denominator != none
    let isNil = figure.missing == MissingReason.none
    if kind == .rate {
      if hasParts {
        RollUpSum.add(figure.numerator, to: &numerator)
        RollUpSum.add(figure.denominator, to: &denominator)
      } else if figure.value != none {
        apart += 1
      }
    } else {
      RollUpSum.add(isNil ? 0 : figure.value, to: &value)
    }
    if kind == .count { RollUpSum.add(figure.tail, to: &tail) }
    if isNil || figure.missing == nil && (kind == .rate ? hasParts : figure.value != none) {
      units += 1
      leaves += 1
    }
    if figure.missing == .notApplicable { inapplicable += 1 }
  }

  /// Adds the sum of a unit that stands for it, as one unit of the unit above.
  mutating func add(_ sum: RollUpSum) {
    RollUpSum.add(sum.value, to: &value)
    RollUpSum.add(sum.numerator, to: &numerator)
    RollUpSum.add(sum.denominator, to: &denominator)
    RollUpSum.add(sum.tail, to: &tail)
    units += sum.units > 0 ? 1 : 0
    leaves += sum.leaves
    apart += sum.apart
  }

  private static func add(_ number: Int64, to sum: inout Int64) {
    guard number != RollUpFigure.none else { return }
    guard sum != RollUpFigure.none else {
      sum = number
      return
    }
    // Beyond 64 bits a sum stays beyond the limit, which is told where it is kept.
    let (total, overflows) = sum.addingReportingOverflow(number)
    sum = overflows ? (number > 0 ? .max : -.max) : total
  }
}

/// A sum as the table keeps it.
struct KeptSum: Sendable, Equatable {
  let place: ID<AdministrativeUnit>
  let period: Period
  let indicator: String
  let sum: RollUpSum
  /// What counts for the unit: this sum, or the figure reported for the unit itself.
  let counts: Adoption.Choice

  /// The sum's key, as a person looks for it.
  var name: String { "\(place) \(period) \(indicator)" }

  /// The columns of the table, in the order of `values`.
  static let columns = [
    "department", "place", "period", "indicator", "value", "numerator", "denominator", "year_tail", "units", "inapplicable",
    "leaves", "apart", "counts",
  ]

  /// The row.
  func values(_ department: Value) -> [Value] {
    func number(_ number: Int64) -> Value { number == RollUpFigure.none ? .null : .integer(number) }
    return [
      department, place.bound, period.bound, indicator.bound, number(sum.value), number(sum.numerator),
      number(sum.denominator), number(sum.tail), .integer(sum.units), .integer(sum.inapplicable), .integer(sum.leaves),
      .integer(sum.apart), (counts == .sum).bound,
    ]
  }
}

extension KeptSum {
  /// A row of the table.
  init(_ row: Row) throws {
    guard let period = Period(try row.requiredText("period")) else { throw StorageError.unreadable(column: "period") }
    self.init(
      place: try row.id("place"), period: period, indicator: try row.requiredText("indicator"), sum: RollUpSum(row),
      counts: row.flag("counts") ? .sum : .direct)
  }
}

extension KeptSum {
  /// Whether a row of the table, its columns in the order of `columns` behind the department, says the same.
  func isKept(in cells: any Cells) -> Bool {
    func holds(_ number: Int64, at column: Int) -> Bool { (cells.number(column) ?? RollUpFigure.none) == number }
    return cells.holds(place.rawValue, at: 0) && cells.holds(period.description, at: 1) && cells.holds(indicator, at: 2)
      && holds(sum.value, at: 3) && holds(sum.numerator, at: 4) && holds(sum.denominator, at: 5) && holds(sum.tail, at: 6)
      && holds(sum.units, at: 7) && holds(sum.inapplicable, at: 8) && holds(sum.leaves, at: 9) && holds(sum.apart, at: 10)
      && holds(counts == .sum ? 1 : 0, at: 11)
  }
}

extension RollUpSum {
  /// The numbers of a row of the table.
  init(_ row: Row) {
    self.init(
      value: RollUpFigure.number(row["value"]), numerator: RollUpFigure.number(row["numerator"]),
      denominator: RollUpFigure.number(row["denominator"]), tail: RollUpFigure.number(row["year_tail"]),
      units: RollUpFigure.number(row["units"]), inapplicable: RollUpFigure.number(row["inapplicable"]),
      leaves: RollUpFigure.number(row["leaves"]), apart: RollUpFigure.number(row["apart"]))
  }
}

extension RollUpSum {
  /// Adds what a unit contributes to the unit above: the one of its figures that counts. Where its own counts and holds no number
  /// at all (a change alone), the sum stands in, or the units below would be lost on the way up.
  mutating func add(own: RollUpFigure?, sum: RollUpSum?, counts: Adoption.Choice, _ kind: IndicatorKind) {
    if let own, counts == .direct { add(own, kind) }
    if let sum, counts == .sum || !(own?.speaks ?? false) { add(sum) }
  }
}
