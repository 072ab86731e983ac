import NIOCore
import NIOHTTP1

/// Watches one connection from behind the HTTP decoder: gives up on whoever keeps it waiting, answers what is no request with a
/// plain refusal, and closes where the protocol says so. What it lets through is a request as RFC 9112 wants it.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Where the connection stands.
  private enum Phase {
    /// The next head is awaited.
    case head
    /// A body is coming in.
    case body
    /// The request is whole; its answer is being made or sent.
    case answering
    /// Nothing more is read; the refusal waits for the answers before it.
    case refusing(HTTPResponseStatus)
    /// The last answer was sent; what still comes is thrown away.
    case leaving
  }

  private let limits: ConnectionLimits
  /// The refusal of a connection there is no room for; `nil` where there is room.
  private let noRoom: String?
  private var phase = Phase.head
  /// Requests let through whose answers have not ended.
  private var unanswered = 0
  /// Answers that were written but not yet fetched.
  private var unfetched = 0
  /// Whether the connection ends with the last answer.
  private var isLast = false
  /// How many heads came in whole.
  private(set) var heads = 0
  /// How many bytes of the next head's first line came in, as far as the meter before the decoder counted.
  var firstLine = 0
  private var received = 0
  private var sent = 0
  private var began = NIODeadline.uptimeNanoseconds(0)
  private let timer = ConnectionTimer()

  /// - Parameter noRoom: the sentence for a connection beyond the limit, which gets a 503 and nothing else.
  init(limits: ConnectionLimits, noRoom: String?) {
    self.limits = limits
    self.noRoom = noRoom
  }

  /// Whether what still comes in is thrown away.
  var isDeaf: Bool {
    switch phase {
    case .refusing, .leaving: true
    default: false
    }
  }

  /// Whether every request was answered and no byte of the next was seen here.
  var isFree: Bool { if case .head = phase { true } else { false } }

  /// Whether a body is coming in.
  var isReadingBody: Bool { if case .body = phase { true } else { false } }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer.stop() }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer.stop()
    context.fireChannelInactive()
  }

  private func begin(_ context: ChannelHandlerContext) {
    if let noRoom {
      refuse(.serviceUnavailable, context, saying: noRoom)
    } else {
      timer.set(context.eventLoop.now + limits.firstHeader, context)
    }
  }

  // MARK: In

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (phase, ConnectionGuard.unwrapInboundIn(data)) {
    case (.refusing, _), (.leaving, _): return
    // Behind a request that ends the connection nothing is read.
    case (.answering, _) where isLast: return
    case (_, .head(let head)):
      heads += 1
      if let status = RequestHeadCheck.refusal(of: head) { return refuse(status, context) }
      unanswered += 1
      isLast = isLast || head.version.isOld || !head.isKeepAlive
      phase = .body
      received = 0
      began = context.eventLoop.now
      timer.set(began + limits.stall, context)
    case (_, .body(let piece)):
      received += piece.readableBytes
      let now = context.eventLoop.now
      timer.set(min(now + limits.stall, limits.deadline(from: began, after: received)), context)
    case (_, .end):
      phase = .answering
      // Work takes its time; but the library waits with an answer until the one before it is fetched.
      if isAllFetched(context) {
        timer.stop()
      } else {
        timer.set(limits.deadline(from: context.eventLoop.now, after: sent), context)
      }
    }
    context.fireChannelRead(data)
  }

  /// What cannot be read as HTTP ends the connection: with a refusal of ours where a head was awaited; where a body was coming in,
  /// whoever reads it learns of it and answers.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let fault = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    switch phase {
    case .refusing, .leaving: return
    case .head, .answering: refuse(status(of: fault), context)
    case .body:
      isLast = true
      context.fireErrorCaught(error)
    }
  }

  /// The meter before the decoder found more bytes than any head of ours has.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is HeadMeter.TooLong else { return context.fireUserInboundEventTriggered(event) }
    if !isDeaf { refuse(status(of: .headerOverflow), context) }
  }

  private func status(of fault: HTTPParserError) -> HTTPResponseStatus {
    guard fault == .headerOverflow else { return .badRequest }
    return firstLine > RequestLimits.address ? .uriTooLong : .requestHeaderFieldsTooLarge
  }

  // MARK: Out

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // An answer to nothing: the library sends one more where a body broke after its request was answered.
    guard unanswered > 0 else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch ConnectionGuard.unwrapOutboundIn(data) {
    case .head(var head):
      // A body nobody wanted is still coming: the connection cannot be used again.
      if unanswered == 1, case .body = phase { isLast = true }
      if isLast, unanswered == 1 { head.headers.replaceOrAdd(name: "connection", value: "close") }
      sent = 0
      context.write(ConnectionGuard.wrapOutboundOut(.head(head)), promise: promise)
    case .body(let piece):
      sent += piece.readableBytes
      context.write(data, promise: promise)
    case .end:
      unanswered -= 1
      unfetched += 1
      let flushed = promise ?? context.eventLoop.makePromise()
      flushed.futureResult.assumeIsolated().whenComplete { [self] _ in fetched() }
      context.write(data, promise: flushed)
      if unanswered == 0 { answered(flushed.futureResult, context) }
    }
  }

  /// A request was answered before the decoder; the next has as long to come as it has behind every other answer.
  func answeredAtOnce(bytes: Int, _ context: ChannelHandlerContext) {
    sent = bytes
    awaitNext(context)
  }

  /// What was answered before the decoder has no promise of its own; where much of it waits, the connection cannot be written to.
  private func isAllFetched(_ context: ChannelHandlerContext) -> Bool { unfetched == 0 && context.channel.isWritable }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .answering = phase, isAllFetched(context) { timer.stop() }
    context.fireChannelWritabilityChanged()
  }

  private func awaitNext(_ context: ChannelHandlerContext) {
    phase = .head
    timer.set(limits.deadline(from: context.eventLoop.now, after: sent) + limits.idle - limits.stall, context)
  }

  private func fetched() {
    unfetched -= 1
    if unfetched == 0, case .answering = phase { timer.stop() }
  }

  private func answered(_ flushed: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
    switch phase {
    case .refusing(let status): send(status, status.reasonPhrase, context)
    case .body: leave(after: flushed, context)
    case .answering where isLast: leave(after: flushed, context)
    case .answering: awaitNext(context)
    case .head, .leaving: break
    }
  }

  private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext, saying sentence: String? = nil) {
    phase = .refusing(status)
    if unanswered == 0 { send(status, sentence ?? status.reasonPhrase, context) } else { timer.stop() }
  }

  private func send(_ status: HTTPResponseStatus, _ sentence: String, _ context: ChannelHandlerContext) {
    let body = ByteBuffer(string: "\(status.code) \(sentence)\n")
    var headers: HTTPHeaders = [
      "content-type": "text/plain; charset=utf-8", "content-length": String(body.readableBytes), "connection": "close",
      "cache-control": "no-store", "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'",
    ]
    if status == .serviceUnavailable { headers.add(name: "retry-after", value: "5") }
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    context.write(ConnectionGuard.wrapOutboundOut(.head(head)), promise: nil)
    context.write(ConnectionGuard.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    let flushed = context.eventLoop.makePromise(of: Void.self)
    leave(after: flushed.futureResult, context)
    context.writeAndFlush(ConnectionGuard.wrapOutboundOut(.end(nil)), promise: flushed)
  }

  /// Closes once all is sent. Who is still sending is given time to read the answer: closed at once, the connection would be reset.
  private func leave(after flushed: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
    let isWhole = if case .answering = phase { true } else { false }
    phase = .leaving
    let now = context.eventLoop.now
    timer.set(isWhole ? limits.deadline(from: now, after: sent) : now + limits.lingering, context)
    flushed.assumeIsolated().whenComplete { _ in context.close(mode: isWhole ? .all : .output, promise: nil) }
  }
}
