import Kernel

/// Days and moments as documents write them.
extension OfficialFormat {
  /// The short form, the same in both languages: `13/01/2022`.
  public func date(_ date: CivilDate) -> String {
    "\(twoDigits(date.day))/\(twoDigits(date.month))/\(fourDigits(date.year))"
  }

  /// The form of documents: «ngày 05 tháng 01 năm 2022» (Decree 30/2020, annex I: a zero before days below 10 and before
  /// months 1 and 2, so «ngày 31 tháng 3»), “5 January 2022” in English.
  public func longDate(_ date: CivilDate) -> String {
    let day = language == .vi ? twoDigits(date.day) : String(date.day)
    let values = [
      "day": day, "month": word("format.month_\(date.month)"), "year": String(date.year),
    ]
    return word("format.long_date", values)
  }

  /// A moment on the clocks of Viet Nam: «14:32 ngày 05/01/2022».
  public func moment(_ moment: Moment) -> String {
    word("format.moment", ["time": moment.vietnameseTime, "date": date(moment.vietnameseDay)])
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private func fourDigits(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).utf8.count)) + String(number)
  }
}
