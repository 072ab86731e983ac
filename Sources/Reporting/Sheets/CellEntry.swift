import Figures
import Kernel
import Planning
import Storage
import Territory

/// What a person, or a workbook, puts into one line of a sheet.
public struct CellEntry: Hashable, Sendable {
  /// The indicator's code.
  public var indicator: String
  /// The version of the figure that was on the page or in the workbook; 0 where there was none.
  public var seen: Int
  /// The number, in the indicator's unit.
  public var value: Quantity?
  /// The numerator of a rate.
  public var numerator: Quantity?
  /// The denominator of a rate.
  public var denominator: Quantity?
  /// The part that happened on the last days of the plan year before.
  public var yearTail: Quantity?
  /// Why there is no number.
  public var missing: MissingReason?
  /// Why an odd number is right.
  public var cause: String
  /// A remark.
  public var note: String
  /// Whether the number was taken over from the period before and not touched.
  public var isCopied: Bool

  /// An entry.
  public init(
    indicator: String, seen: Int, value: Quantity? = nil, numerator: Quantity? = nil, denominator: Quantity? = nil,
    yearTail: Quantity? = nil, missing: MissingReason? = nil, cause: String = "", note: String = "", isCopied: Bool = false
  ) {
    self.indicator = indicator
    self.seen = seen
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.yearTail = yearTail
    self.missing = missing
    self.cause = cause
    self.note = note
    self.isCopied = isCopied
  }

  /// Whether nothing was put in.
  public var isEmpty: Bool { value == nil && numerator == nil && denominator == nil && yearTail == nil && missing == nil }

  /// The result this entry makes of what was there before. A line that is emptied stays as a blank version, so the one before
  /// stays known, and asks for its reason again; a number that was copied stays marked until it is another.
  func result(in context: SheetContext, over before: IndicatorResult?) -> IndicatorResult {
    let isUntouched =
      before.map { $0.origin == .copied && $0.value == value && $0.numerator == numerator && $0.denominator == denominator }
      ?? false
    return IndicatorResult(
      indicator: indicator, place: context.key.place, period: context.key.period, value: value, numerator: numerator,
      denominator: denominator, change: before?.change, yearTail: yearTail, verdict: nil,
      missing: missing, origin: isCopied || isUntouched ? .copied : .stated, status: .draft,
      limitation: before?.limitation ?? "", cause: cause, remedy: before?.remedy ?? "", note: note)
  }
}

/// A line that somebody else changed since the page was opened: what both say, for the person to choose.
public struct CellConflict: Hashable, Sendable {
  /// What this person put in.
  public let yours: CellEntry
  /// What stands now, with who, when and why.
  public let theirs: ResultVersion
}

/// What saving a sheet did: each line is saved, unchanged, in conflict, or at fault; never lost.
public struct SheetSaveOutcome: Sendable {
  /// The lines written, in the order of the form.
  public internal(set) var saved: [String] = []
  /// The saved lines that held a number and hold nothing any more.
  public internal(set) var emptied: [String] = []
  /// The lines that say what was there.
  public internal(set) var unchanged: [String] = []
  /// The lines somebody else changed.
  public internal(set) var conflicts: [CellConflict] = []
  /// What is wrong with the others, by indicator.
  public internal(set) var faults: [String: [FieldFault]] = [:]

  /// Whether every line went in.
  public var isClean: Bool { conflicts.isEmpty && faults.isEmpty }
}
