import Figures
import Kernel
import Wording

/// Says a board line in a sentence for reports: «giải quyết việc làm cho 6.518/5.700 người, đạt 114,35% kế hoạch».
///
/// The patterns stand in the wording: `phrase.indicator.CODE` with `{figure}` for indicators that have their own turn of
/// phrase, else the name and the figure. An indicator added tomorrow speaks without a change here.
public struct FigureSentence: Sendable {
  private let wording: LocalWording

  /// A speaker of one language.
  public init(_ wording: LocalWording) { self.wording = wording }

  /// The sentence, without a capital and without a full stop: reports join several. Its blanks are plain, so that a search
  /// for it finds it.
  public func text(_ row: BoardRow) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: words(row).unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 })
    return String(text)
  }

  private func words(_ row: BoardRow) -> String {
    let numbers = row.numbers
    if let result = numbers.result { return reported(row, numbers, result: result) }
    if let change = numbers.resultChange {
      return name(row) + " " + changed(row, change) + tail(row, numbers)
    }
    if let verdict = row.result?.verdict {
      return wording.text(
        "phrase.stated", ["name": name(row), "verdict": wording.text("verdict.\(verdict.rawValue)").lowercased()])
    }
    if let missing = row.result?.missing {
      return wording.text(
        "phrase.missing", ["name": name(row), "reason": wording.text("missing.\(missing.rawValue)").lowercased()])
    }
    if row.coverage?.isTooLarge == true {
      return wording.text("phrase.too_large", ["name": name(row), "limit": FigureInputError.limit])
    }
    return planned(row, numbers)
  }

  private func reported(_ row: BoardRow, _ numbers: RowNumbers, result: PrintedNumber) -> String {
    let key = "phrase.indicator.\(row.indicator.code.lowercased())"
    var figure = number(result)
    // Counts show what was asked beside what was done; shares are said alone, and their plan by the percentage.
    if let target = numbers.target, numbers.attainment != nil, row.indicator.kind != .rate, row.indicator.kind != .reduction {
      figure += "/" + number(target)
    }
    figure = wording.format.withUnit(figure, wording.unit(row.indicator.unit))
    let subject =
      wording.has(key)
      ? wording.text(key, ["figure": figure]) : wording.text("phrase.figure", ["name": name(row), "figure": figure])
    let change = numbers.resultChange.map { wording.text("phrase.with_change", ["change": changed(row, $0)]) } ?? ""
    let derived = row.result?.origin == .derived ? wording.text("phrase.derived") : ""
    return subject + change + derived + tail(row, numbers)
  }

  private func tail(_ row: BoardRow, _ numbers: RowNumbers) -> String {
    if let attainment = numbers.attainment {
      return wording.text("phrase.attainment", ["attainment": wording.format.percent(attainment)])
    }
    guard numbers.target != nil || numbers.targetChange != nil else { return "" }
    return wording.text(
      "phrase.against_plan",
      [
        "plan": plan(row, numbers), "verdict": wording.text("verdict.\(row.assessment.verdict.rawValue)").lowercased(),
      ])
  }

  private func planned(_ row: BoardRow, _ numbers: RowNumbers) -> String {
    wording.text("phrase.planned", ["name": name(row), "plan": plan(row, numbers)])
  }

  /// The target in words: «từ 50.250 người trở lên», «trên 95%», «không quá 1,55% (giảm 1 điểm %)», «duy trì 85 xã».
  public func plan(_ row: BoardRow, _ numbers: RowNumbers) -> String {
    let comparator = row.target?.comparator ?? .atLeast
    let change = numbers.targetChange.map { changed(row, $0) }
    guard let target = numbers.target else { return change ?? "" }
    let level = wording.text(
      "comparator.\(comparator.key)", ["figure": wording.format.withUnit(number(target), wording.unit(row.indicator.unit))])
    return change.map { level + wording.text("phrase.with_change", ["change": $0]) } ?? level
  }

  /// «giảm 1,2 điểm %», «tăng 300 người», «không đổi».
  private func changed(_ row: BoardRow, _ change: PrintedNumber) -> String {
    let size = wording.format.trimmed(change.magnitude)
    let points = wording.text(size == "1" ? "unit.point" : "unit.points")
    let unit = row.indicator.isPercentage ? points : wording.unit(row.indicator.unit)
    let figure = wording.format.withUnit(size, unit)
    if size == "0" { return wording.text("phrase.unchanged") }
    return wording.text(change.isNegative ? "phrase.down" : "phrase.up", ["figure": figure])
  }

  private func number(_ number: PrintedNumber) -> String { wording.format.trimmed(number) }

  /// The indicator's name as it stands inside a sentence: the first letter small, unless the word is an abbreviation.
  private func name(_ row: BoardRow) -> String {
    let name = wording.language == .vi ? row.indicator.nameVi : row.indicator.nameEn
    guard let first = name.first, let second = name.dropFirst().first, !second.isUppercase else { return name }
    return first.lowercased() + name.dropFirst()
  }
}

extension Comparator {
  /// The tail of the wording key that says this comparator.
  public var key: String {
    switch self {
    case .atLeast: "at_least"
    case .moreThan: "more_than"
    case .exactly: "exactly"
    case .atMost: "at_most"
    case .lessThan: "less_than"
    case .maintain: "maintain"
    }
  }
}
