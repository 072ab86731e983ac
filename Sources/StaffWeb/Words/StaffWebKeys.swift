import Kernel

extension AskedWords {
  /// What `StaffWeb` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let staffWeb = AskedWords(
    "StaffWeb",
    """
    account.change_password account.current account.everywhere account.everywhere_note account.must_change account.new
    account.new_hint
    accounts.end_sessions accounts.name accounts.open accounts.opened accounts.role accounts.roles accounts.sessions
    accounts.title accounts.unit accounts.unit_hint
    assign.explanation assign.gap assign.not_additive assign.nothing_below assign.nothing_typed assign.save assign.sum
    assign.title assign.units assign.whole
    board.add_target board.all board.attainment board.bar board.bar_label board.caption board.conclusion_label board.csv
    board.decision board.empty board.filter board.gap board.heading board.headline_only board.how board.indicator board.lead
    board.legend board.no_ratio board.no_target board.result board.rule board.sector board.source board.state board.status
    board.target board.verdict board.years
    catalogue.add catalogue.aliases catalogue.base_hint catalogue.code catalogue.code_taken catalogue.count
    catalogue.direction catalogue.edit catalogue.field.aliases catalogue.field.attainment_decimals catalogue.field.base
    catalogue.field.code catalogue.field.decimals catalogue.field.direction catalogue.field.headline catalogue.field.kind
    catalogue.field.name_en catalogue.field.name_vi catalogue.field.parent catalogue.field.reason catalogue.field.sector
    catalogue.field.unit catalogue.find catalogue.kind catalogue.no catalogue.no_base catalogue.open_plan catalogue.own
    catalogue.plan catalogue.propose catalogue.propose_edit catalogue.propose_note catalogue.reason_missing catalogue.save
    catalogue.save_or_propose catalogue.scope catalogue.scope_own catalogue.scope_own_hint catalogue.scope_shared
    catalogue.search catalogue.title catalogue.yes
    comparator.at_least comparator.at_most comparator.exactly comparator.less_than comparator.maintain comparator.more_than
    components.error_word
    confidence.seen confidence.unverified
    conflict.both
    desk.below_plan desk.headline desk.no_plan desk.no_unit desk.none_below desk.nothing_to_send desk.notice.correcting
    desk.notice.reminder desk.notice.returned desk.notice.unapproved desk.notices desk.open_entry desk.plans desk.returned
    desk.review desk.role desk.to_send desk.waiting desk.waiting_first
    direction.down direction.hold direction.up
    entry.act.approve entry.act.correct entry.act.lock entry.act.return entry.act.submit entry.act.unapprove entry.at_line
    entry.back_to_grid entry.bar.form entry.bar.open entry.bar.period entry.bar.unit entry.bare_rate entry.bare_rate_hint
    entry.cause entry.cause_given entry.check entry.child entry.child_sum entry.choose entry.column.cumulative
    entry.column.due entry.column.filled entry.column.indicator entry.column.last entry.column.marks entry.column.plan
    entry.column.reason entry.column.standing entry.column.state entry.column.year_before entry.conflict
    entry.conflict_title entry.correct entry.correct_title entry.correcting entry.correction_reason entry.cut_off
    entry.denominator entry.download entry.due entry.due_passed entry.due_weekends_only entry.emptied entry.empty.nil
    entry.empty.not_applicable entry.empty.not_reported entry.empty.number entry.finish entry.forms entry.goes_to
    entry.has_not_begun entry.history entry.in_time entry.is_approved entry.is_late entry.is_locked
    entry.is_locked_for_others entry.is_not_yours entry.is_submitted entry.keep_mine entry.keep_theirs entry.keys entry.late
    entry.legend entry.line_copied entry.line_empty entry.line_open entry.line_saved entry.line_unsaved entry.list_title
    entry.look_over entry.missing entry.next entry.no_denominator entry.no_due entry.no_forms entry.no_numerator
    entry.no_unit entry.note entry.notes entry.notes_count entry.nothing entry.nothing_changed entry.numerator
    entry.odd_lines entry.open entry.paste entry.reason entry.remark entry.remark_send entry.restore entry.restore_drop
    entry.restore_found entry.returned entry.save entry.saved entry.saved_at entry.saved_by entry.send_title entry.send_to
    entry.state entry.state_correcting entry.table entry.tail entry.tail_part entry.take_last entry.timeliness entry.title
    entry.unfinished entry.unit_ended entry.unit_taken_over entry.unsent entry.upload entry.window
    error.planning.cell_empty
    grants.account grants.act grants.asked grants.confirm grants.confirmed grants.count grants.decline grants.effect
    grants.everywhere grants.given grants.held grants.intro grants.look grants.look_own grants.needs_another grants.none
    grants.own grants.page_title grants.reason grants.second_person_note grants.take_back grants.title grants.waits
    help.adjust.text help.adjust.title help.approve.text help.approve.title help.board.text help.board.title
    help.import.text help.import.title help.why.text help.why.title
    import.broke import.cancelled import.cell import.check import.column import.errors import.file import.hint import.kind
    import.kind.planning.results import.kind.planning.targets import.lately import.line import.may_leave
    import.mode.all_or_nothing import.mode.good_rows import.mode.preview import.no_file import.nothing_changed
    import.previewed import.title import.under_way import.what import.write import.write_good import.written
    indicator.adjust indicator.approve indicator.assign indicator.cause indicator.code indicator.command_line
    indicator.decision indicator.enter indicator.history indicator.lead indicator.limitation indicator.no_history
    indicator.note indicator.parts indicator.period indicator.reason indicator.remedy indicator.result_of
    indicator.result_versions indicator.set_target indicator.shortfall indicator.target_note indicator.target_of
    indicator.target_versions indicator.version indicator.when indicator.who indicator.why
    job.cancel job.look_again job.state.cancelled job.state.done job.state.failed job.state.running job.state.waiting
    kind.count kind.rate kind.recognition kind.reduction kind.stock
    missing.nil missing.not_applicable missing.not_reported
    origin.copied origin.derived origin.external origin.register origin.stated origin.summed
    paste.confirm paste.extra_cell paste.hint paste.label paste.line_twice paste.more_rows paste.nothing paste.numbers
    paste.numbers.cham paste.numbers.phay paste.pasted paste.preview paste.preview_title paste.result paste.stored
    paste.title paste.too_long paste.too_many_rows paste.unchanged paste.unknown_line paste.will_save
    plan.crumb
    plan_state.act.approved plan_state.act.assigned plan_state.act.closed plan_state.adjusted plan_state.approved
    plan_state.assigned plan_state.closed plan_state.proposed
    proposal.adopt proposal.answer proposal.by proposal.change proposal.changes proposal.count proposal.decline
    proposal.department proposal.effect proposal.field proposal.intro proposal.moved_on proposal.new proposal.now
    proposal.reason proposal.reason_missing proposal.state proposal.state.adopted proposal.state.declined
    proposal.state.waiting proposal.state.withdrawn proposal.then proposal.title proposal.waits proposal.withdraw
    remind.act remind.all_told remind.by_form remind.by_unit remind.complete remind.counts remind.days_late remind.due
    remind.late remind.lines_complete remind.message remind.reminded remind.sheets_due remind.sheets_on_time
    remind.sheets_sent remind.table remind.title remind.told remind.told_today remind.year_note remind.year_title
    result.denominator result.missing result.numerator result.published_note result.reason result.save result.stated
    result.stated_hint result.title result.value
    review.approve review.approved review.approved_table review.back review.cause review.copied review.cumulative
    review.deadline review.decide review.department review.done_approved review.done_locked review.done_passed_on
    review.done_returned review.done_unapproved review.for_ended review.form review.from_file review.last review.last_reason
    review.late review.lines review.lines_note review.lock review.lock_act review.lock_effect review.lock_figures
    review.lock_sheets review.lock_title review.lock_unit review.lock_waiting review.lock_year review.lock_year_check
    review.lock_year_note review.mark_copied review.mark_round review.move review.not_sent review.note
    review.nothing_to_decide review.odd review.on_time review.open_sheet review.period review.plan review.reason_missing
    review.remarks review.report review.report_hint review.report_missing review.return_hint review.return_reason
    review.returned review.send_back review.sent review.sheet_title review.stand_in_reason review.stands_in review.state
    review.table review.table_note review.take_back review.take_back_note review.then_corrected review.then_counts
    review.then_next review.title review.unapprove review.unapprove_hint review.unapprove_reason review.unit review.waiting
    review.waits_for review.year review.year_before review.year_locked
    rollup.adopt rollup.apart rollup.child_apart rollup.children rollup.choose rollup.chosen_by rollup.communes_reported
    rollup.counts rollup.difference rollup.direct rollup.districts_reported rollup.faces rollup.faces_note rollup.figure
    rollup.heading rollup.missing rollup.nobody rollup.periods rollup.periods_missing rollup.reason rollup.reason_missing
    rollup.sum rollup.which rollup.year_tail rollup.year_tail_before
    rules.confidence rules.document rules.field.culture_day rules.field.hung_kings rules.field.in_lieu rules.field.labour
    rules.field.lunar_new_year rules.field.national_day rules.field.new_year rules.field.reunification
    rules.field.swapped_off rules.field.working_instead rules.from rules.intro rules.title rules.to rules.value
    search.find search.first_only search.indicators search.label search.nothing search.plans search.title
    status.approved status.corrected status.draft status.locked status.returned status.submitted
    target.adjust target.adjust_note target.adjust_title target.change target.change_hint target.comparator target.decision
    target.decision_hint target.level target.level_hint target.note target.origin target.previous_hint target.reason
    target.save target.set_title
    unit.points
    verdict.exceeded verdict.low verdict.met verdict.met_or_exceeded verdict.mostly verdict.no_basis verdict.notmet
    web.nav.accounts web.nav.entry web.nav.help web.nav.work web.username
    workbook.for_sheet workbook.page.absent workbook.page.cell workbook.page.check workbook.page.checked
    workbook.page.download workbook.page.errors workbook.page.file workbook.page.hint workbook.page.intro
    workbook.page.no_file workbook.page.not_marked workbook.page.nothing workbook.page.odd workbook.page.older
    workbook.page.open_grid workbook.page.return workbook.page.sheet_crumb workbook.page.title workbook.page.warnings
    workbook.page.what workbook.page.write workbook.page.write_good workbook.page.written
    """)
}
