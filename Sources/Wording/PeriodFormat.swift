import Kernel

/// Reporting periods as documents name them.
extension OfficialFormat {
  /// «Tháng 12/2021», «Quý IV/2021», «6 tháng đầu năm 2021», «9 tháng năm 2021», «Năm 2021»; in English “December 2021”,
  /// “Q4 2021”, “first half of 2021”, “nine months of 2021”, “2021”. Months 1 and 2 have a zero, as in dates.
  public func period(_ period: Period) -> String {
    let year = String(period.year)
    switch period.kind {
    case .month:
      return word("format.period_month", ["month": monthName(period.number), "year": year])
    case .quarter:
      let number = language == .vi ? OfficialFormat.romanQuarters[period.number - 1] : String(period.number)
      return word("format.period_quarter", ["quarter": number, "year": year])
    case .half where period.isFirstOfYear: return word("format.period_first_half", ["year": year])
    case .half: return word("format.period_second_half", ["year": year])
    case .nineMonths: return word("format.period_nine_months", ["year": year])
    case .year: return word("format.period_year", ["year": year])
    }
  }

  private static let romanQuarters = ["I", "II", "III", "IV"]

  /// The number in Vietnamese, which does not name months; the name in English.
  private func monthName(_ number: Int) -> String {
    guard language == .vi else { return word("format.month_\(number)") }
    return number < 3 ? "0\(number)" : String(number)
  }
}
