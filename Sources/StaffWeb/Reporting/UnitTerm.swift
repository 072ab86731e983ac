import Kernel
import Territory
import Wording

/// How long a unit reports: the periods it may be offered, and what is said where it has ended.
extension UnitTerm {
  /// Whether the unit saw the last day of a period, and so has its sheets.
  func reports(_ period: Period) -> Bool { holds(period.lastDay) }

  /// That the unit has ended, when, and who took it over; `nil` while it lives.
  func endSentence(today: CivilDate, _ words: LocalWording) -> String? {
    guard let last = to, last < today else { return nil }
    let day = words.format.date(last)
    return heirs.isEmpty
      ? words.text("entry.unit_ended", ["day": day])
      : words.text("entry.unit_taken_over", ["day": day, "heirs": heirs.joined(separator: ", ")])
  }
}
