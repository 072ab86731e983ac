/// Text that arrives in pieces. Its memory is used again for the next, without the checks an array makes at each change: a sheet
/// has millions of texts.
struct GatheredText {
  /// Whether what comes belongs to it.
  var isOpen = false
  /// How many bytes it has.
  private(set) var count = 0
  private var memory = [UInt8](repeating: 0, count: 1_024)
  private let limits: WorkbookLimits

  /// An empty text.
  init(_ limits: WorkbookLimits) { self.limits = limits }

  /// Begins anew.
  mutating func clear() { count = 0 }

  /// Takes a piece, if it belongs to it.
  @inline(__always)
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) throws {
    guard isOpen, let start = piece.baseAddress else { return }
    let end = count + piece.count
    guard end <= limits.textBytes else { throw limits.exceeded }
    if end > memory.count { memory.append(contentsOf: repeatElement(0, count: end)) }
    memory.withUnsafeMutableBytes { ($0.baseAddress.map { $0 + count })?.copyMemory(from: start, byteCount: piece.count) }
    count = end
  }

  /// Its bytes, UTF-8.
  @inline(__always)
  func withBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try memory.withUnsafeBufferPointer { try read(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }
}
