import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite struct JobTests {
  /// What handlers were told, in order.
  final class Diary: Sendable {
    private let entries = Mutex<[String]>([])
    var text: String { entries.withLock { $0.joined(separator: " ") } }
    func write(_ entry: String) { entries.withLock { $0.append(entry) } }
  }

  struct Trouble: Error {}

  /// Notes what it is told, and does what a test says.
  struct Note: JobKind {
    static let name = "note"
    let tries = 3
    var schedule: JobSchedule<String>?
    let act: @Sendable (String, JobRun) async throws -> Void

    func run(_ payload: String, _ run: JobRun) async throws -> String {
      try await act(payload, run)
      return "done \(payload)"
    }
  }

  /// Of a newer program: nobody here does it.
  struct Newer: JobKind {
    static let name = "newer"
    func run(_ payload: Nothing, _ run: JobRun) async throws -> Nothing { Nothing() }
  }

  private func withJobs(_ engine: Engine, _ body: (Database, TestClock, Diary) async throws -> Void) async throws {
    let clock = TestClock()
    try await withDatabase(engine, migrations: StorageSchema.migrations, effects: clock.effects) { database in
      try await body(database, clock, Diary())
    }
  }

  private func runner(
    _ database: Database, schedule: JobSchedule<String>? = nil,
    pause: @escaping @Sendable () async throws -> Void = { throw CancellationError() },
    beat: @escaping @Sendable () async throws -> Void = { throw CancellationError() },
    _ act: @escaping @Sendable (String, JobRun) async throws -> Void
  ) -> JobRunner {
    JobRunner(
      database: database, handlers: [JobHandler(Note(schedule: schedule, act: act))], lease: 600, pause: pause, beat: beat)
  }

  private static func ask(_ payload: String, due: Moment? = nil) -> @Sendable (WriteTransaction) throws -> ID<Job>? {
    { transaction in
      let asked = try JobQueue.enqueue(Note.self, payload, due: due, transaction)
      return asked.isNew ? asked.job : nil
    }
  }

  /// The table as text: `payload state attempts failure`.
  private func table(_ database: Database) async throws -> [String] {
    try await database.read { transaction in
      try transaction.rows("SELECT * FROM job ORDER BY kind, payload, state").map { row in
        "\(try row.requiredText("payload").filter { $0 != "\"" }) \(try row.requiredText("state"))"
          + " \(try row.requiredInteger("attempts")) \(row.text("failure") ?? "-")"
      }
    }
  }

  @Test(arguments: Engine.tested) func aJobIsAskedForOnceWhileItWaits(engine: Engine) async throws {
    try await withJobs(engine) { database, _, diary in
      let added = try await database.maintain { transaction in
        try ["2021", "2021", "2022"].map { try Self.ask($0)(transaction) != nil }
      }
      #expect(added == [true, false, true])
      // Whoever asks again is told which job it is.
      let same = try await database.maintain { transaction in
        try [JobQueue.enqueue(Note.self, "2021", transaction), JobQueue.enqueue(Note.self, "2021", transaction)].map(\.job)
      }
      #expect(same[0] == same[1])
      // Another department's work is another job.
      let act = SampleTables.act()
      #expect(try await database.write(act, Self.ask("2021")) != nil)
      let runner = runner(database) { payload, run in diary.write("\(payload)@\(run.job.department)") }
      #expect(try await runner.runDue() == 3)
      #expect(diary.text.split(separator: " ").sorted() == ["2021@-", "2021@kon-tum", "2022@-"])
      #expect(try await database.maintain(Self.ask("2021")) != nil)
      #expect(try await table(database) == ["2021 done 1 -", "2021 done 1 -", "2021 waiting 0 -", "2022 done 1 -"])
    }
  }

  @Test(arguments: Engine.tested) func whatIsDueLaterWaits(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, diary in
      let now = clock.now
      try await database.maintain { transaction in
        for delay in [60, 0, 30] as [Int64] { _ = try Self.ask("\(delay)", due: now.adding(seconds: delay))(transaction) }
        try JobQueue.enqueue(Newer.self, Nothing(), transaction)
      }
      let runner = runner(database) { payload, _ in diary.write(payload) }
      #expect(try await runner.runDue() == 1)
      #expect(try await runner.runDue() == 0)
      clock.advance(seconds: 60)
      #expect(try await runner.runDue() == 2)
      #expect(diary.text == "0 30 60")
    }
  }

  @Test(arguments: Engine.tested) func scheduledWorkIsDoneOnceAtEachOfItsTimes(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: StorageSchema.migrations) { open in
      let (clock, diary) = (TestClock(), Diary())
      let nodes = [try open(), try open()].map { Database(driver: $0.driver, effects: clock.effects) }
      let runners = nodes.map { node in
        runner(node, schedule: JobSchedule(every: 3600, "hourly")) { payload, _ in diary.write(payload) }
      }
      var begun: [Int] = []
      for _ in 0..<12 {
        var count = 0
        for runner in runners { count += try await runner.runDue() }
        begun.append(count)
        clock.advance(seconds: 900)
      }
      // The first quarter of an hour after each full hour finds it due, whatever the clock said at the beginning.
      #expect(begun.reduce(0, +) == 2 || begun.reduce(0, +) == 3)
      #expect(begun.allSatisfy { $0 <= 1 })
      #expect(try await table(nodes[0]).count { $0.hasPrefix("hourly waiting") } <= 1)
      for node in nodes { await node.close() }
    }
  }

  @Test(arguments: Engine.tested) func aFailingJobWaitsLongerAndIsGivenUp(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, _ in
      _ = try await database.maintain(Self.ask("bad"))
      let runner = runner(database) { _, _ in throw StorageError.unreadable(column: "c") }
      let steps: [(seconds: Int64, begun: Int, row: String)] = [
        (0, 1, "bad waiting 1 storage.unreadable: c"), (29, 0, "bad waiting 1 storage.unreadable: c"),
        (1, 1, "bad waiting 2 storage.unreadable: c"), (59, 0, "bad waiting 2 storage.unreadable: c"),
        (1, 1, "bad failed 3 storage.unreadable: c"), (86_400, 0, "bad failed 3 storage.unreadable: c"),
      ]
      for step in steps {
        clock.advance(seconds: step.seconds)
        #expect(try await runner.runDue() == step.begun)
        #expect(try await table(database) == [step.row])
      }
    }
  }

  struct Refused: UserFacing { let code = "sample.refused" }

  @Test(arguments: Engine.tested) func whatWasRefusedIsNotTriedAgain(engine: Engine) async throws {
    try await withJobs(engine) { database, _, _ in
      _ = try await database.maintain(Self.ask("bad"))
      #expect(try await runner(database) { _, _ in throw Refused() }.runDue() == 1)
      #expect(try await table(database) == ["bad failed 1 sample.refused"])
      // Whoever asked is told the sentence.
      let standing = try await database.read { try JobQueue.standings(of: Note.self, askedBy: .system, limit: 2, $0) }
      #expect(try standing.map { try $0.refusal() } == [Refused().message])
    }
  }

  @Test func delaysDoubleUpToAnHour() {
    #expect([1, 2, 3, 7, 8, 9, 60].map { JobQueue.delay(after: $0) } == [30, 60, 120, 1920, 3600, 3600, 3600])
  }

  @Test(arguments: Engine.tested) func aFailureOfOneJobDoesNotStopTheOthers(engine: Engine) async throws {
    try await withJobs(engine) { database, _, diary in
      try await database.maintain { transaction in
        for payload in ["a", "b", "c"] { _ = try Self.ask(payload)(transaction) }
      }
      let runner = runner(database) { payload, _ in if payload == "b" { throw Trouble() } else { diary.write(payload) } }
      #expect(try await runner.runDue() == 3)
      #expect(diary.text == "a c")
      #expect(try await table(database).contains("b waiting 1 Trouble"))
    }
  }

  @Test(arguments: Engine.tested) func anAbandonedJobIsTakenAgainAndTheLateRunnerIgnored(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, _ in
      let handlers = [JobHandler(Note(schedule: nil) { _, _ in })]
      let claim: @Sendable (WriteTransaction) throws -> Job? = { try JobQueue.claim(handlers, lease: 600, $0) }
      _ = try await database.maintain(Self.ask("x"))
      let first = try #require(try await database.maintain(claim))
      clock.advance(seconds: 599)
      // Whoever says that he is at it keeps it.
      #expect(try await database.maintain { try JobQueue.hold(first, nil, lease: 600, $0) })
      clock.advance(seconds: 599)
      #expect(try await database.maintain(claim) == nil)
      clock.advance(seconds: 1)
      let second = try #require(try await database.maintain(claim))
      #expect(second.id == first.id && second.attempts == 2)
      try await database.maintain { try JobQueue.succeed(first, result: "", $0) }
      #expect(try await database.maintain { try JobQueue.hold(first, nil, lease: 600, $0) } == false)
      #expect(try await table(database) == ["x running 2 -"])
      clock.advance(seconds: 600)
      #expect(try await database.maintain(claim)?.attempts == 3)
      clock.advance(seconds: 600)
      #expect(try await database.maintain(claim) == nil)
      #expect(try await table(database) == ["x failed 3 storage.job_abandoned"])
    }
  }

  @Test(arguments: Engine.tested) func howFarAJobIsCanBeSeenWhileItRuns(engine: Engine) async throws {
    try await withJobs(engine) { database, clock, diary in
      let id = try #require(try await database.maintain(Self.ask("x")))
      let (isSaid, isWritten) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
      let beats = Mutex(0)
      let runner = runner(
        database,
        beat: {
          let beat = beats.withLock { beats in
            beats += 1
            return beats
          }
          if beat == 1 { for await _ in isSaid.stream {} }
          guard beat == 1 else {
            isWritten.continuation.finish()
            throw CancellationError()
          }
        }
      ) { _, run in
        // The last word before the beat is what is written, and saying it writes nothing.
        for done in 1...3 { try run.report(done: done, total: 8, step: "reading") }
        isSaid.continuation.finish()
        for await _ in isWritten.stream {}
        let standing = try await database.read { try JobQueue.standing(id, $0) }
        diary.write("\(standing?.state.rawValue ?? "") \(standing?.done ?? 0)/\(standing?.total ?? 0) \(standing?.step ?? "")")
      }
      #expect(try await runner.runDue() == 1)
      #expect(diary.text == "running 3/8 reading")
      let standing = try #require(try await database.read { try JobQueue.standing(id, $0) })
      #expect(try standing.payload(of: Note.self) == "x" && standing.outcome(of: Note.self) == "done x")
      #expect(try standing.payload(of: Newer.self) == nil)
      clock.advance(seconds: JobQueue.keptFor - 1)
      #expect(try await database.maintain { try JobQueue.purge($0) } == 0)
      clock.advance(seconds: 1)
      #expect(try await database.maintain { try JobQueue.purge($0) } == 1)
    }
  }

  /// A job is cancelled while it waits, or at a beat: work that sleeps is woken, work that reports stops there; what ends before ends
  /// as it ends.
  @Test(arguments: Engine.tested, ["waiting", "report", "beat", "too late"])
  func aJobCanBeCancelled(engine: Engine, moment: String) async throws {
    try await withJobs(engine) { database, _, diary in
      let id = try #require(try await database.maintain(Self.ask("x")))
      let cancel: @Sendable () async throws -> Void = { _ = try await database.maintain { try JobQueue.cancel(id, $0) } }
      if moment == "waiting" { try await cancel() }
      let isCancelled = AsyncStream<Void>.makeStream()
      let runner = runner(
        database,
        beat: {
          guard moment == "beat" || moment == "report" else { throw CancellationError() }
          for await _ in isCancelled.stream { return }
        }
      ) { _, run in
        diary.write("begun")
        try await cancel()
        isCancelled.continuation.yield()
        isCancelled.continuation.finish()
        switch moment {
        case "report": while true { try run.report(done: 1, total: 2, step: "") }
        case "beat": try await Task.sleep(for: .seconds(600))
        default: break
        }
      }
      #expect(try await runner.runDue() == (moment == "waiting" ? 0 : 1))
      #expect(try await table(database).map { $0.split(separator: " ")[1] } == [moment == "too late" ? "done" : "cancelled"])
      #expect(try await database.maintain { try JobQueue.cancel(id, $0) } == false)
      #expect(try await runner.runDue() == 0)
    }
  }

  /// A node that looks every other second holds nobody up.
  @Test(arguments: Engine.tested) func aQuietTableIsOnlyRead(engine: Engine) async throws {
    let (clock, count) = (TestClock(), StatementCount())
    try await withDatabase(
      engine, migrations: StorageSchema.migrations, effects: clock.effects, counting: count
    ) { database in
      let runner = runner(database, schedule: JobSchedule(every: 3600, "hourly")) { _, _ in }
      _ = try await runner.runDue()
      _ = try await count.during { _ = try await runner.runDue() }
      #expect(!count.statements.contains { $0.hasPrefix("UPDATE") || $0.hasPrefix("INSERT") }, "\(count.statements)")
    }
  }

  @Test(arguments: Engine.tested) func twoRunnersShareTheWork(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: StorageSchema.migrations) { open in
      let gateways = [try open(), try open()]
      let diary = Diary()
      try await gateways[0].maintain { transaction in
        for number in 10..<50 { _ = try Self.ask(String(number))(transaction) }
      }
      let runners = gateways.map { runner($0) { payload, _ in diary.write(payload) } }
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
      _ = try await database.maintain(Self.ask("long"))
      let (begun, mayStop) = AsyncStream<Void>.makeStream()
      let runner = runner(database) { _, _ in
        mayStop.finish()
        try await Task.sleep(for: .seconds(600))
      }
      let running = Task { await runner.run() }
      for await _ in begun {}
      running.cancel()
      await running.value
      #expect(try await table(database) == ["long waiting 0 -"])
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
          _ = try await database.maintain(Self.ask(String(round)))
        }
      ) { payload, _ in diary.write(payload) }
      await runner.run()
      #expect(diary.text == "1 2 3")
    }
  }
}
