/// A reporting period, written `2021`, `2021-H2`, `2021-9M`, `2021-Q4`, `2021-12`. Its days here are those of the calendar;
/// which days of events a report counts is a matter of its cut-off, which the rules give.
///
/// Storage and files use the written form; the order is by the last day, then the longer period after the shorter.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// How long the period is. The raw value names the kind in rules and wording.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A calendar month.
    case month
    /// Three calendar months.
    case quarter
    /// Six calendar months.
    case half
    /// The first nine calendar months of a year.
    case nineMonths = "nine-months"
    /// A calendar year.
    case year

    /// How many calendar months the period has.
    public var monthCount: Int {
      switch self {
      case .month: 1
      case .quarter: 3
      case .half: 6
      case .nineMonths: 9
      case .year: 12
      }
    }

    /// How many periods of the kind a year has: whole ones, so nine months stand once.
    public var countInYear: Int { 12 / monthCount }
  }

  /// How long the period is.
  public let kind: Kind
  /// The calendar year.
  public let year: Int
  /// 1 for a year and for nine months, 1…2 for a half, 1…4 for a quarter, 1…12 for a month.
  public let number: Int

  /// Years a plan may have: earlier than the Republic's archives or later than any plan is a typing slip.
  public static let years = 1976...2199

  /// The whole year.
  public static func year(_ year: Int) -> Period { Period(kind: .year, year: year, number: 1) }

  /// A month, 1…12; `nil` for another number or for a year outside `Period.years`.
  public static func month(_ year: Int, _ number: Int) -> Period? {
    guard years.contains(year), (1...12).contains(number) else { return nil }
    return Period(kind: .month, year: year, number: number)
  }

  /// The periods of a kind in a year, in order; none for a year outside `Period.years`.
  public static func periods(of kind: Kind, in year: Int) -> [Period] {
    guard years.contains(year) else { return [] }
    return (1...kind.countInYear).map { Period(kind: kind, year: year, number: $0) }
  }

  private init(kind: Kind, year: Int, number: Int) {
    self.kind = kind
    self.year = year
    self.number = number
  }

  /// Reads the written form, letters large or small; `nil` for anything else, or for a year outside `Period.years`.
  public init?(_ text: some StringProtocol) {
    let read = text.utf8.withContiguousStorageIfAvailable { Period.read($0) } ?? Period.read(Array(text.utf8))
    guard let read else { return nil }
    self = read
  }

  /// Byte by byte: lists of figures are made of thousands of periods.
  private static func read<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) -> Period? where Bytes.Index == Int {
    guard bytes.count == 4 || bytes.count == 7, let year = CivilDate.number(bytes[..<4]), Period.years.contains(year) else {
      return nil
    }
    guard bytes.count == 7 else { return .year(year) }
    guard bytes[4] == UInt8(ascii: "-") else { return nil }
    let kind: Kind
    let number: Int?
    switch (bytes[5], bytes[6]) {
    case (UInt8(ascii: "Q"), _), (UInt8(ascii: "q"), _): (kind, number) = (.quarter, CivilDate.number(bytes[6...]))
    case (UInt8(ascii: "H"), _), (UInt8(ascii: "h"), _): (kind, number) = (.half, CivilDate.number(bytes[6...]))
    case (UInt8(ascii: "9"), UInt8(ascii: "M")), (UInt8(ascii: "9"), UInt8(ascii: "m")): (kind, number) = (.nineMonths, 1)
    default: (kind, number) = (.month, CivilDate.number(bytes[5...]))
    }
    guard let number, (1...kind.countInYear).contains(number) else { return nil }
    return Period(kind: kind, year: year, number: number)
  }

  /// The first day of the period in the calendar.
  public var firstDay: CivilDate { CivilDate(existingYear: year, month: firstMonth, day: 1) }

  /// The last day of the period in the calendar: the day whose map of places and whose rules the period is read on.
  public var lastDay: CivilDate {
    let month = firstMonth + kind.monthCount - 1
    return CivilDate(existingYear: year, month: month, day: CivilDate.length(ofMonth: month, year: year))
  }

  /// The days of the period in the calendar.
  public var days: ClosedRange<CivilDate> { firstDay...lastDay }

  /// The written form.
  public var description: String {
    let year = CivilDate.padded(year, to: 4)
    return switch kind {
    case .month: "\(year)-\(CivilDate.padded(number, to: 2))"
    case .quarter: "\(year)-Q\(number)"
    case .half: "\(year)-H\(number)"
    case .nineMonths: "\(year)-9M"
    case .year: year
    }
  }

  private var firstMonth: Int { (number - 1) * kind.monthCount + 1 }
}

// MARK: Neighbours and parts

extension Period {
  /// The same kind of period one year earlier.
  public var yearBefore: Period { Period(kind: kind, year: year - 1, number: number) }

  /// The same kind of period one year later.
  public var yearAfter: Period { Period(kind: kind, year: year + 1, number: number) }

  /// The period of the same kind just before; for nine months those of the year before.
  public var before: Period {
    number > 1
      ? Period(kind: kind, year: year, number: number - 1)
      : Period(kind: kind, year: year - 1, number: kind.countInYear)
  }

  /// The period of the same kind just after; for nine months those of the year after.
  public var next: Period {
    number < kind.countInYear
      ? Period(kind: kind, year: year, number: number + 1) : Period(kind: kind, year: year + 1, number: 1)
  }

  /// The calendar months inside, in order; a month has itself.
  public var months: [Period] {
    (firstMonth..<firstMonth + kind.monthCount).map { Period(kind: .month, year: year, number: $0) }
  }

  /// Whether the period begins with the year: January, the first quarter, the first half, nine months, the year.
  public var isFirstOfYear: Bool { number == 1 }
}

extension Period {
  /// The parts in one number: periods are keys of many tables.
  private var packed: Int { year << 8 | kind.monthCount << 4 | number }

  /// The same period.
  public static func == (left: Period, right: Period) -> Bool { left.packed == right.packed }

  /// Hashes the parts as one number.
  public func hash(into hasher: inout Hasher) { hasher.combine(packed) }
}

extension Period: Comparable {
  /// By last day; of two that end together the shorter comes first.
  public static func < (left: Period, right: Period) -> Bool {
    if left.lastDay != right.lastDay { return left.lastDay < right.lastDay }
    return left.kind.monthCount < right.kind.monthCount
  }
}
