import Figures
import Kernel
import Territory
import Wording

/// The words of a board's cells in one language: terminal, screen and public page write the same.
public struct BoardWords: Sendable {
  /// The words and the number format.
  public let words: LocalWording

  /// The words of a language.
  public init(_ words: LocalWording) { self.words = words }

  /// No target was given.
  public static let notAssigned = "—"
  /// Nothing was reported.
  public static let notReported = "…"
  /// What a figure carries that was worked out by us.
  public static let derivedMark = "*"

  /// The indicator with its unit: «Giải quyết việc làm (người)».
  public func name(_ indicator: Indicator) -> String { "\(title(indicator)) (\(unit(indicator)))" }

  /// The unit: as the catalogue writes it, or its English word where the wording has one.
  public func unit(_ indicator: Indicator) -> String { words.unit(indicator.unit) }

  /// The indicator's name.
  public func title(_ indicator: Indicator) -> String { words.language == .vi ? indicator.nameVi : indicator.nameEn }

  /// The target: comparator where it is not the usual one, level, change, mark: «> 95», «54*», «1,55 (−1)».
  public func target(_ row: BoardRow) -> String {
    guard let target = row.target else { return BoardWords.notAssigned }
    let numbers = row.numbers
    let mark = target.origin == .derived ? BoardWords.derivedMark : ""
    var text = numbers.target.map { words.format.trimmed($0) } ?? ""
    if target.comparator == .maintain {
      text = words.text("board.maintain", ["figure": text])
    } else if target.comparator != .usual(for: row.indicator.direction), target.comparator != .atMost {
      text = "\(target.comparator.sign) \(text)"
    } else if target.comparator == .atMost {
      text = "≤ \(text)"
    }
    let change = numbers.targetChange.map { words.format.gap($0) }
    guard !text.isEmpty, numbers.target != nil else { return (change ?? "") + mark }
    return text + mark + (change.map { " (\($0))" } ?? "")
  }

  /// The result: value, change, mark; the mark of what is missing.
  public func result(_ row: BoardRow) -> String {
    let numbers = row.numbers
    guard let result = row.result else { return BoardWords.notReported }
    if row.coverage?.isTooLarge == true { return words.text("board.too_large", ["limit": FigureInputError.limit]) }
    if result.missing == .notApplicable { return words.text("missing.not_applicable_mark") }
    let mark = result.origin == .derived ? BoardWords.derivedMark : ""
    let change = numbers.resultChange.map { words.format.gap($0) }
    guard let level = numbers.result else { return change.map { $0 + mark } ?? BoardWords.notReported }
    return words.format.trimmed(level) + mark + (change.map { " (\($0))" } ?? "")
  }

  /// What is missing behind a result that was added up: «7/9 huyện · 11/12 tháng»; `nil` where nothing is, or where the figure
  /// was reported as it stands.
  public func coverage(_ row: BoardRow) -> String? {
    guard let coverage = row.coverage, coverage.isPartial else { return nil }
    let missing = [units(coverage), periods(coverage)].compactMap { $0 }
    return missing.isEmpty ? nil : missing.joined(separator: " · ")
  }

  /// How many units are in a sum: «7/9 huyện»; `nil` where all are.
  public func units(_ coverage: FigureCoverage) -> String? {
    guard let level = coverage.level, coverage.units < coverage.expected else { return nil }
    let numbers = [
      "units": words.format.number(coverage.units), "expected": words.format.number(coverage.expected),
    ]
    return words.text(level == .district ? "coverage.districts" : "coverage.communes", numbers)
  }

  /// How many periods are in a year: «11/12 tháng»; `nil` where all are.
  public func periods(_ coverage: FigureCoverage) -> String? {
    guard let kind = coverage.periods.first?.kind, coverage.periods.count < coverage.periodsExpected else { return nil }
    let numbers = [
      "periods": words.format.number(coverage.periods.count), "expected": words.format.number(coverage.periodsExpected),
    ]
    switch kind {
    case .month: return words.text("coverage.months", numbers)
    case .quarter: return words.text("coverage.quarters", numbers)
    case .half: return words.text("coverage.halves", numbers)
    case .nineMonths: return words.text("coverage.nine_months")
    case .year: return nil
    }
  }

  /// The percentage of plan, or a dash.
  public func attainment(_ row: BoardRow) -> String {
    row.numbers.attainment.map { words.format.percent($0) } ?? BoardWords.notAssigned
  }

  /// The gap with its sign, in points for a rate; or a dash.
  public func gap(_ row: BoardRow) -> String {
    guard let gap = row.numbers.gap else { return BoardWords.notAssigned }
    return row.indicator.isPercentage ? words.format.points(gap) : words.format.gap(gap)
  }

  /// The verdict's word.
  public func verdict(_ verdict: Verdict) -> String { words.text("verdict.\(verdict.rawValue)") }

  /// The verdict with its shape, for text without drawings.
  public func verdictWithShape(_ verdict: Verdict) -> String {
    let shape: String =
      switch verdict {
      case .exceeded: "▲"
      case .met: "●"
      case .metOrExceeded: "▲●"
      case .mostly: "◐"
      case .notMet: "▽"
      case .low: "▼"
      case .noBasis: "○"
      }
    return "\(shape) \(self.verdict(verdict))"
  }

  /// The status of the result; empty where there is none.
  public func status(_ row: BoardRow) -> String { row.result.map { words.text("status.\($0.status.rawValue)") } ?? "" }
}

extension Comparator {
  /// The sign as printed.
  public var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .maintain: "="
    case .moreThan, .lessThan, .exactly: rawValue
    }
  }
}

extension LocalWording {
  /// A unit of measure in this language; the catalogue's own word where nobody has translated it.
  func unit(_ unit: String) -> String {
    guard language != .vi else { return unit }
    let letters = VietnameseText.searchKey(unit).map { $0 == "%" ? "percent" : $0.isLetter ? String($0) : "_" }
    let key = "unit.\(letters.joined())"
    return has(key) ? text(key) : unit
  }
}
