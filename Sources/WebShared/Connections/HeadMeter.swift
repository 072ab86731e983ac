import NIOCore

/// Counts what comes in before the decoder while no head is whole: no more of one is gathered than a head of ours has, and an
/// address that is too long is told apart from headers that are. What comes in after a refusal does not reach the decoder.
final class HeadMeter: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  /// Tells the guard that a head is longer than any of ours.
  struct TooLong: Sendable {}

  private let connectionGuard: ConnectionGuard
  private var pending = 0
  private var firstLineIsWhole = false

  init(_ connectionGuard: ConnectionGuard) { self.connectionGuard = connectionGuard }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !connectionGuard.isDeaf else { return }
    let heads = connectionGuard.heads
    let bytes = HeadMeter.unwrapInboundIn(data).readableBytesView
    measureFirstLine(bytes)
    context.fireChannelRead(data)
    if connectionGuard.isReadingBody || connectionGuard.heads != heads {
      pending = 0
      firstLineIsWhole = false
      connectionGuard.firstLine = 0
    } else {
      pending += bytes.count
      if pending > RequestLimits.address + RequestLimits.allHeaders { context.fireUserInboundEventTriggered(TooLong()) }
    }
  }

  private func measureFirstLine(_ bytes: ByteBufferView) {
    guard !firstLineIsWhole, !connectionGuard.isReadingBody else { return }
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    firstLineIsWhole = end != nil
    connectionGuard.firstLine += bytes.distance(from: bytes.startIndex, to: end ?? bytes.endIndex)
  }
}
