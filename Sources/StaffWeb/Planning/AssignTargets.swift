import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

extension StaffPages {
  var assignmentRoutes: [Route] { form("/kh/:nam/:ma/giao", .holding(.editTargets), carries: true, AssignTargets.self) }
}

/// Assigning an indicator's target to the units below: their shares, the sum against the whole, and the reason for a gap.
struct AssignTargets: IndicatorAct {
  static let act = "giao"
  let setting: PageSetting
  let context: PlanContext
  let indicator: Indicator
  private let assignment: TargetAssignment

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    context = try PlanContext(setting.request, needing: .editTargets, transaction)
    indicator = try context.indicator(setting.request, transaction)
    assignment = try TargetAssignment.read(
      indicator, place: context.place, year: context.year, on: context.day, in: context.department, transaction)
  }

  var title: String { words.text("assign.title", ["indicator": show.title(indicator), "year": String(context.year)]) }
  var above: [Node] {
    sum
    if assignment.shares.isEmpty { el("p") { words.text("assign.nothing_below") } }
  }
  var isOpen: Bool { !assignment.shares.isEmpty }
  var buttons: [Node] { submitButton(words.text("assign.save")) }

  /// The sum of the shares beside the whole, with the difference and its reason.
  private var sum: Node {
    func figure(_ ratio: Ratio?) -> String {
      ratio.map { words.format.trimmed($0.rounded(.halfUp, decimals: indicator.decimals)) } ?? BoardWords.notAssigned
    }
    let count = assignment.shares.count { $0.target != nil }
    let units = "\(words.format.number(count))/\(words.format.number(assignment.shares.count))"
    var lines = [
      SummaryLine(words.text("assign.whole"), .text(figure(assignment.whole?.level?.ratio))),
      SummaryLine(words.text("assign.units"), .text(units)),
    ]
    if assignment.sum == nil {
      lines.append(SummaryLine(words.text("assign.sum"), .text(words.text("assign.not_additive"))))
    } else {
      lines.append(SummaryLine(words.text("assign.sum"), .text(figure(assignment.sum))))
      let gap = assignment.gap.map { words.format.gap($0.rounded(.halfUp, decimals: indicator.decimals)) }
      lines.append(SummaryLine(words.text("assign.gap"), .text(gap ?? BoardWords.notAssigned)))
    }
    if let explanation = assignment.explanation {
      lines.append(SummaryLine(words.text("assign.explanation"), .text(explanation)))
    }
    return summaryList(lines)
  }

  // MARK: Inputs

  private var shares: [(unit: AdministrativeUnit, before: Target?, version: Input<Int>, level: Input<Quantity?>)] {
    assignment.shares.map { unit, before in
      let level = Input.number(
        "muc-\(unit.id)", unit.fullName, as: .value(of: indicator), stored: before?.level, unit: show.unit(indicator),
        isOptional: false)
      return (unit, before, .version(before?.version, name: "phien-ban-\(unit.id)"), level)
    }
  }
  var inputs: [any FormInput] {
    shares.flatMap { [$0.version, $0.level] as [any FormInput] } + [decision, explanation]
  }
  private var decision: Input<String> {
    .text("quyet-dinh", words.text("target.decision"), width: .long, isOptional: true, rules: ["decision"])
  }
  private var explanation: Input<String> {
    .text("giai-trinh", words.text("assign.explanation"), stored: assignment.explanation ?? "", isOptional: true)
  }
  func reason(_ typed: TypedForm) -> String { typed.text(of: explanation) }

  // MARK: The act

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let (code, reason) = (indicator.code, try typed[explanation])
    let explains = !reason.isEmpty && reason != assignment.explanation
    let changed = try shares.filter { share in
      let level = try typed[share.level]
      return level != nil && level != share.before?.level
    }
    if changed.isEmpty, !explains { throw FormRefused(errors: [error(Message("assign.nothing_typed"))]) }
    let plan = try PlanStore.plan(place: context.place, year: context.year, in: department, transaction)
    if plan?.state == .closed { throw PlanningError.planClosed }
    for share in changed {
      let comparator = share.before?.comparator ?? assignment.whole?.comparator ?? .usual(for: indicator.direction)
      let target = Target(
        indicator: code, place: share.unit.id, year: context.year, level: try typed[share.level], comparator: comparator,
        decision: try typed[decision])
      try TargetActs.save(
        target, seen: try typed[share.version], in: department, by: .person(request.viewer), transaction)
    }
    if explains {
      try TargetActs.explainGap(
        code, place: context.place, year: context.year, as: reason, in: department, by: .person(request.viewer), transaction)
    }
    return context.address(code, "giao", request, adding: [("xong", "assigned")])
  }
}
