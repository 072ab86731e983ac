import Dispatch
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
  /// Two gateways on the same data, as the server and the command line are.
  @Test(arguments: Engine.tested) func actsInOneScopeAreDoneOneAfterTheOther(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: SampleTables.migrations) { open in
      let gateways = [try open(), try open()]
      try await gateways[0].maintain { try $0.run("INSERT INTO sample_item VALUES ('kon-tum', 'counter', 0, NULL)") }
      try await withThrowingTaskGroup { group in
        for gateway in gateways {
          for _ in 0..<2 { group.addTask { for _ in 0..<10 { try await Self.increment(gateway) } } }
        }
        try await group.waitForAll()
      }
      let report = try await gateways[1].read { transaction in
        #expect(try transaction.row("SELECT amount FROM sample_item")?.integer("amount") == 40)
        return try AuditChain.verify(transaction)
      }
      #expect(report.entries == 40)
      #expect(report.breaks.isEmpty)
      for gateway in gateways { await gateway.close() }
    }
  }

  /// Reads, then writes what it read plus one: an update is lost wherever two of these overlap.
  private static func increment(_ database: Database) async throws {
    try await database.write(SampleTables.act()) { transaction in
      try transaction.enter(LockScope("sample.counter", of: SampleTables.konTum))
      let amount = try transaction.row("SELECT amount FROM sample_item WHERE code = 'counter'")?.integer("amount") ?? 0
      try transaction.run("UPDATE sample_item SET amount = \(amount + 1) WHERE code = 'counter'")
      transaction.note(AuditNote(kind: "sample.counted", subject: "counter", detail: ["to": String(amount + 1)]))
    }
  }

  /// The chain is locked when an act settles: while the body of a long one runs, others of the department are done.
  @Test(.enabled(if: Engine.tested.contains(.postgres))) func aLongActKeepsNoOtherWaiting() async throws {
    try await withDatabase(.postgres, migrations: SampleTables.migrations) { database in
      let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      async let long: Void = database.write(SampleTables.act(reason: "long")) { transaction in
        try transaction.add("long")
        transaction.note(AuditNote(kind: "sample.added", subject: "long"))
        begun.signal()
        mayEnd.wait()
      }
      await begun.arrivals()
      let short = await FailureTests.error {
        try await database.write(SampleTables.act(reason: "short")) { transaction in
          try transaction.add("short")
          transaction.note(AuditNote(kind: "sample.added", subject: "short"))
        }
      }
      mayEnd.signal()
      try await long
      #expect(short == nil)
      let (order, report) = try await database.read { transaction in
        (
          try transaction.rows("SELECT subject FROM audit_entry ORDER BY number").map { try $0.requiredText("subject") },
          try AuditChain.verify(transaction)
        )
      }
      #expect(order == ["short", "long"] && report.breaks == [])
    }
  }

  /// Scopes held in company keep out only those who want them alone; who waits too long is told so.
  @Test(.enabled(if: Engine.tested.contains(.postgres)), arguments: [true, false], [true, false])
  func scopesAreSharedOrHeldAlone(heldInCompany: Bool, wantedInCompany: Bool) async throws {
    let patience = Patience(writing: .milliseconds(300), reading: .seconds(10), statement: nil)
    try await withSharedDatabase(.postgres, migrations: SampleTables.migrations, patience: patience) { open in
      let database = try open()
      let scope = LockScope("sample")
      let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      async let first: Void = database.maintain { transaction in
        try transaction.enter(heldInCompany ? scope.shared : scope)
        begun.signal()
        mayEnd.wait()
      }
      await begun.arrivals()
      let error = await FailureTests.error {
        try await database.maintain { transaction in
          try transaction.enter(LockScope("sample", of: SampleTables.konTum))
          try transaction.enter(wantedInCompany ? scope.shared : scope)
        }
      }
      mayEnd.signal()
      try await first
      #expect(error?.kind == (heldInCompany && wantedInCompany ? nil : .busy))
      await database.close()
    }
  }

  @Test(arguments: Engine.tested) func aSecondGatewaySeesWhatTheFirstHasWritten(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: SampleTables.migrations) { open in
      let (server, console) = (try open(), try open())
      try await server.maintain { try $0.add("a") }
      #expect(try await console.read { try $0.countItems() } == 1)
      try await console.maintain { try $0.add("b") }
      await console.close()
      #expect(try await server.read { try $0.countItems() } == 2)
      await server.close()
    }
  }

  @Test(arguments: Engine.tested) func moreTransactionsThanConnectionsWaitTheirTurn(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let counts = try await withThrowingTaskGroup { group in
        for place in 0..<40 {
          group.addTask {
            try await database.maintain { try $0.add("c\(place)") }
            return try await database.read { try $0.countItems() }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.max() == 40)
    }
  }
}
