import Directory
import FigureWords
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

@testable import Figures
@testable import StaffWeb

extension StaffPages {
  var toyRoutes: [Route] { form("/thu/:nam", .holding(.viewPlan), carries: true, ToyAct.self) }
}

/// The example of `docs/forms.md`: an act with a number, a choice and a reason, its page included.
struct ToyAct: ActForm {
  let setting: PageSetting
  private let context: PlanContext
  private let indicator: Indicator
  private let target: Target?

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    context = try PlanContext(setting.request, needing: .viewPlan, transaction)
    indicator = try IndicatorStore.all(transaction)[0]
    target = try TargetStore.target(
      indicator.code, place: context.place, year: context.year, in: context.department, transaction)
  }

  var department: ID<Department> { context.department }
  var address: String { request.address("/thu/\(context.year)", context.query) }
  var title: String { show.title(indicator) }
  var inputs: [any FormInput] { [version, level, comparator, reason] }
  var buttons: [Node] { submitButton(words.text("target.save")) }

  private var version: Input<Int> { .version(target?.version) }
  private var level: Input<Quantity?> {
    .number("muc", words.text("board.target"), as: .value(of: indicator), stored: target?.level, rules: ["level"])
  }
  private var comparator: Input<Comparator> {
    .one("so-sanh", words.text("target.comparator"), stored: target?.comparator ?? .atLeast) { $0.rawValue }
  }
  private var reason: Input<String> { .text("ly-do", words.text("target.reason"), isOptional: true) }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let asked = Target(
      indicator: indicator.code, place: context.place, year: context.year, level: try typed[level],
      comparator: try typed[comparator], decision: "")
    try TargetActs.save(asked, seen: try typed[version], in: department, by: .person(request.viewer), transaction)
    return request.address("/lam-viec", [("xong", "target_saved")])
  }
}
