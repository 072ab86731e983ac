import Foundation
import Planted

/// Faults on purpose, one for each kind that a run must notice. `bin/test` shows in every run that all of them are found.
enum PlantedReading {
  private nonisolated(unsafe) static var held: [[UInt8]] = []

  static func take(_ bytes: [UInt8]) {
    switch String(decoding: bytes.prefix(5), as: UTF8.self) {
    case "heap!": planted_overflow_of_heap(UInt(bytes.count))
    case "undef": _ = planted_overflow_of_int(CInt(bytes.count))
    case "freed": _ = planted_use_after_free(UInt(bytes.count))
    case "trap!": _ = bytes[bytes.count + bytes.count]
    case "wrong": Report.hold(false, "the planted claim")
    case "slow!": spin()
    case "leak!": planted_leak(UInt(1000 * bytes.count))
    case "large": for _ in 0..<32 { held.append([UInt8](repeating: 1, count: 50_000_000)) }
    default: break
    }
  }

  /// Behind three comparisons, so that a search guided by coverage has a way to it.
  static func takeHidden(_ bytes: [UInt8]) {
    guard bytes.count > 2, bytes[0] == 0x68 else { return }
    guard bytes[1] == 0x65 else { return }
    if bytes[2] == 0x61 { planted_overflow_of_heap(UInt(bytes.count)) }
  }

  private static func spin() {
    var end = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end)
    var now = end
    while Double(now.tv_sec - end.tv_sec) <= Bounds.seconds + 1 { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) }
  }
}
