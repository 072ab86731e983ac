import Kernel
import Secrets

/// The words in which the engines' table definitions differ.
public struct Dialect: Sendable {
  /// The engine.
  public let engine: Engine
  /// The type of a 64-bit whole number.
  public var integer: String { engine == .sqlite ? "INTEGER" : "BIGINT" }
  /// What follows a table's closing bracket: SQLite's type checking.
  public var strict: String { engine == .sqlite ? " STRICT" : "" }
  /// The type of text that sorts and compares by its bytes on both engines.
  public var text: String { engine == .sqlite ? "TEXT" : "TEXT COLLATE \"C\"" }
}

/// One numbered step of the schema, forward only. Literal SQL, never an application type, so it means the same for ever.
public struct Migration: Sendable {
  /// `0003_territory`: the number is global over all systems, so two branches that add one collide in git.
  public let name: String
  private let statements: @Sendable (Dialect) -> [String]

  /// A step.
  public init(_ name: String, _ statements: @escaping @Sendable (Dialect) -> [String]) {
    self.name = name
    self.statements = statements
  }

  /// The statements for an engine.
  public func statements(for engine: Engine) -> [String] { statements(Dialect(engine: engine)) }

  /// The digest of the step on both engines; a shipped step never changes.
  public var hash: String {
    Digest.sha256(Engine.allCases.flatMap { statements(for: $0) }.joined(separator: ";\n"))
  }
}

extension Database {
  /// Applies the steps that are missing, in one transaction each; the names of those applied.
  /// - Throws: `StorageError.databaseIsNewer`, `.migrationChanged`.
  @discardableResult
  public func migrate(_ migrations: [Migration]) async throws -> [String] {
    try await maintain { transaction in
      try transaction.run(
        """
        CREATE TABLE IF NOT EXISTS storage_migration (
          name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL)
        """)
    }
    let applied = try await appliedMigrations()
    let known = Set(migrations.map(\.name))
    if let stranger = applied.keys.sorted().first(where: { !known.contains($0) }) {
      throw StorageError.databaseIsNewer(migration: stranger)
    }
    var names: [String] = []
    for migration in migrations {
      if let hash = applied[migration.name] {
        guard hash == migration.hash else { throw StorageError.migrationChanged(name: migration.name) }
        continue
      }
      try await maintain { transaction in
        for statement in migration.statements(for: transaction.engine) { try transaction.run(SQL(unchecked: statement)) }
        try transaction.run(
          """
          INSERT INTO storage_migration (name, hash, applied_at)
          VALUES (\(migration.name), \(migration.hash), \(transaction.effects.now()))
          """)
      }
      names.append(migration.name)
    }
    return names
  }

  /// The names and digests of the steps this database has; empty for a new one that was never migrated.
  /// - Throws: `StorageError.failed` where the table of steps does not exist.
  public func appliedMigrations() async throws -> [String: String] {
    try await read { transaction in
      var applied: [String: String] = [:]
      for row in try transaction.rows("SELECT name, hash FROM storage_migration") {
        applied[try row.requiredText("name")] = try row.requiredText("hash")
      }
      return applied
    }
  }
}
