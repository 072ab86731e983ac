/// An amount in whole đồng. There is no smaller coin, no fraction and no `Double` on the way in or out.
public struct Money: Hashable, Sendable, Comparable {
  /// The number of đồng; negative for a recovery.
  public let dong: Int64

  /// That many đồng.
  public init(dong: Int64) { self.dong = dong }

  /// Nothing.
  public static let zero = Money(dong: 0)

  /// The sum; overflow traps, because a sum beyond 9 × 10¹⁸ đồng is a programming error.
  public static func + (left: Money, right: Money) -> Money { Money(dong: left.dong + right.dong) }

  /// The difference.
  public static func - (left: Money, right: Money) -> Money { Money(dong: left.dong - right.dong) }

  /// Smaller amounts come first.
  public static func < (left: Money, right: Money) -> Bool { left.dong < right.dong }
}
