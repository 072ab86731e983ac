import Kernel

/// Days as workbooks store them: numbers, counted from the end of 1899 or from 1904-01-01.
enum WorkbookDay {
  /// The day of a number; `nil` for a time without a day, and beyond the year 9999.
  static func day(_ decimal: String, countsFrom1904: Bool) -> CivilDate? {
    guard let serial = Int(decimal.prefix { $0 != "." }), decimal.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
    if countsFrom1904 { return (0...2_957_003).contains(serial) ? CivilDate(daysSinceEpoch: serial - 24_107) : nil }
    guard (1...2_958_465).contains(serial) else { return nil }
    // Excel believes in 29 February 1900, so the days before it are counted one less.
    return CivilDate(daysSinceEpoch: serial - (serial < 60 ? 25_568 : 25_569))
  }
}
