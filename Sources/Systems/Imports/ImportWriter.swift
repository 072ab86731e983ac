import Kernel
import Secrets
import Storage

/// Writes the good rows of a file as one act: one transaction, and one note a department with the counts and the file's
/// digest, not a note a row.
public enum ImportWriter {
  /// One kind of file: what a row becomes, and how it is judged and written.
  public struct Job<Candidate: Sendable>: Sendable {
    /// The kind of its notes, such as `planning.import.targets`.
    public let kind: String
    /// The outcome as it would be, and the good rows.
    public let validate: @Sendable (ReadTransaction) throws -> (ImportOutcome, [Candidate])
    /// What an import into some departments takes turns at with other acts.
    public let scopes: @Sendable (Set<ID<Department>>) -> [LockScope]
    /// The department a row belongs to.
    public let department: @Sendable (Candidate) -> ID<Department>
    /// What the row does to what is stored.
    public let effect: @Sendable (Candidate) -> RowEffect
    /// Writes one row that adds or changes something.
    public let write: @Sendable (Candidate, WriteTransaction) throws -> Void

    /// A kind of file with these parts.
    public init(
      kind: String, validate: @escaping @Sendable (ReadTransaction) throws -> (ImportOutcome, [Candidate]),
      scopes: @escaping @Sendable (Set<ID<Department>>) -> [LockScope],
      department: @escaping @Sendable (Candidate) -> ID<Department>, effect: @escaping @Sendable (Candidate) -> RowEffect,
      write: @escaping @Sendable (Candidate, WriteTransaction) throws -> Void
    ) {
      (self.kind, self.validate, self.scopes) = (kind, validate, scopes)
      (self.department, self.effect, self.write) = (department, effect, write)
    }
  }

  /// Runs a job: looks first, and writes only when the mode allows and something would change.
  ///
  /// The file is judged once more inside the writing transaction, in its turn, so what is written is what was checked.
  public static func run<Candidate: Sendable>(
    _ job: Job<Candidate>, _ bytes: [UInt8], mode: ImportMode, by actor: Actor, reason: String, into database: Database
  ) async throws -> ImportOutcome {
    let (first, candidates) = try await database.read { try job.validate($0) }
    guard mode != .preview, first.added + first.changed > 0, mode == .goodRows || first.errors.isEmpty else { return first }
    let departments = Set(candidates.map(job.department))
    let act = Act(by: actor, in: Department.installation, reason: reason)
    return try await database.write(act) { transaction in
      try transaction.enter(job.scopes(departments))
      var (outcome, candidates) = try job.validate(transaction)
      guard mode == .goodRows || outcome.errors.isEmpty else { return outcome }
      var counts: [ID<Department>: Int] = [:]
      for candidate in candidates where job.effect(candidate) != .unchanged {
        try job.write(candidate, transaction)
        counts[job.department(candidate), default: 0] += 1
      }
      note(counts, of: job.kind, digest: Digest.sha256(bytes), transaction)
      outcome.wasWritten = !counts.isEmpty
      return outcome
    }
  }

  /// Leaves a note in the chain of each department: how many of its rows a file wrote.
  /// - Parameter digest: the SHA-256 of the file.
  public static func note(
    _ counts: [ID<Department>: Int], of kind: String, digest: String, _ transaction: WriteTransaction
  ) {
    for (department, count) in counts {
      transaction.note(
        AuditNote(
          kind: kind, subject: "file:\(digest.prefix(16))",
          detail: ["rows": String(count), "sha256": digest]), in: department)
    }
  }
}
