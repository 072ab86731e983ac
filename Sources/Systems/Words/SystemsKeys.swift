import Kernel

extension AskedWords {
  /// What `Systems` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let systems = AskedWords(
    "Systems",
    """
    error.systems.may_not_import error.systems.twin_import error.systems.twin_job error.systems.twin_migration
    error.systems.twin_permission error.systems.twin_route error.systems.twin_system
    """)
}
