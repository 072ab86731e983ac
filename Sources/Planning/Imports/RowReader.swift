import Interchange
import Kernel

/// Reads the cells of one row into values and collects what is wrong with them, each at its line and column.
struct RowReader {
  let row: TableRow
  private(set) var errors: [CellError] = []

  init(_ row: TableRow) { self.row = row }

  /// Whether every cell read so far was good.
  var isGood: Bool { errors.isEmpty }

  mutating func fail(_ column: String, _ code: String, _ values: [String: String] = [:]) {
    errors.append(
      CellError(line: row.line, column: column, code: code, values, cell: row.layout.cell(line: row.line, column: column)))
  }

  func text(_ column: String) -> String { row[column] }

  /// A text that must be there.
  mutating func required(_ column: String) -> String? {
    let text = row[column]
    if text.isEmpty { fail(column, "planning.cell_empty", ["column": column]) }
    return text.isEmpty ? nil : text
  }

  /// One of fixed words, or of those among them that may be stated; `fallback` where the cell is empty.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable & Equatable>(
    _ column: String, among statable: [Choice]? = nil, else fallback: Choice?
  ) -> Choice? {
    let text = row[column]
    if text.isEmpty, let fallback { return fallback }
    if let choice = Choice(rawValue: text) ?? Choice(rawValue: text.lowercased()), statable?.contains(choice) ?? true {
      return choice
    }
    let known = statable ?? Array(Choice.allCases)
    fail(
      column, text.isEmpty ? "planning.cell_empty" : "planning.unknown_word",
      ["column": column, "read": text, "known": known.map(\.rawValue).joined(separator: ", ")])
    return nil
  }

  /// A number of the indicator, or nothing where the cell is empty or bad.
  mutating func number(_ column: String, of indicator: Indicator) -> Quantity? {
    number(column, decimals: indicator.decimals, allowsPercent: indicator.unit.hasSuffix("%"))
  }

  /// A numerator or denominator, by the same rule as the indicator's own numbers: a dot before exactly three digits groups
  /// thousands where the indicator has no decimals, and is refused with the choice where it has some.
  mutating func part(_ column: String, of indicator: Indicator) -> Quantity? {
    let text = row[column]
    guard !text.isEmpty else { return nil }
    if let plain = RowReader.plainNumber(text, decimals: Quantity.decimals) { return plain }
    let part: Quantity
    do throws(NumberInputError) {
      part = try NumberInput.read(text, decimals: Quantity.decimals)
    } catch {
      guard case .ambiguous(_, let thousands) = error, indicator.decimals == 0 else {
        fail(column, error, read: text)
        return nil
      }
      part = thousands
    }
    if part < .zero { fail(column, "planning.negative", ["read": text]) }
    return part
  }

  private mutating func number(_ column: String, decimals: Int, allowsPercent: Bool) -> Quantity? {
    let text = row[column]
    guard !text.isEmpty else { return nil }
    if let plain = RowReader.plainNumber(text, decimals: decimals) { return plain }
    do throws(NumberInputError) {
      return try NumberInput.read(text, decimals: decimals, allowsPercent: allowsPercent)
    } catch {
      fail(column, error, read: text)
      return nil
    }
  }

  /// Digits alone, or with a mark that can only be a decimal one: what `NumberInput` reads from them too, without its questions.
  static func plainNumber(_ text: String, decimals: Int) -> Quantity? {
    var number: Int64 = 0
    var whole = 0
    var fraction = 0
    var mark: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 48...57:
        number = number &* 10 &+ Int64(byte - 48)
        if mark == 0 { whole += 1 } else { fraction += 1 }
        guard whole <= 12, fraction <= 4 else { return nil }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard mark == 0, whole > 0 else { return nil }
        mark = byte
      default: return nil
      }
    }
    // Three digits behind a mark may be thousands.
    guard whole > 0, mark == 0 || fraction > 0 && fraction <= decimals && fraction != 3 else { return nil }
    for _ in fraction..<Quantity.decimals { number &*= 10 }
    return abs(number) <= Quantity.limit ? Quantity(tenThousandths: number) : nil
  }

  /// A small whole number in a range; `fallback` where the cell is empty.
  mutating func digit(_ column: String, in range: ClosedRange<Int>, else fallback: Int) -> Int {
    let text = row[column]
    if text.isEmpty { return fallback }
    if let number = Int(text), range.contains(number) { return number }
    fail(
      column, "planning.not_in_range",
      ["read": text, "least": String(range.lowerBound), "most": String(range.upperBound)])
    return fallback
  }

  private mutating func fail(_ column: String, _ error: NumberInputError, read: String) {
    let (code, values) = error.described
    fail(column, code, values.merging(["read": read]) { old, _ in old })
  }
}

extension RowReader {
  /// The indicator a row speaks of, by code, name or alias.
  mutating func indicator(_ lookup: IndicatorLookup) -> Indicator? {
    guard let text = required("indicator") else { return nil }
    let indicator = lookup.indicator(text)
    if indicator == nil { fail("indicator", "planning.unknown_indicator", ["read": text]) }
    return indicator
  }

  /// The plan year of a row.
  mutating func year(_ column: String) -> Period? {
    guard let text = required(column) else { return nil }
    if let period = Period(text), period.kind == .year { return period }
    fail(column, "planning.wrong_year", ["read": text])
    return nil
  }

  /// The comparator of a row; the typographic signs and «duy trì» are read too.
  mutating func comparator() -> Comparator? {
    let spelled = ["≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "duy trì": "maintain"]
    guard let text = required("comparator") else { return nil }
    if let comparator = Comparator(rawValue: spelled[text.lowercased()] ?? text.lowercased()) { return comparator }
    let known = Comparator.allCases.map(\.rawValue).joined(separator: " ")
    fail("comparator", "planning.unknown_word", ["column": "comparator", "read": text, "known": known])
    return nil
  }

  /// The place of a row in its year or period; a plan's place may have closed during the year, a result's may not.
  mutating func place(in period: Period?, isPlan: Bool, _ places: inout PlaceLookup) throws -> PlaceLookup.Answer? {
    guard let code = required("place"), let period else { return nil }
    let place = isPlan ? try places.place(code, in: period) : try places.place(code, on: period.lastDay)
    if place == nil { fail("place", "planning.unknown_place", ["read": code, "day": period.lastDay.asTyped]) }
    return place
  }
}

extension NumberInputError {
  /// The code and the placeholders of the sentence for this error; the wording needs `read` besides.
  public var described: (code: String, values: [String: String]) {
    switch self {
    case .notANumber: ("planning.not_a_number", [:])
    case .ambiguous(let decimal, let thousands):
      (
        "planning.ambiguous_number",
        ["decimal": decimal.asTyped, "thousands": thousands.asTyped]
      )
    case .tooManyDecimals(let allowed): ("planning.too_many_decimals", ["allowed": String(allowed)])
    case .tooLarge: ("planning.number_too_large", [:])
    }
  }
}
