import Directory
import Figures
import Interchange
import Kernel
import Storage
import Systems
import Territory

/// What is stored for the figures of a file, read in a few large questions instead of one a row: a department's places of one
/// period, some hundreds at a time.
package struct StoredFigures {
  let file: ResultRows
  let transaction: ReadTransaction

  /// A number of a stored row; `ResultRow.none` where it has none.
  private static func number(_ row: Row, _ column: String) -> Int64 { row.integer(column).map(Int64.init) ?? ResultRow.none }

  /// Asks a question for the places of a department and period, in pieces; hands over each row with its place and indicator as
  /// numbers of the file. Figures of indicators that left the catalogue are passed over.
  private func each(
    _ columns: SQL, _ sheet: ResultRows.Sheet, _ places: Set<Int32>, period: Period, where condition: SQL = "1 = 1",
    _ body: (Row, _ place: Int32, _ indicator: Int32) throws -> Void
  ) throws {
    let ids = places.map { file.places[$0] }.sorted()
    for part in ids.pieces(of: Pieces.places) {
      try transaction.each(
        """
        SELECT place, indicator, \(columns) FROM planning_result WHERE department = \(file.departments[sheet.department])
          AND place IN (\(list: part)) AND period = \(period) AND \(condition)
        """
      ) { row in
        guard let place = file.places.number(of: try row.id("place")),
          let indicator = file.numbers[try row.requiredText("indicator")]
        else { return }
        try body(row, place, indicator)
      }
    }
  }

  /// Meets each row with what is stored for its figure.
  /// - Parameter families: the indicators with parents or parts of their own.
  /// - Returns: the rows met, and the levels of families' figures that the file does not touch.
  func met(_ layout: TableLayout, families: Set<Int32>) throws -> (ResultRows, [UInt64: FigureLevel]) {
    var met = file
    var levels: [UInt64: FigureLevel] = [:]
    let has = (
      origin: layout.has(column: "origin"), cause: layout.has(column: "cause"), note: layout.has(column: "note"),
      tail: layout.has(column: "year_tail")
    )
    let columns: SQL = """
      version, value, numerator, denominator, change, year_tail, verdict, missing, origin, status, limitation, cause, remedy,
        note
      """
    for (sheet, places) in file.sheets {
      try each(columns, sheet, places, period: file.periods[sheet.period]) { stored, place, indicator in
        let key = ResultRow.key(indicator, place, sheet.period)
        if let index = file.byKey[key] {
          try StoredFigures.meet(&met.rows[Int(index)], stored, &met.texts, has)
        } else if families.contains(indicator) {
          levels[key] = FigureLevel(
            value: StoredFigures.number(stored, "value"), numerator: StoredFigures.number(stored, "numerator"),
            denominator: StoredFigures.number(stored, "denominator"),
            missing: stored.text("missing").flatMap { MissingReason(rawValue: $0) }, file.indicators[Int(indicator)])
        }
      }
    }
    return (met, levels)
  }

  /// A column the file does not have leaves what is stored.
  private static func meet(
    _ row: inout ResultRow, _ stored: Row, _ texts: inout NumberedList<RowTexts>,
    _ has: (origin: Bool, cause: Bool, note: Bool, tail: Bool)
  ) throws {
    row.storedVersion = Int32(clamping: try stored.requiredInteger("version"))
    let status: DataStatus = try stored.choice("status")
    row.storedStatus = status
    let origin: FigureOrigin = try stored.choice("origin")
    if !has.origin { row.origin = origin }
    let tail = number(stored, "year_tail")
    if !has.tail { row.tail = tail }
    let before = RowTexts(
      cause: try stored.requiredText("cause"), note: try stored.requiredText("note"),
      limitation: try stored.requiredText("limitation"), remedy: try stored.requiredText("remedy"))
    var own = texts[row.texts]
    if !has.cause { own.cause = before.cause }
    if !has.note { own.note = before.note }
    (own.limitation, own.remedy) = (before.limitation, before.remedy)
    row.texts = texts.add(own)
    if status == .locked || status == .corrected { row.status = .corrected }
    let claimsTheSame =
      row.value == number(stored, "value") && row.numerator == number(stored, "numerator")
      && row.denominator == number(stored, "denominator") && row.change == number(stored, "change") && row.tail == tail
      && row.verdict?.rawValue == stored.text("verdict") && row.missing?.rawValue == stored.text("missing")
      && row.origin == origin && own == before
    row.approvesOnly = claimsTheSame && DataStatus.public.contains(row.status) && !DataStatus.public.contains(status)
    row.effect = claimsTheSame && !row.approvesOnly ? .unchanged : .changed
  }

  /// The figures stored for the year after that state their change, under the keys of the file's own rows.
  func changesOfYearAfter() throws -> [UInt64: IndicatorResult] {
    try figures(file.sheets, { $0.yearAfter }, where: "change IS NOT NULL AND missing IS NULL")
  }

  /// The figures stored for the year before, under the keys of the file's own rows, where a row states its change.
  func figuresOfYearBefore() throws -> [UInt64: IndicatorResult] {
    var sheets: [ResultRows.Sheet: Set<Int32>] = [:]
    for row in file.rows where row.isGood && row.change != ResultRow.none {
      sheets[ResultRows.Sheet(department: row.department, period: row.period), default: []].insert(row.place)
    }
    return try figures(sheets, { $0.yearBefore }, where: "1 = 1")
  }

  private func figures(
    _ sheets: [ResultRows.Sheet: Set<Int32>], _ other: (Period) -> Period, where condition: SQL
  ) throws -> [UInt64: IndicatorResult] {
    var figures: [UInt64: IndicatorResult] = [:]
    for (sheet, places) in sheets {
      let period = other(file.periods[sheet.period])
      try each("value, numerator, denominator, change, missing", sheet, places, period: period, where: condition) {
        stored, place, indicator in
        let key = ResultRow.key(indicator, place, sheet.period)
        guard file.byKey[key] != nil else { return }
        figures[key] = IndicatorResult(
          indicator: file.indicators[Int(indicator)].code, place: file.places[place], period: period,
          value: stored.quantity("value"), numerator: stored.quantity("numerator"),
          denominator: stored.quantity("denominator"), change: stored.quantity("change"),
          missing: stored.text("missing").flatMap { MissingReason(rawValue: $0) })
      }
    }
    return figures
  }

  /// The sheets of the file's places that are on their way or decided: the state of each figure reported through one.
  func decidedFigures() throws -> [UInt64: SheetState] {
    var decided: [UInt64: SheetState] = [:]
    let forms = try FormStore.all(transaction)
    let closed = [SheetState.submitted, .approved, .locked].map(\.rawValue)
    for (sheet, places) in file.sheets {
      for row in try transaction.rows(
        """
        SELECT form, place, state FROM planning_sheet WHERE department = \(file.departments[sheet.department])
          AND period = \(file.periods[sheet.period]) AND state IN (\(list: closed))
        """)
      {
        let code = try row.requiredText("form")
        guard let place = file.places.number(of: try row.id("place")), places.contains(place),
          let form = forms.first(where: { $0.code == code })
        else { continue }
        for indicator in form.indicators.compactMap({ file.numbers[$0] }) {
          decided[ResultRow.key(indicator, place, sheet.period)] = try row.choice("state")
        }
      }
    }
    return decided
  }
}
