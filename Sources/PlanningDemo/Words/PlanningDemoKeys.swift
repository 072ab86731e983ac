import Kernel

extension AskedWords {
  /// What `PlanningDemo` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let planningDemo = AskedWords(
    "PlanningDemo",
    """
    error.planning.synthetic_figures_exist error.planning.synthetic_officer_missing
    error.planning.synthetic_unknown_province error.planning.synthetic_year_not_over
    """)
}
