import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// The library's HTTP/1.1 connection with a guard behind its decoder, kept pages before it, and a place in the count of connections.
struct SiteChannel: ServerChildChannel {
  private let base: HTTP1Channel
  private let limits: ConnectionLimits
  private let count: ConnectionCount
  private let noRoom: String
  private let pages: KeptPages

  /// - Parameter noRoom: the sentence for a connection there is no room for.
  init(
    responder: @escaping HTTPChannelHandler.Responder, pages: KeptPages, limits: ConnectionLimits, count: ConnectionCount,
    noRoom: String
  ) {
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: RequestLimits.header, maxHeaderListSize: RequestLimits.allHeaders,
      maxHeaderFieldCount: RequestLimits.headers)
    base = HTTP1Channel(responder: responder, configuration: .init(httpDecoderConfiguration: decoder))
    self.limits = limits
    self.count = count
    self.noRoom = noRoom
    self.pages = pages
  }

  /// Called by the library for each connection.
  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    let address = channel.remoteAddress?.ipAddress ?? ""
    let hasRoom = count.enter(address)
    channel.closeFuture.whenComplete { [count] _ in count.leave(address) }
    return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      let connectionGuard = ConnectionGuard(limits: limits, noRoom: hasRoom ? nil : noRoom)
      try pipeline.addHandler(connectionGuard, position: .after(decoder))
      try pipeline.addHandlers([KeptAnswers(pages, connectionGuard), HeadMeter(connectionGuard)], position: .first)
      return value
    }
  }

  /// Called by the library with each connection that was set up.
  func handle(value: HTTP1Channel.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}

extension SiteServer {
  /// The library's server over guarded connections.
  public func connections(_ limits: ConnectionLimits) -> HTTPServerBuilder {
    let count = ConnectionCount(limits: limits)
    let noRoom = busySentence
    return HTTPServerBuilder { [pages] in
      SiteChannel(responder: $0, pages: pages, limits: limits, count: count, noRoom: noRoom)
    }
  }
}
