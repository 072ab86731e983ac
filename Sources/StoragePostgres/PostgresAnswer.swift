import CLibpq
import Foundation
import Storage

/// The rows of an answer, decoded by the types of its columns. Lives as long as it is used and frees libpq's memory then.
final class PostgresAnswer {
  private let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }

  deinit { PQclear(result) }

  /// The number of rows a statement changed; 0 for one that only read or defined.
  var changes: Int {
    if PQcmdStatus(result).map({ String(cString: $0).hasPrefix("SELECT") }) == true { return 0 }
    return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// How many rows it has.
  var count: Int { Int(PQntuples(result)) }

  /// Hands the rows over one by one.
  func each(_ body: (Row) throws -> Void) throws {
    let columns = (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    let types = (0..<PQnfields(result)).map { PQftype(result, $0) }
    for row in 0..<PQntuples(result) {
      try body(Row(columns: columns, values: types.indices.map { value(row, CInt($0), types[$0]) }))
    }
  }

  private func value(_ row: CInt, _ column: CInt, _ type: Oid) -> Value {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
    switch type {
    case Oid.int2, Oid.int4, Oid.int8: return .integer(Int64(strtoll(start, nil, 10)))
    case Oid.bytea:
      let count = Int(PQgetlength(result, row, column))
      return start.withMemoryRebound(to: UInt8.self, capacity: count) {
        // The server writes `\x` and two digits a byte.
        .blob(HexBytes.bytes(of: UnsafeBufferPointer(start: $0, count: count).dropFirst(2)))
      }
    case Oid.bool: return .integer(start.pointee == CChar(bitPattern: UInt8(ascii: "t")) ? 1 : 0)
    default:
      let count = Int(PQgetlength(result, row, column))
      let text = start.withMemoryRebound(to: UInt8.self, capacity: count) {
        String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
      }
      // The sum of whole numbers is numeric on PostgreSQL and a whole number on SQLite.
      if type == Oid.numeric, let number = Int64(text) { return .integer(number) }
      return .text(text)
    }
  }
}

extension Oid {
  fileprivate static let bool: Oid = 16
  fileprivate static let bytea: Oid = 17
  fileprivate static let int8: Oid = 20
  fileprivate static let int2: Oid = 21
  fileprivate static let int4: Oid = 23
  fileprivate static let numeric: Oid = 1700
}
