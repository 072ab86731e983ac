import Directory
import HTML
import Kernel
import Planning
import Storage
import Territory
import WebShared
import Wording

/// Assigning an indicator's target to the units below: their shares, the sum against the whole, and the reason for a gap.
extension StaffPages {
  var assignmentRoutes: [Route] {
    [
      .get("/kh/:nam/:ma/giao", .holding(.editTargets)) { try await assignmentPage($0) },
      .post("/kh/:nam/:ma/giao", .holding(.editTargets), carries: true) { try await assign($0) },
    ]
  }

  private func assignment(_ request: WebRequest) async throws -> (PlanContext, TargetAssignment) {
    try await site.database.read { transaction in
      let context = try PlanContext(request, needing: .editTargets, transaction)
      let code = request.parameter("ma")
      guard let indicator = try IndicatorStore.indicator(code, visibleTo: context.department, transaction) else {
        throw PlanningError.unknownIndicator(code: code)
      }
      return (
        context,
        try TargetAssignment.read(
          indicator, place: context.place, year: context.year, on: context.day, in: context.department, transaction)
      )
    }
  }

  private func assignmentPage(_ request: WebRequest) async throws -> WebResponse {
    let (context, assignment) = try await assignment(request)
    let page = AssignmentPage(
      setting: PageSetting(site, request), context: context, assignment: assignment, typed: nil, errors: []
    ).page
    return site.respond(page, .staff, request)
  }

  private func assign(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let (context, assignment) = try await assignment(request)
    let words = site.words(request)
    var reader = FormReader(words)
    var targets: [(Target, Int)] = []
    let (decision, explanation) = (request.form["quyet-dinh"], request.form["giai-trinh"])
    for (unit, before) in assignment.shares {
      let field = "muc-\(unit.id)"
      let typed = reader.number(request.form[field], field: field, as: .value(of: assignment.indicator))
      guard let level = typed, level != before?.level else { continue }
      targets.append(
        (
          Target(
            indicator: assignment.indicator.code, place: unit.id, year: context.year, level: level,
            comparator: before?.comparator ?? assignment.whole?.comparator ?? .usual(for: assignment.indicator.direction),
            decision: decision), Int(request.form["phien-ban-\(unit.id)"]) ?? 0
        ))
    }
    if reader.errors.isEmpty, targets.isEmpty, explanation == (assignment.explanation ?? "") {
      return again(request, context, assignment, [FieldError(field: nil, message: words.text("assign.nothing_typed"))])
    }
    guard reader.errors.isEmpty else { return again(request, context, assignment, reader.errors) }
    let act = Act(by: viewer.account.actor, in: context.department, reason: explanation)
    let (shares, code) = (targets, assignment.indicator.code)
    do {
      try await site.database.write(act) { transaction in
        let plan = try PlanStore.plan(place: context.place, year: context.year, in: context.department, transaction)
        if plan?.state == .closed { throw PlanningError.planClosed }
        for (target, seen) in shares { try TargetActs.save(target, seen: seen, in: context.department, transaction) }
        if !explanation.isEmpty, explanation != assignment.explanation {
          try PlanStore.explainGap(
            code, place: context.place, year: context.year, as: explanation, in: context.department, transaction)
        }
      }
    } catch let refused as FigureRefused {
      return again(request, context, assignment, words.fieldErrors(refused.faults, names: ["decision": "quyet-dinh"]))
    } catch PlanningError.staleVersion {
      return conflict(request, context, try await self.assignment(request).1)
    }
    return .seeOther(context.address(code, "giao", request, adding: [("xong", "assigned")]))
  }

  private func again(
    _ request: WebRequest, _ context: PlanContext, _ assignment: TargetAssignment, _ errors: [FieldError], status: Int = 422
  ) -> WebResponse {
    let page = AssignmentPage(
      setting: PageSetting(site, request), context: context, assignment: assignment, typed: request.form, errors: errors
    ).page
    return site.respond(page, .staff, request, status: status)
  }

