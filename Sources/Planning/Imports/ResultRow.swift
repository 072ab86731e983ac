import Figures
import Kernel
import Storage
import Systems
import Territory

/// One row of a results file in few bytes, so that a file of a million rows is held whole while it is judged: words and ids are
/// places in the lists of `ResultRows`.
struct ResultRow: Sendable {
  /// Stands for a number that is not there.
  static let none = RollUpFigure.none

  let line: Int32
  let indicator: Int32
  let place: Int32
  let period: Int32
  let department: Int32
  var value = none
  var numerator = none
  var denominator = none
  var change = none
  var tail = none
  /// The place of its texts in `ResultRows.texts`.
  var texts: Int32 = 0
  /// The version that is stored; 0 where there is none.
  var storedVersion: Int32 = 0
  var verdict: Verdict?
  var missing: MissingReason?
  var origin = FigureOrigin.stated
  var status: DataStatus
  /// The status of what is stored.
  var storedStatus: DataStatus?
  /// What the row does to what is stored.
  var effect = RowEffect.added
  /// Whether the row says what is stored as a draft, and the file carries approved figures.
  var approvesOnly = false
  var isGood = true

  /// The figure's key in one number: rows of one place and period follow each other by indicator.
  var key: UInt64 { ResultRow.key(indicator, place, period) }

  /// Whether the row has what few rows have.
  var hasRareColumns: Bool {
    change != ResultRow.none || tail != ResultRow.none || verdict != nil || missing != nil
  }

  /// Whether the figure in force before or after is another.
  var touchesSums: Bool {
    effect != .unchanged
      && (DataStatus.public.contains(status) || storedStatus.map { DataStatus.public.contains($0) } ?? false)
  }

  /// The key of a figure. There are fewer than 65,536 indicators and periods.
  static func key(_ indicator: Int32, _ place: Int32, _ period: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: place)) << 32 | UInt64(UInt16(truncatingIfNeeded: period)) << 16
      | UInt64(UInt16(truncatingIfNeeded: indicator))
  }
}

/// The texts beside a figure; the same for nearly all rows of a file.
struct RowTexts: Hashable, Sendable {
  var cause = ""
  var note = ""
  var limitation = ""
  var remedy = ""
}

/// A list that knows the place of each of its members.
struct NumberedList<Member: Hashable & Sendable>: Sendable {
  private(set) var members: [Member] = []
  private var numbers: [Member: Int32] = [:]

  /// The number of a member; `nil` where it is none.
  func number(of member: Member) -> Int32? { numbers[member] }

  /// The number of a member, added where it is new.
  mutating func add(_ member: Member) -> Int32 {
    if let number = numbers[member] { return number }
    let number = Int32(members.count)
    members.append(member)
    numbers[member] = number
    return number
  }

  subscript(number: Int32) -> Member { members[Int(number)] }
}

/// The rows of a results file, and the lists they point into.
struct ResultRows: Sendable {
  /// A place in a period: whose records it belongs to then.
  struct Sheet: Hashable, Sendable {
    let department: Int32
    let period: Int32
  }

  /// The catalogue, in its order.
  let indicators: [Indicator]
  var rows: [ResultRow] = []
  var places = NumberedList<ID<AdministrativeUnit>>()
  var periods = NumberedList<Period>()
  var departments = NumberedList<ID<Department>>()
  var texts = NumberedList<RowTexts>()
  /// The places of each department and period.
  var sheets: [Sheet: Set<Int32>] = [:]
  /// The place of each figure among the rows.
  var byKey: [UInt64: Int32] = [:]
  let numbers: [String: Int32]

  init(_ indicators: [Indicator]) {
    self.indicators = indicators
    numbers = Dictionary(uniqueKeysWithValues: zip(indicators.map(\.code), 0 as Int32..<Int32(indicators.count)))
    // So that 0 stands for a row without texts.
    _ = texts.add(RowTexts())
  }

  /// The row of a stored figure, by its place, period and indicator; `nil` where the file has none.
  func row(of stored: Row) throws -> ResultRow? {
    guard let place = places.number(of: try stored.id("place")),
      let period = Period(try stored.requiredText("period")).flatMap({ periods.number(of: $0) }),
      let indicator = numbers[try stored.requiredText("indicator")]
    else { return nil }
    return byKey[ResultRow.key(indicator, place, period)].map { rows[Int($0)] }
  }

  /// The row of a figure that is good so far.
  func good(_ indicator: Int32, _ place: Int32, _ period: Int32) -> ResultRow? {
    byKey[ResultRow.key(indicator, place, period)].map { rows[Int($0)] }.flatMap { $0.isGood ? $0 : nil }
  }

  /// The row as the claim it makes.
  func result(_ row: ResultRow) -> IndicatorResult {
    let texts = texts[row.texts]
    return IndicatorResult(
      indicator: indicators[Int(row.indicator)].code, place: places[row.place], period: periods[row.period],
      value: quantity(row.value), numerator: quantity(row.numerator), denominator: quantity(row.denominator),
      change: quantity(row.change), yearTail: quantity(row.tail), verdict: row.verdict, missing: row.missing,
      origin: row.origin, status: row.status, limitation: texts.limitation, cause: texts.cause, remedy: texts.remedy,
      note: texts.note, version: Int(row.storedVersion))
  }

  private func quantity(_ number: Int64) -> Quantity? {
    number == ResultRow.none ? nil : Quantity(tenThousandths: number)
  }
}

extension ResultRow {
  /// Whether no rule of a single figure can be broken: a plain number, plain parts of a rate, or a reason why there is none.
  /// Most rows are such, and are not asked one by one.
  func isPlain(_ indicator: Indicator, hasTexts: Bool) -> Bool {
    guard change == ResultRow.none, tail == ResultRow.none, verdict == nil, !hasTexts else { return false }
    let hasValue = value != ResultRow.none
    let (hasNumerator, hasDenominator) = (numerator != ResultRow.none, denominator != ResultRow.none)
    if missing != nil { return !hasValue && !hasNumerator && !hasDenominator }
    if hasValue { return value >= 0 && !hasNumerator && !hasDenominator }
    return hasNumerator && hasDenominator && indicator.kind == .rate && denominator > 0 && numerator >= 0
      && !(indicator.isPercentage && numerator > denominator)
  }
}
