import Kernel

extension AskedWords {
  /// What `ansinh` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let ansinh = AskedWords(
    "ansinh",
    """
    audit.fault.changed audit.fault.head_differs audit.fault.missing audit.fault.unlinked
    board.attainment board.conclusion board.gap board.heading board.indicator board.legend board.result board.status
    board.target board.verdict
    confidence.seen confidence.unverified
    console.account_opened console.calendar_commune console.calendar_department console.calendar_district
    console.calendar_no_holidays console.calendar_provincial_committee console.calendar_tail console.calendar_window
    console.chain_broken console.chains_whole console.demo_accounts console.demo_figures console.demo_preparing
    console.departments_made console.form.code console.form.downloaded console.form.due console.form.event
    console.form.filled console.form.history console.form.kind console.form.level console.form.lines console.form.name
    console.form.not_marked console.form.nothing_saved console.form.odd console.form.period_kind.half
    console.form.period_kind.month console.form.period_kind.nine_months console.form.period_kind.quarter
    console.form.period_kind.year console.form.returned console.form.saved console.form.state console.form.status
    console.form.turn console.form.unit_level.commune console.form.unit_level.district console.form.unit_level.province
    console.form.version console.form.warning console.form.would_save console.form.year_locked console.imported
    console.imported_good_rows console.job_cancelled console.job_department console.job_done console.job_due
    console.job_failure console.job_id console.job_kind console.job_state console.migrated console.no_jobs console.no_place
    console.nothing_changed console.nothing_good console.nothing_written console.password console.place_needs_day
    console.port_passed_over console.predecessor console.ready console.serving console.sign_in.password_change_failed
    console.sign_in.sign_in_failed console.sign_in.signed_in console.sign_in.signed_out console.successor
    console.sum_differs console.sums_agree console.sums_rebuilt console.synthetic_administrator console.synthetic_browser
    console.synthetic_commands console.synthetic_counts console.synthetic_decision console.synthetic_digest
    console.synthetic_director console.synthetic_head console.synthetic_lock_reason console.synthetic_odd_cause
    console.synthetic_officer console.synthetic_open console.synthetic_open_commune console.synthetic_other_forms
    console.synthetic_preparing console.synthetic_return_reason console.synthetic_specialist console.synthetic_unchanged
    console.territory_loaded console.up_to_date console.version console.would_import console.would_import_some
    doctor.audit doctor.audit_broken doctor.catalogue doctor.catalogue_empty doctor.content doctor.database
    doctor.database_bad doctor.file_rights doctor.fonts doctor.fonts_missing doctor.rules doctor.rules_bad doctor.territory
    doctor.territory_empty doctor.unknown_role
    entry.act.approve entry.act.correct entry.act.lock entry.act.return entry.act.submit entry.act.unapprove
    error.console.file_unreadable error.console.file_unwritable error.console.form_none error.console.no_content
    error.console.no_database error.console.no_such_host error.console.no_such_job error.console.not_migrated
    error.console.port_busy error.console.port_forbidden
    job.state.cancelled job.state.done job.state.failed job.state.running job.state.waiting job.step.checking
    job.step.summing job.step.writing
    missing.nil missing.not_applicable missing.not_reported
    status.approved status.corrected status.draft status.locked status.returned status.submitted
    territory.scope.part territory.scope.part_area territory.scope.part_population territory.scope.renamed
    territory.scope.unchanged territory.scope.whole
    verdict.exceeded verdict.low verdict.met verdict.met_or_exceeded verdict.mostly verdict.no_basis verdict.notmet
    workbook.column.code workbook.column.cumulative workbook.column.indicator workbook.column.last
    workbook.column.same_last_year workbook.column.target workbook.column.value workbook.for_sheet workbook.page.absent
    workbook.page.older
    """)
}
