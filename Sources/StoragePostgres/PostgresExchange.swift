import CLibpq
import Foundation
import Storage

/// Talking with the server without waiting for ever: libpq's own calls have no time limit, so a server that is stopped, or a
/// network that swallows everything, would hold the session's thread. The connection does not block; `poll` waits.
extension PostgresSession {
  /// Sends a command and waits for its whole answer, its last result where it has several.
  /// - Throws: `StorageError.busy` where no answer comes in time; the connection is then given up, and the server, if it lives,
  ///   undoes the transaction with it.
  func exchange(_ text: String, _ send: (OpaquePointer) -> CInt) throws -> PostgresAnswer {
    guard let handle, send(handle) == 1 else { throw failed(StorageError(nil, of: handle, statement: text)) }
    try flush()
    return try answer(try lastResult(), to: text)
  }

  /// Hands everything libpq has gathered over to the network.
  func flush() throws {
    let deadline = answerDeadline
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1:
        // A server that has something to say first may not read on until it was heard.
        if try wait(for: POLLIN | POLLOUT, by: deadline) & POLLIN != 0 { PQconsumeInput(handle) }
      default: throw failed(StorageError(nil, of: handle, statement: ""))
      }
    }
  }

  /// The last result of the command under way; the first one in which the server wants rows, or says why it ends.
  func lastResult() throws -> OpaquePointer? {
    let deadline = answerDeadline
    var last: OpaquePointer?
    while true {
      do { try awaitInput(by: deadline) } catch {
        PQclear(last)
        throw error
      }
      guard let result = PQgetResult(handle) else { return last }
      // After its farewell the server hangs up, which says less than the farewell did.
      guard StorageError.state(of: last) == nil || StorageError.state(of: result) != nil else {
        PQclear(result)
        continue
      }
      PQclear(last)
      last = result
      if PQresultStatus(result) == PGRES_COPY_IN { return result }
    }
  }

  /// Waits until `PQgetResult` would not block; a broken connection does not block either.
  private func awaitInput(by deadline: ContinuousClock.Instant?) throws {
    while PQisBusy(handle) == 1 {
      _ = try wait(for: POLLIN, by: deadline)
      guard PQconsumeInput(handle) == 1 else { return }
    }
  }

  /// The server breaks its statements off itself, two seconds earlier; this is for servers that do not.
  private var answerDeadline: ContinuousClock.Instant? {
    patience.statement.map { ContinuousClock.now.advanced(by: $0 + .seconds(2)) }
  }

  /// Waits for the network; what it is ready for.
  private func wait(for events: Int32, by deadline: ContinuousClock.Instant?) throws -> Int32 {
    var request = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
    // A connection that broke has no descriptor; the next call of libpq says how it broke.
    guard request.fd >= 0 else { return events }
    while true {
      let rest = deadline.map { ContinuousClock.now.duration(to: $0).wholeMilliseconds } ?? -1
      switch poll(&request, 1, rest) {
      case 1...: return Int32(request.revents)
      case 0:
        disconnect()
        throw failed(.busy("the server does not answer"))
      default:
        guard errno != EINTR else { continue }
        disconnect()
        throw failed(.unavailable("poll"))
      }
    }
  }
}
