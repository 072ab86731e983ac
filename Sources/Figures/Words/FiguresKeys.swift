import Kernel

extension AskedWords {
  /// What `Figures` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let figures = AskedWords(
    "Figures",
    """
    error.planning.ambiguous_number error.planning.cell_empty error.planning.change_sign error.planning.child_above_parent
    error.planning.comparator_contradicts error.planning.cuts_differ error.planning.denominator_zero
    error.planning.faces_contradict error.planning.fraction_needs_rate error.planning.legacy_tcvn3
    error.planning.legacy_utf8 error.planning.legacy_vni error.planning.missing_with_number error.planning.negative
    error.planning.no_result_value error.planning.no_target_value error.planning.not_a_number
    error.planning.number_too_large error.planning.numerator_above_denominator error.planning.other_unit
    error.planning.period_in_future error.planning.rule_unreadable error.planning.shared_name
    error.planning.tail_above_value error.planning.tail_not_asked error.planning.text_too_long
    error.planning.too_many_decimals error.planning.unknown_indicator error.planning.value_differs_from_fraction
    oddity.band oddity.jump oddity.not_aggregable oddity.plan
    """)
}
