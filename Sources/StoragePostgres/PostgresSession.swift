import CLibpq
import Dispatch
import Storage

/// One connection to the server, kept for many transactions, with the statements prepared on it.
///
/// `@unchecked Sendable`: the mutable parts are touched on `queue` only, which is serial; `transaction` and `close` are
/// the only ways in, and both go there. The queue's thread may block for the server; no thread of the cooperative pool does.
final class PostgresSession: Connection, @unchecked Sendable {
  private let address: String
  let patience: Patience
  private let queue = DispatchQueue(label: "ansinh.postgres")
  private(set) var handle: OpaquePointer?
  private var prepared: [String: String] = [:]
  private var preparedCount = 0
  private var cursorCount = 0
  private var failure: StorageError?
  private var mustReconnect = false

  /// So many statements stay prepared on a connection; lists of varying length would else pile up without end.
  private static let statementLimit = 256
  /// So many rows come in one exchange where an answer is read in pieces.
  private static let cursorPiece = 4000
  /// A transaction that asks nothing for so long has lost its program; the server then lets its locks go.
  private static let idleLimit = Duration.seconds(60)

  init(address: String, patience: Patience) {
    self.address = address
    self.patience = patience
  }

  deinit { PQfinish(handle) }

  var engine: Engine { .postgres }

  // MARK: Transactions

  /// Runs one transaction on the session's own thread; kept when `body` returns, undone when it throws.
  func transaction<Answer: Sendable>(
    begin: String, _ body: @escaping @Sendable (any Connection) throws -> Answer
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try self.runTransaction(begin: begin, body) }) }
    }
  }

  /// Closes the connection; the next transaction would open another.
  func close() async {
    await withCheckedContinuation { continuation in
      queue.async {
        self.disconnect()
        continuation.resume()
      }
    }
  }

  private func runTransaction<Answer>(begin: String, _ body: (any Connection) throws -> Answer) throws -> Answer {
    try start(begin)
    do {
      let answer = try body(self)
      // A statement that failed spoils the whole transaction even when the body goes on.
      if let failure { throw failure }
      try command("COMMIT")
      return answer
    } catch {
      // Where even this fails, the server has undone the transaction with the connection.
      try? command("ROLLBACK")
      throw error
    }
  }

  /// Begins; a connection that broke since its last use is replaced once, for nothing has been done on it yet.
  private func start(_ begin: String) throws {
    if handle == nil || mustReconnect || PQstatus(handle) != CONNECTION_OK {
      try connect()
      try command(begin)
    } else {
      do {
        try command(begin)
      } catch  where handle != nil && PQstatus(handle) != CONNECTION_OK {
        try connect()
        try command(begin)
      }
    }
    failure = nil
  }

  private func connect() throws {
    disconnect()
    let opened = try PostgresAddress.connect(to: address, patience)
    handle = opened
    // From here on the session waits by itself, with a limit: see `exchange`.
    PQsetnonblocking(opened, 1)
    let statement = patience.statement?.wholeMilliseconds ?? 0
    try command(
      """
      SET client_min_messages = warning; SET bytea_output = hex; SET cursor_tuple_fraction = 1;
      SET lock_timeout = \(patience.writing.wholeMilliseconds);
      SET statement_timeout = \(statement);
      SET idle_in_transaction_session_timeout = \(statement == 0 ? 0 : PostgresSession.idleLimit.wholeMilliseconds)
      """)
  }

  /// Gives the connection up; the next transaction opens another.
  func disconnect() {
    PQfinish(handle)
    handle = nil
    prepared = [:]
    mustReconnect = false
  }

  private func command(_ text: String) throws {
    _ = try exchange(text) { PQsendQuery($0, text) }
  }

  // MARK: Statements

  func run(_ sql: SQL) throws -> Int { try execute(sql).changes }

  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try execute(sql).each(body) }

  /// Through a cursor, a few thousand rows an exchange.
  func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    cursorCount += 1
    let name = "c\(cursorCount)"
    let text = sql.text(for: .postgres)
    let parameters: PostgresParameters
    do { parameters = try PostgresParameters(sql.bindings) } catch let error as StorageError { throw failed(error) }
    _ = try exchange(text) { handle in
      parameters.withPointers {
        PQsendQueryParams(handle, "DECLARE \(name) NO SCROLL CURSOR FOR \(text)", $0, nil, $1, nil, nil, 0)
      }
    }
    let next = "FETCH \(PostgresSession.cursorPiece) FROM \(name)"
    while true {
      let piece = try exchange(text) { PQsendQuery($0, next) }
      try piece.each(body)
      if piece.count < PostgresSession.cursorPiece { break }
    }
    // Left open where `body` throws: the transaction's end closes it.
    try command("CLOSE \(name)")
  }

  func insert(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int {
    try copy(into: table, columns: columns, rows: rows)
  }

  private func execute(_ sql: SQL) throws -> PostgresAnswer {
    let text = sql.text(for: .postgres)
    let parameters: PostgresParameters
    do { parameters = try PostgresParameters(sql.bindings) } catch let error as StorageError { throw failed(error) }
    let name = try name(of: text)
    return try exchange(text) { handle in
      parameters.withPointers { PQsendQueryPrepared(handle, name, $0, $1, nil, nil, 0) }
    }
  }

  /// The name under which a statement is prepared on this connection, preparing it on first use.
  private func name(of text: String) throws -> String {
    if let name = prepared[text] { return name }
    if prepared.count >= PostgresSession.statementLimit {
      try command("DEALLOCATE ALL")
      prepared = [:]
    }
    preparedCount += 1
    let name = "s\(preparedCount)"
    _ = try exchange(text) { PQsendPrepare($0, name, text, 0, nil) }
    prepared[text] = name
    return name
  }

  /// The server's answer, or its refusal as an error.
  func answer(_ result: OpaquePointer?, to text: String) throws -> PostgresAnswer {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN:
      guard let result else { fallthrough }
      return PostgresAnswer(result)
    default:
      defer { PQclear(result) }
      // A prepared statement whose answer a migration has changed is refused for ever: prepare all anew.
      if StorageError.state(of: result) == "0A000" { mustReconnect = true }
      throw failed(StorageError(result, of: handle, statement: text))
    }
  }

  /// Remembers the first failure of the transaction; the error to throw.
  func failed(_ error: StorageError) -> StorageError {
    failure = failure ?? error
    return error
  }
}
