/// The local name of an element or attribute, where libxml2 keeps it; to be compared, not to be kept.
struct XMLName {
  /// Its bytes, ending in a zero.
  let bytes: UnsafePointer<UInt8>

  /// A name.
  init(_ bytes: UnsafePointer<UInt8>) { self.bytes = bytes }

  /// Whether the name is this one. Names differ in their first bytes, so most comparisons end there.
  @inline(__always)
  static func == (name: XMLName, text: StaticString) -> Bool {
    var position = 0
    let count = text.utf8CodeUnitCount
    while position < count {
      guard name.bytes[position] == text.utf8Start[position] else { return false }
      position += 1
    }
    return name.bytes[count] == 0
  }
}

/// The attributes of an element, where libxml2 keeps them during its call: five pointers each, to the name, its prefix, its
/// namespace, the beginning of the value and its end.
struct XMLAttributes {
  let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let count: Int

  /// Calls with each attribute that has no prefix.
  @inline(__always)
  func forEach(_ take: (XMLName, UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    guard let base else { return }
    for position in 0..<count {
      let attribute = base + position * 5
      guard let name = attribute[0], attribute[1] == nil, let start = attribute[3], let end = attribute[4] else { continue }
      try take(XMLName(name), UnsafeBufferPointer(start: start, count: end - start))
    }
  }

  /// The value of an attribute without a prefix; `nil` where there is none.
  func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? { bytes(name) { $0 == nil } }

  /// The value of an attribute without a prefix, as text.
  func string(_ name: StaticString) -> String? { bytes(name).map(XMLAttributes.text) }

  /// The id of a relationship, `r:id` whatever the prefix; `nil` where there is none.
  var relationship: String? { bytes("id", OfficeForm.isRelationships).map(XMLAttributes.text) }

  private func bytes(
    _ name: StaticString, _ isMeant: (UnsafePointer<UInt8>?) -> Bool
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let base else { return nil }
    for position in 0..<count {
      let attribute = base + position * 5
      guard let other = attribute[0], XMLName(other) == name, isMeant(attribute[2]), let start = attribute[3],
        let end = attribute[4]
      else { continue }
      return UnsafeBufferPointer(start: start, count: end - start)
    }
    return nil
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    // Where entities are not replaced, libxml2 leaves an ampersand, and nothing else, as the reference `&#38;`.
    return String(decoding: bytes, as: UTF8.self).split(separator: "&#38;", omittingEmptySubsequences: false)
      .joined(separator: "&")
  }

  /// The value of an attribute as a whole number.
  func number(_ name: StaticString) -> Int? { bytes(name).flatMap(wholeNumber) }

  /// Whether an attribute says yes (`1` or `true`).
  func isTrue(_ name: StaticString) -> Bool { string(name).map { $0 == "1" || $0 == "true" } ?? false }
}
