import Figures
import Kernel
import Planning
import Reporting
import Secrets
import Storage
import Territory

/// The rows of synthetic sheets, as they go into the tables in one piece.
struct SyntheticRows {
  let department: ID<Department>
  let staff: SyntheticStaff
  let texts: SyntheticTexts
  private var results: [[Value]] = []
  private var sheets: [[Value]] = []
  private var events: [[Value]] = []
  private var notices: [[Value]] = []
  private var described = ""

  init(_ department: ID<Department>, by staff: SyntheticStaff, texts: SyntheticTexts) {
    self.department = department
    self.staff = staff
    self.texts = texts
  }

  /// How many figures there are.
  var figureCount: Int { results.count }
  /// How many sheets.
  var sheetCount: Int { sheets.count }
  /// The digest of the figures, whoever entered them.
  var digest: String { Digest.sha256(described) }

  /// Adds a sheet with its figures, history and notice.
  mutating func add(_ sheet: SyntheticSheet, _ times: SheetTimes, effects: Effects) throws {
    let officer = try staff.officer(sheet.unit)
    for line in sheet.lines { addFigure(line.indicator, line.figure, sheet, times, by: officer) }
    guard let state = sheet.stage.state else { return }
    var history = [Event(act: .submit, state: .submitted, unit: sheet.unit, actor: officer, at: times.sent)]
    let passed: Int
    switch sheet.stage {
    case .approved, .locked: passed = sheet.reviewers.count
    case .passedOn: passed = sheet.reviewers.count - 1
    case .odd, .returned, .draft, .untouched: passed = 0
    }
    for (index, reviewer) in sheet.reviewers.prefix(passed).enumerated() {
      history.append(
        Event(
          act: .approve, state: index == sheet.reviewers.count - 1 ? .approved : .submitted, unit: reviewer,
          actor: try staff.reviewer(reviewer), at: times.reviewed[index]))
    }
    if sheet.stage == .returned, let reviewer = sheet.reviewers.first {
      let event = Event(
        act: .sendBack, state: .returned, unit: reviewer, actor: try staff.reviewer(reviewer), at: times.reviewed[0],
        reason: texts.returnReason)
      history.append(event)
      addNotice(of: event, sheet, effects)
    }
    if sheet.stage == .locked, let last = sheet.reviewers.last {
      history.append(
        Event(
          act: .lock, state: .locked, unit: last, actor: try staff.director(last), at: times.locked, reason: texts.lockReason))
    }
    let turn = state == .submitted ? sheet.reviewers[passed].level : nil
    sheets.append(
      key(sheet) + [
        state.rawValue.bound, turn?.rawValue.bound ?? .null, false.bound, history.count.bound, times.sent.bound,
        officer.id.bound, (sheet.oddLine == nil ? 0 : 1).bound, (history.last?.reason ?? "").bound,
      ])
    for (index, event) in history.enumerated() {
      events.append(
        key(sheet) + [
          (index + 1).bound, event.act.rawValue.bound, event.state.rawValue.bound, event.unit.id.bound, event.actor.id.bound,
          event.at.bound, event.reason.bound,
        ])
    }
  }

  private struct Event {
    let act: SheetAct
    let state: SheetState
    let unit: AdministrativeUnit
    let actor: Actor
    let at: Moment
    var reason = ""
  }

  private func key(_ sheet: SyntheticSheet) -> [Value] {
    [department.bound, sheet.key.form.bound, sheet.key.place.bound, sheet.key.period.bound]
  }

  private mutating func addFigure(
    _ indicator: String, _ figure: SyntheticFigure, _ sheet: SyntheticSheet, _ times: SheetTimes, by officer: Actor
  ) {
    func number(_ whole: Int?) -> Value { whole.map { Quantity($0).bound } ?? .null }
    let (none, period) = (Value.text(""), sheet.key.period.description)
    results.append([
      department.bound, sheet.key.place.bound, period.bound, indicator.bound, .integer(1), number(figure.value),
      number(figure.numerator), number(figure.denominator), .null, .null, figure.missing?.rawValue.bound ?? .null,
      FigureOrigin.stated.rawValue.bound, sheet.stage.status.rawValue.bound, none,
      indicator == sheet.oddLine ? texts.oddCause.bound : none, none, none, officer.id.bound, times.typed.bound, none,
      number(figure.yearTail),
    ])
    described += "\(sheet.key.place)|\(period)|\(indicator)|\(sheet.stage.status.rawValue)|\(figure.line)\n"
  }

  private mutating func addNotice(of event: Event, _ sheet: SyntheticSheet, _ effects: Effects) {
    notices.append([
      effects.newID().bound, department.bound, sheet.key.place.bound, Notice.Kind.returned.rawValue.bound, sheet.key.form.bound,
      sheet.key.place.bound, sheet.key.period.bound, event.actor.id.bound, event.at.bound, event.reason.bound,
    ])
  }

  /// Writes everything.
  func write(_ transaction: WriteTransaction) throws {
    let sheetKey = ["department", "form", "place", "period"]
    try transaction.insert(
      into: "planning_result",
      columns: [
        "department", "place", "period", "indicator", "version", "value", "numerator", "denominator", "change", "verdict",
        "missing", "origin", "status", "limitation", "cause", "remedy", "note", "author", "recorded_at", "reason", "year_tail",
      ], rows: results)
    try transaction.insert(
      into: "planning_sheet",
      columns: sheetKey + ["state", "turn", "is_correction", "version", "sent_at", "sent_by", "odd", "reason"], rows: sheets)
    try transaction.insert(
      into: "planning_sheet_event", columns: sheetKey + ["number", "act", "state", "unit", "actor", "at", "reason"], rows: events)
    try transaction.insert(
      into: "planning_notice",
      columns: ["id", "department", "place", "kind", "form", "sheet_place", "period", "actor", "at", "reason"], rows: notices)
  }
}

extension SyntheticRows {
  /// Writes the plans and targets of a year, assigned on the first working days of January.
  static func write(
    _ targets: [Target], in department: ID<Department>, by actor: Actor, decision: String, reason: String,
    _ transaction: WriteTransaction
  ) throws {
    guard let year = targets.first?.year, let day = CivilDate(year: year, month: 1, day: 5) else { return }
    let at = Moment(seconds: Int64(day.daysSinceEpoch) * 86_400 + 3 * 3600)
    let places = Set(targets.map(\.place)).sorted()
    try transaction.insert(
      into: "planning_plan", columns: ["department", "place", "year", "state", "decision", "version"],
      rows: places.map {
        [department.bound, $0.bound, year.bound, PlanState.assigned.rawValue.bound, decision.bound, .integer(1)]
      })
    try transaction.insert(
      into: "planning_target",
      columns: [
        "department", "place", "year", "indicator", "version", "level", "change", "comparator", "origin", "decision", "note",
        "actor", "recorded_at", "reason",
      ],
      rows: targets.map { target in
        [
          department.bound, target.place.bound, year.bound, target.indicator.bound, .integer(1), target.level?.bound ?? .null,
          target.change?.bound ?? .null, target.comparator.rawValue.bound, target.origin.rawValue.bound, decision.bound,
          .text(""), actor.id.bound, at.bound, reason.bound,
        ]
      })
  }
}
