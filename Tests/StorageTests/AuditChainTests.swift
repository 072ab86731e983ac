import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct AuditChainTests {
  static let migrations = StorageSchema.migrations
  static let others = ID<Department>("can-tho")
  static let length = 24

  /// Ways to damage a chain of `length` entries, and the break that must be found.
  enum Damage: CaseIterable {
    case changedField, removed, swapped, truncated, headMoved, headRemoved

    func inflict(_ transaction: WriteTransaction, _ random: inout SeededRandom) throws -> (Int, AuditChain.Break.Fault) {
      let last = AuditChainTests.length
      let number = Int.random(in: 1...last, using: &random)
      let department = SampleTables.konTum
      switch self {
      case .changedField:
        let fields = ["at", "actor", "kind", "subject", "reason", "detail", "previous_hash", "hash"]
        let field = fields[Int.random(in: fields.indices, using: &random)]
        let change = SQL(unchecked: "\(field) = \(field) || ' '")
        try transaction.run("UPDATE audit_entry SET \(change) WHERE department = \(department) AND number = \(number)")
        return (number, .changed)
      case .removed:
        try transaction.run("DELETE FROM audit_entry WHERE department = \(department) AND number = \(number)")
        return (number, number == last ? .headDiffers : .missing)
      case .swapped:
        let other = number == last ? number - 1 : number + 1
        for (from, to) in [(number, 0), (other, number), (0, other)] {
          try transaction.run("UPDATE audit_entry SET number = \(to) WHERE department = \(department) AND number = \(from)")
        }
        return (min(number, other), .changed)
      case .truncated:
        try transaction.run("DELETE FROM audit_entry WHERE department = \(department) AND number >= \(number)")
        return (number, .headDiffers)
      case .headMoved:
        try transaction.run("UPDATE audit_head SET number = number - 1 WHERE department = \(department)")
        return (last, .headDiffers)
      case .headRemoved:
        try transaction.run("DELETE FROM audit_head WHERE department = \(department)")
        return (1, .headDiffers)
      }
    }
  }

  @Test(arguments: Engine.tested, 1...6 as ClosedRange<UInt64>)
  func theFirstBrokenEntryIsNamed(engine: Engine, seed: UInt64) async throws {
    try await withDatabase(engine, migrations: Self.migrations) { database in
      try await Self.fill(database, seed: seed)
      let whole = try await database.read { try AuditChain.verify($0) }
      #expect(whole.entries == Self.length * 2)
      #expect(whole.breaks == [])
      var random = SeededRandom(seed: seed)
      for damage in Damage.allCases + Damage.allCases {
        let source = SeededRandom(seed: random.next())
        do {
          try await database.maintain { transaction in
            var random = source
            let (number, fault) = try damage.inflict(transaction, &random)
            let expected = AuditChain.Break(department: SampleTables.konTum, number: number, fault: fault)
            throw Found(expected: expected, report: try AuditChain.verify(transaction))
          }
          Issue.record("\(damage) was not thrown")
        } catch let outcome as Found {
          #expect(outcome.report.breaks == [outcome.expected], "\(damage)")
        }
      }
      let after = try await database.read { try AuditChain.verify($0) }
      #expect(after == whole)
    }
  }

  /// What was expected and what was found; thrown, so that the damage is undone.
  private struct Found: Error {
    let expected: AuditChain.Break
    let report: AuditChain.Report
  }

  /// Whoever changes an entry and computes its hash anew breaks the link of the next one, or the head.
  @Test(arguments: Engine.tested, [1, 9, 24])
  func aForgedEntryShowsAtTheNext(engine: Engine, number: Int) async throws {
    let forged = try await withDatabase(engine, migrations: Self.migrations) { database in
      try await Self.fill(database, seed: 3, forging: number)
      return try await Self.entry(number, of: database)
    }
    try await withDatabase(engine, migrations: Self.migrations) { database in
      try await Self.fill(database, seed: 3)
      #expect(try await Self.entry(number, of: database).previousHash == forged.previousHash)
      try await database.maintain { transaction in
        try transaction.run(
          """
          UPDATE audit_entry SET subject = \(forged.subject), hash = \(forged.hash)
          WHERE department = \(forged.department) AND number = \(number)
          """)
      }
      let fault: AuditChain.Break.Fault = number == Self.length ? .headDiffers : .unlinked
      let report = try await database.read { try AuditChain.verify($0) }
      #expect(report.breaks == [AuditChain.Break(department: SampleTables.konTum, number: number + 1, fault: fault)])
    }
  }

  /// Two departments' chains of random notes, one to four notes an act.
  private static func fill(_ database: Database, seed: UInt64, forging forged: Int? = nil) async throws {
    for department in [SampleTables.konTum, others] {
      var random = SeededRandom(seed: seed)
      var number = 0
      while number < length {
        let count = Int.random(in: 1...min(4, length - number), using: &random)
        let notes = (0..<count).map { _ in
          AuditNote(
            kind: "sample.\(Int.random(in: 0...9, using: &random))", subject: random.text(upTo: 8),
            detail: ["before": random.text(upTo: 10), "after": random.text(upTo: 10)])
        }
        let (first, reason) = (number + 1, random.text(upTo: 20))
        try await database.write(SampleTables.act(department, reason: reason)) { transaction in
          for (place, note) in notes.enumerated() {
            let isForged = first + place == forged
            transaction.note(isForged ? AuditNote(kind: note.kind, subject: "forged", detail: note.detail) : note)
          }
        }
        number += count
      }
    }
  }

  private static func entry(_ number: Int, of database: Database) async throws -> AuditChain.Entry {
    try await database.read { transaction in
      let row = try transaction.row(
        "SELECT subject FROM audit_entry WHERE department = \(SampleTables.konTum) AND number = \(number)")
      let subject = try #require(row).requiredText("subject")
      let entries = try AuditChain.entries(about: subject, in: SampleTables.konTum, limit: 100, transaction)
      return try #require(entries.first { $0.number == number })
    }
  }
}
