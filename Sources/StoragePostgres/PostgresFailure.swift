import CLibpq
import Storage

extension StorageError {
  /// What the server answered. The detail and context of its messages quote stored and bound values and are left out;
  /// so is the message itself except in the classes of SQLSTATE whose messages name tables and columns only.
  init(_ result: OpaquePointer?, of handle: OpaquePointer?, statement: String) {
    guard let state = StorageError.field(FieldCode.state, of: result) else {
      self = .unavailable(PQerrorMessage(handle).map { String(cString: $0).oneLine } ?? "PostgreSQL")
      return
    }
    let message = StorageError.field(FieldCode.message, of: result) ?? ""
    switch state {
    case let state where StorageError.busyStates.contains(state): self = .busy("\(state) \(message)")
    case "23505": self = .taken(message)
    case "42501": self = .notPermitted(message)
    case "25006": self = .unavailable("\(state) \(message)")
    default:
      switch state.prefix(2) {
      case "23": self = .constraint(message)
      case "08", "40", "53", "55", "57", "58": self = .unavailable("\(state) \(message)")
      case "25", "28", "3D", "42": self = .failed("\(state) \(message): \(statement)")
      default: self = .failed("SQLSTATE \(state): \(statement)")
      }
    }
  }

  /// What passes by itself (postgresql.org/docs, appendix A): a lock not had in time, a statement broken off, a collision with
  /// another transaction, a deadlock, no connection left, a transaction that stood idle for too long.
  private static let busyStates: Set<String> = ["55P03", "57014", "40001", "40P01", "53300", "25P03"]

  /// PostgreSQL cannot store the character NUL in a text, so neither engine does.
  static let textWithNull = StorageError.constraint("a text holds the character NUL")

  /// The five characters of SQLSTATE; `nil` where the connection broke and no server answered.
  static func state(of result: OpaquePointer?) -> String? { field(FieldCode.state, of: result) }

  private static func field(_ code: CInt, of result: OpaquePointer?) -> String? {
    PQresultErrorField(result, code).map { String(cString: $0) }
  }
}

extension String {
  /// The text without line breaks, as libpq ends its messages with one.
  fileprivate var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}

// The codes of <postgres_ext.h>, which are character literals there and do not come over to Swift.
private enum FieldCode {
  /// `PG_DIAG_SQLSTATE`.
  static let state = CInt(UInt8(ascii: "C"))
  /// `PG_DIAG_MESSAGE_PRIMARY`.
  static let message = CInt(UInt8(ascii: "M"))
}
