import Kernel

extension AskedWords {
  /// What `Reporting` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let reporting = AskedWords(
    "Reporting",
    """
    error.interchange.cell_is_masked error.planning.cell_empty error.planning.figure_decided
    error.planning.missing_with_number error.planning.not_a_number error.planning.period_in_future
    error.planning.rate_above_hundred error.planning.recognition_is_one error.planning.reporting_rule_unreadable
    error.planning.workbook_another_sheet error.planning.workbook_boolean error.planning.workbook_code_twice
    error.planning.workbook_column_missing error.planning.workbook_column_twice error.planning.workbook_conflict
    error.planning.workbook_content_too_large error.planning.workbook_date error.planning.workbook_file_too_large
    error.planning.workbook_formula_error error.planning.workbook_head_missing error.planning.workbook_identity_changed
    error.planning.workbook_line_gone error.planning.workbook_merged error.planning.workbook_no_code
    error.planning.workbook_not_a_form error.planning.workbook_not_a_number error.planning.workbook_percent
    error.planning.workbook_title_period error.planning.workbook_title_unit error.planning.workbook_too_many_rows
    error.planning.workbook_unit_closed error.planning.workbook_unknown_code error.planning.workbook_unknown_version
    missing.nil missing.not_applicable missing.not_reported
    status.approved status.corrected status.draft status.locked status.returned status.submitted
    workbook.column.cause workbook.column.code workbook.column.cumulative workbook.column.denominator
    workbook.column.indicator workbook.column.last workbook.column.missing workbook.column.note workbook.column.numerator
    workbook.column.same_last_year workbook.column.target workbook.column.value workbook.column.year_tail workbook.due
    workbook.guide workbook.hint.count workbook.hint.decimals workbook.hint.missing workbook.hint.part workbook.hint.rate
    workbook.hint.recognition workbook.hint.stock workbook.hint.year_tail workbook.no_due workbook.page.emptied
    workbook.page.would_empty workbook.period workbook.sheet workbook.title workbook.unit workbook.warning_number
    workbook.warning_reason workbook.warning_title
    """)
}
