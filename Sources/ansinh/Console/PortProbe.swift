import Foundation

/// Whether a port can be listened on, so that a busy one is named before anything starts.
enum PortProbe {
  /// Tries to bind the port and lets it go again.
  static func isFree(_ port: Int, host: String) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
    address.sin_addr.s_addr = host == "0.0.0.0" ? 0 : inet_addr("127.0.0.1")
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// The port itself or the next free one after it.
  static func next(from port: Int, host: String) -> Int {
    (port..<(port + 100)).first { isFree($0, host: host) } ?? port
  }
}
