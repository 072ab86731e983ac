import Foundation
import Kernel
import Storage
import Territory
import TestSupport
import Testing

/// The reference files of this checkout.
let territoryFiles = TerritoryLoad.directory(
  under: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent())

/// The schema these tests stand on.
let territoryMigrations = StorageSchema.migrations + TerritorySchema.migrations

/// A database of the engine that holds all places.
func withTerritory(_ engine: Engine, _ body: @Sendable (Database) async throws -> Void) async throws {
  try await withDatabase(
    engine, migrations: territoryMigrations, preparedAs: "territory",
    prepare: { try await TerritoryLoad.load(from: territoryFiles, into: $0) }, body)
}

/// The day written `2025-07-01`.
func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso), "no day: \(iso)") }

/// Shorthand for the id of a unit.
func unitID(_ text: String) -> ID<AdministrativeUnit> { ID(text) }
