import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct JobTests {
  /// What handlers were told, in order.
  final class Diary: Sendable {
    private let entries = Mutex<[String]>([])
    var text: String { entries.withLock { $0.joined(separator: " ") } }
    func write(_ entry: String) { entries.withLock { $0.append(entry) } }
  }

  struct Trouble: Error {}

  private func withJobs(_ engine: Engine, _ body: (Database, TestClock, Diary) async throws -> Void) async throws {
    let clock = TestClock()
    try await withDatabase(engine, migrations: StorageSchema.migrations, effects: clock.effects) { database in
      try await body(database, clock, Diary())
    }
  }

  private func runner(
    _ database: Database, limit: Int = 3, pause: @escaping @Sendable () async throws -> Void = { throw CancellationError() },
    _ handlers: [String: JobRunner.Handler]
  ) -> JobRunner {
    JobRunner(database: database, handlers: handlers, lease: 600, limit: limit, pause: pause)
  }

  /// The table as text: `kind(argument) state attempts failure`.
  private func table(_ database: Database) async throws -> [String] {
    try await database.read { transaction in
      try transaction.rows("SELECT * FROM job ORDER BY kind, argument, state").map { row in
        "\(try row.requiredText("kind"))(\(try row.requiredText("argument"))) \(try row.requiredText("state"))"
          + " \(try row.requiredInteger("attempts")) \(row.text("failure") ?? "-")"
      }
    }
  }

  @Test(arguments: Engine.tested) func aJobIsAskedForOnceWhileItWaits(engine: Engine) async throws {
    try await withJobs(engine) { database, _, diary in
      let ask: @Sendable (WriteTransaction) throws -> Bool = { try JobQueue.enqueue("rollup", argument: "2021", $0) }
      let added = try await database.maintain {
        [try ask($0), try ask($0), try JobQueue.enqueue("rollup", argument: "2022", $0)]
      }
      #expect(added == [true, false, true])
      let runner = runner(database, ["rollup": { diary.write($0) }])
      #expect(try await runner.runDue() == 2)
      #expect(diary.text == "2021 2022")
      #expect(try await database.maintain(ask))
      #expect(try await table(database) == ["rollup(2021) done 1 -", "rollup(2021) waiting 0 -", "rollup(2022) done 1 -"])
    }
  }

  @Test(arguments: Engine.tested) func whatIsDueLaterWaits(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, diary in
      let now = clock.now
      try await database.maintain { transaction in
        for delay in [60, 0, 30] as [Int64] {
          try JobQueue.enqueue("note", argument: "\(delay)", due: now.adding(seconds: delay), transaction)
        }
        try JobQueue.enqueue("of a newer program", transaction)
      }
      let runner = runner(database, ["note": { diary.write($0) }])
      #expect(try await runner.runDue() == 1)
      #expect(try await runner.runDue() == 0)
      clock.advance(seconds: 60)
      #expect(try await runner.runDue() == 2)
      #expect(diary.text == "0 30 60")
    }
  }

  @Test(arguments: Engine.tested) func aFailingJobWaitsLongerAndIsGivenUp(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, _ in
      try await database.maintain { try JobQueue.enqueue("bad", $0) }
      let runner = runner(database, ["bad": { _ in throw StorageError.unreadable(column: "c") }])
      let steps: [(seconds: Int64, begun: Int, row: String)] = [
        (0, 1, "bad() waiting 1 storage.unreadable: c"), (29, 0, "bad() waiting 1 storage.unreadable: c"),
        (1, 1, "bad() waiting 2 storage.unreadable: c"), (59, 0, "bad() waiting 2 storage.unreadable: c"),
        (1, 1, "bad() failed 3 storage.unreadable: c"), (86_400, 0, "bad() failed 3 storage.unreadable: c"),
      ]
      for step in steps {
        clock.advance(seconds: step.seconds)
        #expect(try await runner.runDue() == step.begun)
        #expect(try await table(database) == [step.row])
      }
    }
  }

  @Test func delaysDoubleUpToAnHour() {
    #expect([1, 2, 3, 7, 8, 9, 60].map { JobQueue.delay(after: $0) } == [30, 60, 120, 1920, 3600, 3600, 3600])
  }

  @Test(arguments: Engine.tested) func aFailureOfOneJobDoesNotStopTheOthers(engine: Engine) async throws {
    try await withJobs(engine) { database, _, diary in
      try await database.maintain { transaction in
        for argument in ["a", "b", "c"] { try JobQueue.enqueue("note", argument: argument, transaction) }
      }
      let runner = runner(
        database, ["note": { if $0 == "b" { throw Trouble() } else { diary.write($0) } }])
      #expect(try await runner.runDue() == 3)
      #expect(diary.text == "a c")
      #expect(try await table(database).contains("note(b) waiting 1 Trouble"))
    }
  }

  @Test(arguments: Engine.tested) func anAbandonedJobIsTakenAgainAndTheLateRunnerIgnored(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, _ in
      let claim: @Sendable (WriteTransaction) throws -> Job? = { try JobQueue.claim(["note"], lease: 600, limit: 2, $0) }
      try await database.maintain { try JobQueue.enqueue("note", $0) }
      let first = try #require(try await database.maintain(claim))
      #expect(try await database.maintain(claim) == nil)
      clock.advance(seconds: 600)
      let second = try #require(try await database.maintain(claim))
      #expect(second.id == first.id && second.attempts == 2)
      try await database.maintain { try JobQueue.succeed(first, $0) }
      #expect(try await table(database) == ["note() running 2 -"])
      clock.advance(seconds: 600)
      #expect(try await database.maintain(claim) == nil)
      #expect(try await table(database) == ["note() failed 2 storage.job_abandoned"])
    }
  }

  @Test(arguments: Engine.tested) func twoRunnersShareTheWork(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: StorageSchema.migrations) { open in
      let gateways = [try open(), try open()]
      let diary = Diary()
      try await gateways[0].maintain { transaction in
        for number in 10..<50 { try JobQueue.enqueue("note", argument: String(number), transaction) }
      }
      let runners = gateways.map { runner($0, ["note": { diary.write($0) }]) }
      let counts = try await withThrowingTaskGroup { group in
        for runner in runners { group.addTask { try await runner.runDue() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.reduce(0, +) == 40)
      #expect(diary.text.split(separator: " ").sorted() == (10..<50).map { "\($0)" })
      for gateway in gateways { await gateway.close() }
    }
  }

  @Test(arguments: Engine.tested) func aStoppedRunnerGivesItsJobBack(engine: Engine) async throws {
    try await withJobs(engine) { database, _, _ in
      try await database.maintain { try JobQueue.enqueue("long", $0) }
      let runner = runner(
        database,
        [
          "long": { _ in
            withUnsafeCurrentTask { $0?.cancel() }
            try Task.checkCancellation()
          }
        ])
      await Task { await runner.run() }.value
      #expect(try await table(database) == ["long() waiting 0 -"])
    }
  }

  @Test(arguments: Engine.tested) func theLoopLooksAgainAfterEachPause(engine: Engine) async throws {
    try await withJobs(engine) { database, _, diary in
      let rounds = Mutex(0)
      let runner = runner(
        database,
        pause: {
          let round = rounds.withLock { rounds in
            rounds += 1
            return rounds
          }
          guard round < 4 else { throw CancellationError() }
          try await database.maintain { try JobQueue.enqueue("note", argument: String(round), $0) }
        }, ["note": { diary.write($0) }])
      await runner.run()
      #expect(diary.text == "1 2 3")
    }
  }
}
