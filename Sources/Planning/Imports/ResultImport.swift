import Interchange
import Kernel
import Storage
import Territory

/// Imports results from CSV.
public enum ResultImport {
  /// The columns of the contract.
  public static let columns = ColumnRule(
    names: [
      "indicator", "place", "period", "value", "numerator", "denominator", "change", "verdict", "missing", "origin", "cause",
      "note",
    ],
    required: ["indicator", "place", "period"])

  private struct Candidate: Sendable {
    let line: Int
    let result: IndicatorResult
    let indicator: Indicator
    let department: ID<Department>
    let before: IndicatorResult?

    var effect: RowEffect {
      guard let before else { return .added }
      return before.claimsTheSame(as: result) && !approvesOnly ? .unchanged : .changed
    }

    /// Whether the row says what is stored as a draft, and the file carries approved figures.
    var approvesOnly: Bool {
      guard let before, before.claimsTheSame(as: result) else { return false }
      return DataStatus.public.contains(result.status) && !DataStatus.public.contains(before.status)
    }
  }

  /// Imports a file as one act of one actor.
  /// - Parameter status: what the figures become: `approved` for files of the command line, which carry figures adopted
  ///   elsewhere; `draft` for uploads, which a second person must approve.
  public static func run(
    _ bytes: [UInt8], mode: ImportMode, status: DataStatus, by actor: Actor, reason: String,
    mayWrite: @escaping @Sendable (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool = { _, _ in true },
    into database: Database
  ) async throws -> ImportOutcome {
    let table = CSVTable(bytes, columns: columns)
    let today = database.effects.today()
    let job = ImportWriter.Job<Candidate>(
      kind: "results", validate: { try validate(table, status: status, today: today, mayWrite: mayWrite, $0) },
      department: \.department, effect: \.effect,
      write: { candidate, transaction in
        if candidate.approvesOnly, let before = candidate.before {
          return try ResultStore.move(before, to: candidate.result.status, in: candidate.department, transaction)
        }
        try ResultStore.save(
          candidate.result, seen: candidate.before?.version ?? 0, in: candidate.department, inBulk: true, transaction)
      })
    return try await ImportWriter.run(job, bytes, mode: mode, by: actor, reason: reason, into: database)
  }

  private static func validate(
    _ table: CSVTable, status: DataStatus, today: CivilDate,
    mayWrite: (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool, _ transaction: ReadTransaction
  ) throws -> (ImportOutcome, [Candidate]) {
    let lookup = IndicatorLookup(try IndicatorStore.all(transaction))
    var places = PlaceLookup(transaction)
    var outcome = ImportOutcome(errors: table.errors)
    var candidates: [Candidate] = []
    var seen: [String: Int] = [:]
    for row in table.rows {
      var reader = RowReader(row)
      if let candidate = try candidate(&reader, lookup, &places, status, mayWrite, transaction) {
        let key = TargetStore.subject(candidate.indicator.code, candidate.result.place, candidate.result.period)
        if let first = seen[key] {
          reader.fail("indicator", "planning.duplicate_row", ["line": String(first)])
        } else {
          seen[key] = row.line
          if reader.isGood { candidates.append(candidate) }
        }
      }
      outcome.errors += reader.errors
    }
    candidates = try checkedAgainstYearBefore(candidates, today: today, &outcome, transaction)
    let rule = ParentRule(lookup) { code, claim in
      guard let indicator = lookup.byCode[code] else { return nil }
      return try ResultStore.result(
        code, place: claim.place, period: claim.period, in: claim.department, transaction)?.level(of: indicator)
    }
    // A row that leans on a bad row is bad itself, so look again until nothing more falls.
    var conflicts: [CellError]
    repeat {
      conflicts = try rule.check(candidates.map(claim))
      let conflicting = Set(conflicts.map(\.line))
      candidates.removeAll { conflicting.contains($0.line) }
      outcome.errors += conflicts
    } while !conflicts.isEmpty
    outcome.errors.sort { $0.line < $1.line }
    for candidate in candidates { outcome.count(candidate.effect) }
    return (outcome, candidates)
  }

  /// Applies the rules of a result, with the level of the year before taken from the file where the file has it.
  private static func checkedAgainstYearBefore(
    _ candidates: [Candidate], today: CivilDate, _ outcome: inout ImportOutcome, _ transaction: ReadTransaction
  ) throws -> [Candidate] {
    let inFile = Dictionary(
      candidates.map { (TargetStore.subject($0.indicator.code, $0.result.place, $0.result.period), $0) }
    ) { first, _ in first }
    return try candidates.filter { candidate in
      let before = candidate.result.period.yearBefore
      var previous: Ratio?
      if candidate.result.change != nil {
        previous =
          if let row = inFile[TargetStore.subject(candidate.indicator.code, candidate.result.place, before)] {
            try ResultStore.isComparable(candidate.indicator, before, transaction)
              ? row.result.level(of: candidate.indicator) : nil
          } else {
            try ResultStore.comparableLevel(
              of: candidate.indicator, place: candidate.result.place, period: before, in: candidate.department, transaction)
          }
      }
      var faults = ResultRules.faults(of: candidate.result, candidate.indicator, previous: previous, today: today)
      if faults.isEmpty {
        faults = try contradiction(of: candidate, withYearAfter: inFile, transaction)
      }
      outcome.errors += faults.map {
        CellError(line: candidate.line, column: $0.field, code: $0.code, $0.values)
      }
      return faults.isEmpty
    }
  }

  /// A level must also meet the change that is already reported for the year after: corrected together, both stand in one file.
  private static func contradiction(
    of candidate: Candidate, withYearAfter inFile: [String: Candidate], _ transaction: ReadTransaction
  ) throws -> [FieldFault] {
    let (result, indicator) = (candidate.result, candidate.indicator)
    let after = result.period.yearAfter
    guard let level = result.level(of: indicator), try ResultStore.isComparable(indicator, result.period, transaction)
    else { return [] }
    let inFile = inFile[TargetStore.subject(indicator.code, result.place, after)]?.result
    guard inFile == nil,
      let next = try ResultStore.result(
        indicator.code, place: result.place, period: after, in: candidate.department, transaction),
      let nextLevel = next.level(of: indicator), let change = next.change, next.missing == nil
    else { return [] }
    return FaceRule.fault(level: nextLevel, change: change.ratio, previous: level, indicator).map {
      FieldFault("value", $0.code, $0.values)
    }
  }

  private static func claim(_ candidate: Candidate) -> ParentRule.Claim {
    ParentRule.Claim(
      line: candidate.line, column: candidate.result.numerator == nil ? "value" : "numerator", indicator: candidate.indicator,
      place: candidate.result.place, department: candidate.department, period: candidate.result.period,
      level: candidate.result.level(of: candidate.indicator))
  }

  private static func candidate(
    _ reader: inout RowReader, _ lookup: IndicatorLookup, _ places: inout PlaceLookup, _ status: DataStatus,
    _ mayWrite: (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool, _ transaction: ReadTransaction
  ) throws -> Candidate? {
    let indicator = reader.indicator(lookup)
    var period: Period?
    if let text = reader.required("period") {
      period = Period(text)
      if period == nil { reader.fail("period", "planning.wrong_period", ["read": text]) }
    }
    let place = try reader.place(in: period, isPlan: false, &places)
    let origin: FigureOrigin? = reader.choice("origin", else: .stated)
    var verdict: Verdict?
    if !reader.text("verdict").isEmpty { verdict = reader.statedVerdict() }
    var missing: MissingReason?
    if !reader.text("missing").isEmpty { missing = reader.choice("missing", else: nil) }
    guard let indicator, let period, let origin, let place else { return nil }
    if try !mayWrite(place.place, transaction) { reader.fail("place", "planning.not_your_unit") }
    var result = IndicatorResult(
      indicator: indicator.code, place: place.place, period: period, value: reader.number("value", of: indicator),
      numerator: reader.part("numerator", of: indicator), denominator: reader.part("denominator", of: indicator),
      change: reader.number("change", of: indicator), verdict: verdict, missing: missing, origin: origin, status: status,
      cause: reader.text("cause"), note: reader.text("note"))
    let before = try ResultStore.result(
      indicator.code, place: place.place, period: period, in: place.department, transaction)
    // A column the file does not have leaves what is stored.
    if let before {
      if !reader.row.has(column: "origin") { result.origin = before.origin }
      if !reader.row.has(column: "cause") { result.cause = before.cause }
      if !reader.row.has(column: "note") { result.note = before.note }
    }
    result.limitation = before?.limitation ?? ""
    result.remedy = before?.remedy ?? ""
    if before?.status == .locked || before?.status == .corrected { result.status = .corrected }
    guard reader.isGood else { return nil }
    return Candidate(
      line: reader.row.line, result: result, indicator: indicator, department: place.department, before: before)
  }
}

extension RowReader {
  /// A verdict that may be stated in words.
  mutating func statedVerdict() -> Verdict? {
    let text = text("verdict").lowercased()
    if let verdict = Verdict(rawValue: text), Verdict.statable.contains(verdict) { return verdict }
    let known = Verdict.statable.map(\.rawValue).joined(separator: ", ")
    fail("verdict", "planning.unknown_word", ["column": "verdict", "read": text, "known": known])
    return nil
  }
}
