import Kernel
import Storage
import TestSupport
import Testing

/// Bytes as values: bound, read and streamed in bulk, the same on both engines.
@Suite struct BlobTests {
  private static let table = [
    Migration("9001_blob") { dialect in
      ["CREATE TABLE test_blob (id \(dialect.integer) PRIMARY KEY, content \(dialect.blob))\(dialect.strict)"]
    }
  ]
  private static let values: [[UInt8]?] = [
    [], [0], [255], Array(0...255), Array("\\x41\t\n\r\\N".utf8), Array(repeating: 0x5C, count: 100_000), nil,
  ]

  @Test(arguments: Engine.tested) func bytesAreBytes(engine: Engine) async throws {
    try await withDatabase(engine, migrations: StorageSchema.migrations + Self.table) { database in
      try await database.maintain { transaction in
        for (id, bytes) in Self.values.enumerated() {
          try transaction.run("INSERT INTO test_blob (id, content) VALUES (\(id), \(bytes))")
        }
        let rows = Self.values.enumerated().map { [Value.integer(Int64($0.offset + 100)), $0.element?.bound ?? .null] }
        _ = try transaction.insert(into: "test_blob", columns: ["id", "content"], rows: rows)
      }
      let read = try await database.read { transaction in
        try transaction.rows("SELECT content FROM test_blob ORDER BY id").map { $0.bytes("content") }
      }
      #expect(read == Self.values + Self.values)
    }
  }
}
