import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Events are read by each reader once, in the order in which they came to be, and go when all have read them. Nobody reads any yet:
/// the systems that will stand above planning do; so the reader here is a toy.
@Suite struct EventTests {
  /// A reader that adds an item for each event it is handed.
  private static func reader(_ name: String, of kinds: [Event.Kind] = ["sample-added"]) -> EventReader {
    EventReader(name, of: kinds) { event, transaction in
      let amount = try event.payload(as: [String: Int].self)["amount"]
      try transaction.add("\(name)-\(event.subject)", amount: amount)
      transaction.note(AuditNote(kind: "sample.read", subject: event.subject))
    }
  }

  private static func publish(_ subject: String, as kind: Event.Kind = "sample-added", _ database: Database) async throws {
    try await database.write(SampleTables.act()) { transaction in
      try transaction.publish(kind, about: subject, in: SampleTables.konTum, ["amount": 7])
      transaction.note(AuditNote(kind: "sample.added", subject: subject))
    }
  }

  private static func items(_ database: Database) async throws -> [String] {
    try await database.read { try $0.rows("SELECT code FROM sample_item ORDER BY code").map { try $0.requiredText("code") } }
  }

  @Test(arguments: Engine.tested) func eachReaderReadsOnceInOrder(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      for number in 1...5 { try await Self.publish("a\(number)", database) }
      try await Self.publish("b", as: "sample-removed", database)
      // What was not kept was not published.
      _ = try? await database.write(SampleTables.act()) { transaction in
        try transaction.publish("sample-added", about: "lost", in: SampleTables.konTum)
        throw StorageError.failed("not kept")
      }
      let order = Mutex<[String]>([])
      let seen = EventReader("seen", of: ["sample-added", "sample-removed"]) { event, _ in
        order.withLock { $0.append("\(event.number) \(event.subject)") }
      }
      #expect(try await EventLog.read(seen, piece: 2, from: database) == 6)
      #expect(order.withLock { $0 } == ["1 a1", "2 a2", "3 a3", "4 a4", "5 a5", "6 b"])
      #expect(try await EventLog.read(Self.reader("r"), from: database) == 5)
      #expect(try await EventLog.read(Self.reader("r"), from: database) == 0)
      #expect(try await Self.items(database) == (1...5).map { "r-a\($0)" })
    }
  }

  @Test(arguments: Engine.tested) func whatFailsIsReadAgain(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      for subject in ["a", "b"] { try await Self.publish(subject, database) }
      let stumbling = EventReader("r", of: ["sample-added"]) { event, transaction in
        try transaction.add(event.subject)
        transaction.note(AuditNote(kind: "sample.read", subject: event.subject))
        if event.subject == "b" { throw StorageError.failed("stumbled") }
      }
      let error = await FailureTests.error { try await EventLog.read(stumbling, from: database) }
      #expect(error == .failed("stumbled"))
      #expect(try await Self.items(database) == [])
      #expect(try await EventLog.read(Self.reader("r"), from: database) == 2)
      #expect(try await Self.items(database) == ["r-a", "r-b"])
    }
  }

  /// Writers and two nodes' readers at the same time: every event is read once.
  @Test(arguments: Engine.tested) func nothingIsPassedOverWhileOthersWrite(engine: Engine) async throws {
    try await withSharedDatabase(engine, migrations: SampleTables.migrations) { open in
      let nodes = [try open(), try open()]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<3 {
          group.addTask { for number in 0..<15 { try await Self.publish("\(writer)-\(number)", nodes[writer % 2]) } }
        }
        for node in nodes {
          group.addTask { for _ in 0..<10 { try await EventLog.read(Self.reader("r"), piece: 4, from: node) } }
        }
        try await group.waitForAll()
      }
      try await EventLog.read(Self.reader("r"), from: nodes[0])
      #expect(try await Self.items(nodes[0]).count == 45)
      for node in nodes { await node.close() }
    }
  }

  @Test(arguments: Engine.tested) func whatAllHaveReadGoes(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      let readers = [Self.reader("r"), Self.reader("s", of: ["sample-removed"])]
      @Sendable func left() async throws -> [Int] {
        try await database.maintain { try EventLog.purge(readBy: readers, $0) }
        return try await database.read { transaction in
          try transaction.rows("SELECT number FROM storage_event ORDER BY 1").compactMap { $0.integer("number") }
        }
      }
      try await Self.publish("a", database)
      try await Self.publish("b", as: "sample-removed", database)
      try await Self.publish("c", database)
      #expect(try await left() == [1, 2, 3])
      try await EventLog.read(readers[0], from: database)
      #expect(try await left() == [2, 3])
      try await EventLog.read(readers[1], from: database)
      #expect(try await left() == [])
      // The order goes on where it was.
      try await Self.publish("d", database)
      #expect(try await EventLog.read(readers[0], from: database) == 1)
      #expect(try await left() == [])
      // Where nobody reads, nothing is kept.
      try await Self.publish("e", database)
      #expect(try await database.maintain { try EventLog.purge(readBy: [], $0) } == 1)
    }
  }
}
