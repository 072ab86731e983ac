import Directory
import HTML
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// Fixing a year's approved figures at the adoption of its report: a page that names the act, then the act.
extension StaffPages {
  func lockYearCheck(_ request: WebRequest) async throws -> WebResponse {
    let view = try await lockView(request, query: request.query)
    return site.respond(
      LockYearPage(setting: PageSetting(site, request), view: view, report: "", errors: []).page, .staff, request)
  }

  func lockYear(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let view = try await lockView(request, query: request.form)
    let report = request.form["so-bao-cao"]
    let act = Act(by: viewer.account.actor, in: view.department, reason: report)
    do {
      let count = try await site.database.write(act) { transaction in
        try SheetActs.lockYear(view.year, of: view.province, in: view.department, by: .person(viewer), transaction)
      }
      return .seeOther(request.address("/duyet", [("da-khoa", String(count)), ("nam", String(view.year))]))
    } catch PlanningError.reasonMissing {
      let setting = PageSetting(site, request)
      let error = FieldError(field: "so-bao-cao", message: setting.words.text("review.report_missing"))
      return site.respond(
        LockYearPage(setting: setting, view: view, report: report, errors: [error]).page, .staff, request, status: 422)
    }
  }

  /// The province and year that a query or form names.
  /// - Throws: `WebError.notFound`, `.forbidden` where the person does not approve for that province.
  private func lockView(_ request: WebRequest, query: FormValues) async throws -> LockView {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    guard let year = Int(query["nam"]), Period.years.contains(year) else { throw WebError.notFound }
    return try await site.database.read { transaction in
      let units = try ReviewStore.units(reviewedBy: viewer, transaction).filter { $0.unit.level == .province }
      guard let found = units.first(where: { $0.unit.id.rawValue == query["noi"] }) else { throw WebError.forbidden }
      return LockView(
        year: year, province: found.unit, department: found.department,
        extent: try ReviewStore.yearToLock(year, in: found.department, transaction))
    }
  }
}

/// What fixing a year would do.
struct LockView: Sendable {
  let year: Int
  let province: AdministrativeUnit
  let department: ID<Department>
  let extent: ReviewStore.YearToLock
}

/// The page that names the act before it is done.
struct LockYearPage: StaffFormPage {
  let setting: PageSetting
  let view: LockView
  let report: String
  let errors: [FieldError]

  var page: Page {
    let year = String(view.year)
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("review.title"), request.address("/duyet")),
    ]
    return Page(words.text("review.lock_title", ["year": year]), crumbs: crumbs, errors: errors) {
      summaryList([
        SummaryLine(words.text("review.lock_unit"), .text(view.province.fullName)),
        SummaryLine(words.text("review.lock_figures"), .text(words.format.number(view.extent.figures))),
        SummaryLine(words.text("review.lock_sheets"), .text(words.format.number(view.extent.sheets))),
        SummaryLine(words.text("review.lock_waiting"), .text(words.format.number(view.extent.waiting))),
      ])
      el("p") { words.text("review.lock_effect") }
      site.form(request, to: request.address("/duyet/khoa")) {
        hiddenField(name: "noi", value: view.province.id.rawValue)
        hiddenField(name: "nam", value: year)
        textField(
          Field(
            name: "so-bao-cao", label: words.text("review.report"), hint: words.text("review.report_hint"),
            error: error("so-bao-cao")), value: report, width: .medium, in: words)
        buttonRow {
          submitButton(words.text("review.lock_act", ["year": year]))
          buttonLink(words.text("review.back"), to: request.address("/duyet"))
        }
      }
    }
  }
}
