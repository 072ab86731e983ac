import Directory
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// Setting the target of a plan that is being written, or adjusting an assigned one by a numbered decision.
extension StaffPages {
  var targetRoutes: [Route] {
    [
      .get("/kh/:nam/:ma/ke-hoach", .holding(.editTargets)) { try await targetPage($0) },
      .post("/kh/:nam/:ma/ke-hoach", .holding(.editTargets), carries: true) { try await saveTarget($0) },
    ]
  }

  private func targetPage(_ request: WebRequest) async throws -> WebResponse {
    let view = try await targetView(request)
    return site.respond(
      TargetPage(setting: PageSetting(site, request), view: view, typed: TargetForm(view.target, view), errors: []).page, .staff,
      request)
  }

  private func targetView(_ request: WebRequest) async throws -> TargetView {
    try await site.database.read { transaction in
      let context = try PlanContext(request, needing: .editTargets, transaction)
      return try TargetView(request.parameter("ma"), context, transaction)
    }
  }

  private func saveTarget(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let view = try await targetView(request)
    let typed = TargetForm(request.form)
    let (target, errors) = typed.target(view, site.words(request))
    guard let target, errors.isEmpty else { return again(request, view, typed, errors) }
    let act = Act(by: viewer.account.actor, in: view.context.department, reason: typed.reason)
    do {
      try await site.database.write(act) { try TargetActs.save(target, seen: typed.seen, in: view.context.department, $0) }
    } catch let refused as FigureRefused {
      return again(request, view, typed, site.words(request).fieldErrors(refused.faults, names: TargetForm.fields))
    } catch PlanningError.staleVersion {
      return conflict(request, try await targetView(request), typed)
    }
    return .seeOther(view.context.address(view.indicator.code, "", request, adding: [("xong", "target_saved")]))
  }

  private func again(_ request: WebRequest, _ view: TargetView, _ typed: TargetForm, _ errors: [FieldError]) -> WebResponse {
    site.respond(
      TargetPage(setting: PageSetting(site, request), view: view, typed: typed, errors: errors).page, .staff, request, status: 422
    )
  }

  /// Somebody else saved meanwhile: both versions stand on the page, and the person chooses.
  private func conflict(_ request: WebRequest, _ view: TargetView, _ typed: TargetForm) -> WebResponse {
    var newer = typed
    newer.seen = view.target?.version ?? 0
    let words = site.words(request)
    let theirs = view.target.map { TargetForm.summary(of: $0, words) } ?? BoardWords.notAssigned
    let errors = [
      FieldError(
        field: nil, message: words.text("conflict.both", ["theirs": theirs, "yours": typed.summary(words)]))
    ]
    return site.respond(
      TargetPage(setting: PageSetting(site, request), view: view, typed: newer, errors: errors).page, .staff, request, status: 409
    )
  }
}

/// What the form needs to know of a target.
struct TargetView: Sendable {
  let context: PlanContext
  let indicator: Indicator
  let target: Target?
  let plan: AnnualPlan?
  let previous: Ratio?

  init(_ code: String, _ context: PlanContext, _ transaction: ReadTransaction) throws {
    guard let indicator = try IndicatorStore.indicator(code, visibleTo: context.department, transaction) else {
      throw PlanningError.unknownIndicator(code: code)
    }
    self.context = context
    self.indicator = indicator
    target = try TargetStore.target(code, place: context.place, year: context.year, in: context.department, transaction)
    plan = try PlanStore.plan(place: context.place, year: context.year, in: context.department, transaction)
    previous = try BoardReader.previousLevel(
      of: indicator, place: context.place, before: context.year, in: context.department, transaction)
  }

  /// Whether a change needs the number of a decision.
  var needsDecision: Bool { plan?.state.needsDecision == true }
}

/// A target as it was typed, good or bad.
struct TargetForm: Sendable {
  var seen: Int
  var level: String
  var change: String
  var comparator: String
  var origin: String
  var decision: String
  var note: String
  var reason: String

  /// The form's field of each column of the rules.
  static let fields = [
    "level": "muc", "change": "thay-doi", "comparator": "so-sanh", "decision": "quyet-dinh", "reason": "ly-do",
    "note": "ghi-chu",
  ]

  init(_ form: FormValues) {
    seen = Int(form["phien-ban"]) ?? 0
    level = form["muc"]
    change = form["thay-doi"]
    comparator = form["so-sanh"]
    origin = form["nguon"]
    decision = form["quyet-dinh"]
    note = form["ghi-chu"]
    reason = form["ly-do"]
  }

  /// The form as it opens: with the target in force; an adjustment asks for a decision of its own.
  init(_ target: Target?, _ view: TargetView) {
    func typed(_ quantity: Quantity?) -> String { quantity.map { NumberInput.text(of: $0) } ?? "" }
    seen = target?.version ?? 0
    level = typed(target?.level)
    change = typed(target?.change)
    comparator = (target?.comparator ?? .usual(for: view.indicator.direction)).rawValue
    origin = (target?.origin ?? .stated).rawValue
    decision = view.needsDecision ? "" : target?.decision ?? ""
    note = target?.note ?? ""
    reason = ""
  }

