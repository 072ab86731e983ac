import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a request on its way in: read piece by piece, and only as far as somebody wants it.
struct SentBody {
  private var pieces: RequestBody.AsyncIterator
  /// The length the request claims to have; `nil` where it claims none.
  private let claimed: Int?
  private var isAtEnd = false
  /// What was read so far.
  private(set) var bytes: [UInt8] = []

  /// The body of a request of the library.
  init(_ request: Request) {
    pieces = request.body.makeAsyncIterator()
    claimed = request.headers[.contentLength].flatMap { Int($0) }
  }

  /// Reads one piece more; `false` at the body's end.
  /// - Throws: `WebError.brokenBody` where the sender left or his chunks are none.
  mutating func readMore() async throws -> Bool {
    guard !isAtEnd else { return false }
    do {
      if let piece = try await pieces.next() {
        bytes.append(contentsOf: piece.readableBytesView)
        return true
      }
    } catch {
      isAtEnd = true
      throw WebError.brokenBody
    }
    isAtEnd = true
    if let claimed, claimed != bytes.count { throw WebError.brokenBody }
    return false
  }

  /// Reads to the end.
  /// - Throws: `WebError.tooLarge`, as early as the claimed length tells, and never with more than a piece beyond the limit in
  ///   memory; `.brokenBody`.
  mutating func readAll(upTo limit: Int) async throws {
    try refuse(beyond: limit)
    while try await readMore() { try refuse(beyond: limit) }
  }

  private func refuse(beyond limit: Int) throws {
    if max(bytes.count, claimed ?? 0) > limit { throw WebError.tooLarge(limit: limit) }
  }
}
