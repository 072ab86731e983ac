import Foundation

/// Values as JSON with sorted keys, so that equal values are equal texts.
enum StoredJSON {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// - Throws: `StorageError.unreadable` where the text is nothing of this type.
  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String, column: String) throws(StorageError) -> Value {
    guard let value = try? JSONDecoder().decode(type, from: Data(text.utf8)) else { throw .unreadable(column: column) }
    return value
  }
}
