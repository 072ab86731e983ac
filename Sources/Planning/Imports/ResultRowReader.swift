import Directory
import Figures
import Interchange
import Kernel
import Storage
import Territory

/// Reads the rows of a results file one by one into their few bytes, each judged by itself: its cells, its place on the day of
/// its period, whether the uploader may write there, and whether it stood in the file before.
struct ResultRowReader {
  /// What was read.
  private(set) var file: ResultRows
  /// What is wrong with the rows, in their order.
  private(set) var errors: [CellError] = []

  private let status: DataStatus
  private let authority: Authority
  private let transaction: ReadTransaction
  private let lookup: IndicatorLookup
  private var places: PlaceLookup
  private var indicators: [String: Int32] = [:]
  private var periods: [String: Period] = [:]
  private var mayWriteAt: [ID<AdministrativeUnit>: Bool] = [:]
  private let decimals: [Int]
  private var last: (cells: (String, String), sheet: Sheet)?
  /// Whether the last sheet is not among the file's sheets yet.
  private var unlisted = false

  /// A place and period of the file, and whether the uploader may write there.
  private struct Sheet {
    let place: Int32
    let period: Int32
    let department: Int32
    let mayWrite: Bool
  }

  /// The places of the contract's columns, in the order of `ResultImport.columns`.
  private enum Column {
    static let indicator = 0
    static let place = 1
    static let period = 2
    static let value = 3
    static let numerator = 4
    static let denominator = 5
    static let change = 6
    static let verdict = 7
    static let missing = 8
    static let origin = 9
    static let cause = 10
    static let note = 11
    static let yearTail = 12
  }

  /// - Parameter expected: about how many rows will come.
  init(expected: Int, status: DataStatus, by authority: Authority, _ transaction: ReadTransaction) throws {
    let catalogue = try IndicatorStore.all(visibleTo: authority.department, transaction)
    file = ResultRows(catalogue)
    file.rows.reserveCapacity(expected)
    file.byKey.reserveCapacity(expected)
    lookup = IndicatorLookup(catalogue)
    places = PlaceLookup(transaction)
    decimals = catalogue.map(\.decimals)
    self.status = status
    self.authority = authority
    self.transaction = transaction
  }

  /// Reads one row.
  mutating func take(_ row: TableRow) throws {
    var reader = RowReader(row)
    if let read = try read(&reader) {
      if let first = file.byKey[read.key] {
        reader.fail("indicator", "planning.duplicate_row", ["line": String(file.rows[Int(first)].line)])
      } else {
        file.byKey[read.key] = Int32(file.rows.count)
        file.rows.append(read)
      }
    }
    errors += reader.errors
  }

  /// Forgets everything, where a workbook broke off after rows had been read.
  mutating func forget() {
    file = ResultRows(file.indicators)
    errors = []
    last = nil
  }

  private mutating func read(_ reader: inout RowReader) throws -> ResultRow? {
    let indicator = indicator(&reader)
    let sheet = try sheet(&reader)
    let origin = origin(&reader)
    var verdict: Verdict?
    if !reader.row[at: Column.verdict].isEmpty { verdict = reader.choice("verdict", among: Verdict.statable, else: nil) }
    var missing: MissingReason?
    if !reader.row[at: Column.missing].isEmpty { missing = reader.choice("missing", else: nil) }
    guard let indicator, let sheet, let origin else { return nil }
    if !sheet.mayWrite { reader.fail("place", "planning.not_your_unit") }
    if let owner = file.indicators[Int(indicator)].owner, owner != file.departments[sheet.department] {
      reader.fail("indicator", "planning.unknown_indicator", ["read": reader.text("indicator")])
    }
    var row = ResultRow(
      line: Int32(clamping: reader.row.line), indicator: indicator, place: sheet.place, period: sheet.period,
      department: sheet.department, verdict: verdict, missing: missing, origin: origin, status: status)
    readNumbers(&row, &reader)
    let texts = RowTexts(cause: reader.row[at: Column.cause], note: reader.row[at: Column.note])
    if !texts.cause.isEmpty || !texts.note.isEmpty { row.texts = file.texts.add(texts) }
    guard reader.isGood else { return nil }
    if unlisted {
      unlisted = false
      file.sheets[ResultRows.Sheet(department: row.department, period: row.period), default: []].insert(row.place)
    }
    return row
  }

  private func readNumbers(_ row: inout ResultRow, _ reader: inout RowReader) {
    let indicator = Int(row.indicator)
    // Nearly all numbers are plain; the indicator itself is only asked about the others.
    func number(_ index: Int, _ column: String, _ decimals: Int, as input: (Indicator) -> FigureInput) -> Int64 {
      let text = reader.row[at: index]
      guard !text.isEmpty else { return ResultRow.none }
      let plain = RowReader.plainNumber(text, decimals: decimals)
      return (plain ?? reader.number(column, as: input(file.indicators[indicator])))?.tenThousandths ?? ResultRow.none
    }
    let decimals = decimals[indicator]
    row.value = number(Column.value, "value", decimals, as: FigureInput.value)
    row.numerator = number(Column.numerator, "numerator", Quantity.decimals) { _ in .part }
    row.denominator = number(Column.denominator, "denominator", Quantity.decimals) { _ in .part }
    row.change = number(Column.change, "change", decimals, as: FigureInput.change)
    row.tail = number(Column.yearTail, "year_tail", decimals, as: FigureInput.value)
  }

  /// Where a row belongs; the same as the row before in a file that goes place by place.
  private mutating func sheet(_ reader: inout RowReader) throws -> Sheet? {
    let cells = (reader.row[at: Column.place], reader.row[at: Column.period])
    if let last, last.cells == cells { return last.sheet }
    let period = period(&reader)
    guard let place = try reader.place(in: period, isPlan: false, &places), let period else { return nil }
    let sheet = Sheet(
      place: file.places.add(place.place), period: file.periods.add(period),
      department: file.departments.add(place.department), mayWrite: try isWritable(place.place))
    last = (cells, sheet)
    unlisted = true
    return sheet
  }

  private func origin(_ reader: inout RowReader) -> FigureOrigin? {
    let text = reader.row[at: Column.origin]
    return text.isEmpty || text == FigureOrigin.stated.rawValue
      ? .stated : reader.choice("origin", among: FigureOrigin.statable, else: .stated)
  }

  private mutating func indicator(_ reader: inout RowReader) -> Int32? {
    if let known = indicators[reader.row[at: Column.indicator]] { return known }
    guard let text = reader.required("indicator") else { return nil }
    guard let number = lookup.indicator(text).flatMap({ file.numbers[$0.code] }) else {
      reader.fail(lookup.fault(of: text, at: "indicator"))
      return nil
    }
    indicators[text] = number
    return number
  }

  private mutating func period(_ reader: inout RowReader) -> Period? {
    guard let text = reader.required("period") else { return nil }
    if let known = periods[text] { return known }
    guard let period = Period(text) else {
      reader.fail("period", "planning.wrong_period", ["read": text])
      return nil
    }
    periods[text] = period
    return period
  }

  private mutating func isWritable(_ place: ID<AdministrativeUnit>) throws -> Bool {
    if let known = mayWriteAt[place] { return known }
    let may = try authority.mayImport(at: place, transaction)
    mayWriteAt[place] = may
    return may
  }
}
