import Directory
import HTML
import Kernel
import Planning
import Reporting
import Storage
import Territory
import WebShared
import Wording

/// Fixing a year's approved figures at the adoption of its report: a page that names the act, then the act.
struct LockYear: ActForm {
  let setting: PageSetting
  let department: ID<Department>
  private let year: Int
  private let province: AdministrativeUnit
  private let extent: ReviewStore.YearToLock

  /// - Throws: `WebError.notFound`, `.forbidden` where the person does not approve for that province.
  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    let request = setting.request
    guard let year = Int(request.asked("nam")), Period.years.contains(year) else { throw WebError.notFound }
    let units = try ReviewStore.units(reviewedBy: request.viewer, transaction).filter { $0.unit.level == .province }
    guard let found = units.first(where: { $0.unit.id.rawValue == request.asked("noi") }) else { throw WebError.forbidden }
    (self.setting, self.year, province, department) = (setting, year, found.unit, found.department)
    extent = try ReviewStore.yearToLock(year, in: found.department, transaction)
  }

  var address: String { request.address("/duyet/khoa") }
  var title: String { words.text("review.lock_title", ["year": String(year)]) }
  var crumbs: [Crumb] { [Crumb(words.text("review.title"), request.address("/duyet"))] }
  var above: [Node] {
    summaryList([
      SummaryLine(words.text("review.lock_unit"), .text(province.fullName)),
      SummaryLine(words.text("review.lock_figures"), .text(words.format.number(extent.figures))),
      SummaryLine(words.text("review.lock_sheets"), .text(words.format.number(extent.sheets))),
      SummaryLine(words.text("review.lock_waiting"), .text(words.format.number(extent.waiting))),
    ])
    el("p") { words.text("review.lock_effect") }
  }
  var inputs: [any FormInput] { [Input.hidden("noi", province.id.rawValue), Input.hidden("nam", String(year)), report] }
  private var report: Input<String> {
    .text("so-bao-cao", words.text("review.report"), hint: words.text("review.report_hint"), width: .medium)
  }
  var buttons: [Node] {
    submitButton(words.text("review.lock_act", ["year": String(year)]))
    buttonLink(words.text("review.back"), to: request.address("/duyet"))
  }

  func reason(_ typed: TypedForm) -> String { typed.text(of: report) }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let count = try SheetActs.lockYear(year, of: province, in: department, by: .person(request.viewer), transaction)
    return request.address("/duyet", [("da-khoa", String(count)), ("nam", String(year))])
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    refused as? PlanningError == .reasonMissing ? error(Message("review.report_missing"), at: "so-bao-cao") : nil
  }
}
