import Kernel

extension AskedWords {
  /// What `Storage` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let storage = AskedWords(
    "Storage",
    """
    error.storage.bad_address error.storage.busy error.storage.constraint error.storage.damaged
    error.storage.database_is_newer error.storage.failed error.storage.file_confirmed error.storage.file_damaged
    error.storage.file_expired error.storage.file_replaced error.storage.file_too_large error.storage.file_unknown
    error.storage.file_wrong_type error.storage.migration_changed error.storage.not_permitted error.storage.owner_needed
    error.storage.taken error.storage.twin_migrations error.storage.unaudited error.storage.unavailable
    error.storage.unreadable
    storage.file_type.archive storage.file_type.compound storage.file_type.jpeg storage.file_type.other
    storage.file_type.pdf storage.file_type.png storage.file_type.text storage.file_type.workbook
    """)
}
