import Directory
import Kernel
import Storage

/// The import of a file that somebody sent to a page: what it is, whose, and what is to be done with it.
public struct FileImport: Codable, Hashable, Sendable {
  /// The file, as it was staged.
  public let file: ID<StagedFile>
  /// The name it had on the sender's machine.
  public let name: String
  /// The name of its `ImportKind`.
  public let kind: String
  /// Whether it is only checked.
  public let mode: ImportMode
  /// Who sent it, and answers for it.
  public let account: ID<Account>

  /// The import of a file by its owner.
  public init(_ file: StagedFile, _ kind: ImportKind, mode: ImportMode, by account: ID<Account>) {
    (self.file, self.name, self.kind, self.mode, self.account) = (file.id, file.name, kind.name, mode, account)
  }

  /// Judges the file by what its owner may do, and writes it where that is asked for.
  public func run(
    _ bytes: [UInt8], as kind: ImportKind, by viewer: Viewer, into database: Database,
    progress: @escaping ImportProgress = { _, _, _ in }
  ) async throws -> ImportOutcome {
    try await kind.run(FileToImport(bytes: bytes, name: name, mode: mode, sender: viewer, progress: progress), database)
  }
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
  private let kinds: [ImportKind]
  private let roles: Roles
  private let database: Database

  /// The work over a store of files.
  /// - Parameters:
  ///   - kinds: the files there are.
  ///   - database: one that lets statements take what they need.
  public init(_ files: FileStore, _ kinds: [ImportKind], _ roles: Roles, into database: Database) {
    (self.files, self.kinds, self.roles, self.database) = (files, kinds, roles, database)
  }

  /// `systems.import`.
  public static let name = "systems.import"

  /// Three times: whoever waits in front of the page presses sooner than the fourth.
  public var tries: Int { 3 }

  /// Imports the file. Begun again after a crash, it finds the rows already there.
  /// - Throws: `ImportError.mayNot` where the owner may import nothing any more, `FileError` where the file is gone.
  public func run(_ asked: FileImport, _ run: JobRun) async throws -> ImportReport {
    let today = database.effects.today()
    let viewer = try await database.read { [roles] in try AccountStore.viewer(asked.account, roles, on: today, $0) }
    guard let viewer, let kind = kinds.first(where: { $0.name == asked.kind }), viewer.may(kind.permission) else {
      throw ImportError.mayNot
    }
    let owner = viewer.account.actor
    let (_, bytes) = try await files.waiting(asked.file, of: owner, for: kind.name)
    let outcome = try await asked.run(bytes, as: kind, by: viewer, into: database) { step, done, total in
      try run.report(done: done, total: total, step: step.rawValue)
    }
    if outcome.wasWritten { try await files.confirm(asked.file, of: owner, for: kind.name) }
    return ImportReport(outcome)
  }
}

/// Why a file is not imported at all.
public enum ImportError: UserFacing, Equatable {
  /// Whoever sent it may not import such files, or not any more.
  case mayNot

  /// The stable code.
  public var code: String { "systems.may_not_import" }
  /// The sentence.
  public var message: Message { Message("error.\(code)") }
}
