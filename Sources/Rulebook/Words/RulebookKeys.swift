import Kernel

extension AskedWords {
  /// What `Rulebook` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let rulebook = AskedWords(
    "Rulebook",
    """
    error.rulebook.bad_date error.rulebook.bad_file_name error.rulebook.duplicate_key error.rulebook.ends_before_it_starts
    error.rulebook.folder_missing error.rulebook.gap error.rulebook.missing_document error.rulebook.missing_key
    error.rulebook.not_in_force error.rulebook.not_yaml error.rulebook.overlap error.rulebook.seen_without_source
    error.rulebook.unknown_confidence error.rulebook.unknown_key error.rulebook.unknown_rule error.rulebook.unreadable_file
    error.rulebook.wrong_shape
    """)
}
