import CLibpq
import Storage

extension PostgresSession {
  private static let chunk = 1 << 16

  /// Streams rows through `COPY … FROM STDIN` in pieces of 64 KB; the number of rows the server took.
  func copy(into table: String, columns: [String], rows: some Sequence<[Value]>) throws -> Int {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = "COPY \"\(table)\" (\(names)) FROM STDIN"
    _ = try answer(PQexec(handle, text), to: text)
    do {
      try send(rows, width: columns.count, table: table)
    } catch {
      _ = PQputCopyEnd(handle, "abandoned")
      _ = try? copyAnswer(to: text)
      throw error
    }
    guard PQputCopyEnd(handle, nil) == 1 else { throw failed(StorageError(nil, of: handle, statement: text)) }
    return try copyAnswer(to: text).changes
  }

  private func send(_ rows: some Sequence<[Value]>, width: Int, table: String) throws {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(PostgresSession.chunk * 2)
    for row in rows {
      guard row.count == width else { throw failed(.failed("\(table): a row of \(row.count) values")) }
      try CopyText.append(row, to: &buffer) { failed($0) }
      if buffer.count >= PostgresSession.chunk { try flush(&buffer) }
    }
    try flush(&buffer)
  }

  private func flush(_ buffer: inout [UInt8]) throws {
    let sent = buffer.withUnsafeBytes {
      PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt($0.count))
    }
    guard sent == 1 else { throw failed(StorageError(nil, of: handle, statement: "COPY")) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// The answer to the whole COPY; libpq wants to be asked until nothing is left.
  private func copyAnswer(to text: String) throws -> PostgresAnswer {
    let result = PQgetResult(handle)
    while let rest = PQgetResult(handle) { PQclear(rest) }
    return try answer(result, to: text)
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
