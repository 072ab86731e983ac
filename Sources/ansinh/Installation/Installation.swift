import Directory
import Foundation
import Kernel
import Rulebook
import Storage
import StoragePostgres
import StorageSQLite
import Systems
import Territory
import Wording

/// The program's content and data, opened: where everything is wired together.
struct Installation: Sendable {
  let content: URL
  let wording: Wording
  let rulebook: Rulebook
  /// What the program is made of.
  let systems: InstalledSystems
  /// The roles there are, as the rules say and the systems know them.
  let roles: Roles
  let database: Database
  private let address: String

  /// The words of the terminal.
  var words: LocalWording { wording[Console.language] }

  /// Who answers for what this command writes.
  var actor: Actor { Actor(id: Console.actorID) }

  /// Opens content and database.
  /// - Parameter isNew: whether a SQLite file may be made; a command that only reads does not leave an empty file behind.
  init(_ address: String, isNew: Bool) throws {
    self.address = address
    content = ContentFolder.find()
    wording = try ContentFolder.wording(of: content, asked: ProgramSystems.words)
    rulebook = try Rulebook(directory: content.appending(path: "rules"))
    systems = try InstalledSystems(ProgramSystems.all)
    roles = try Roles(rulebook, permissions: systems.permissions)
    database = Database(driver: try Installation.driver(address, isNew: isNew, .console), effects: .live)
  }

  private init(_ other: Installation, database: Database) {
    (content, wording, rulebook, address) = (other.content, other.wording, other.rulebook, other.address)
    (systems, roles) = (other.systems, other.roles)
    self.database = database
  }

  /// Opens a database that is ready for work.
  /// - Throws: `InstallationError.notMigrated` where steps are missing, `StorageError.databaseIsNewer` where it has others.
  static func ready(_ address: String) async throws -> Installation {
    let installation = try Installation(address, isNew: false)
    let applied = try await installation.database.appliedMigrations()
    guard try Database.missing(of: installation.systems.migrations, in: applied).isEmpty else {
      throw InstallationError.notMigrated
    }
    return installation
  }

  /// The same, with a database that lets nobody wait for long: for pages, once migrations and imports are done.
  func serving() async throws -> Installation {
    await database.close()
    let driver = try Installation.driver(address, isNew: false, .server)
    return Installation(self, database: Database(driver: driver, effects: database.effects))
  }

  /// The same data for work that nobody waits for in front of a browser: its statements take what they need. On SQLite, which cuts no
  /// statement off, it is the gateway itself, so that all writers of the process stand in one line.
  func working() throws -> Database {
    guard case .postgres(let url) = try DatabaseAddress(address) else { return database }
    return database.through(try PostgresDriver(address: url, connections: 2, patience: .console))
  }

  /// Brings the schema and the reference data up to this program: territory, departments, catalogue. Makes no accounts.
  @discardableResult
  func migrate(saying say: (String) -> Void = { _ in }) async throws -> [String] {
    let applied = try await database.migrate(systems.migrations)
    for name in applied { say(words.text("console.migrated", ["name": name])) }
    if case .loaded(let counts) = try await TerritoryLoad.load(from: content.appending(path: "territory"), into: database) {
      say(words.text("console.territory_loaded", ["units": words.format.number(counts.units)]))
    }
    let departments = try await DirectoryLoad.departments(named: DepartmentName.all(in: rulebook), into: database)
    if departments > 0 { say(words.text("console.departments_made", ["count": words.format.number(departments)])) }
    for system in systems.all { try await system.load(content, database) }
    return applied
  }

  /// Where large files lie that were sent: as `ANSINH_FILES` says, else a folder beside the database, or in the working folder where
  /// the database is a server.
  var filesFolder: URL {
    get throws {
      if let path = ProcessInfo.processInfo.environment["ANSINH_FILES"], !path.isEmpty {
        return URL(filePath: path, directoryHint: .isDirectory)
      }
      switch try DatabaseAddress(address) {
      case .sqlite(let path): return URL(filePath: path + "-files", directoryHint: .isDirectory)
      case .postgres: return URL(filePath: "ansinh-files", directoryHint: .isDirectory)
      }
    }
  }

  private static func driver(_ address: String, isNew: Bool, _ patience: Patience) throws -> any Driver {
    switch try DatabaseAddress(address) {
    case .sqlite(let path):
      guard isNew || FileManager.default.fileExists(atPath: path) else { throw InstallationError.noDatabase(path: path) }
      return try SQLiteDriver(path: path, patience: patience)
    case .postgres(let url): return try PostgresDriver(address: url, patience: patience)
    }
  }
}
