import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Published
import Storage
import WebShared
import Wording

extension StaffPages {
  var targetRoutes: [Route] { form("/kh/:nam/:ma/ke-hoach", .holding(.editTargets), carries: true, SetTarget.self) }
}

/// Setting the target of a plan that is being written, or adjusting an assigned one by a numbered decision.
struct SetTarget: IndicatorAct {
  static let act = "ke-hoach"
  let setting: PageSetting
  let context: PlanContext
  let indicator: Indicator
  private let target: Target?
  /// Whether a change needs the number of a decision.
  private let needsDecision: Bool
  private let previous: Ratio?

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    context = try PlanContext(setting.request, needing: .editTargets, transaction)
    indicator = try context.indicator(setting.request, transaction)
    let (place, year, department) = (context.place, context.year, context.department)
    target = try TargetStore.target(indicator.code, place: place, year: year, in: department, transaction)
    needsDecision = try PlanStore.plan(place: place, year: year, in: department, transaction)?.state.needsDecision == true
    previous = try BoardReader.previousLevel(
      of: indicator, place: place, before: year, in: department, from: .staff, transaction)
  }

  private var isAdjustment: Bool { needsDecision && target != nil }
  var title: String {
    words.text(
      isAdjustment ? "target.adjust_title" : "target.set_title",
      ["indicator": show.title(indicator), "year": String(context.year)])
  }
  var above: [Node] { if isAdjustment { el("p") { words.text("target.adjust_note") } } }
  var buttons: [Node] { submitButton(words.text(isAdjustment ? "target.adjust" : "target.save")) }

  // MARK: Inputs

  var inputs: [any FormInput] {
    [version, comparator, level] + (indicator.kind == .reduction ? [] : [change]) + [origin, decision, reason, note]
  }
  private var version: Input<Int> { .version(target?.version) }
  private var comparator: Input<Comparator> {
    .one(
      "so-sanh", words.text("target.comparator"), among: Comparator.allCases.filter { !$0.contradicts(indicator.direction) },
      stored: target?.comparator ?? .usual(for: indicator.direction), rules: ["comparator"]
    ) { words.text("comparator.\($0.key)", ["figure": "…"]) }
  }
  private var level: Input<Quantity?> {
    let unit = show.unit(indicator)
    return .number(
      "muc", words.text("target.level", ["unit": unit]), as: .value(of: indicator), stored: target?.level, unit: unit,
      hint: words.text("target.level_hint"), rules: ["level"])
  }
  private var change: Input<Quantity?> {
    .number(
      "thay-doi", words.text("target.change", ["unit": changeUnit]), as: .change(of: indicator), stored: target?.change,
      unit: changeUnit, hint: previousHint, rules: ["change"])
  }
  private var origin: Input<FigureOrigin> {
    .one(
      "nguon", words.text("target.origin"), among: [.stated, .derived], stored: target?.origin ?? .stated, inSight: true
    ) { words.text("origin.\($0.rawValue)") }
  }
  /// An adjustment asks for a decision of its own.
  private var decision: Input<String> {
    let input = Input.text(
      "quyet-dinh", words.text("target.decision"), stored: target?.decision ?? "", hint: words.text("target.decision_hint"),
      width: .long, isOptional: !needsDecision, rules: ["decision"])
    return needsDecision ? input.openingEmpty : input
  }
  private var reason: Input<String> { .text("ly-do", words.text("target.reason"), isOptional: true, rules: ["reason"]) }
  private var note: Input<String> {
    .text("ghi-chu", words.text("target.note"), stored: target?.note ?? "", isOptional: true, rules: ["note"])
  }

  private var previousHint: String {
    guard let previous else { return words.text("target.change_hint") }
    let figure = words.format.trimmed(previous.rounded(.halfUp, decimals: indicator.decimals))
    return words.text("target.previous_hint", ["figure": words.format.withUnit(figure, show.unit(indicator))])
  }

  // MARK: The act

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let asked = Target(
      indicator: indicator.code, place: context.place, year: context.year, level: try typed[level],
      change: indicator.kind == .reduction ? nil : try typed[change], comparator: try typed[comparator],
      origin: try typed[origin], decision: try typed[decision], note: try typed[note])
    try TargetActs.save(asked, seen: try typed[version], in: department, by: .person(request.viewer), transaction)
    return context.address(indicator.code, "", request, adding: [("xong", "target_saved")])
  }
}
