import Kernel

extension AskedWords {
  /// What `Wording` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let wording = AskedWords(
    "Wording",
    """
    error.wording.faulty error.wording.unreadable
    format.long_date format.moment format.money format.month_1 format.month_10 format.month_11 format.month_12
    format.month_2 format.month_3 format.month_4 format.month_5 format.month_6 format.month_7 format.month_8 format.month_9
    format.one_point format.period_first_half format.period_month format.period_nine_months format.period_quarter
    format.period_second_half format.period_year format.points
    """)
}
