/// Where the data are, as `ANSINH_DATABASE` says it: `sqlite:PATH`, or `postgres://user:password@host:port/database`.
public enum DatabaseAddress: Hashable, Sendable {
  /// A file of this machine.
  case sqlite(path: String)
  /// A server, by its URI.
  case postgres(String)

  /// Reads an address.
  /// - Throws: `StorageError.badAddress` with no more than the part before the colon, for the rest may hold a password.
  public init(_ text: String) throws(StorageError) {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .postgres(text)
      return
    }
    let path = text.dropFirst("sqlite:".count)
    guard text.hasPrefix("sqlite:"), !path.isEmpty else {
      throw .badAddress(text.contains(":") ? "\(text.prefix { $0 != ":" }):…" : "…")
    }
    self = .sqlite(path: String(path))
  }
}
