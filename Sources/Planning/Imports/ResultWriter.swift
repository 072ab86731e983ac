import Directory
import Figures
import Kernel
import Secrets
import Storage
import Synchronization
import Systems
import Territory

/// Writes a judged results file: versions before into the history place by place, all new versions in one stream, the sums above
/// once, one note a department.
struct ResultWriter {
  let file: ResultRows
  /// The revisions of the departments' figures on which the file was judged.
  let states: [ID<Department>: Int]
  let progress: ImportProgress
  let transaction: WriteTransaction

  private static let columns = [
    "department", "place", "period", "indicator", "version", "value", "numerator", "denominator", "origin", "status",
    "limitation", "cause", "remedy", "note", "author", "recorded_at", "reason",
  ]
  /// So many rows are made ready, and told of, at a time.
  static let piece = 2_000

  /// Columns few files have anything for; they are written where this one has.
  private static let rareColumns = ["change", "verdict", "missing", "year_tail"]

  /// Writes the good rows that add or change something; how many, by department.
  func write() throws -> [ID<Department>: Int] {
    let order = orderOfKeys()
    try keepVersionsBefore(order)
    let hasRare = order.contains { file.rows[$0].hasRareColumns }
    let written = order.filter { !file.rows[$0].approvesOnly }
    try insert(written, hasRare: hasRare)
    for index in order where file.rows[index].approvesOnly { try approve(file.rows[index]) }
    try settle(order)
    var counts: [Int32: Int] = [:]
    for index in order { counts[file.rows[index].department, default: 0] += 1 }
    return Dictionary(uniqueKeysWithValues: counts.map { (file.departments[$0.key], $0.value) })
  }

  /// Lets a figure count that stood there as a draft and that the file says was decided; only a file of the installation does.
  private func approve(_ row: ResultRow) throws {
    var before = file.result(row)
    before.status = row.storedStatus ?? .draft
    let department = file.departments[row.department]
    let after = try ResultStore.move(before, to: row.status, in: department, transaction)
    transaction.note(
      AuditNote(
        kind: "planning.result.\(after.status.rawValue)",
        subject: TargetStore.subject(after.indicator, after.place, after.period),
        detail: ["from": before.status.rawValue, "version": String(after.version)]), in: department)
  }

  private func insert(_ written: [Int], hasRare: Bool) throws {
    let (piece, values, progress) = (ResultWriter.piece, values(hasRare: hasRare), progress)
    // Rows are made ready on another thread, which cannot throw: it makes no more of them, and what was added is undone.
    let stop = Mutex<(any Error)?>(nil)
    try ResultStore.insert(
      ResultWriter.columns + (hasRare ? ResultWriter.rareColumns : []),
      MadeAhead(pieces: (written.count + piece - 1) / piece) { number in
        do {
          try progress(.writing, number * piece, written.count)
        } catch {
          stop.withLock { $0 = error }
          return []
        }
        return written[number * piece..<min((number + 1) * piece, written.count)].map(values)
      }, transaction)
    if let error = stop.withLock({ $0 }) { throw error }
  }

  /// The rows to write in the order of the table's key, so that its pages are filled one after the other.
  private func orderOfKeys() -> [Int] {
    // A department's places follow each other in no other way than their ids do; each part of the key has its rank.
    let departments = ResultWriter.ranks(file.departments.members.map(\.rawValue))
    let places = ResultWriter.ranks(file.places.members.map(\.rawValue))
    let periods = ResultWriter.ranks(file.periods.members.map(\.description))
    let indicators = ResultWriter.ranks(file.indicators.map(\.code))
    var order: [(key: UInt64, row: Int)] = []
    for (index, row) in file.rows.enumerated() where row.isGood && row.effect != .unchanged {
      let key =
        departments[Int(row.department)] << 52 | places[Int(row.place)] << 32 | periods[Int(row.period)] << 16
        | indicators[Int(row.indicator)]
      order.append((key, index))
    }
    order.sort { $0.key < $1.key }
    return order.map(\.row)
  }

  /// The place of each text when all are sorted.
  private static func ranks(_ texts: [String]) -> [UInt64] {
    var ranks = [UInt64](repeating: 0, count: texts.count)
    for (rank, index) in texts.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() { ranks[index] = UInt64(rank) }
    return ranks
  }

  /// The values of one row, in the order of `columns`. What is the same for all is made once.
  private func values(hasRare: Bool) -> @Sendable (Int) -> [Value] {
    let author = transaction.act.actor.id.bound
    let at = transaction.effects.now().bound
    let reason = transaction.act.reason.bound
    let file = file
    @Sendable func number(_ number: Int64) -> Value { number == ResultRow.none ? .null : .integer(number) }
    let departments = file.departments.members.map { $0.bound }
    let places = file.places.members.map { $0.bound }
    let periods = file.periods.members.map { $0.bound }
    let codes = file.indicators.map { $0.code.bound }
    return { index in
      let row = file.rows[index]
      let texts = file.texts[row.texts]
      let values: [Value] = [
        departments[Int(row.department)], places[Int(row.place)], periods[Int(row.period)], codes[Int(row.indicator)],
        .integer(Int64(row.storedVersion) + 1), number(row.value), number(row.numerator), number(row.denominator),
        .text(row.origin.rawValue), .text(row.status.rawValue), .text(texts.limitation), .text(texts.cause),
        .text(texts.remedy), .text(texts.note), author, at, reason,
      ]
      guard hasRare else { return values }
      return values + [
        number(row.change), row.verdict.map { .text($0.rawValue) } ?? .null, row.missing.map { .text($0.rawValue) } ?? .null,
        number(row.tail),
      ]
    }
  }

