import Directory
import Figures
import Interchange
import Kernel
import Spreadsheets
import Storage
import Territory

/// The import of a file that somebody sent to a page: what it is, whose, and what is to be done with it.
public struct FileImport: Codable, Hashable, Sendable {
  /// What the file's rows are.
  public enum Content: String, Codable, CaseIterable, Sendable {
    case targets, results

    /// What such a file is staged for.
    public var purpose: String { "planning.\(rawValue)" }
  }

  /// The file, as it was staged.
  public let file: ID<StagedFile>
  /// The name it had on the sender's machine.
  public let name: String
  /// What its rows are.
  public let content: Content
  /// Whether it is only checked.
  public let mode: ImportMode
  /// Who sent it, and answers for it.
  public let account: ID<Account>

  /// The import of a file by its owner.
  public init(_ file: StagedFile, _ content: Content, mode: ImportMode, by account: ID<Account>) {
    (self.file, self.name, self.content, self.mode, self.account) = (file.id, file.name, content, mode, account)
  }

  /// How far a workbook of a page is unpacked before it is refused.
  private static var limits: WorkbookLimits {
    var limits = WorkbookLimits()
    limits.unpackedBytes = 100_000_000
    return limits
  }

  /// Judges the file by what its owner may do, and writes it where that is asked for: targets as proposals, results as drafts.
  public func run(
    _ bytes: [UInt8], by viewer: Viewer, into database: Database, progress: @escaping ImportProgress = { _, _, _ in }
  ) async throws -> ImportOutcome {
    let (authority, actor) = (Authority.person(viewer), viewer.account.actor)
    return switch content {
    case .targets: try await TargetImport.run(bytes, mode: mode, by: authority, as: actor, reason: name, into: database)
    case .results:
      try await ResultImport.run(
        bytes, mode: mode, status: .draft, by: authority, as: actor, reason: name, limits: FileImport.limits, into: database,
        progress: progress)
    }
  }
}

extension Authority {
  /// The department whose indicators a file may name; `nil` for those of every row's own.
  var department: ID<Department>? {
    switch self {
    case .person(let viewer): viewer.account.department
    case .installation: nil
    }
  }

  /// Whether a file may touch figures of a unit, by where it lies at its end.
  func mayImport(at place: ID<AdministrativeUnit>, _ transaction: ReadTransaction) throws -> Bool {
    try may(.importFiles, at: place, until: .lastOfAll, transaction)
  }
}

extension CivilDate {
  /// The last day there is: where a unit is still in force.
  fileprivate static let lastOfAll = CivilDate(daysSinceEpoch: 2_932_896)
}

/// What an import came to, as a page tells it: of many errors the first.
public struct ImportReport: Codable, Sendable {
  /// So many errors are told one by one.
  public static let most = 100

  /// The counts, and the errors that are told.
  public let outcome: ImportOutcome
  /// How many errors there are.
  public let errors: Int

  /// The report of an import.
  public init(_ outcome: ImportOutcome) {
    errors = outcome.errors.count
    var outcome = outcome
    outcome.errors = Array(outcome.errors.prefix(ImportReport.most))
    self.outcome = outcome
  }
}

/// Imports that take longer than a request should: done by the runner, with the rights their owner has by then.
public struct FileImportJob: JobKind {
  private let files: FileStore
  private let database: Database

  /// The work over a store of files.
  /// - Parameter database: one that lets statements take what they need.
  public init(_ files: FileStore, into database: Database) { (self.files, self.database) = (files, database) }

  /// `planning.import.file`.
  public static let name = "planning.import.file"

  /// Three times: whoever waits in front of the page presses sooner than the fourth.
  public var tries: Int { 3 }

  /// Imports the file. Begun again after a crash, it finds the rows already there.
  /// - Throws: `PlanningError.notYourUnit` where the owner may import nothing any more, `FileError` where the file is gone.
  public func run(_ asked: FileImport, _ run: JobRun) async throws -> ImportReport {
    let today = database.effects.today()
    let viewer = try await database.read { try AccountStore.viewer(asked.account, on: today, $0) }
    guard let viewer, viewer.may(.importFiles) else { throw PlanningError.notYourUnit }
    let (owner, purpose) = (viewer.account.actor, asked.content.purpose)
    let (_, bytes) = try await files.waiting(asked.file, of: owner, for: purpose)
    let outcome = try await asked.run(bytes, by: viewer, into: database) { step, done, total in
      try run.report(done: done, total: total, step: step.rawValue)
    }
    if outcome.wasWritten { try await files.confirm(asked.file, of: owner, for: purpose) }
    return ImportReport(outcome)
  }
}
