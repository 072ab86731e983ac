import Kernel

/// What a code can mean on some days. Pure: it asks no database.
///
/// Provinces have two digits, districts three, communes five, so the zeros in front say which is meant. A spreadsheet that takes
/// a code for a number drops them all. What is left with as many digits as codes have means what it says: 17 is a province, and
/// where no unit has that code the writer may as well have slipped. One or four digits are no code, so the zeros are put back
/// where one unit can be meant, and asked about where there are several: `1` may be 01, 001 or 00001.
enum CodeMeaning {
  /// How many digits the codes of the three levels have.
  private static let lengths = [2, 3, 5]

  /// One unit, several, or none; then those that the writer may have had in mind.
  enum Answer {
    case one(UnitLife)
    case several([UnitLife])
    case none(near: [UnitLife])
  }

  /// Every code of which a text may be what is left: the text itself, and with one to four zeros in front.
  static func codes(_ text: String) -> [String] {
    let digits = text.drop { $0 == "0" }
    return lengths.filter { $0 >= digits.utf8.count }.map { String(repeating: "0", count: $0 - digits.utf8.count) + digits }
  }

  /// What a text of digits means on the days.
  static func answer(_ text: String, during days: ClosedRange<CivilDate>, _ lives: UnitLives) -> Answer {
    let restored = codes(text).filter { $0 != text }
    if lengths.contains(text.utf8.count) {
      let holders = lives.holders(of: text, during: days)
      return holders.isEmpty ? .none(near: lives[text] + restored.flatMap { lives.holders(of: $0, during: days) }) : only(holders)
    }
    let holders = restored.flatMap { lives.holders(of: $0, during: days) }
    // Zeros in front were not lost: the writer saw them.
    guard !holders.isEmpty, !text.hasPrefix("0") else {
      return .none(near: holders.isEmpty ? restored.flatMap { lives[$0] } : holders)
    }
    return only(holders)
  }

  private static func only(_ lives: [UnitLife]) -> Answer { lives.count == 1 ? .one(lives[0]) : .several(lives) }
}
