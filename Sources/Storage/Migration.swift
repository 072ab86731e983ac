import Kernel
import Secrets

/// The words in which the engines' table definitions differ.
public struct Dialect: Sendable {
  /// The engine.
  public let engine: Engine
  /// The type of a 64-bit whole number.
  public var integer: String { engine == .sqlite ? "INTEGER" : "BIGINT" }
  /// The type of bytes.
  public var blob: String { engine == .sqlite ? "BLOB" : "BYTEA" }
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

  /// What stands before the name's first line: `0003`.
  public var number: Substring { name.prefix { $0 != "_" } }

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
  /// Applies the steps that are missing, in one transaction each; the names of those this call applied. Several programs may do so
  /// at once: each step is looked up and applied under one lock. Nothing is defined where nothing is missing, so that a role which
  /// may not make tables can serve.
  /// - Throws: `StorageError.databaseIsNewer`, `.migrationChanged`; `.ownerNeeded` where the role may not make tables.
  @discardableResult
  public func migrate(_ migrations: [Migration]) async throws -> [String] {
    var names: [String] = []
    for migration in try Database.missing(of: migrations, in: try await appliedMigrations()) {
      do {
        let isApplied = try await maintain { try Database.apply(migration, of: migrations, $0) }
        if isApplied { names.append(migration.name) }
      } catch StorageError.notPermitted {
        throw StorageError.ownerNeeded(migration: migration.name)
      }
    }
    return names
  }

  /// The names and digests of the steps this database has; empty for one that was never migrated.
  public func appliedMigrations() async throws -> [String: String] { try await read { try Database.applied($0) } }

  /// The steps of a program that a database lacks, by their numbers, whatever system they are of.
  /// - Throws: `StorageError.twinMigrations`, `.databaseIsNewer`, `.migrationChanged`.
  public static func missing(of migrations: [Migration], in applied: [String: String]) throws(StorageError) -> [Migration] {
    let migrations = migrations.sorted { $0.name < $1.name }
    for (first, second) in zip(migrations, migrations.dropFirst()) where first.number == second.number {
      throw .twinMigrations(first.name, second.name)
    }
    let known = Set(migrations.map(\.name))
    if let stranger = applied.keys.sorted().first(where: { !known.contains($0) }) {
      throw .databaseIsNewer(migration: stranger)
    }
    if let changed = migrations.first(where: { $0.hash != applied[$0.name, default: $0.hash] }) {
      throw .migrationChanged(name: changed.name)
    }
    return migrations.filter { applied[$0.name] == nil }
  }

  private static func applied(_ transaction: ReadTransaction) throws -> [String: String] {
    let table: SQL =
      """
      SELECT count(*) AS n FROM \(sqlite: "sqlite_schema WHERE type = 'table' AND name",
        postgres: "pg_class WHERE pg_table_is_visible(oid) AND relname") = 'storage_migration'
      """
    guard try transaction.row(table)?.integer("n") != 0 else { return [:] }
    var applied: [String: String] = [:]
    for row in try transaction.rows("SELECT name, hash FROM storage_migration") {
      applied[try row.requiredText("name")] = try row.requiredText("hash")
    }
    return applied
  }

  /// Applies a step unless another program did meanwhile; whether this call applied it.
  private static func apply(
    _ migration: Migration, of migrations: [Migration], _ transaction: WriteTransaction
  ) throws -> Bool {
    // On SQLite the transaction itself is the lock: it begins `IMMEDIATE`. The number is «ansi» in ASCII.
    if transaction.engine == .postgres { _ = try transaction.rows("SELECT pg_advisory_xact_lock(1634628457) AS locked") }
    guard try missing(of: migrations, in: try applied(transaction)).contains(where: { $0.name == migration.name }) else {
      return false
    }
    try transaction.run(
      """
      CREATE TABLE IF NOT EXISTS storage_migration (
        name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL)
      """)
    for statement in migration.statements(for: transaction.engine) { try transaction.run(SQL(unchecked: statement)) }
    try transaction.run(
      """
      INSERT INTO storage_migration (name, hash, applied_at)
      VALUES (\(migration.name), \(migration.hash), \(transaction.effects.now()))
      """)
    return true
  }
}
