import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

extension StaffPages {
  var adoptionRoutes: [Route] { [act("/kh/:nam/:ma/chon", .holding(.approveResults), AdoptFigure.self)] }
}

/// Choosing between a direct figure and the sum of the units below, on the indicator's page.
struct AdoptFigure: ActForm {
  let setting: PageSetting
  private let view: IndicatorView
  private var context: PlanContext { view.context }

  init(_ setting: PageSetting, _ view: IndicatorView) { (self.setting, self.view) = (setting, view) }

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    let context = try PlanContext(setting.request, needing: .approveResults, transaction)
    self.init(setting, try IndicatorView(setting.request.parameter("ma"), context, setting.rulebook, transaction))
  }

  var department: ID<Department> { context.department }
  var address: String { context.address(view.indicator.code, "chon", request) }
  var title: String { show.title(view.indicator) }
  var formClass: String? { "no-print" }
  private var choosable: [FaceComparison] { view.rollUp?.choosable ?? [] }
  var isOpen: Bool { !choosable.isEmpty && context.allows(.approveResults, request) }

  var inputs: [any FormInput] { [period, choice, reason] }
  private var period: Input<String> {
    let stored = choosable.first?.period.description ?? ""
    guard choosable.count > 1 else { return .hidden("ky", stored) }
    let periods = choosable.map { Choice($0.period.description, words.format.period($0.period)) }
    return .list("ky", words.text("review.period"), periods, stored: stored)
  }
  private var choice: Input<Adoption.Choice> {
    .one("chon", words.text("rollup.which"), among: [.direct, .sum], stored: choosable.first?.choice ?? .direct, inSight: true) {
      words.text($0 == .sum ? "rollup.sum" : "rollup.direct")
    }
  }
  private var reason: Input<String> { .text("ly-do", words.text("rollup.reason")) }
  var buttons: [Node] { submitButton(words.text("rollup.adopt"), rank: .secondary) }

  func page(_ typed: TypedForm) -> Page { IndicatorPage(setting: setting, view: view, choice: typed).page }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    guard let period = Period(try typed[period]), period.year == context.year else { throw WebError.unreadableForm }
    try RollUpStore.adopt(
      try typed[choice], indicator: view.indicator.code, place: context.place, period: period, in: department,
      by: .person(request.viewer), transaction)
    return context.address(view.indicator.code, "", request, adding: [("xong", "figure_adopted")])
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    switch refused as? PlanningError {
    case .reasonMissing: error(Message("rollup.reason_missing"), at: "ly-do")
    case .nothingToAdopt: error(refused.message)
    default: nil
    }
  }
}
