import NIOHTTP1

/// What a request's head must be before anything else looks at it (RFC 9112).
enum RequestHeadCheck {
  /// The status with which a head is refused; `nil` for one that is as it should be.
  static func refusal(of head: HTTPRequestHead) -> HTTPResponseStatus? {
    if head.uri.utf8.count > RequestLimits.address { return .uriTooLong }
    if head.headers.count > RequestLimits.headers { return .requestHeaderFieldsTooLarge }
    let cookies = head.headers["cookie"].reduce(0) { $0 + $1.utf8.count }
    let longest = head.headers.reduce(0) { max($0, $1.name.utf8.count + $1.value.utf8.count) }
    if max(cookies, longest) > RequestLimits.header { return .requestHeaderFieldsTooLarge }
    if !hasOneHost(head) || !hasKnownCoding(head) { return .badRequest }
    return nil
  }

  /// HTTP/1.1 names the host once, HTTP/1.0 may leave it out (3.2).
  private static func hasOneHost(_ head: HTTPRequestHead) -> Bool {
    let hosts = head.headers["host"]
    guard let host = hosts.first else { return head.version.isOld }
    return hosts.count == 1 && host.utf8.count <= 255 && host.utf8.allSatisfy(isHostByte)
  }

  /// What stands in a host and its port (RFC 3986 3.2.2).
  static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    // Letters, digits and `-._~:[]%`.
    case 0x25, 0x2D, 0x2E, 0x30...0x3A, 0x41...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }

  /// Bodies come whole or in chunks; HTTP/1.0 knows no chunks, and a length beside chunks is a trick (6.1).
  private static func hasKnownCoding(_ head: HTTPRequestHead) -> Bool {
    let codings = head.headers["transfer-encoding"]
    guard !codings.isEmpty else { return head.headers["content-length"].count <= 1 }
    return !head.version.isOld && codings.count == 1 && codings[0].lowercased() == "chunked"
      && !head.headers.contains(name: "content-length")
  }
}

extension HTTPVersion {
  /// Whether it is older than HTTP/1.1.
  var isOld: Bool { major < 1 || major == 1 && minor < 1 }
}
