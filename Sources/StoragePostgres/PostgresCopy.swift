import CLibpq
import Storage

extension PostgresSession {
  private static let chunk = 1 << 16

  /// Streams rows through `COPY … FROM STDIN` in pieces of 64 KB; the number of rows the server took.
  func copy(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = "COPY \"\(table)\" (\(names)) FROM STDIN"
    _ = try exchange(text) { PQsendQuery($0, text) }
    var isWhole = false
    do {
      isWhole = try send(rows, width: columns.count, table: table)
    } catch {
      _ = try? end("abandoned", of: text)
      throw error
    }
    let answer = try end(isWhole ? nil : "abandoned", of: text)
    guard isWhole else { throw failed(.unavailable("COPY")) }
    return answer.changes
  }

  /// Ends the COPY: kept, or undone for a reason; the answer to the whole of it.
  private func end(_ reason: String?, of text: String) throws -> PostgresAnswer {
    guard PQputCopyEnd(handle, reason) != 0 else {
      disconnect()
      throw failed(.unavailable("COPY"))
    }
    try flush()
    return try answer(try lastResult(), to: text)
  }

  /// Sends the rows; whether the server took them all. Where it did not, its answer says why.
  private func send(_ rows: some Sequence<[Value]>, width: Int, table: String) throws -> Bool {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(PostgresSession.chunk * 2)
    for row in rows {
      guard row.count == width else { throw failed(.failed("\(table): a row of \(row.count) values")) }
      try CopyText.append(row, to: &buffer) { failed($0) }
      guard buffer.count >= PostgresSession.chunk else { continue }
      guard try put(&buffer) else { return false }
    }
    return try put(&buffer)
  }

  /// Sends a piece, and waits until the network has taken it: libpq would else gather all of them in memory.
  private func put(_ buffer: inout [UInt8]) throws -> Bool {
    let sent = buffer.withUnsafeBytes {
      PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count))
    }
    guard sent == 1 else { return false }
    buffer.removeAll(keepingCapacity: true)
    try flush()
    return true
  }
}

/// The text format of `COPY`: a line per row, tabs between values, `\N` for NULL, backslashes before what would mislead.
enum CopyText {
  static func append(_ row: [Value], to buffer: inout [UInt8], refusing failed: (StorageError) -> StorageError) throws {
    for (index, value) in row.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: "\t")) }
      switch value {
      case .null: buffer.append(contentsOf: "\\N".utf8)
      case .integer(let number): buffer.append(contentsOf: String(number).utf8)
      case .blob(let bytes): buffer.append(contentsOf: "\\\\x\(HexBytes.text(of: bytes))".utf8)
      case .text(let text):
        for byte in text.utf8 {
          switch byte {
          case 0: throw failed(.textWithNull)
          case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
          case UInt8(ascii: "\t"): buffer.append(contentsOf: "\\t".utf8)
          case UInt8(ascii: "\n"): buffer.append(contentsOf: "\\n".utf8)
          case UInt8(ascii: "\r"): buffer.append(contentsOf: "\\r".utf8)
          default: buffer.append(byte)
          }
        }
      }
    }
    buffer.append(UInt8(ascii: "\n"))
  }
}
