import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// What happens to a SQLite file under the running program: nothing is acknowledged that is not in the file at the path, and the
/// file put there is not damaged.
@Suite struct OpenedFileTests {
  /// What is done in a shell to `data.db` beside its backup `backup.db`, and whether the opened file itself stays whole.
  static let mishaps: [(name: String, command: String, isReadable: Bool)] = [
    ("a backup moved over it", "mv backup.db data.db", true),
    ("a backup moved over it, its log removed", "mv backup.db data.db; rm -f data.db-wal data.db-shm", true),
    ("moved away", "mv data.db elsewhere.db", true),
    ("removed", "rm data.db", true),
    ("removed with its log", "rm data.db data.db-wal data.db-shm", true),
    ("a backup copied over it, its log removed", "cp backup.db data.db; rm data.db-wal data.db-shm", false),
    ("a backup copied over it", "cp backup.db data.db", false),
    ("its log removed", "rm data.db-wal data.db-shm", false),
    ("emptied", ": >data.db", false),
    ("something else written over it", "echo 'no database' >data.db", false),
  ]

  @Test(arguments: mishaps) func writingStops(name: String, command: String, isReadable: Bool) async throws {
    try await withDatabaseFile { path, open in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try await fill(open)
      try await shell("cp data.db backup.db", in: folder)
      try await add(2...3000, open)
      let database = try open()
      try await database.maintain { try $0.add("last") }
      try await shell(command, in: folder)
      for number in 0..<3 {
        let error = await FailureTests.error { try await database.maintain { try $0.add("lost \(number)") } }
        #expect(error == .fileReplaced(path: path))
      }
      let read = await FailureTests.error { _ = try await database.read { try $0.countItems() } }
      #expect(read == (isReadable ? nil : .fileReplaced(path: path)))
      await database.close()
      guard command.contains("backup") else { return }
      // What the operator put there is as he put it: the program has not folded its log into it. Another process looks, for this
      // one still has the old file open. The old log goes, as the error's sentence says.
      try await shell("rm -f data.db-wal data.db-shm", in: folder)
      let found = try await ask("PRAGMA integrity_check; SELECT count(*) FROM sample_item", in: folder)
      #expect(found == "ok\n1\n")
    }
  }

  /// Another process, such as the command line, opens, writes, folds the log and closes; the server does not mind.
  @Test func otherProcessesAreNoMishap() async throws {
    try await withDatabaseFile { path, open in
      try await fill(open)
      let server = try open()
      for number in 1...5 {
        try await add((number * 1000)...(number * 1000 + 500), open)
        try await server.maintain { try $0.add("server \(number)") }
        let count = try await server.read { try $0.countItems() }
        #expect(count == 1 + number * 502)
      }
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try await ask("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", in: folder)
      try await server.maintain { try $0.add("after") }
      await server.close()
    }
  }

  @Test func linksAreFollowed() async throws {
    try await withDatabaseFile { path, open in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try await shell("mkdir real other; ln -s real/data.db data.db", in: folder)
      try await fill(open)
      let database = try open()
      try await database.maintain { try $0.add("b") }
      try await shell("cp real/data.db other/; ln -sf other/data.db data.db", in: folder)
      let error = await FailureTests.error { try await database.maintain { try $0.add("c") } }
      #expect(error == .fileReplaced(path: path))
      await database.close()
    }
  }

  @Test func onlyTheOwnerReadsWhatIsMade() async throws {
    try await withDatabaseFile { path, open in
      let database = try open()
      try await database.migrate(SampleTables.migrations)
      for file in [path, path + "-wal", path + "-shm"] {
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600, "\(file)")
      }
      await database.close()
    }
  }

  @Test func whatIsNoDatabaseIsDamaged() async throws {
    try await withDatabaseFile { path, open in
      try Data(String(repeating: "no database ", count: 100).utf8).write(to: URL(fileURLWithPath: path))
      let error = await FailureTests.error { try open() }
      #expect(error?.code == "storage.damaged")
    }
  }

  /// A long reader makes the log grow; it does not stay so, neither while the program runs nor after it.
  @Test func theLogIsCutAfterALongReader() async throws {
    try await withDatabaseFile { path, open in
      try await fill(open)
      let (database, writer) = (try open(), try open())
      let size = { try (FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0 }
      let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      let reader = Task {
        try await database.read { transaction in
          _ = try transaction.countItems()
          begun.signal()
          mayEnd.wait()
        }
      }
      await begun.arrivals()
      for round in 0..<4 {
        try await writer.maintain { transaction in
          try transaction.run("UPDATE sample_item SET label = 'x'")
          for number in 0..<3000 { try transaction.add("r\(round)-\(number)", label: String(repeating: "x", count: 1000)) }
        }
      }
      let grown = try size()
      #expect(grown > 10 << 20)
      mayEnd.signal()
      try await reader.value
      try await writer.maintain { try $0.add("one more") }
      let cut = try size()
      #expect(cut <= 8 << 20)
      await writer.close()
      await database.close()
      let left = (try? size()) ?? 0
      #expect(left == 0)
    }
  }

  private func fill(_ open: @Sendable () throws -> Database) async throws {
    let database = try open()
    try await database.migrate(SampleTables.migrations)
    try await database.maintain { try $0.add("1") }
    await database.close()
  }

  private func add(_ numbers: ClosedRange<Int>, _ open: @Sendable () throws -> Database) async throws {
    let database = try open()
    try await database.maintain { transaction in for number in numbers { try transaction.add("\(number)") } }
    await database.close()
  }

  /// The answers of statements to another process.
  @discardableResult
  private func ask(_ statements: String, in folder: URL) async throws -> String {
    let program =
      "import sqlite3, sys; c = sqlite3.connect(\"data.db\", isolation_level=None); "
      + "[print(*row) for sql in sys.argv[1].split(\";\") for row in c.execute(sql)]"
    return try await shell("python3 -c '\(program)' '\(statements)'", in: folder)
  }

  @discardableResult
  private func shell(_ command: String, in folder: URL) async throws -> String {
    // On a thread of its own: the tests' threads are few, and others wait for them.
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try runAndWait(command, in: folder) }) }
    }
  }

  private func runAndWait(_ command: String, in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "set -e; \(command)"]
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(command)")
    return text
  }
}
