import Directory
import Foundation
import Kernel
import Rulebook
import Storage

/// What a system brings into an installation, as one value: nothing else of the house knows the system by name.
///
/// Its pages register themselves beside it, where pages are drawn (`StaffSystem`), and its commands where commands are run.
public struct System: Sendable {
  /// The stable name: the beginning of its tables, codes, jobs and imports.
  public let name: String
  /// Its own steps of the schema, without those of the systems it builds on.
  public let migrations: [Migration]
  /// What it lets roles do.
  public let permissions: [Permission]
  /// The kinds of file it takes in.
  public let imports: [ImportKind]
  /// What its rooms below the pages ask the wording for.
  public let words: [AskedWords]
  /// Brings its reference data up to the content's; what is there already is left alone.
  public let load: @Sendable (_ content: URL, _ database: Database) async throws -> Void
  /// The work it has done in the background.
  public let jobs: @Sendable (JobSetting) -> [JobHandler]

  /// A system.
  public init(
    _ name: String, migrations: [Migration] = [], permissions: [Permission] = [], imports: [ImportKind] = [],
    words: [AskedWords] = [],
    load: @escaping @Sendable (_ content: URL, _ database: Database) async throws -> Void = { _, _ in },
    jobs: @escaping @Sendable (JobSetting) -> [JobHandler] = { _ in [] }
  ) {
    (self.name, self.migrations, self.permissions, self.imports) = (name, migrations, permissions, imports)
    (self.words, self.load, self.jobs) = (words, load, jobs)
  }
}

/// What work in the background is done with.
public struct JobSetting: Sendable {
  /// The data, with statements that may take what they need.
  public let database: Database
  /// Files that were sent.
  public let files: FileStore
  /// The roles there are.
  public let roles: Roles
  /// The dated rules.
  public let rulebook: Rulebook

  /// The setting of a program's work.
  public init(database: Database, files: FileStore, roles: Roles, rulebook: Rulebook) {
    (self.database, self.files, self.roles, self.rulebook) = (database, files, roles, rulebook)
  }
}
