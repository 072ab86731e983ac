import Kernel
import Storage
import TestSupport
import Testing

@Suite struct MigrationTests {
  private static let first = Migration("0001_first") { _ in ["CREATE TABLE sample_first (a TEXT)"] }
  private static let second = Migration("0002_second") { _ in ["CREATE TABLE sample_second (a TEXT)"] }
  private static let changed = Migration("0001_first") { _ in ["CREATE TABLE sample_first (a TEXT, b TEXT)"] }
  private static let broken = Migration("0002_broken") { _ in ["CREATE TABLE sample_half (a TEXT)", "CREATE TABLE"] }

  @Test(arguments: Engine.tested) func aStepIsAppliedOnce(engine: Engine) async throws {
    try await withDatabase(engine, migrations: []) { database in
      var added: [[String]] = []
      for steps in [[Self.first], [Self.first, Self.second], [Self.first, Self.second]] {
        added.append(try await database.migrate(steps))
      }
      #expect(added == [["0001_first"], ["0002_second"], []])
      #expect(try await database.appliedMigrations() == ["0001_first": Self.first.hash, "0002_second": Self.second.hash])
    }
  }

  @Test(arguments: Engine.tested) func aShippedStepThatChangedIsRefused(engine: Engine) async throws {
    try await withDatabase(engine, migrations: [Self.first]) { database in
      await #expect(throws: StorageError.migrationChanged(name: "0001_first")) {
        try await database.migrate([Self.changed, Self.second])
      }
      let applied = try await database.appliedMigrations()
      #expect(applied.keys.sorted() == ["0001_first"])
    }
  }

  @Test(arguments: Engine.tested) func aDatabaseOfANewerProgramIsRefused(engine: Engine) async throws {
    try await withDatabase(engine, migrations: [Self.first, Self.second]) { database in
      let error = await FailureTests.error { try await database.migrate([Self.first]) }
      #expect(error == .databaseIsNewer(migration: "0002_second"))
    }
  }

  /// Steps are applied by their numbers, whatever order their systems come in; two of one number are told with both names.
  @Test(arguments: Engine.tested) func systemsAreSortedAndTwinsRefused(engine: Engine) async throws {
    try await withDatabase(engine, migrations: []) { database in
      let twin = Migration("0002_other") { _ in ["CREATE TABLE sample_other (a TEXT)"] }
      for steps in [[twin, Self.first, Self.second], [Self.second, Self.first, twin]] {
        let error = await FailureTests.error { try await database.migrate(steps) }
        #expect(error == .twinMigrations("0002_other", "0002_second"))
      }
      let before = try await database.appliedMigrations()
      let applied = try await database.migrate([Self.second, Self.first])
      #expect(before.isEmpty && applied == ["0001_first", "0002_second"])
    }
  }

  /// Three programs start at once on a new database; ten times, for the order in which they meet is left to chance.
  @Test(arguments: Engine.tested, 1...10) func severalMayMigrateAtOnce(engine: Engine, round: Int) async throws {
    try await withSharedDatabase(engine, migrations: []) { open in
      let steps = (0..<5).map { number in
        Migration("000\(number)_step") { _ in
          ["CREATE TABLE sample_step\(number) (a TEXT)", "INSERT INTO sample_step\(number) VALUES ('once')"]
        }
      }
      let gateways = try (0..<3).map { _ in try open() }
      let applied = try await withThrowingTaskGroup { group in
        for gateway in gateways { group.addTask { try await gateway.migrate(steps) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(applied.sorted() == steps.map(\.name), "each step is applied by one of them")
      for number in 0..<5 {
        let rows = try await gateways[0].read { try $0.rows(SQL(unchecked: "SELECT a FROM sample_step\(number)")).count }
        #expect(rows == 1)
      }
      for gateway in gateways { await gateway.close() }
    }
  }

  @Test(arguments: Engine.tested) func aNewDatabaseHasNoSteps(engine: Engine) async throws {
    // The template of no steps has no table of steps either.
    let applied = try await withDatabase(engine, migrations: []) { try await $0.appliedMigrations() }
    #expect(applied == [:])
  }

  @Test(arguments: Engine.tested) func aStepThatFailsLeavesNothing(engine: Engine) async throws {
    try await withDatabase(engine, migrations: [Self.first]) { database in
      let error = await FailureTests.error { try await database.migrate([Self.first, Self.broken]) }
      #expect(error?.code == "storage.failed")
      let added = try await database.migrate([Self.first, Self.second])
      #expect(added == ["0002_second"])
      let half = await FailureTests.error { try await database.read { _ = try $0.rows("SELECT * FROM sample_half") } }
      #expect(half?.code == "storage.failed")
    }
  }

  @Test(arguments: Engine.tested) func aStatementUsedBeforeAStepSeesTheNewColumns(engine: Engine) async throws {
    try await withDatabase(engine, migrations: [Self.first]) { database in
      let all: SQL = "SELECT * FROM sample_first"
      try await database.maintain { try $0.run("INSERT INTO sample_first (a) VALUES ('x')") }
      #expect(try await database.maintain { try $0.row(all) }?.text("a") == "x")
      try await database.maintain { try $0.run("ALTER TABLE sample_first ADD COLUMN b TEXT") }
      // PostgreSQL refuses the old plan once; the connection then prepares anew.
      _ = try? await database.maintain { try $0.row(all) }
      #expect(try await database.maintain { try $0.row(all) }?["b"] == .null)
    }
  }
}
