import Kernel

extension AskedWords {
  /// What `Territory` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let territory = AskedWords(
    "Territory",
    """
    error.territory.ambiguous_name error.territory.ambiguous_unit error.territory.ambiguous_unit_of_many
    error.territory.not_on_day error.territory.unit_ended error.territory.unit_ended_without_heir
    error.territory.unit_not_begun error.territory.unknown_code error.territory.unknown_code_near
    error.territory.unknown_name error.territory.unreadable_day error.territory.unreadable_file
    territory.level.commune territory.level.district territory.level.province territory.reading territory.reading_between
    territory.reading_ended territory.reading_since territory.reading_taken_over territory.reading_unborn
    territory.reading_until
    """)
}
