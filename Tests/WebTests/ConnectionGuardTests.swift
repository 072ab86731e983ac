import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import WebShared

/// What a connection may do before and between requests, by a clock of the test's own.
@Suite struct ConnectionGuardTests {
  /// A connection without a socket: bytes in, bytes out, and the parts of requests that were let through.
  final class Wire {
    let channel = EmbeddedChannel()
    private(set) var answers = ""
    private(set) var requests: [HTTPRequestHead] = []
    private(set) var faults = 0

    init(_ limits: ConnectionLimits = ConnectionLimits(), noRoom: String? = nil) throws {
      let pipeline = channel.pipeline.syncOperations
      let connectionGuard = ConnectionGuard(limits: limits, noRoom: noRoom)
      let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
      try pipeline.addHandlers([HeadMeter(connectionGuard), HTTPResponseEncoder(), decoder, connectionGuard])
      try channel.connect(to: SocketAddress(unixDomainSocketPath: "test")).wait()
      collect()
    }

    var isOpen: Bool { channel.isActive }

    func send(_ text: String) {
      do { try channel.writeInbound(ByteBuffer(string: text)) } catch { faults += 1 }
      collect()
    }

    /// Answers a request that was let through.
    /// - Parameter isFetched: whether the other end takes it.
    func answer(_ body: String = "ok", isFetched: Bool = true) {
      let head = HTTPResponseHead(
        version: .http1_1, status: .ok, headers: ["content-length": String(body.utf8.count), "x-body": body])
      channel.write(HTTPServerResponsePart.head(head), promise: nil)
      channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: body))), promise: nil)
      channel.write(HTTPServerResponsePart.end(nil), promise: nil)
      if isFetched { channel.flush() }
      collect()
    }

    func pass(_ time: TimeAmount) {
      channel.embeddedEventLoop.advanceTime(by: time)
      collect()
    }

    private func collect() {
      while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
        if case .head(let head) = part { requests.append(head) }
      }
      while let bytes = try? channel.readOutbound(as: ByteBuffer.self) { answers += String(buffer: bytes) }
    }
  }

  private static let get = "GET /so-lieu HTTP/1.1\r\nHost: ansinh.example\r\n\r\n"

  @Test func whoSendsNothingIsClosed() throws {
    let wire = try Wire()
    wire.pass(.seconds(14))
    #expect(wire.isOpen)
    wire.pass(.seconds(1))
    #expect(!wire.isOpen && wire.answers.isEmpty)
  }

  /// A header that comes byte by byte has the same time as one that comes at once.
  @Test func aHeaderThatNeverEndsIsClosed() throws {
    let wire = try Wire()
    wire.send("GET / HTTP/1.1\r\nHost: a\r\n")
    for _ in 0..<14 {
      wire.pass(.seconds(1))
      wire.send("a: b\r\n")
    }
    #expect(wire.isOpen)
    wire.pass(.seconds(1))
    #expect(!wire.isOpen && wire.requests.isEmpty)
  }

  @Test func anIdleConnectionIsClosed() throws {
    let wire = try Wire()
    for _ in 0..<3 {
      wire.pass(.seconds(10))
      wire.send(ConnectionGuardTests.get)
      // Work may take its time.
      wire.pass(.minutes(10))
      #expect(wire.isOpen)
      wire.answer()
      wire.pass(.seconds(4))
    }
    wire.pass(.seconds(55))
    #expect(wire.isOpen)
    wire.pass(.seconds(2))
    #expect(!wire.isOpen && wire.requests.count == 3)
  }

  /// A body that stands still, and one that comes more slowly than any line of a commune.
  @Test(arguments: [(29, 5, true), (30, 1, false), (1, 29, true), (1, 31, false), (20, 2, false)])
  func aBodyThatDoesNotCome(pause: Int64, times: Int, isOpen: Bool) throws {
    let wire = try Wire()
    wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
    for number in 0..<times {
      wire.pass(.seconds(pause))
      // The first case sends fast enough that only standing still could count.
      wire.send(String(repeating: "x", count: pause == 29 ? 29 * 4096 : number == 0 ? 10 : 1))
    }
    #expect(wire.isOpen == isOpen)
  }

  /// Who asks again and again and fetches nothing is given up; who fetches late is not.
  @Test(arguments: [true, false]) func anAnswerNobodyFetchesIsGivenUp(isFetched: Bool) throws {
    let wire = try Wire()
    wire.send(ConnectionGuardTests.get)
    wire.answer(isFetched: false)
    wire.send(ConnectionGuardTests.get)
    wire.pass(.seconds(29))
    if isFetched { wire.channel.flush() }
    wire.pass(.minutes(5))
    #expect(wire.isOpen == isFetched)
  }

  @Test func aLastAnswerClosesTheConnection() throws {
    let wire = try Wire()
    wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    wire.answer()
    #expect(!wire.isOpen && wire.answers.contains("connection: close"))
  }

  /// What is no request: the status, and nothing of it is let through.
  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400), ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400),
    ("HELLO\r\n\r\n", 400), ("GET / HTTP/3.7\r\nHost: a\r\n\r\n", 400), ("\u{1}\u{2}\u{3}", 400),
    ("GET / HTTP/1.1\r\nHost a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n", 400),
    ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ("GET /?\(String(repeating: "a=1&", count: 2100)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ("GET /" + String(repeating: "a", count: 60_000), 414),
    ("GET / HTTP/1.1\r\nHost: a\r\nx: \(String(repeating: "a", count: 20_000))\r\n\r\n", 431),
    ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "x: y\r\n", count: 150) + "\r\n", 431),
    (
      "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "cookie: \(String(repeating: "b", count: 4000))\r\n", count: 5)
        + "\r\n", 431
    ),
  ])
  func whatIsNoRequest(sent: String, status: Int) throws {
    let wire = try Wire()
    wire.send(sent)
    #expect(
      wire.answers.hasPrefix("HTTP/1.1 \(status) ") && wire.requests.isEmpty, "\(sent.prefix(80)) → \(wire.answers.prefix(40))")
    #expect(wire.answers.contains("connection: close") && wire.answers.contains("content-security-policy"))
    #expect(wire.faults == 0, "an error goes on")
    wire.pass(.seconds(2))
    #expect(!wire.isOpen)
  }

  @Test(arguments: [
    ConnectionGuardTests.get, "GET / HTTP/1.1\r\nhost: 127.0.0.1:8080\r\n\r\n", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
    "GET /?\(String(repeating: "a=1&", count: 1900)) HTTP/1.1\r\nHost: a\r\n\r\n",
  ])
  func whatIsARequest(sent: String) throws {
    let wire = try Wire()
    wire.send(sent)
    #expect(wire.requests.count == 1 && wire.answers.isEmpty && wire.faults == 0)
  }

  /// In however many pieces it comes.
  @Test func aRequestInPieces() throws {
    let wire = try Wire()
    for character in ConnectionGuardTests.get { wire.send(String(character)) }
    #expect(wire.requests.count == 1)
  }

  @Test func theOldProtocolIsClosedAfterItsAnswer() throws {
    let wire = try Wire()
    wire.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    wire.answer()
    #expect(wire.answers.contains("connection: close\r\n") && !wire.isOpen)
  }

  /// Answers come in the order of the requests, the refusal last, and nothing after it.
  @Test func aRefusalWaitsForTheAnswersBeforeIt() throws {
    let wire = try Wire()
    wire.send(ConnectionGuardTests.get + ConnectionGuardTests.get + "GET / HTTP/1.1\r\n\r\n" + ConnectionGuardTests.get)
    #expect(wire.requests.count == 2 && wire.answers.isEmpty)
    wire.answer("first")
    wire.answer("second")
    let order = ["first", "second", " 400 "].compactMap { wire.answers.range(of: $0)?.lowerBound }
    #expect(order.count == 3 && order == order.sorted())
    wire.answer("third")
    #expect(!wire.answers.contains("third"))
    wire.pass(.seconds(2))
    #expect(!wire.isOpen)
  }

  /// A body that breaks is told to whoever reads it, whose answer ends the connection; the library's second one is not sent.
  @Test func aBrokenChunkIsToldToTheReader() throws {
    let wire = try Wire()
    wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzzz\r\n")
    #expect(wire.requests.count == 1 && wire.faults == 1 && wire.answers.isEmpty)
    wire.answer("broken")
    #expect(wire.answers.contains("connection: close"))
    wire.answer("again")
    #expect(!wire.answers.contains("again"))
    wire.pass(.seconds(2))
    #expect(!wire.isOpen)
  }

  /// An answer before the body's end: the sender may read it, and what he still sends is thrown away.
  @Test func anEarlyAnswerEndsTheConnection() throws {
    let wire = try Wire()
    wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc")
    wire.answer("no")
    #expect(wire.answers.contains("connection: close") && wire.requests.count == 1)
    wire.pass(.seconds(2))
    #expect(!wire.isOpen)
  }

  @Test func withoutRoomThereIsOneSentence() throws {
    let wire = try Wire(noRoom: "Hệ thống đang bận.")
    #expect(wire.answers.hasPrefix("HTTP/1.1 503 ") && wire.answers.contains("Hệ thống đang bận."))
    #expect(wire.answers.contains("retry-after: 5"))
    wire.send(ConnectionGuardTests.get)
    #expect(wire.requests.isEmpty)
  }

  @Test func connectionsAreCounted() {
    var limits = ConnectionLimits(connections: 10)
    limits.connectionsOfAddress = 3
    let count = ConnectionCount(limits: limits)
    #expect((0..<5).map { _ in count.enter("203.0.113.9") } == [true, true, true, false, false])
    #expect((0..<6).map { _ in count.enter("127.0.0.1") } == [true, true, true, true, true, false])
    for _ in 0..<3 { count.leave("203.0.113.9") }
    #expect(count.enter("203.0.113.9") && count.enter("::1") && !count.enter("::1"))
  }
}
