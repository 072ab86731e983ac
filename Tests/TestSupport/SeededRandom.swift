/// Random numbers that repeat for the same seed (SplitMix64), so that a property test that failed fails again.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A text of up to `count` characters, with those that formats stumble over: tabs, quotes, backslashes, Vietnamese
  /// letters composed and decomposed, signs beyond 16 bits.
  public mutating func text(upTo count: Int) -> String {
    let letters = Array("abcXYZ 019\t\n\r\\\"',;|:.{}$%Nđộ\u{1EC7}\u{65}\u{302}\u{323}𝄞👩‍👧\u{A0}")
    let length = Int.random(in: 0...count, using: &self)
    return String((0..<length).map { _ in letters[Int.random(in: letters.indices, using: &self)] })
  }
}
