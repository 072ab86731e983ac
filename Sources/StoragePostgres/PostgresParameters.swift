import Storage

/// Values as libpq takes them: texts ended by NUL, one behind the other, of no stated type, so that the server takes each
/// for the type of the column or clause it stands at.
struct PostgresParameters {
  private var bytes: [CChar] = []
  private var offsets: [Int?] = []

  /// Lays the values out.
  init(_ values: [Value]) throws {
    offsets.reserveCapacity(values.count)
    for value in values {
      switch value {
      case .null: offsets.append(nil)
      case .integer(let number): append(String(number))
      case .blob(let bytes): append("\\x" + HexBytes.text(of: bytes))
      case .text(let text):
        guard !text.utf8.contains(0) else { throw StorageError.textWithNull }
        append(text)
      }
    }
  }

  private mutating func append(_ text: String) {
    offsets.append(bytes.count)
    for byte in text.utf8 { bytes.append(CChar(bitPattern: byte)) }
    bytes.append(0)
  }

  /// Lends the pointers for the length of a call.
  func withPointers<Answer>(_ body: (CInt, UnsafePointer<UnsafePointer<CChar>?>?) -> Answer) -> Answer {
    bytes.withUnsafeBufferPointer { bytes in
      let pointers = offsets.map { offset -> UnsafePointer<CChar>? in offset.flatMap { bytes.baseAddress?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { body(CInt($0.count), $0.baseAddress) }
    }
  }
}
