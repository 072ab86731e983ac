import Kernel
import TestSupport
import Testing

@testable import Figures
@testable import Planning

@Suite("Rules of a result by itself and against the year before")
struct ResultRulesTests {
  /// A result and its faults as `field: code`.
  struct Case: CustomTestStringConvertible {
    let name: String
    var kind = IndicatorKind.rate
    var unit = "%"
    var period = "2021"
    var value = ""
    var numerator = ""
    var denominator = ""
    var change = ""
    var verdict: Verdict?
    var missing: MissingReason?
    var previous: String?
    var faults: [String] = []
    var testDescription: String { name }
  }

  static let numbers: [Case] = [
    Case(name: "a value", value: "55.7"),
    Case(name: "numerator and denominator", numerator: "1", denominator: "3"),
    Case(name: "a change", change: "-1.2"),
    Case(name: "a verdict in words", verdict: .low),
    Case(name: "nothing at all", faults: ["value: no_result_value"]),
    Case(name: "value and its fraction", value: "33.33", numerator: "1", denominator: "3"),
    Case(name: "value to fewer decimals than its fraction", value: "33", numerator: "1", denominator: "3"),
    Case(
      name: "value and another fraction", value: "33.34", numerator: "1", denominator: "3",
      faults: ["value: value_differs_from_fraction"]),
    Case(name: "numerator alone", numerator: "1", faults: ["denominator: cell_empty"]),
    Case(name: "denominator alone", denominator: "3", faults: ["numerator: cell_empty"]),
    Case(name: "denominator 0", numerator: "0", denominator: "0", faults: ["denominator: denominator_zero"]),
    Case(name: "more than all", numerator: "4", denominator: "3", faults: ["numerator: numerator_above_denominator"]),
    Case(name: "all", numerator: "3", denominator: "3"),
    Case(name: "nobody", numerator: "0", denominator: "3"),
    Case(name: "more than one each, where it is no share", unit: "người/xã", numerator: "4", denominator: "3"),
    Case(
      name: "fraction of a count", kind: .count, unit: "người", numerator: "1", denominator: "3",
      faults: ["numerator: fraction_needs_rate"]),
    Case(name: "negative", value: "-1", faults: ["value: negative"]),
    Case(name: "a rise of a cut", kind: .reduction, unit: "điểm %", value: "-1"),
  ]

  static let missing: [Case] = [
    Case(name: "not reported", missing: .notReported),
    Case(name: "nil", missing: MissingReason.none),
    Case(name: "not applicable", missing: .notApplicable),
    Case(name: "not reported with a verdict", verdict: .low, missing: .notReported),
    Case(name: "nil with a number", value: "0", missing: MissingReason.none, faults: ["missing: missing_with_number"]),
    Case(name: "not reported with a change", change: "1", missing: .notReported, faults: ["missing: missing_with_number"]),
    Case(
      name: "not applicable with a fraction", numerator: "1", denominator: "2", missing: .notApplicable,
      faults: ["missing: missing_with_number"]),
  ]

  static let years: [Case] = [
    Case(name: "3.75 − 1.2 = 2.55", value: "2.55", change: "-1.2", previous: "3.75"),
    Case(name: "3.75 − 1.2 is not 2.5", value: "2.5", change: "-1.2", previous: "3.75", faults: ["change: faces_contradict"]),
    Case(name: "nothing known of the year before", value: "2.5", change: "-1.2"),
    Case(name: "change alone", change: "-1.2", previous: "3.75"),
    Case(name: "this year has begun", period: "2022", value: "1"),
    Case(name: "this month has begun", period: "2022-01", value: "1"),
    Case(name: "next month has not", period: "2022-02", value: "1", faults: ["period: period_in_future"]),
    Case(name: "next quarter has not", period: "2022-Q2", value: "1", faults: ["period: period_in_future"]),
    Case(name: "next year has not", period: "2023", value: "1", faults: ["period: period_in_future"]),
  ]

  @Test("numbers, fractions and signs", arguments: numbers)
  func ofNumbers(_ example: Case) throws { try Self.expect(example) }

  @Test("missing is not zero", arguments: missing)
  func ofMissing(_ example: Case) throws { try Self.expect(example) }

  @Test("years before and years to come", arguments: years)
  func ofYears(_ example: Case) throws { try Self.expect(example) }

  static func expect(_ example: Case) throws {
    let indicator = Indicator(code: "X", nameVi: "x", unit: example.unit, kind: example.kind, direction: .up)
    let result = IndicatorResult(
      indicator: "X", place: ID("A.62"), period: try #require(Period(example.period)), value: try quantity(example.value),
      numerator: try quantity(example.numerator), denominator: try quantity(example.denominator),
      change: try quantity(example.change), verdict: example.verdict, missing: example.missing)
    let faults = ResultRules.faults(
      of: result, indicator, previous: try quantity(example.previous)?.ratio, today: .testDay)
    #expect(faults.map { "\($0.field): \($0.code.replacing("planning.", with: ""))" } == example.faults)
  }

  static let levels:
    [(value: String, numerator: String, denominator: String, missing: MissingReason?, unit: String, level: Ratio?)] = [
      ("55.7", "", "", nil, "%", Ratio(557, 10)), ("", "1", "3", nil, "%", Ratio(100, 3)),
      ("33.33", "1", "3", nil, "%", Ratio(100, 3)),
      ("", "1", "3", nil, "‰", Ratio(1000, 3)), ("", "1", "3", nil, "người/xã", Ratio(1, 3)), ("", "", "", nil, "%", nil),
      ("", "", "", MissingReason.none, "%", .zero), ("", "", "", .notReported, "%", nil), ("", "", "", .notApplicable, "%", nil),
    ]

  @Test("the level is the fraction where there is one, 0 for nil, else the value", arguments: levels)
  func level(value: String, numerator: String, denominator: String, missing: MissingReason?, unit: String, level: Ratio?) throws {
    let result = IndicatorResult(
      indicator: "X", place: ID("A.62"), period: .year(2021), value: try quantity(value), numerator: try quantity(numerator),
      denominator: try quantity(denominator), missing: missing)
    #expect(result.level(of: Indicator(code: "X", nameVi: "x", unit: unit, kind: .rate, direction: .up)) == level)
  }
}
