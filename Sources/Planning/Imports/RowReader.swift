import Figures
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

  /// What a rule says of a cell.
  mutating func fail(_ fault: FieldFault) { fail(fault.field, fault.code, fault.values) }

  /// What another system says of a cell.
  mutating func fail(_ column: String, _ error: any UserFacing) {
    errors.append(
      CellError(
        line: row.line, column: column, code: error.code, message: error.message,
        cell: row.layout.cell(line: row.line, column: column)))
  }

  func text(_ column: String) -> String { row[column] }

  /// A text that must be there.
  mutating func required(_ column: String) -> String? {
    let text = row[column]
    if text.isEmpty { fail(column, "planning.cell_empty", ["column": column]) }
    return text.isEmpty ? nil : text
  }

  /// One of fixed words, or of those among them that may be stated; `fallback` where the cell is empty.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable & Hashable & Sendable>(
    _ column: String, among statable: [Choice]? = nil, else fallback: Choice?
  ) -> Choice? {
    read(column, ChoiceInput(among: statable ?? Array(Choice.allCases)), else: fallback)
  }

  /// A word, by its rule; `fallback` where the cell is empty.
  mutating func read<Choice>(_ column: String, _ input: ChoiceInput<Choice>, else fallback: Choice? = nil) -> Choice? {
    do throws(ChoiceInputError) {
      if let choice = try input.typed(row[column]) ?? fallback { return choice }
      fail(column, "planning.cell_empty", ["column": column])
    } catch {
      fail(column, error.code, error.message(at: column).values)
    }
    return nil
  }

  /// A number of the indicator, or nothing where the cell is empty or bad.
  mutating func number(_ column: String, as input: FigureInput) -> Quantity? {
    do throws(FigureInputError) {
      return row.isNumber(column) ? try input.kept(row[column]) : try input.typed(row[column])
    } catch {
      fail(column, error.code, error.values)
      return nil
    }
  }

  /// Refuses a text of an old encoding.
  mutating func refuseLegacy(_ column: String) {
    if let fault = LegacyText.fault(column, row[column]) { fail(fault) }
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
        guard whole <= 14, fraction <= 4 else { return nil }
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
}

extension RowReader {
  /// The indicator a row speaks of, by code, name or alias.
  mutating func indicator(_ lookup: IndicatorLookup) -> Indicator? {
    guard let text = required("indicator") else { return nil }
    let indicator = lookup.indicator(text)
    if indicator == nil { fail(lookup.fault(of: text, at: "indicator")) }
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
    read("comparator", .comparator)
  }

  /// The place of a row in its year or period.
  mutating func place(in period: Period?, isPlan: Bool, _ places: inout PlaceLookup) throws -> PlaceLookup.Answer? {
    guard let text = required("place"), let period else { return nil }
    switch try places.place(text, in: period, isPlan: isPlan) {
    case .found(let answer): return answer
    case .refused(let error):
      fail("place", error)
      return nil
    }
  }
}
