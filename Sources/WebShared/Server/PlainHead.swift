import NIOCore

/// The head of a request in the plain form in which browsers and proxies send nearly all of them: GET or HEAD of a path, HTTP/1.1,
/// one host, no body, nothing asked of the connection. Whatever is different in any way is left to the library: a head that is
/// plain is one the library would take, and would understand the same.
struct PlainHead: Equatable {
  /// The path and the query, as they were sent.
  let target: String
  /// Whether only the head of the answer is wanted.
  let isHead: Bool
  /// The tags of the pages that the reader has.
  private(set) var knownTags: String?
  /// His cookies.
  private(set) var cookies: String?
  private var hasHost = false

  /// The most bytes of a plain head; a longer one is not worth the reading.
  static let limit = 4096
  /// The most headers of one.
  static let headers = 40

  /// Reads a head that is all there is: no byte before it, none after it.
  init?(_ buffer: ByteBuffer) {
    guard buffer.readableBytes <= PlainHead.limit else { return nil }
    var text = HeadText(bytes: Array(buffer.readableBytesView))
    isHead = text.skip("HEAD ")
    guard isHead || text.skip("GET ") else { return nil }
    let address = text.run(of: PlainHead.isOfAddress)
    guard address.first == UInt8(ascii: "/"), text.skip(" HTTP/1.1\r\n") else { return nil }
    target = String(decoding: address, as: UTF8.self)
    for _ in 0...PlainHead.headers {
      if text.skip("\r\n") {
        guard text.isAtEnd, hasHost else { return nil }
        return
      }
      let name = text.run(of: PlainHead.isOfName)
      guard !name.isEmpty, text.skip(":") else { return nil }
      _ = text.run(of: PlainHead.isBlank)
      let value = text.run(of: PlainHead.isOfValue)
      // The library leaves blanks behind a value standing.
      guard text.skip("\r\n"), value.last.map(PlainHead.isBlank) != true, take(name, value) else { return nil }
    }
    return nil
  }

  /// Takes what a header says; whether the head is still a plain one.
  private mutating func take(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
    switch name.count {
    case 4 where HeadText.is(name, "host"):
      guard !hasHost, !value.isEmpty, value.count <= 255, value.allSatisfy(RequestHeadCheck.isHostByte) else { return false }
      hasHost = true
    case 6 where HeadText.is(name, "cookie"):
      guard cookies == nil else { return false }
      cookies = String(decoding: value, as: UTF8.self)
    case 13 where HeadText.is(name, "if-none-match"):
      guard knownTags == nil else { return false }
      knownTags = String(decoding: value, as: UTF8.self)
    case 10 where HeadText.is(name, "connection"): return HeadText.is(value, "keep-alive")
    case 2 where HeadText.is(name, "te"), 6 where HeadText.is(name, "expect"), 7 where HeadText.is(name, "upgrade"),
      7 where HeadText.is(name, "trailer"), 14 where HeadText.is(name, "content-length"),
      17 where HeadText.is(name, "transfer-encoding"):
      return false
    default: break
    }
    return true
  }

  /// What stands in addresses as this site writes them (`WebAddress`): letters, digits and `/-._~!$&'()*+,;=:@%?`.
  private static func isOfAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x24...0x3B, 0x3D, 0x3F...0x5A, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }

  /// What stands in the name of a header (RFC 9110 5.6.2).
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// What stands in the value of one: printed ASCII, blanks and tabs.
  private static func isOfValue(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) || byte == 0x09 }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// Goes through the bytes of a head once.
private struct HeadText {
  let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  /// Goes past a text that stands here; whether it does.
  mutating func skip(_ text: StaticString) -> Bool {
    let end = place + text.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let isHere = text.withUTF8Buffer { $0.elementsEqual(bytes[place..<end]) }
    if isHere { place = end }
    return isHere
  }

  /// Goes past every byte of a kind.
  mutating func run(of isWanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = place
    while place < bytes.count, isWanted(bytes[place]) { place += 1 }
    return bytes[start..<place]
  }

  /// Whether bytes are a word of small letters, however large theirs are.
  static func `is`(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      bytes.count == word.count && zip(bytes, word).allSatisfy { ((0x41...0x5A).contains($0) ? $0 | 0x20 : $0) == $1 }
    }
  }
}
