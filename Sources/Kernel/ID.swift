/// The identity of one entity, stored as text: `ID<AdministrativeUnit>("A.31135")`.
///
/// Two ids of different entities never compare, so a place cannot be passed where an account is meant.
public struct ID<Entity>: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The stored text.
  public let rawValue: String

  /// Wraps a stored text; the caller vouches that it came from the store or from `Effects`.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Shorthand for `init(rawValue:)`.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// The stored text.
  public var description: String { rawValue }
}

extension ID: Comparable {
  /// The order of the stored texts, which makes lists of ids stable; it has no other meaning.
  public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}
