import Kernel
import Territory

/// Why there is no number. Missing is not zero: *nil* is 0, the others are no figure at all.
public enum MissingReason: String, Sendable, Hashable, CaseIterable {
  /// Chưa báo cáo.
  case notReported = "not_reported"
  /// Không phát sinh: nothing happened, so the figure is 0.
  case none = "nil"
  /// Không áp dụng.
  case notApplicable = "not_applicable"
}

/// Where a figure is on its way from the officer who typed it to the public page.
public enum DataStatus: String, Sendable, Hashable, CaseIterable {
  /// Typed, not sent.
  case draft
  /// Sent to the reviewer.
  case submitted
  /// Sent back with a reason.
  case returned
  /// Approved by a second person.
  case approved
  /// Fixed by the adoption of the report.
  case locked
  /// Changed after it was fixed, with a reason.
  case corrected

  /// The states of figures that the public may see.
  public static let `public`: Set<DataStatus> = [.approved, .locked, .corrected]
}

/// The result (kết quả thực hiện) of one indicator, place and period: a claim with its origin and status.
public struct IndicatorResult: Hashable, Sendable {
  /// The indicator's code.
  public var indicator: String
  /// The place, by the id of its version of the map.
  public var place: ID<AdministrativeUnit>
  /// The period.
  public var period: Period
  /// The value, in the indicator's unit; empty where numerator and denominator give it.
  public var value: Quantity?
  /// The numerator of a rate.
  public var numerator: Quantity?
  /// The denominator of a rate; never zero.
  public var denominator: Quantity?
  /// The stated change against the period before, signed.
  public var change: Quantity?
  /// The part of a period that begins in December which happened in the last days of the plan year before (15–31 December
  /// by Decree 09/2019): it counts for that year's plan, and for this year's report. `nil` where nobody separated it.
  public var yearTail: Quantity?
  /// A verdict stated in words, where no number was given.
  public var verdict: Verdict?
  /// Why there is no number.
  public var missing: MissingReason?
  /// Where the figure comes from.
  public var origin: FigureOrigin
  /// Where it is on its way.
  public var status: DataStatus
  /// What fell short, and why, and what is done about it; each may be empty.
  public var limitation: String
  /// The cause.
  public var cause: String
  /// The remedy.
  public var remedy: String
  /// What a reader must know; may be empty.
  public var note: String
  /// 1 as first entered; each correction adds one and keeps the version before.
  public var version: Int
  /// The actor who entered this version.
  public var author: String

  /// A result.
  public init(
    indicator: String, place: ID<AdministrativeUnit>, period: Period, value: Quantity? = nil, numerator: Quantity? = nil,
    denominator: Quantity? = nil, change: Quantity? = nil, yearTail: Quantity? = nil, verdict: Verdict? = nil,
    missing: MissingReason? = nil, origin: FigureOrigin = .stated, status: DataStatus = .draft, limitation: String = "",
    cause: String = "", remedy: String = "", note: String = "", version: Int = 1, author: String = ""
  ) {
    self.indicator = indicator
    self.place = place
    self.period = period
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.change = change
    self.yearTail = yearTail
    self.verdict = verdict
    self.missing = missing
    self.origin = origin
    self.status = status
    self.limitation = limitation
    self.cause = cause
    self.remedy = remedy
    self.note = note
    self.version = version
    self.author = author
  }

  /// The level reported, exact: numerator over denominator where both are known, else the value; 0 for *nil*.
  public func level(of indicator: Indicator) -> Ratio? {
    if missing == MissingReason.none { return .zero }
    if let numerator, let denominator, denominator != .zero {
      return numerator.ratio / denominator.ratio * indicator.shareFactor
    }
    return value?.ratio
  }

  /// Whether it says nothing yet: neither a number nor words nor why there is none. Only drafts are.
  public var isBlank: Bool {
    value == nil && numerator == nil && denominator == nil && change == nil && verdict == nil && missing == nil
  }

  /// Whether it holds a number, be it one of two.
  package var hasNumber: Bool { value != nil || numerator != nil || denominator != nil || yearTail != nil }

  /// Whether two results claim the same, whoever entered them and wherever they are on their way.
  public func claimsTheSame(as other: IndicatorResult) -> Bool {
    value == other.value && numerator == other.numerator && denominator == other.denominator && change == other.change
      && yearTail == other.yearTail && verdict == other.verdict && missing == other.missing && origin == other.origin
      && cause == other.cause && note == other.note && limitation == other.limitation && remedy == other.remedy
  }
}

/// A version of a result as it was recorded: who, when and why.
public struct ResultVersion: Hashable, Sendable {
  /// The result as it was.
  public let result: IndicatorResult
  /// When it was recorded.
  public let at: String
  /// Why it was recorded.
  public let reason: String

  /// A version as it was stored.
  package init(
    result: IndicatorResult, at: String, reason: String
  ) {
    self.result = result
    self.at = at
    self.reason = reason
  }
}
