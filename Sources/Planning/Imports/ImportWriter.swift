import Kernel
import Secrets
import Storage

/// Writes the good rows of a file as one act: one transaction, and one note a department with the counts and the file's
/// digest, not a note a row.
enum ImportWriter {
  /// One kind of file: what a row becomes, and how it is judged and written.
  struct Job<Candidate: Sendable>: Sendable {
    /// `targets`, `results`, `indicators`: the tail of the note's kind.
    let kind: String
    /// The outcome as it would be, and the good rows.
    let validate: @Sendable (ReadTransaction) throws -> (ImportOutcome, [Candidate])
    /// What an import into some departments takes turns at with other acts.
    let scopes: @Sendable (Set<ID<Department>>) -> [LockScope]
    /// The department a row belongs to.
    let department: @Sendable (Candidate) -> ID<Department>
    /// What the row does to what is stored.
    let effect: @Sendable (Candidate) -> RowEffect
    /// Writes one row that adds or changes something.
    let write: @Sendable (Candidate, WriteTransaction) throws -> Void
  }

  /// Runs a job: looks first, and writes only when the mode allows and something would change.
  ///
  /// The file is judged once more inside the writing transaction, in its turn, so what is written is what was checked.
  static func run<Candidate: Sendable>(
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
  static func note(
    _ counts: [ID<Department>: Int], of kind: String, digest: String, _ transaction: WriteTransaction
  ) {
    for (department, count) in counts {
      transaction.note(
        AuditNote(
          kind: "planning.import.\(kind)", subject: "file:\(digest.prefix(16))",
          detail: ["rows": String(count), "sha256": digest]), in: department)
    }
  }
}
