import Synchronization

/// A deterministic source for tests and synthetic data: numbers that count up, and bytes scrambled from them.
final class CountingSource: Sendable {
  private let state: Mutex<UInt64>

  init(seed: UInt64) { state = Mutex(seed &* 1_000_000) }

  func next() -> UInt64 {
    state.withLock {
      $0 &+= 1
      return $0
    }
  }

  /// SplitMix64 of the next number.
  func scrambled() -> UInt64 {
    var mixed = next() &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
