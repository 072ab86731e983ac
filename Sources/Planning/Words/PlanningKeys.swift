import Kernel

extension AskedWords {
  /// What `Planning` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let planning = AskedWords(
    "Planning",
    """
    error.planning.bad_code error.planning.base_is_no_rate error.planning.cause_missing error.planning.cell_empty
    error.planning.code_needs_mark error.planning.code_of_department error.planning.content_unreadable
    error.planning.decision_missing error.planning.duplicate_row error.planning.figure_decided
    error.planning.figures_above_parent error.planning.form_has_reduction error.planning.form_not_for_level
    error.planning.form_not_for_period error.planning.indicator_in_use error.planning.installation_decides
    error.planning.name_taken error.planning.not_in_range error.planning.not_your_turn error.planning.not_your_unit
    error.planning.nothing_proposed error.planning.nothing_to_adopt error.planning.own_figure error.planning.own_plan
    error.planning.own_proposal error.planning.parent_ring error.planning.plan_closed error.planning.proposal_settled
    error.planning.reason_missing error.planning.reported_by_form error.planning.sheet_incomplete
    error.planning.stale_version error.planning.sum_too_large error.planning.unknown_form error.planning.unknown_indicator
    error.planning.unknown_place error.planning.unknown_place_near error.planning.unknown_proposal
    error.planning.unknown_sheet error.planning.unknown_word error.planning.wrong_day error.planning.wrong_period
    error.planning.wrong_plan_state error.planning.wrong_sheet_state error.planning.wrong_status error.planning.wrong_year
    status.approved status.corrected status.draft status.locked status.returned status.submitted
    """)
}
