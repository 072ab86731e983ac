import NIOCore

/// Answers for kept pages where a connection's bytes come in: before the decoder, on the event loop, without asking anybody. What is
/// not a plain request for a page that is kept, and known to be right at this moment, goes on as it came.
final class KeptAnswers: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let pages: KeptPages
  private let connectionGuard: ConnectionGuard
  /// Whether the decoder was given whole requests only, and so awaits the first byte of one.
  private var isBetweenRequests = true

  /// Whether something of what came in went on.
  private var hasPassedOn = false

  init(_ pages: KeptPages, _ connectionGuard: ConnectionGuard) {
    self.pages = pages
    self.connectionGuard = connectionGuard
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = KeptAnswers.unwrapInboundIn(data)
    // Who does not fetch what he was sent waits like everybody else, so that answers do not pile up.
    if isBetweenRequests, connectionGuard.isFree, context.channel.isWritable, let head = PlainHead(bytes),
      let answer = pages.atOnce(head)
    {
      connectionGuard.answeredAtOnce(bytes: answer.readableBytes, context)
      context.writeAndFlush(KeptAnswers.wrapOutboundOut(answer), promise: nil)
      return
    }
    // Where no body is awaited, an empty line ends a head; nothing that was given stands behind it.
    let endsWithEmptyLine = bytes.readableBytesView.suffix(4).elementsEqual("\r\n\r\n".utf8)
    hasPassedOn = true
    context.fireChannelRead(data)
    isBetweenRequests = endsWithEmptyLine && !connectionGuard.isReadingBody
  }

  /// Who was given nothing need not be told that it is over.
  func channelReadComplete(context: ChannelHandlerContext) {
    guard hasPassedOn else { return }
    hasPassedOn = false
    context.fireChannelReadComplete()
  }
}
