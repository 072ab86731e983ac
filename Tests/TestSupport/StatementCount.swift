import Storage
import Synchronization

/// Counts the statements that a gateway runs: what a page costs must not grow with what stands on it.
public final class StatementCount: Sendable {
  private let count = Atomic(0)
  private let latest = Mutex<[String]>([])

  /// A count that begins at none.
  public init() {}

  /// The statements run so far.
  public var number: Int { count.load(ordering: .acquiring) }

  /// The statements that a part of a test runs.
  public func during(_ body: () async throws -> Void) async throws -> Int {
    let before = number
    latest.withLock { $0 = [] }
    try await body()
    return number - before
  }

  /// The statements of the last part that was counted, for whoever asks why it costs so much.
  public var statements: [String] { latest.withLock { $0 } }

  fileprivate func add(_ text: String) {
    count.add(1, ordering: .acquiringAndReleasing)
    latest.withLock { $0.append(text) }
  }
}

/// A driver whose statements are counted.
struct CountingDriver: Driver {
  let driver: any Driver
  let count: StatementCount

  var engine: Engine { driver.engine }

  func read<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await driver.read { [count] in try body(CountingConnection($0, count)) }
  }

  func write<Answer: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Answer) async throws -> Answer {
    try await driver.write { [count] in try body(CountingConnection($0, count)) }
  }

  func close() async { await driver.close() }
}

/// Counts, and hands on.
private final class CountingConnection: Connection {
  private let connection: any Connection
  private let count: StatementCount

  init(_ connection: any Connection, _ count: StatementCount) {
    self.connection = connection
    self.count = count
  }

  var engine: Engine { connection.engine }

  func run(_ sql: SQL) throws -> Int {
    count.add(sql.text(for: engine))
    return try connection.run(sql)
  }

  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    count.add(sql.text(for: engine))
    try connection.each(sql, body)
  }

  func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    count.add(sql.text(for: engine))
    try connection.stream(sql, body)
  }

  func insert(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int {
    count.add("INSERT INTO \(table)")
    return try connection.insert(into: table, columns: columns, rows: rows)
  }
}
