/// A reporting period: a year, a quarter or a month of the calendar, written `2021`, `2021-Q4`, `2021-12`.
///
/// Storage and files use the written form; the order is by the last day, then the longer period after the shorter.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// How long the period is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A calendar month.
    case month
    /// Three calendar months.
    case quarter
    /// A calendar year.
    case year
  }

  /// How long the period is.
  public let kind: Kind
  /// The calendar year.
  public let year: Int
  /// 1 for a year, 1…4 for a quarter, 1…12 for a month.
  public let number: Int

  /// Years a plan may have: earlier than the Republic's archives or later than any plan is a typing slip.
  public static let years = 1976...2199

  /// The whole year.
  public static func year(_ year: Int) -> Period { Period(kind: .year, year: year, number: 1) }

  private init(kind: Kind, year: Int, number: Int) {
    self.kind = kind
    self.year = year
    self.number = number
  }

  /// Reads `2021`, `2021-Q4` or `2021-12`; `nil` for anything else, or for a year outside `Period.years`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.utf8.count == 4, let year = CivilDate.digits(first), Period.years.contains(year)
    else { return nil }
    switch parts.count {
    case 1:
      self.init(kind: .year, year: year, number: 1)
    case 2 where parts[1].utf8.count == 2 && (parts[1].first == "Q" || parts[1].first == "q"):
      guard let quarter = CivilDate.digits(parts[1].dropFirst()), (1...4).contains(quarter) else { return nil }
      self.init(kind: .quarter, year: year, number: quarter)
    case 2 where parts[1].utf8.count == 2:
      guard let month = CivilDate.digits(parts[1]), (1...12).contains(month) else { return nil }
      self.init(kind: .month, year: year, number: month)
    default:
      return nil
    }
  }

  /// The first day of the period.
  public var firstDay: CivilDate { CivilDate(existingYear: year, month: firstMonth, day: 1) }

  /// The last day of the period: the day whose map of places the period is read on.
  public var lastDay: CivilDate {
    let month = firstMonth + monthCount - 1
    return CivilDate(existingYear: year, month: month, day: CivilDate.length(ofMonth: month, year: year))
  }

  /// The same kind of period one year earlier.
  public var yearBefore: Period { Period(kind: kind, year: year - 1, number: number) }

  /// The same kind of period one year later.
  public var yearAfter: Period { Period(kind: kind, year: year + 1, number: number) }

  /// The written form.
  public var description: String {
    switch kind {
    case .year: CivilDate.padded(year, to: 4)
    case .quarter: "\(CivilDate.padded(year, to: 4))-Q\(number)"
    case .month: "\(CivilDate.padded(year, to: 4))-\(CivilDate.padded(number, to: 2))"
    }
  }

  private var monthCount: Int {
    switch kind {
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }

  private var firstMonth: Int { (number - 1) * monthCount + 1 }
}

extension Period: Comparable {
  /// By last day; of two that end together the shorter comes first.
  public static func < (left: Period, right: Period) -> Bool {
    if left.lastDay != right.lastDay { return left.lastDay < right.lastDay }
    return left.monthCount < right.monthCount
  }
}
