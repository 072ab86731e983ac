import Directory
import Figures
import Interchange
import Kernel
import Published
import Spreadsheets
import Storage
import Systems

/// Judges a results file against itself and what is stored, whole, before anything is written.
struct ResultJudge {
  /// What would be written, and what is wrong.
  struct Judgement: Sendable {
    var outcome: ImportOutcome
    var file: ResultRows
  }

  private var file: ResultRows
  private var outcome: ImportOutcome
  private let layout: TableLayout?
  private let today: CivilDate
  private let transaction: ReadTransaction
  private var breaks: [String: [CivilDate]] = [:]

  /// Reads and judges a file.
  static func judge(
    _ bytes: [UInt8], limits: WorkbookLimits, status: DataStatus, today: CivilDate, by authority: Authority,
    progress: ImportProgress, _ transaction: ReadTransaction
  ) throws -> Judgement {
    // A row of CSV has some 45 bytes; a packed workbook's has fewer.
    let expected = bytes.count / 45
    var count = 0
    var reader = try ResultRowReader(expected: expected, status: status, by: authority, transaction)
    let faults = try TableFile.read(bytes, columns: ResultImport.columns, limits: limits) { row in
      count += 1
      if count % ResultWriter.piece == 0 { try progress(.checking, count, max(count, expected)) }
      try reader.take(row)
    }
    if faults.headerIsAtFault { reader.forget() }
    var judge = ResultJudge(
      file: reader.file, outcome: ImportOutcome(errors: faults.errors + reader.errors), layout: faults.layout, today: today,
      transaction: transaction)
    try judge.meetStored(status)
    return Judgement(outcome: judge.outcome, file: judge.file)
  }

  private init(
    file: ResultRows, outcome: ImportOutcome, layout: TableLayout?, today: CivilDate, transaction: ReadTransaction
  ) {
    self.file = file
    self.outcome = outcome
    self.layout = layout
    self.today = today
    self.transaction = transaction
  }

  private mutating func meetStored(_ status: DataStatus) throws {
    guard let layout else { return }
    breaks = try CatalogueReader.breaks(.staff, transaction)
    let families = FamilyRule.families(of: file)
    let levels: [UInt64: FigureLevel]
    (file, levels) = try StoredFigures(file: file, transaction: transaction).met(layout, families: Set(families.keys))
    if status == .draft { try refuseDecided() }
    try checkFigures()
    let rule = FamilyRule(families: families, stored: levels) { [file, transaction] code, claim in
      guard let number = file.numbers[code] else { return nil }
      return try ResultStore.result(
        code, place: claim.place, period: claim.period, in: claim.department, transaction)?.level(
          of: file.indicators[Int(number)])
    }
    for fault in try rule.check(&file) {
      fail(file.rows[fault.row], fault.column, fault.code, fault.values)
    }
    outcome.errors.sort { $0.line < $1.line }
    for row in file.rows where row.isGood { outcome.count(row.effect) }
  }

  private mutating func fail(
    _ row: ResultRow, _ column: String, _ code: String, _ values: [String: String], words: [String: String] = [:]
  ) {
    let line = Int(row.line)
    outcome.errors.append(
      CellError(
        line: line, column: column, code: code, values, words: words, cell: layout?.cell(line: line, column: column)))
  }

  /// What a unit has sent, and what was decided, no uploaded draft replaces.
  private mutating func refuseDecided() throws {
    let decided = try StoredFigures(file: file, transaction: transaction).decidedFigures()
    guard !decided.isEmpty else { return }
    for (index, row) in file.rows.enumerated() where row.effect != .unchanged {
      guard let state = decided[row.key] else { continue }
      fail(row, "indicator", "planning.figure_decided", [:], words: ["status": "status.\(state.rawValue)"])
      file.rows[index].isGood = false
    }
  }

  /// Applies the rules of a figure, with the level of the year before taken from the file where the file has it.
  private mutating func checkFigures() throws {
    let stored = StoredFigures(file: file, transaction: transaction)
    let changesAfter = try stored.changesOfYearAfter()
    let before = try stored.figuresOfYearBefore()
    let hasBegun = file.periods.members.map { $0.firstDay <= today }
    for index in file.rows.indices where file.rows[index].isGood {
      let row = file.rows[index]
      let isPlain = row.isPlain(file.indicators[Int(row.indicator)], hasTexts: row.texts != 0)
      if isPlain, hasBegun[Int(row.period)], changesAfter.isEmpty { continue }
      let faults = faults(of: row, before: before[row.key], changeAfter: changesAfter[row.key])
      guard !faults.isEmpty else { continue }
      for fault in faults { fail(row, fault.field, fault.code, fault.values) }
      file.rows[index].isGood = false
    }
  }

  private func faults(of row: ResultRow, before: IndicatorResult?, changeAfter: IndicatorResult?) -> [FieldFault] {
    let indicator = file.indicators[Int(row.indicator)]
    let result = file.result(row)
    var previous: Ratio?
    if result.change != nil, isComparable(indicator, result.period.yearBefore) {
      if let number = file.periods.number(of: result.period.yearBefore), let own = self.row(row.indicator, row.place, number) {
        previous = file.result(own).level(of: indicator)
      } else {
        previous = before?.level(of: indicator)
      }
    }
    var faults = ResultRules.faults(of: result, indicator, previous: previous, today: today)
    if faults.isEmpty { faults = TailRule.faults(of: result, indicator) }
    guard faults.isEmpty, let changeAfter else { return faults }
    return contradiction(of: row, result, indicator, with: changeAfter)
  }

  /// A level must also meet the change that is already reported for the year after: corrected together, both stand in one file.
  private func contradiction(
    of row: ResultRow, _ result: IndicatorResult, _ indicator: Indicator, with next: IndicatorResult
  ) -> [FieldFault] {
    let after = file.periods.number(of: result.period.yearAfter)
    guard let level = result.level(of: indicator), isComparable(indicator, result.period),
      after.flatMap({ self.row(row.indicator, row.place, $0) }) == nil,
      let nextLevel = next.level(of: indicator), let change = next.change
    else { return [] }
    return FaceRule.fault(level: nextLevel, change: change.ratio, previous: level, indicator).map {
      FieldFault("value", $0.code, $0.values)
    }
  }

  /// The row of a figure in the file, good or not.
  private func row(_ indicator: Int32, _ place: Int32, _ period: Int32) -> ResultRow? {
    file.byKey[ResultRow.key(indicator, place, period)].map { file.rows[Int($0)] }
  }

  /// Whether no new definition of an indicator begins between a period and the same a year later.
  private func isComparable(_ indicator: Indicator, _ period: Period) -> Bool {
    let days = breaks[indicator.code] ?? []
    return !days.contains { $0 > period.lastDay && $0 <= period.yearAfter.lastDay }
  }
}
