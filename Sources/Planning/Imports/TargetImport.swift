import Directory
import Figures
import Interchange
import Kernel
import Published
import Storage
import Systems
import Territory

/// Imports the targets of annual plans from CSV.
public enum TargetImport {
  /// The columns of the contract.
  public static let columns = ColumnRule(
    names: ["indicator", "place", "year", "level", "change", "comparator", "origin", "decision"],
    required: ["indicator", "place", "year", "comparator"])

  private struct Candidate: Sendable {
    let line: Int
    let target: Target
    let indicator: Indicator
    let department: ID<Department>
    let before: Target?

    var effect: RowEffect { before.map { $0.asksTheSame(as: target) ? .unchanged : .changed } ?? .added }
  }

  /// Imports a file as one act of one actor; departments with rows in it get a note each.
  ///
  /// A target of an assigned plan changes only with a decision's number in its row.
  /// - Parameters:
  ///   - state: where a new plan begins by a file of the command line, which carries what was decided elsewhere; a person's
  ///     file begins proposals, touches only what he may import, and names only his department's indicators.
  public static func run(
    _ bytes: [UInt8], mode: ImportMode, planState state: PlanState = .assigned, by authority: Authority, as actor: Actor,
    reason: String, into database: Database
  ) async throws -> ImportOutcome {
    let table = CSVTable(bytes, columns: columns)
    let job = ImportWriter.Job<Candidate>(
      kind: "planning.import.targets", validate: { try validate(table, authority, $0) },
      scopes: { $0.map { LockScope.plans(of: $0) } }, department: \.department, effect: \.effect,
      write: { try write($0, beginning: authority == .installation ? state : .proposed, by: authority, $1) })
    return try await ImportWriter.run(job, bytes, mode: mode, by: actor, reason: reason, into: database)
  }

  private static func write(
    _ candidate: Candidate, beginning state: PlanState, by authority: Authority, _ transaction: WriteTransaction
  ) throws {
    let (target, department) = (candidate.target, candidate.department)
    let plan = try PlanStore.plan(place: target.place, year: target.year, in: department, transaction)
    if let plan {
      let isRecorded = plan.state == .adjusted && plan.decision == target.decision
      if candidate.before != nil, plan.state.needsDecision, !isRecorded {
        try PlanCase(plan, in: department, decision: target.decision, turn: .recorder).perform(
          .adjust, by: authority, transaction)
      }
    } else {
      let plan = AnnualPlan(place: target.place, year: target.year, state: state, decision: target.decision)
      try PlanStore.begin(plan, in: department, transaction)
    }
    try TargetStore.save(target, seen: candidate.before?.version ?? 0, in: department, inBulk: true, transaction)
  }

  private static func validate(
    _ table: CSVTable, _ authority: Authority, _ transaction: ReadTransaction
  ) throws -> (ImportOutcome, [Candidate]) {
    let lookup = IndicatorLookup(try IndicatorStore.all(visibleTo: authority.department, transaction))
    var places = PlaceLookup(transaction)
    var outcome = ImportOutcome(errors: table.errors)
    var candidates: [Candidate] = []
    var seen: [String: Int] = [:]
    for row in table.rows {
      var reader = RowReader(row)
      let candidate = try self.candidate(&reader, lookup, &places, authority, transaction)
      if let candidate {
        let key = TargetStore.subject(candidate.indicator.code, candidate.target.place, .year(candidate.target.year))
        if let first = seen[key] {
          reader.fail("indicator", "planning.duplicate_row", ["line": String(first)])
        } else {
          seen[key] = row.line
        }
      }
      outcome.errors += reader.errors
      if let candidate, reader.isGood { candidates.append(candidate) }
    }
    let rule = ParentRule(lookup) { code, claim in
      try TargetStore.target(code, place: claim.place, year: claim.period.year, in: claim.department, transaction)?.level?.ratio
    }
    // A row that leans on a bad row is bad itself, so look again until nothing more falls.
    var conflicts: [CellError]
    repeat {
      conflicts = try rule.check(candidates.map(claim)).map { CellError(line: $0.line, $0.fault) }
      let conflicting = Set(conflicts.map(\.line))
      candidates.removeAll { conflicting.contains($0.line) }
      outcome.errors += conflicts
    } while !conflicts.isEmpty
    outcome.errors.sort { $0.line < $1.line }
    for candidate in candidates { outcome.count(candidate.effect) }
    return (outcome, candidates)
  }

  private static func claim(_ candidate: Candidate) -> ParentRule.Claim {
    ParentRule.Claim(
      line: candidate.line, column: "level", indicator: candidate.indicator, place: candidate.target.place,
      department: candidate.department, period: .year(candidate.target.year), level: candidate.target.level?.ratio)
  }

  private static func candidate(
    _ reader: inout RowReader, _ lookup: IndicatorLookup, _ places: inout PlaceLookup,
    _ authority: Authority, _ transaction: ReadTransaction
  ) throws -> Candidate? {
    let indicator = reader.indicator(lookup)
    let period = reader.year("year")
    let comparator = reader.comparator()
    let origin: FigureOrigin? = reader.choice("origin", else: .stated)
    if let origin, origin != .stated, origin != .derived {
      reader.fail("origin", "planning.unknown_word", ["column": "origin", "read": origin.rawValue, "known": "stated, derived"])
    }
    let place = try reader.place(in: period, isPlan: true, &places)
    guard let indicator, let period, let comparator, let origin, let place else { return nil }
    if try !authority.mayImport(at: place.place, transaction) { reader.fail("place", "planning.not_your_unit") }
    if !indicator.isVisible(to: place.department) {
      reader.fail("indicator", "planning.unknown_indicator", ["read": reader.text("indicator")])
    }
    let target = Target(
      indicator: indicator.code, place: place.place, year: period.year, level: reader.number("level", as: .value(of: indicator)),
      change: reader.number("change", as: .change(of: indicator)), comparator: comparator, origin: origin,
      decision: reader.text("decision"))
    guard reader.isGood else { return nil }
    let previous =
      target.level == nil || target.change == nil
      ? nil
      : try BoardReader.previousLevel(
        of: indicator, place: place.place, before: period.year, in: place.department, from: .staff, transaction)
    for fault in TargetRules.faults(of: target, indicator, previous: previous) {
      reader.fail(fault)
    }
    return try settled(target, indicator, place.department, &reader, transaction)
  }

  /// The row against what is stored: an assigned target needs a decision to change, a closed plan takes none.
  private static func settled(
    _ target: Target, _ indicator: Indicator, _ department: ID<Department>, _ reader: inout RowReader,
    _ transaction: ReadTransaction
  ) throws -> Candidate {
    let before = try TargetStore.target(
      indicator.code, place: target.place, year: target.year, in: department, transaction)
    var target = target
    target.note = before?.note ?? ""
    let differs = before.map { !$0.asksTheSame(as: target) } ?? true
    if differs, let plan = try PlanStore.plan(place: target.place, year: target.year, in: department, transaction) {
      if plan.state == .closed {
        reader.fail("year", "planning.plan_closed")
      } else if let before, plan.state.needsDecision, target.decision.isEmpty || target.decision == before.decision {
        reader.fail("decision", "planning.decision_missing")
      }
    }
    return Candidate(
      line: reader.row.line, target: target, indicator: indicator, department: department, before: before)
  }
}
