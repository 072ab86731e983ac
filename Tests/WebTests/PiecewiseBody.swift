import Hummingbird
import NIOCore
import Synchronization

/// A body that comes in pieces and knows how many of them were asked for.
struct PiecewiseBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
  typealias Element = ByteBuffer

  /// How many pieces were read.
  final class Count: Sendable {
    private let number = Mutex(0)
    var value: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
  }

  let count = Count()
  private var rest: ArraySlice<UInt8>
  private let size: Int
  private let breaksOff: Bool

  /// - Parameter breaksOff: whether the sender leaves at the end instead of ending the body.
  init(_ bytes: [UInt8], size: Int = 4096, breaksOff: Bool = false) {
    rest = bytes[...]
    self.size = size
    self.breaksOff = breaksOff
  }

  /// The sender left.
  struct BrokenOff: Error {}

  func makeAsyncIterator() -> PiecewiseBody { self }

  mutating func next() async throws -> ByteBuffer? {
    guard !rest.isEmpty else {
      if breaksOff { throw BrokenOff() }
      return nil
    }
    count.add()
    let piece = rest.prefix(size)
    rest = rest.dropFirst(size)
    return ByteBuffer(bytes: piece)
  }

  var body: RequestBody { RequestBody(asyncSequence: self) }
}
