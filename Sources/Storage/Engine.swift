/// The database engine behind the gateway. Both run the same stores; where their SQL differs, a pair of fragments says so.
public enum Engine: String, Sendable, Hashable, CaseIterable {
  /// One file, no server: the default, enough for a province.
  case sqlite
  /// PostgreSQL 15 or later, for several application nodes and national roll-out.
  case postgres
}

/// One value of a row, as bound and as read.
public enum Value: Hashable, Sendable {
  /// SQL NULL.
  case null
  /// A 64-bit whole number.
  case integer(Int64)
  /// Unicode text.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}
