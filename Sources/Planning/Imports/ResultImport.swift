import Directory
import Figures
import Interchange
import Kernel
import Secrets
import Spreadsheets
import Storage
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
  /// transaction, it is judged once more there, over the locked departments, so what is written is what was checked.
  /// - Parameters:
  ///   - status: what the figures become: `approved` for files of the command line, which carry figures adopted elsewhere;
  ///     `draft` for uploads, which a second person must approve.
  ///   - limits: how much of a workbook is read before it is refused.
  ///   - asker: the department whose indicators the file may name; `nil` for those of every row's own.
  public static func run(
    _ bytes: [UInt8], mode: ImportMode, status: DataStatus, by actor: Actor, reason: String,
    limits: WorkbookLimits = WorkbookLimits(), visibleTo asker: ID<Department>? = nil,
    mayWrite: @escaping @Sendable (ID<AdministrativeUnit>, ReadTransaction) throws -> Bool = { _, _ in true },
    into database: Database
  ) async throws -> ImportOutcome {
    let today = database.effects.today()
    let judge: @Sendable (ReadTransaction) throws -> ResultJudge.Judgement = { transaction in
      try ResultJudge.judge(
        bytes, limits: limits, status: status, today: today, visibleTo: asker, mayWrite: mayWrite, transaction)
    }
    // On another core while the file is judged.
    async let hashed = Digest.sha256(bytes)
    let (first, state) = try await database.read { transaction in
      let first = try judge(transaction)
      return (first, try Revisions.number(of: Subject.judging(figuresOf: first.file.departments.members), transaction))
    }
    guard isWritten(first.outcome, mode) else { return first.outcome }
    let digest = await hashed
    let act = Act(by: actor, in: Department.installation, reason: reason)
    return try await database.write(act) { transaction in
      try transaction.join(first.file.departments.members)
      let isCurrent = try Revisions.number(of: Subject.judging(figuresOf: first.file.departments.members), transaction) == state
      let judged = try isCurrent ? first : judge(transaction)
      var outcome = judged.outcome
      guard isWritten(outcome, mode) else { return outcome }
      let counts = try ResultWriter(file: judged.file, transaction: transaction).write()
      for (department, count) in counts {
        transaction.note(
          AuditNote(
            kind: "planning.import.results", subject: "file:\(digest.prefix(16))",
            detail: ["rows": String(count), "sha256": digest]), in: department)
      }
      outcome.wasWritten = !counts.isEmpty
      return outcome
    }
  }

  private static func isWritten(_ outcome: ImportOutcome, _ mode: ImportMode) -> Bool {
    mode != .preview && outcome.added + outcome.changed > 0 && (mode == .goodRows || outcome.errors.isEmpty)
  }
}