  /// What was typed, in a line, for a conflict: «từ 6.100 trở lên, 14/QĐ-SLĐTBXH».
  func summary(_ words: LocalWording) -> String {
    let demand = Comparator(rawValue: comparator).map { words.text("comparator.\($0.key)", ["figure": level]) } ?? level
    let figure = [level.isEmpty ? "" : demand, change.isEmpty ? "" : "(\(change))"].filter { !$0.isEmpty }
    return [figure.joined(separator: " "), decision].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// A target that another person has saved, said in the same way.
  static func summary(of target: Target, _ words: LocalWording) -> String {
    var form = TargetForm(FormValues())
    form.comparator = target.comparator.rawValue
    form.level = target.level.map { words.format.number($0) } ?? ""
    form.change = target.change.map { words.format.gap($0) } ?? ""
    form.decision = target.decision
    return form.summary(words)
  }

  /// The target the form asks for, or what is wrong with its fields.
  func target(_ view: TargetView, _ words: LocalWording) -> (Target?, [FieldError]) {
    var reader = FormReader(words)
    let level = reader.number(level, field: "muc", as: .value(of: view.indicator))
    let change = reader.number(change, field: "thay-doi", as: .change(of: view.indicator))
    guard let comparator = Comparator(rawValue: comparator) else {
      let known = Comparator.allCases.map(\.rawValue).joined(separator: " ")
      let values = ["column": words.text("target.comparator"), "read": self.comparator, "known": known]
      return (nil, reader.errors + [FieldError(field: "so-sanh", message: words.text("error.planning.unknown_word", values))])
    }
    guard reader.errors.isEmpty else { return (nil, reader.errors) }
    return (
      Target(
        indicator: view.indicator.code, place: view.context.place, year: view.context.year, level: level, change: change,
        comparator: comparator, origin: FigureOrigin(rawValue: origin) ?? .stated, decision: decision, note: note), []
    )
  }
}

/// The page of the target form.
struct TargetPage: StaffFormPage {
  let setting: PageSetting
  let view: TargetView
  let typed: TargetForm
  let errors: [FieldError]

  var page: Page {
    let isAdjustment = view.needsDecision && view.target != nil
    let title = words.text(
      isAdjustment ? "target.adjust_title" : "target.set_title",
      ["indicator": show.title(view.indicator), "year": String(view.context.year)])
    let crumbs =
      view.context.crumbs(request, words)
      + [Crumb(show.title(view.indicator), view.context.address(view.indicator.code, request))]
    return Page(title, crumbs: crumbs, errors: errors) {
      if isAdjustment { el("p") { words.text("target.adjust_note") } }
      site.form(request, to: view.context.address(view.indicator.code, "ke-hoach", request)) {
        hiddenField(name: "phien-ban", value: String(typed.seen))
        figures
        textField(
          Field(
            name: "quyet-dinh", label: words.text("target.decision"), hint: words.text("target.decision_hint"),
            error: error("quyet-dinh"), isOptional: !view.needsDecision), value: typed.decision, width: .long, in: words)
        textField(
          Field(name: "ly-do", label: words.text("target.reason"), error: error("ly-do"), isOptional: true),
          value: typed.reason, width: .full, in: words)
        textField(
          Field(name: "ghi-chu", label: words.text("target.note"), error: error("ghi-chu"), isOptional: true), value: typed.note,
          width: .full, in: words)
        buttonRow { submitButton(words.text(isAdjustment ? "target.adjust" : "target.save")) }
      }
    }
  }

  @HTMLBuilder private var figures: [Node] {
    let unit = show.unit(view.indicator)
    selectField(
      Field(name: "so-sanh", label: words.text("target.comparator"), error: error("so-sanh")),
      choices: Comparator.allCases.filter { !$0.contradicts(view.indicator.direction) }.map {
        Choice($0.rawValue, words.text("comparator.\($0.key)", ["figure": "…"]))
      }, selected: typed.comparator, hasNone: false, in: words)
    textField(
      Field(
        name: "muc", label: words.text("target.level", ["unit": unit]), hint: words.text("target.level_hint"),
        error: error("muc"), isOptional: true), value: typed.level, kind: .decimal, width: .short, unit: unit, in: words)
    if view.indicator.kind != .reduction {
      textField(
        Field(
          name: "thay-doi", label: words.text("target.change", ["unit": changeUnit]), hint: previousHint,
          error: error("thay-doi"), isOptional: true), value: typed.change, kind: .decimal, width: .short, unit: changeUnit,
        in: words)
    }
    radioGroup(
      Field(name: "nguon", label: words.text("target.origin")),
      choices: [FigureOrigin.stated, .derived].map { Choice($0.rawValue, words.text("origin.\($0.rawValue)")) },
      selected: typed.origin, in: words)
  }

  private var changeUnit: String { view.indicator.isPercentage ? words.text("unit.points") : show.unit(view.indicator) }

  private var previousHint: String {
    guard let previous = view.previous else { return words.text("target.change_hint") }
    let figure = words.format.trimmed(previous.rounded(.halfUp, decimals: view.indicator.decimals))
    return words.text("target.previous_hint", ["figure": words.format.withUnit(figure, show.unit(view.indicator))])
  }
}
