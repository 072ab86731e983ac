import Kernel
import TestSupport
import Testing

@testable import Storage

/// Reference data are read once and remembered until an act touches their subject: whichever gateway wrote, and never inside an act.
@Suite struct MemoryTests {
  private static let subject = Subject("sample-items")

  /// The amount of an item, remembered; `nil` where there is none.
  private static func amount(_ code: String, _ transaction: ReadTransaction, asked: (() -> Void)? = nil) throws -> Int? {
    try transaction.remembered("amount/\(code)", of: subject) {
      asked?()
      return try transaction.row("SELECT amount FROM sample_item WHERE code = \(code)")?.integer("amount")
    }
  }

  private static func set(_ code: String, _ amount: Int, touching: Bool, _ database: Database) async throws {
    try await database.write(SampleTables.act()) { transaction in
      try transaction.run("DELETE FROM sample_item WHERE code = \(code)")
      try transaction.add(code, amount: amount)
      transaction.note(AuditNote(kind: "sample.set", subject: code))
      if touching { transaction.touch(subject) }
    }
  }

  @Test(arguments: Engine.tested) func whatNobodyTouchedIsReadOnce(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      // That there is none is an answer too, and is not taken for one before it was read.
      #expect(try await database.read { try Self.amount("a", $0) } == nil)
      try await Self.set("a", 1, touching: false, database)
      #expect(try await database.read { try Self.amount("a", $0) } == nil)
      #expect(try await database.read { try Self.amount("b", $0) } == nil)
      try await Self.set("a", 2, touching: true, database)
      for _ in 1...2 { #expect(try await database.read { try Self.amount("a", $0) } == 2) }
      try await Self.set("a", 3, touching: false, database)
      #expect(try await database.read { try Self.amount("a", $0) } == 2)
    }
  }

  @Test(arguments: Engine.tested) func anActReadsWhatIsThere(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      try await Self.set("a", 1, touching: true, database)
      #expect(try await database.read { try Self.amount("a", $0) } == 1)
      let inside = try await database.write(SampleTables.act()) { transaction in
        try transaction.run("UPDATE sample_item SET amount = 5 WHERE code = 'a'")
        transaction.note(AuditNote(kind: "sample.set", subject: "a"))
        transaction.touch(Self.subject)
        return try Self.amount("a", transaction)
      }
      #expect(inside == 5)
      #expect(try await database.read { try Self.amount("a", $0) } == 5)
      // What is undone was never remembered, and the touch of it is undone too.
      _ = try? await database.write(SampleTables.act()) { transaction in
        try transaction.run("UPDATE sample_item SET amount = 6 WHERE code = 'a'")
        transaction.touch(Self.subject)
        throw StorageError.failed("not kept")
      }
      #expect(try await database.read { try Self.amount("a", $0) } == 5)
    }
  }

  @Test(arguments: Engine.tested) func anotherGatewaysActIsSeen(engine: Engine) async throws {
    try await withDatabase(engine, migrations: SampleTables.migrations) { database in
      try await Self.set("a", 1, touching: true, database)
      #expect(try await database.read { try Self.amount("a", $0) } == 1)
      // As a second program would: a gateway with a memory of its own.
      let other = Database(driver: database.driver, effects: database.effects)
      try await Self.set("a", 2, touching: true, other)
      #expect(try await database.read { try Self.amount("a", $0) } == 2)
    }
  }

  /// An answer of an older state never replaces a newer one, and never passes for it.
  @Test func statesDoNotMix() {
    let memory = Memory()
    memory.keep("new", "k", of: Self.subject, 2)
    memory.keep("old", "k", of: Self.subject, 1)
    #expect(memory.answer("k", of: Self.subject, 2, as: String.self) == "new")
    #expect(memory.answer("k", of: Self.subject, 1, as: String.self) == nil)
    #expect(memory.answer("k", of: Self.subject, 3, as: String.self) == nil)
    memory.keep("newer", "k", of: Self.subject, 3)
    #expect(memory.answer("k", of: Self.subject, 2, as: String.self) == nil)
    // It does not grow without end.
    for number in 0..<10_000 { memory.keep(number, "n\(number)", of: Self.subject, 3) }
    #expect(memory.answer("n0", of: Self.subject, 3, as: Int.self) == nil)
    #expect(memory.answer("n9999", of: Self.subject, 3, as: Int.self) == 9999)
  }
}