  /// Somebody else assigned meanwhile: the shares that differ stand on the page as both wrote them, and the person chooses.
  private func conflict(_ request: WebRequest, _ context: PlanContext, _ newer: TargetAssignment) -> WebResponse {
    let words = site.words(request)
    let differing = newer.shares.filter { ($0.target?.version ?? 0) != Int(request.form["phien-ban-\($0.unit.id)"]) ?? 0 }
    let theirs = differing.map { unit, target in
      "\(unit.fullName) \(target?.level.map { words.format.number($0) } ?? BoardWords.notAssigned)"
    }
    let yours = differing.map { unit, _ in "\(unit.fullName) \(request.form["muc-\(unit.id)"])" }
    let message = words.text(
      "conflict.both", ["theirs": theirs.joined(separator: ", "), "yours": yours.joined(separator: ", ")])
    return again(request, context, newer, [FieldError(field: nil, message: message)], status: 409)
  }
}

/// The page of an assignment.
struct AssignmentPage: StaffFormPage {
  let setting: PageSetting
  let context: PlanContext
  let assignment: TargetAssignment
  let typed: FormValues?
  let errors: [FieldError]

  var page: Page {
    let title = words.text(
      "assign.title", ["indicator": show.title(assignment.indicator), "year": String(context.year)])
    let crumbs =
      context.crumbs(request, words)
      + [Crumb(show.title(assignment.indicator), context.address(assignment.indicator.code, request))]
    return Page(title, crumbs: crumbs, errors: errors) {
      sum
      if assignment.shares.isEmpty {
        el("p") { words.text("assign.nothing_below") }
      } else {
        site.form(request, to: context.address(assignment.indicator.code, "giao", request)) {
          shares
          textField(
            Field(name: "quyet-dinh", label: words.text("target.decision"), error: error("quyet-dinh"), isOptional: true),
            value: typed?["quyet-dinh"] ?? "", width: .long, in: words)
          textField(
            Field(name: "giai-trinh", label: words.text("assign.explanation"), isOptional: true),
            value: typed?["giai-trinh"] ?? assignment.explanation ?? "", width: .full, in: words)
          buttonRow { submitButton(words.text("assign.save")) }
        }
      }
    }
  }

  /// The sum of the shares beside the whole, with the difference and its reason.
  private var sum: Node {
    func figure(_ ratio: Ratio?) -> String {
      ratio.map { words.format.trimmed($0.rounded(.halfUp, decimals: assignment.indicator.decimals)) } ?? BoardWords.notAssigned
    }
    let count = assignment.shares.count { $0.target != nil }
    var lines = [
      SummaryLine(words.text("assign.whole"), .text(figure(assignment.whole?.level?.ratio))),
      SummaryLine(
        words.text("assign.units"),
        .text("\(words.format.number(count))/\(words.format.number(assignment.shares.count))")),
    ]
    if assignment.sum == nil {
      lines.append(SummaryLine(words.text("assign.sum"), .text(words.text("assign.not_additive"))))
    } else {
      lines.append(SummaryLine(words.text("assign.sum"), .text(figure(assignment.sum))))
      let gap = assignment.gap.map { words.format.gap($0.rounded(.halfUp, decimals: assignment.indicator.decimals)) }
      lines.append(SummaryLine(words.text("assign.gap"), .text(gap ?? BoardWords.notAssigned)))
    }
    if let explanation = assignment.explanation {
      lines.append(SummaryLine(words.text("assign.explanation"), .text(explanation)))
    }
    return summaryList(lines)
  }

  @HTMLBuilder private var shares: [Node] {
    for (unit, target) in assignment.shares {
      hiddenField(name: "phien-ban-\(unit.id)", value: String(target?.version ?? 0))
      textField(
        Field(name: "muc-\(unit.id)", label: unit.fullName, error: error("muc-\(unit.id)")),
        value: typed?["muc-\(unit.id)"] ?? target?.level?.description.replacing(".", with: ",") ?? "", kind: .decimal,
        width: .short, unit: show.unit(assignment.indicator), in: words)
    }
  }
}
