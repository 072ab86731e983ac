import Dispatch
import Kernel
import Storage
import TestSupport
import Testing

/// Whoever meets a lock, a full pool or a slow statement is told in time, and reading goes on.
@Suite struct PatienceTests {
  private static let short = Patience(writing: .milliseconds(1500), reading: .milliseconds(1500), statement: .milliseconds(1500))
  /// What a busy machine may add; below the sum of six patient writers, one behind the other.
  private static let slack = Duration.milliseconds(8500)

  /// Runs `body` while another gateway has changed the item `counter` and does not end its transaction.
  private func whileLocked(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    try await withSharedDatabase(engine, migrations: SampleTables.migrations, patience: Self.short) { open in
      let (holder, database) = (try open(), try open())
      try await holder.maintain { try $0.add("counter", amount: 1) }
      let (isLocked, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let holding = Task {
        try await holder.maintain { transaction in
          try transaction.run("UPDATE sample_item SET amount = 2")
          isLocked.signal()
          mayEnd.wait()
        }
      }
      await isLocked.arrivals()
      do { try await body(database) } catch {
        mayEnd.signal()
        throw error
      }
      mayEnd.signal()
      try await holding.value
      let amount = try await database.maintain { transaction in
        try transaction.run("UPDATE sample_item SET amount = amount + 1")
        return try transaction.row("SELECT amount FROM sample_item")?.integer("amount")
      }
      #expect(amount == 3, "writing goes on once the lock is gone")
      await database.close()
      await holder.close()
    }
  }

  @Test(arguments: Engine.tested) func writersBehindALockAreToldTogether(engine: Engine) async throws {
    try await whileLocked(engine) { database in
      let started = ContinuousClock.now
      let codes = await withTaskGroup(of: String?.self) { group in
        for _ in 0..<6 {
          group.addTask {
            await FailureTests.error { try await database.maintain { try $0.run("UPDATE sample_item SET amount = 9") } }?.code
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(codes == Array(repeating: "storage.busy", count: 6))
      #expect(started.duration(to: .now) < Self.slack)
    }
  }

  @Test(arguments: Engine.tested) func readersDoNotMindAWriter(engine: Engine) async throws {
    try await whileLocked(engine) { database in
      let amount = try await database.read { try $0.row("SELECT amount FROM sample_item")?.integer("amount") }
      #expect(amount == 1)
    }
  }

  @Test(arguments: Engine.tested) func aReaderWithoutAConnectionIsTold(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: SampleTables.migrations, patience: Self.short) { open in
      let database = try open()
      let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      // As many as there are connections, on either engine: the later ones wait and are told as well.
      let readers = (0..<3).map { _ in
        Task {
          try await database.read { transaction in
            _ = try transaction.countItems()
            begun.signal()
            mayEnd.wait()
          }
        }
      }
      await begun.arrivals(engine == .postgres ? 3 : 2)
      let started = ContinuousClock.now
      let error = await FailureTests.error { _ = try await database.read { try $0.countItems() } }
      #expect(error?.code == "storage.busy")
      #expect(started.duration(to: .now) < Self.slack)
      for _ in readers { mayEnd.signal() }
      for reader in readers { _ = await reader.result }
      let count = try await database.read { try $0.countItems() }
      #expect(count == 0)
      await database.close()
    }
  }

  @Test(.enabled(if: Engine.tested.contains(.postgres))) func aSlowStatementIsBrokenOff() async throws {
    try await withSharedDatabase(.postgres, migrations: SampleTables.migrations, patience: Self.short) { open in
      let database = try open()
      let started = ContinuousClock.now
      let error = await FailureTests.error { try await database.read { _ = try $0.rows("SELECT pg_sleep(30)") } }
      #expect(error?.code == "storage.busy")
      #expect(started.duration(to: .now) < Self.slack)
      let count = try await database.read { try $0.countItems() }
      #expect(count == 0)
      await database.close()
    }
  }

  /// A server that keeps silent though its own limit has passed, as a stopped one does.
  @Test(.enabled(if: Engine.tested.contains(.postgres))) func aServerThatDoesNotAnswerIsGivenUp() async throws {
    try await withSharedDatabase(.postgres, migrations: SampleTables.migrations, patience: Self.short) { open in
      let database = try open()
      let started = ContinuousClock.now
      let error = await FailureTests.error {
        try await database.maintain { transaction in
          try transaction.add("a")
          try transaction.run("SET LOCAL statement_timeout = 0")
          _ = try transaction.rows("SELECT pg_sleep(30)")
        }
      }
      #expect(error == .busy("the server does not answer"))
      #expect(started.duration(to: .now) < Self.slack)
      let count = try await database.read { try $0.countItems() }
      #expect(count == 0)
      await database.close()
    }
  }
}
