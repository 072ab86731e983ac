import Kernel

extension AskedWords {
  /// What `WebShared` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let webShared = AskedWords(
    "WebShared",
    """
    components.breadcrumb.label components.chart.approved components.chart.derived components.chart.plan
    components.chart.provisional components.chips.label components.chips.remove components.error_summary.title
    components.error_word components.field.optional components.flash.error components.flash.information
    components.flash.success components.flash.warning components.language.en components.language.vi
    components.mark.not_assigned components.mark.not_reported components.pagination.first components.pagination.label
    components.pagination.next components.pagination.none components.pagination.page components.pagination.previous
    components.pagination.range components.pagination.total components.select.none components.table.date
    components.table.empty components.table.source components.table.unit
    error.web.broken_body error.web.forbidden error.web.form_expired error.web.method_not_allowed error.web.not_found
    error.web.signed_out error.web.signed_out_lost error.web.too_large error.web.too_long_to_carry error.web.too_many_fields
    error.web.unreadable_form
    flash.assigned flash.correction_opened flash.figure_adopted flash.grant_confirmed flash.grant_declined
    flash.indicator_saved flash.password_changed flash.plan_moved flash.proposal_sent flash.proposal_settled
    flash.remark_saved flash.result_approved flash.result_saved flash.sessions_ended flash.sheet_sent flash.target_saved
    gallery.box.change.note gallery.box.change.title gallery.box.change.value gallery.box.plan.note gallery.box.plan.title
    gallery.box.plan.value gallery.box.result.note gallery.box.result.title gallery.box.result.value gallery.button.back
    gallery.button.draft gallery.button.send gallery.cause.hint gallery.cause.label gallery.chart.break
    gallery.chart.summary gallery.chart.title gallery.chip.field gallery.chip.headline gallery.file.hint gallery.file.label
    gallery.flash.error gallery.flash.information gallery.flash.success gallery.flash.warning gallery.head.bar
    gallery.head.gap gallery.head.indicator gallery.head.percent gallery.head.plan gallery.head.result gallery.head.verdict
    gallery.headline.label gallery.home gallery.list.code gallery.list.code_1 gallery.list.code_2 gallery.list.due
    gallery.list.due_1 gallery.list.due_2 gallery.list.holder gallery.list.holder_1 gallery.list.holder_2 gallery.list.kind
    gallery.list.kind_1 gallery.list.kind_2 gallery.list.title gallery.name.label gallery.plan_year gallery.plans
    gallery.reason.hint gallery.reason.label gallery.reason.nil gallery.reason.nil_hint gallery.reason.none
    gallery.row.convalescence gallery.row.fairs gallery.row.insurance gallery.row.jobs gallery.row.overseas
    gallery.row.poverty gallery.row.trained gallery.section.board gallery.section.charts gallery.section.form
    gallery.section.lists gallery.section.messages gallery.section.verdicts gallery.summary.change gallery.summary.none
    gallery.table.source gallery.table.title gallery.table.unit gallery.unit.error gallery.unit.label gallery.unit.one
    gallery.unit.people gallery.unit.two gallery.verdict.exceeded gallery.verdict.low gallery.verdict.met
    gallery.verdict.met_or_exceeded gallery.verdict.mostly gallery.verdict.no_basis gallery.verdict.notmet
    gallery.workers.error gallery.workers.hint gallery.workers.label
    job.begun job.far job.step.checking job.step.summing job.step.writing job.waits job.waits_again
    web.accessibility web.accessibility.aim web.accessibility.how web.accessibility.report web.back_home web.busy
    web.busy_again web.busy_typed web.carried web.carried_in_part web.error_title.404 web.error_title.500
    web.error_title.other web.failure web.foot web.large_text web.nav.accounts web.nav.entry web.nav.figures web.nav.help
    web.nav.home web.nav.import web.nav.indicators web.nav.plan web.nav.review web.nav.rules web.nav.work web.navigation
    web.normal_text web.password web.portal_note web.product web.sign_in web.sign_out web.skip web.staff_note web.stopped
    web.title_error web.username
    """)
}
