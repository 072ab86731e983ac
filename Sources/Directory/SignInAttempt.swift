import Kernel
import Secrets

/// Who tries to sign in from where. Names and addresses are stored as digests only: people type passwords into the wrong box.
struct SignInAttempt: Sendable, Hashable {
  /// The folded username.
  let usernameKey: String
  /// The digest of the folded username.
  let username: String
  /// The digest of the network the browser is in.
  let place: String
  /// The digest of the two together.
  let pair: String

  /// An attempt.
  /// - Parameter address: where the browser is, as the server in front reports it.
  init(username typed: String, address: String) {
    let network = SignInAttempt.network(of: address)
    usernameKey = Username.key(typed)
    username = Digest.sha256(usernameKey)
    place = Digest.sha256(network)
    pair = Digest.sha256("\(usernameKey)\n\(network)")
  }

  /// What counts as one place: an IPv4 address, or the first 64 bits of an IPv6 one, because one subscriber is given that
  /// many addresses (RFC 6177). `::ffff:192.0.2.1` is 192.0.2.1.
  static func network(of address: String) -> String {
    guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
    let plain = String(address.lowercased().prefix { $0 != "%" })
    if plain.hasPrefix("::ffff:"), plain.contains(".") { return String(plain.dropFirst(7)) }
    let halves = plain.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    var groups = halves[0].split(separator: ":").map(String.init)
    if halves.count == 2 {
      let tail = halves[1].split(separator: ":").map(String.init)
      let length = groups.count + tail.count + (tail.last?.contains(".") == true ? 1 : 0)
      groups += Array(repeating: "0", count: max(0, 8 - length)) + tail
    }
    return groups.prefix(4).map { group in
      let digits = group.drop { $0 == "0" }
      return digits.isEmpty ? "0" : String(digits)
    }.joined(separator: ":") + "::/64"
  }
}
