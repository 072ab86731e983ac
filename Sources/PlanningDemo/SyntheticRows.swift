import Figures
import Kernel
import Planning
import Reporting
import Secrets
import Storage
import Territory

/// What synthetic sheets come to, as it goes through the seeding doors in one piece.
struct SyntheticRows {
  let department: ID<Department>
  let staff: SyntheticStaff
  let texts: SyntheticTexts
  private var figures: [(result: IndicatorResult, at: Moment)] = []
  private var sheets: [SheetSeed] = []
  private var described = ""

  init(_ department: ID<Department>, by staff: SyntheticStaff, texts: SyntheticTexts) {
    self.department = department
    self.staff = staff
    self.texts = texts
  }

  /// How many figures there are.
  var figureCount: Int { figures.count }
  /// How many sheets.
  var sheetCount: Int { sheets.count }
  /// The digest of the figures, whoever entered them.
  var digest: String { Digest.sha256(described) }

  /// Adds a sheet with its figures and history.
  mutating func add(_ sheet: SyntheticSheet, _ times: SheetTimes) throws {
    let officer = try staff.officer(sheet.unit)
    for line in sheet.lines { addFigure(line.indicator, line.figure, sheet, times, by: officer) }
    guard let state = sheet.stage.state else { return }
    func event(
      _ act: SheetAct, _ state: SheetState, _ unit: AdministrativeUnit, _ actor: Actor, _ at: Moment, reason: String = ""
    ) -> SheetEvent {
      SheetEvent(act: act, state: state, unit: unit.id, actor: actor.id, at: at, reason: reason)
    }
    var history = [event(.submit, .submitted, sheet.unit, officer, times.sent)]
    let passed: Int
    switch sheet.stage {
    case .approved, .locked: passed = sheet.reviewers.count
    case .passedOn: passed = sheet.reviewers.count - 1
    case .odd, .returned, .draft, .untouched: passed = 0
    }
    for (index, reviewer) in sheet.reviewers.prefix(passed).enumerated() {
      let state: SheetState = index == sheet.reviewers.count - 1 ? .approved : .submitted
      history.append(event(.approve, state, reviewer, try staff.reviewer(reviewer), times.reviewed[index]))
    }
    if sheet.stage == .returned, let reviewer = sheet.reviewers.first {
      let actor = try staff.reviewer(reviewer)
      history.append(event(.sendBack, .returned, reviewer, actor, times.reviewed[0], reason: texts.returnReason))
    }
    if sheet.stage == .locked, let last = sheet.reviewers.last {
      history.append(event(.lock, .locked, last, try staff.director(last), times.locked, reason: texts.lockReason))
    }
    let turn = state == .submitted ? sheet.reviewers[passed].level : nil
    sheets.append(SheetSeed(sheet.key, turn: turn, odd: sheet.oddLine == nil ? 0 : 1, events: history))
  }

  private mutating func addFigure(
    _ indicator: String, _ figure: SyntheticFigure, _ sheet: SyntheticSheet, _ times: SheetTimes, by officer: Actor
  ) {
    let result = IndicatorResult(
      indicator: indicator, place: sheet.key.place, period: sheet.key.period, value: figure.value.map { Quantity($0) },
      numerator: figure.numerator.map { Quantity($0) }, denominator: figure.denominator.map { Quantity($0) },
      yearTail: figure.yearTail.map { Quantity($0) }, missing: figure.missing, status: sheet.stage.status,
      cause: indicator == sheet.oddLine ? texts.oddCause : "", author: officer.id)
    figures.append((result, times.typed))
    described += "\(sheet.key.place)|\(sheet.key.period)|\(indicator)|\(sheet.stage.status.rawValue)|\(figure.line)\n"
  }

  /// Writes everything.
  /// - Throws: `PlanningError.wrongSheetState` for a history on a way that sheets do not go.
  func write(_ transaction: WriteTransaction) throws {
    try PlanningSeed.enter(figures, in: department, transaction)
    try SheetSeed.write(sheets, in: department, transaction)
  }
}
