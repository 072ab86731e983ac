import Directory
import FigureWords
import Figures
import Kernel
import Planning
import Reporting
import Rulebook
import Territory
import WebShared
import Wording

/// How figures and states of a sheet read in one language.
struct SheetWords: Sendable {
  let words: LocalWording

  /// A figure as it stands beside a line: its level, or why there is none.
  func figure(_ result: IndicatorResult?, _ indicator: Indicator) -> String {
    guard let result else { return BoardWords.notReported }
    if let missing = result.missing, missing != .none { return words.text("entry.empty.\(missing.rawValue)") }
    guard let level = result.level(of: indicator) else { return BoardWords.notReported }
    return self.level(level, indicator)
  }

  /// A figure with what makes it up: «12,5% (5/40)».
  func wholeFigure(_ result: IndicatorResult?, _ indicator: Indicator) -> String {
    var text = figure(result, indicator)
    if let numerator = result?.numerator, let denominator = result?.denominator {
      text += " (\(words.format.number(numerator))/\(words.format.number(denominator)))"
    }
    if let tail = result?.yearTail { text += " – " + words.text("entry.tail_part", ["figure": words.format.number(tail)]) }
    if result?.missing == MissingReason.none { text += " – " + words.text("entry.empty.nil") }
    return text
  }

  /// A level with the decimals of its indicator; a percentage carries its sign.
  func level(_ level: Ratio, _ indicator: Indicator) -> String {
    let number = words.format.trimmed(level.rounded(.halfUp, decimals: indicator.decimals))
    return indicator.isPercentage ? number + "%" : number
  }

  /// The sum of the year, or a dash where the indicator does not add up.
  func cumulative(_ row: SheetRow) -> String {
    row.cumulative.map { level($0, row.indicator) } ?? BoardWords.notAssigned
  }

  /// The year's target.
  func plan(_ row: SheetRow) -> String {
    guard let target = row.target else { return BoardWords.notAssigned }
    if let level = target.level {
      let sign = target.comparator == .usual(for: row.indicator.direction) ? "" : "\(target.comparator.sign) "
      return sign + self.level(level.ratio, row.indicator)
    }
    return target.change.map { words.format.gap($0) } ?? BoardWords.notAssigned
  }

  /// The state of a sheet: «Nháp», «Nháp (đính chính)».
  func state(_ sheet: Sheet) -> String {
    let state = words.text("status.\(sheet.state.rawValue)")
    return sheet.isCorrection ? words.text("entry.state_correcting", ["state": state]) : state
  }

  /// The form's name with its code.
  func form(_ form: DataForm) -> String { "\(form.code) – \(words.language == .vi ? form.nameVi : form.nameEn)" }

  /// A moment as it was stored.
  func moment(_ stored: String) -> String { Moment(iso: stored).map { words.format.moment($0) } ?? stored }
}

extension OpenSheet {
  /// Who gets the sheet next, in words: «huyện Đắk Tô», or the department by its name of the day.
  func receiver(_ unit: AdministrativeUnit?, _ words: LocalWording) -> String {
    guard let unit else { return "" }
    guard unit.level == .province, let name = department else { return unit.fullName }
    return words.language == .vi ? name.vietnamese : name.english
  }
}
