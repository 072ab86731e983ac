import FigureWords
import Kernel
import Planning
import Reporting
import Territory
import Wording

/// How reviewing reads in one language.
struct ReviewWords: Sendable {
  let words: LocalWording

  /// The form's name with its code.
  func form(_ form: DataForm) -> String { SheetWords(words: words).form(form) }

  /// The day of sending, and whether it was in time: «08:12 ngày 16/12/2021, đúng hạn».
  func sent(_ at: Moment?, isOnTime: Bool?) -> String {
    guard let at else { return words.text("review.from_file") }
    let moment = words.format.moment(at)
    guard let isOnTime else { return moment }
    return moment + ", " + words.text(isOnTime ? "review.on_time" : "review.late")
  }

  /// Whose desk a sheet goes to: «Sở», or the district by its name.
  func level(_ unit: AdministrativeUnit) -> String {
    unit.level == .province ? words.text("review.department") : unit.fullName
  }

  /// What was just done to a sheet, and where it is now.
  func done(_ decided: DecidedSheet) -> String {
    let values = [
      "form": decided.form.code, "unit": decided.path.unit.fullName, "period": words.format.period(decided.sheet.key.period),
    ]
    switch decided.act {
    case .approve:
      if let next = decided.next, decided.sheet.state == .submitted {
        return words.text("review.done_passed_on", values.merging(["next": level(next)]) { old, _ in old })
      }
      return words.text("review.done_approved", values)
    case .sendBack: return words.text("review.done_returned", values)
    case .unapprove: return words.text("review.done_unapproved", values)
    case .lock: return words.text("review.done_locked", values)
    case .submit, .correct: return ""
    }
  }

  /// A number of percent with one decimal: «83,5%».
  func percent(_ ratio: Ratio?) -> String {
    ratio.map { words.format.percent($0.rounded(.halfUp, decimals: 1)) } ?? BoardWords.notAssigned
  }
}