  /// Moves the versions that will be replaced into the history, some hundred places at a time.
  /// - Throws: `PlanningError.staleVersion` where one of them is not the version that was judged.
  private func keepVersionsBefore(_ order: [Int]) throws {
    let changed = order.filter { file.rows[$0].effect == .changed && !file.rows[$0].approvesOnly }
    for block in FigureBlock.blocks(of: changed, in: file) {
      for places in block.places.pieces(of: Pieces.places) {
        let figures = block.figures(at: places, in: file)
        try holdJudged(figures, count: places.count * block.indicators.count)
        guard try ResultStore.keepVersions(where: figures, transaction) == places.count * block.indicators.count else {
          throw PlanningError.staleVersion
        }
      }
    }
  }

  /// Holds figures, if they are as they were judged. On SQLite nobody can have changed them since.
  private func holdJudged(_ figures: SQL, count: Int) throws {
    guard transaction.engine == .postgres else { return }
    var held = 0
    try transaction.each(
      """
      SELECT place, period, indicator, version, status FROM planning_result WHERE \(figures)
      ORDER BY place, indicator\(SQL.forUpdate)
      """
    ) { stored in
      let row = try file.row(of: stored)
      guard let row, Int(row.storedVersion) == (try stored.requiredInteger("version")),
        row.storedStatus == (try stored.choice("status"))
      else { throw PlanningError.staleVersion }
      held += 1
    }
    // A version that somebody replaced while it was waited for is gone.
    guard held == count else { throw PlanningError.staleVersion }
  }

  /// Settles what the written rows changed, department by department.
  private func settle(_ order: [Int]) throws {
    for department in Set(order.map { file.rows[$0].department }) {
      transaction.touch(Subject(.figures, of: file.departments[department]))
    }
    let deciding = order.filter { file.rows[$0].touchesSums }
    let scopes = scopes(of: deciding)
    guard !scopes.isEmpty else { return }
    for block in FigureBlock.blocks(of: deciding.filter { file.rows[$0].storedVersion > 0 }, in: file) {
      try FigureLedger.mark(block.scope(in: file), transaction)
    }
    let known = rowsInForce(deciding)
    let map = try UnitMap.read(transaction)
    for (done, (number, scope)) in scopes.sorted(by: { $0.value.department < $1.value.department }).enumerated() {
      try progress(.summing, done, scopes.count)
      try FigureLedger.enter(scope.department, years: scope.years, transaction)
      // Where somebody acted on the department's figures since they were judged, they are read back.
      let isCurrent = try Revisions.number(of: [Subject(.figures, of: scope.department)], transaction) == states[scope.department]
      try FigureLedger.settle(
        file: scope, map, known: isCurrent ? (known[number] ?? []).map(figure) : nil, transaction)
    }
  }

  /// The figures of some rows, by department.
  private func scopes(of rows: [Int]) -> [Int32: FigureLedger.Scope] {
    var places: [Int32: [Int32: Set<Int32>]] = [:]
    var touched: [Int32: Set<Int32>] = [:]
    var last: UInt64?
    for index in rows {
      let row = file.rows[index]
      touched[row.department, default: []].insert(row.indicator)
      // Rows come place by place and period by period.
      if last == row.key >> 16 { continue }
      last = row.key >> 16
      places[row.department, default: [:]][row.period, default: []].insert(row.place)
    }
    return Dictionary(
      uniqueKeysWithValues: places.map { department, periods in
        let scope = FigureLedger.Scope(
          in: file.departments[department],
          places: Dictionary(
            uniqueKeysWithValues: periods.map { (file.periods[$0.key], Set($0.value.map { file.places[$0] })) }),
          indicators: Set((touched[department] ?? []).map { file.indicators[Int($0)].code }))
        return (department, scope)
      })
  }

  /// The rows of the departments and periods of some rows whose newest version, as it stands after this file, is in force.
  private func rowsInForce(_ deciding: [Int]) -> [Int32: [Int]] {
    var periods: [Int32: Set<Int32>] = [:]
    for index in deciding { periods[file.rows[index].department, default: []].insert(file.rows[index].period) }
    var rows: [Int32: [Int]] = [:]
    for (index, row) in file.rows.enumerated() where row.isGood && periods[row.department]?.contains(row.period) ?? false {
      let status = row.effect == .unchanged ? row.storedStatus ?? row.status : row.status
      if DataStatus.public.contains(status) { rows[row.department, default: []].append(index) }
    }
    return rows
  }

  private func figure(_ index: Int) -> KnownFigure {
    let row = file.rows[index]
    return KnownFigure(
      place: file.places[row.place], period: file.periods[row.period], indicator: file.indicators[Int(row.indicator)].code,
      figure: RollUpFigure(
        value: row.value, numerator: row.numerator, denominator: row.denominator, tail: row.tail, missing: row.missing))
  }
}
