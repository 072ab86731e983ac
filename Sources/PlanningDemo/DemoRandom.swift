/// Numbers of a synthetic province: SplitMix64, begun anew for every figure from the seed and the names of what is drawn, so
/// that a figure does not depend on which others were drawn before it.
struct DemoRandom {
  private var state: UInt64

  /// The generator for one thing.
  /// - Parameters:
  ///   - seed: the seed of the whole province.
  ///   - name: whose number it is: a unit, an act.
  ///   - line: of what: an indicator's code.
  ///   - numbers: when: a year, a month.
  init(_ seed: UInt64, _ name: String, _ line: String = "", _ numbers: Int...) {
    // FNV-1a: Swift's own hashes differ from run to run.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ byte: UInt64) { hash = (hash ^ byte) &* 0x0000_0100_0000_01B3 }
    for byte in name.utf8 { mix(UInt64(byte)) }
    mix(0xFF)
    for byte in line.utf8 { mix(UInt64(byte)) }
    for number in numbers { mix(UInt64(bitPattern: Int64(number)) &+ 0x100) }
    state = hash ^ (seed &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The next number of 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The next whole number of a range.
  mutating func whole(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// Whether something that happens so many times in a hundred happens.
  mutating func happens(percent: Int) -> Bool { whole(in: 1...100) <= percent }
}
