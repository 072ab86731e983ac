import Directory
import Figures
import Interchange
import Kernel
import Secrets
import Spreadsheets
import Storage
import Systems
import Territory

/// Imports results from CSV or a workbook, for many units at once.
public enum ResultImport {
  /// The columns of the contract.
  public static let columns = ColumnRule(
    names: [
      "indicator", "place", "period", "value", "numerator", "denominator", "change", "verdict", "missing", "origin", "cause",
      "note", "year_tail",
    ],
    required: ["indicator", "place", "period"])

  /// Imports a file as one act of one actor: judged whole, then written whole.
  ///
  /// The file is judged on one state of the data. Where an act on the same departments' figures came between that and the writing
  /// transaction, it is judged once more there. Acts of others go on meanwhile: one that is quicker at one of the file's own figures
  /// makes the import begin anew, so what is written is what was checked.
  /// - Parameters:
  ///   - status: what the figures become: `approved` for files of the command line, which carry figures adopted elsewhere. A
  ///     person's file enters drafts, which a second person must approve, touches only what he may import, and names only his
  ///     department's indicators.
  ///   - limits: how much of a workbook is read before it is refused.
  ///   - progress: told how far it is; where it throws, the import stops.
  public static func run(
    _ bytes: [UInt8], mode: ImportMode, status: DataStatus, by authority: Authority, as actor: Actor, reason: String,
    limits: WorkbookLimits = WorkbookLimits(), into database: Database, progress: @escaping ImportProgress = { _, _, _ in }
  ) async throws -> ImportOutcome {
    let today = database.effects.today()
    let status = authority == .installation ? status : .draft
    let judge: @Sendable (ReadTransaction) throws -> ResultJudge.Judgement = { transaction in
      try ResultJudge.judge(
        bytes, limits: limits, status: status, today: today, by: authority, progress: progress, transaction)
    }
    // On another core while the file is judged.
    async let hashed = Digest.sha256(bytes)
    var tries = 1
    while true {
      let first = try await database.read { transaction in
        let judged = try judge(transaction)
        return Judged(judged, try states(judged, transaction), try state(judged, transaction))
      }
      guard isWritten(first.judgement.outcome, mode) else { return first.judgement.outcome }
      let digest = await hashed
      let act = Act(by: actor, in: Department.installation, reason: reason)
      do {
        return try await database.write(act) { try write(first, judge, mode, digest: digest, progress, $0) }
      } catch PlanningError.staleVersion where tries < mostTries {
        tries += 1
      }
    }
  }

  /// So often a file is judged where others change its figures meanwhile.
  private static let mostTries = 3

  /// A judgement and the state of the data it rests on.
  private struct Judged: Sendable {
    let judgement: ResultJudge.Judgement
    /// The revision of each department's figures.
    let states: [ID<Department>: Int]
    /// The revision of all that was judged by.
    let state: Int

    init(_ judgement: ResultJudge.Judgement, _ states: [ID<Department>: Int], _ state: Int) {
      self.judgement = judgement
      self.states = states
      self.state = state
    }
  }

  private static func states(
    _ judged: ResultJudge.Judgement, _ transaction: ReadTransaction
  ) throws -> [ID<Department>: Int] {
    var states: [ID<Department>: Int] = [:]
    for department in judged.file.departments.members {
      states[department] = try Revisions.number(of: [Subject(.figures, of: department)], transaction)
    }
    return states
  }

  private static func state(_ judged: ResultJudge.Judgement, _ transaction: ReadTransaction) throws -> Int {
    try Revisions.number(of: Subject.judging(figuresOf: judged.file.departments.members), transaction)
  }

  private static func write(
    _ first: Judged, _ judge: (ReadTransaction) throws -> ResultJudge.Judgement, _ mode: ImportMode, digest: String,
    _ progress: @escaping ImportProgress, _ transaction: WriteTransaction
  ) throws -> ImportOutcome {
    let departments = first.judgement.file.departments.members
    try transaction.enter(departments.flatMap { [LockScope.figures(of: $0).shared, .imports(into: $0)] })
    var current = first
    if try state(first.judgement, transaction) != first.state {
      // The revisions first: what is judged may then be newer than they say, never older.
      let states = try states(first.judgement, transaction)
      current = Judged(try judge(transaction), states, first.state)
    }
    var outcome = current.judgement.outcome
    guard isWritten(outcome, mode) else { return outcome }
    let writer = ResultWriter(
      file: current.judgement.file, states: current.states, progress: progress, transaction: transaction)
    let counts = try writer.write()
    ImportWriter.note(counts, of: "planning.import.results", digest: digest, transaction)
    outcome.wasWritten = !counts.isEmpty
    return outcome
  }

  private static func isWritten(_ outcome: ImportOutcome, _ mode: ImportMode) -> Bool {
    mode != .preview && outcome.added + outcome.changed > 0 && (mode == .goodRows || outcome.errors.isEmpty)
  }
}
