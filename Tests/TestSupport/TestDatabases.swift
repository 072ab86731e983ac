import Foundation
import Kernel
import Storage
import StoragePostgres
import StorageSQLite

/// The databases of this test process: templates, made once each, and the copies tests work on.
actor TestDatabases {
  static let shared = TestDatabases()

  /// So many copies exist at once: tests start all together, and a server has about a hundred connections.
  private static let limit = 12

  /// What makes a template: two calls that agree in it share one.
  private struct Recipe: Hashable {
    let engine: Engine
    let migrations: [String]
    let name: String
  }

  private var templates: [Recipe: (copy: TestCopy, made: Task<Void, any Error>)] = [:]
  private var copies = 0
  private var open = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private let folder: URL
  private let prefix = "ansinh_test_\(ProcessInfo.processInfo.processIdentifier)_"

  private init() {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(prefix)
    atexit { TestDatabases.removeAll() }
  }

  private nonisolated static func removeAll() {
    try? FileManager.default.removeItem(at: shared.folder)
    TestServer.shared?.dropDatabases(named: shared.prefix)
  }

  /// A fresh copy of a template, which is made on first use.
  func checkOut(
    _ engine: Engine, migrations: [Migration], preparedAs name: String,
    prepare: @escaping @Sendable (Database) async throws -> Void
  ) async throws -> TestCopy {
    await takePlace()
    do {
      let recipe = Recipe(engine: engine, migrations: migrations.map(\.hash), name: name)
      let template = templates[recipe]?.copy ?? place(engine, "t\(templates.count)")
      let made =
        templates[recipe]?.made ?? Task { try await template.make(migrations: migrations, prepare: prepare) }
      templates[recipe] = (template, made)
      try await made.value
      copies += 1
      let copy = place(engine, "c\(copies)")
      try await copy.create(from: template)
      return copy
    } catch {
      leavePlace()
      throw error
    }
  }

  /// Takes a copy back and removes it.
  func checkIn(_ copy: TestCopy) async {
    await copy.remove()
    leavePlace()
  }

  private func place(_ engine: Engine, _ name: String) -> TestCopy {
    TestCopy(engine: engine, name: prefix + name + (engine == .sqlite ? ".sqlite" : ""), folder: folder)
  }

  private func takePlace() async {
    if open < TestDatabases.limit {
      open += 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leavePlace() {
    if waiting.isEmpty { open -= 1 } else { waiting.removeFirst().resume() }
  }
}

/// One database of this process: a file, or a database of the test server.
struct TestCopy: Sendable {
  let engine: Engine
  let name: String
  let folder: URL

  private var file: URL { folder.appendingPathComponent(name) }

  /// Where it is, as drivers take it: a path, or a URI.
  var address: String {
    switch engine {
    case .sqlite: file.path
    case .postgres: TestServer.shared?.address(of: name) ?? ""
    }
  }

  /// A gateway to it.
  func database(
    _ effects: Effects, _ patience: Patience = .console, counting count: StatementCount? = nil
  ) throws -> Database {
    let driver: any Driver =
      switch engine {
      case .sqlite: try SQLiteDriver(path: address, readers: 2, patience: patience)
      case .postgres: try PostgresDriver(address: address, connections: 3, patience: patience)
      }
    return Database(driver: count.map { CountingDriver(driver: driver, count: $0) } ?? driver, effects: effects)
  }

  /// Makes it as a template. Its ids come from a seed of their own, so that they do not meet those of the tests.
  func make(migrations: [Migration], prepare: @Sendable (Database) async throws -> Void) async throws {
    switch engine {
    case .sqlite: try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    case .postgres:
      try await TestServer.shared?.run(
        "CREATE DATABASE \"\(name)\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
    }
    let database = try database(.fixed(on: .testDay, seed: 900))
    do {
      try await database.migrate(migrations)
      try await prepare(database)
    } catch {
      await database.close()
      throw error
    }
    await database.close()
  }

  /// Makes it as a copy of a template nobody is connected to.
  func create(from template: TestCopy) async throws {
    switch engine {
    case .sqlite:
      for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: template.address + ending) {
        try FileManager.default.copyItem(atPath: template.address + ending, toPath: address + ending)
      }
    case .postgres:
      try await TestServer.shared?.run("CREATE DATABASE \"\(name)\" TEMPLATE \"\(template.name)\"")
    }
  }

  /// Removes it.
  func remove() async {
    switch engine {
    case .sqlite: for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: address + ending) }
    case .postgres: try? await TestServer.shared?.run("DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)")
    }
  }
}
