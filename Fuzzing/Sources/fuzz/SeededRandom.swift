/// Numbers that follow from a seed, the same on every machine (SplitMix64).
struct SeededRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0, below the bound; 0 where the bound is none.
  mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }

  /// One of the list; `nil` where it is empty.
  mutating func one<Item>(of list: [Item]) -> Item? { list.isEmpty ? nil : list[below(list.count)] }

  /// A range inside so many bytes, mostly a short one.
  mutating func range(in count: Int) -> Range<Int> {
    let from = below(count + 1)
    let longest = below(4) == 0 ? count - from : min(count - from, 24)
    return from..<(from + below(longest + 1))
  }
}
