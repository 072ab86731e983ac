import Directory
import HTML
import Interchange
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// Editing an indicator: one's own at once, a shared one by a proposal that the installation's administrator decides.
extension StaffPages {
  func indicatorForm(_ request: WebRequest) async throws -> WebResponse {
    let view = try await editView(request)
    return EditIndicatorPage(
      setting: PageSetting(site, request), view: view, typed: view.existing.map { IndicatorForm($0) } ?? IndicatorForm(),
      errors: []
    ).response()
  }

  /// The indicator a request names, as the viewer's department finds it.
  private func editView(_ request: WebRequest) async throws -> EditIndicatorView {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let (code, department) = (request.parameter("ma"), viewer.account.department)
    return try await site.database.read { transaction in
      let all = try IndicatorStore.all(visibleTo: department, transaction)
      let existing = all.first { $0.code == code }
      guard code == EditIndicatorView.new || existing != nil else { throw PlanningError.unknownIndicator(code: code) }
      return EditIndicatorView(
        department: department, existing: existing, rates: all.filter { $0.kind == .rate }, codes: Set(all.map(\.code)))
    }
  }

  /// The form goes through the same rules as a file with one row.
  func saveIndicator(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let view = try await editView(request)
    let words = site.words(request)
    var page = EditIndicatorPage(
      setting: PageSetting(site, request), view: view, typed: IndicatorForm(request.form), errors: [])
    let typed = page.typed
    let isOwn = view.isOwn(typed)
    let code = view.code(typed)
    if view.existing == nil, view.codes.contains(code) {
      return page.response([FieldError(field: "code", message: words.text("catalogue.code_taken", ["code": code]))])
    }
    let seen = view.existing == nil ? 0 : Int(typed["version"]) ?? -1
    let act = Act(by: viewer.account.actor, in: viewer.account.department, reason: typed["reason"])
    do {
      let row = typed.file(code: code)
      let outcome = try await site.database.write(act) { transaction in
        try isOwn
          ? CatalogueActs.saveOwn(row, seen: seen, transaction) : CatalogueActs.propose(row, seen: seen, transaction)
      }
      let errors = outcome.errors.map { FieldError(field: $0.column, message: words.text($0.message)) }
      guard errors.isEmpty else { return page.response(errors) }
    } catch PlanningError.staleVersion {
      let now = try await editView(request).existing
      page.typed = typed.seeing(now?.version ?? 0)
      let message = words.text("catalogue.changed_meanwhile", ["theirs": now?.nameVi ?? ""])
      return page.response([FieldError(field: nil, message: message)], status: 409)
    } catch PlanningError.reasonMissing {
      return page.response([FieldError(field: "reason", message: words.text("catalogue.reason_missing"))])
    } catch PlanningError.nothingProposed {
      return page.response([FieldError(field: nil, message: words.text(PlanningError.nothingProposed.message))])
    }
    return isOwn
      ? .seeOther(request.address("/chi-tieu", [("tim", code), ("xong", "indicator_saved")]))
      : .seeOther(request.address(StaffPages.proposalsPath, [("xong", "proposal_sent")]))
  }
}

/// What the page of an indicator needs to know.
struct EditIndicatorView: Sendable {
  /// Stands in the address where an indicator is to be added.
  static let new = "moi"

  /// The viewer's department.
  let department: ID<Department>
  /// The indicator as it stands; `nil` for a new one.
  let existing: Indicator?
  /// What a reduction may cut.
  let rates: [Indicator]
  /// The codes that are taken.
  let codes: Set<String>

  /// Whether the person may have indicators of his own: whoever belongs to a department.
  var hasOwn: Bool { department != Department.installation }

  /// Whether what was typed is saved at once, as the department's own.
  func isOwn(_ typed: IndicatorForm) -> Bool {
    existing.map { $0.owner != nil } ?? (hasOwn && typed[IndicatorForm.scope] != IndicatorForm.shared)
  }

  /// The code of the indicator: a new own one gets the department's mark.
  func code(_ typed: IndicatorForm) -> String {
    if let existing { return existing.code }
    return isOwn(typed) && !typed["code"].isEmpty ? Indicator.ownCode(typed["code"], of: department) : typed["code"]
  }
}

/// The page on which an indicator is edited or a change is proposed.
struct EditIndicatorPage: StaffFormPage {
  let setting: PageSetting
  let view: EditIndicatorView
  var typed: IndicatorForm
  var errors: [FieldError]

  /// Whether sending the form proposes, whatever is chosen on it.
  private var onlyProposes: Bool { view.existing.map { $0.owner == nil } ?? !view.hasOwn }

  /// The page, with what is wrong.
  func response(_ errors: [FieldError] = [], status: Int = 422) -> WebResponse {
    var page = self
    page.errors = errors
    return site.respond(page.page, .staff, request, status: errors.isEmpty ? 200 : status)
  }

  private var page: Page {
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("catalogue.title"), request.address("/chi-tieu")),
    ]
    return Page(title, crumbs: crumbs, errors: errors) {
      if onlyProposes { el("p") { words.text("catalogue.propose_note") } }
      site.form(request, to: request.address("/chi-tieu/\(view.existing?.code ?? EditIndicatorView.new)")) {
        if view.existing == nil, view.hasOwn { scopeField }
        typed.fields(
          words, rates: view.rates, isNew: view.existing == nil, needsReason: onlyProposes, errors)
        buttonRow { submitButton(words.text(label)) }
      }
    }
  }

  private var title: String {
    guard view.existing != nil else { return words.text("catalogue.add") }
    return words.text(onlyProposes ? "catalogue.propose_edit" : "catalogue.edit", ["name": typed["name_vi"]])
  }

  private var label: String {
    onlyProposes ? "catalogue.propose" : view.existing == nil ? "catalogue.save_or_propose" : "catalogue.save"
  }

  private var scopeField: Node {
    let mark = Indicator.mark(of: view.department)
    return radioGroup(
      Field(name: IndicatorForm.scope, label: words.text("catalogue.scope")),
      choices: [
        Choice(
          IndicatorForm.own, words.text("catalogue.scope_own"), hint: words.text("catalogue.scope_own_hint", ["mark": mark])),
        Choice(IndicatorForm.shared, words.text("catalogue.scope_shared"), hint: words.text("catalogue.propose_note")),
      ], selected: typed[IndicatorForm.scope], in: words)
  }
}
