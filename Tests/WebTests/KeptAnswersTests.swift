import Foundation
import Kernel
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Published
import Territory
import TestSupport
import Testing

@testable import Planning
@testable import Storage
@testable import WebShared

/// Kept pages are answered where bytes come in, and say to the letter what the ordinary way says.
@Suite struct KeptAnswersTests {
  /// A connection with the kept pages of a site before its decoder; what is not answered there is only counted.
  private final class Door {
    let channel = EmbeddedChannel()
    private(set) var passedOn = 0

    init(_ pages: KeptPages) throws {
      let connectionGuard = ConnectionGuard(limits: ConnectionLimits(), noRoom: nil)
      let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes))
      try channel.pipeline.syncOperations.addHandlers([
        KeptAnswers(pages, connectionGuard), HeadMeter(connectionGuard), HTTPResponseEncoder(), decoder, connectionGuard,
      ])
      try channel.connect(to: SocketAddress(unixDomainSocketPath: "test")).wait()
    }

    /// What comes back at once.
    func send(_ text: String) throws -> String {
      try channel.writeInbound(ByteBuffer(string: text))
      while let part = try channel.readInbound(as: HTTPServerRequestPart.self) { if case .head = part { passedOn += 1 } }
      return try answers()
    }

    /// Ends the answer to a request that was passed on.
    func answer() throws -> String {
      channel.write(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .noContent)), promise: nil)
      channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
      return try answers()
    }

    private func answers() throws -> String {
      var text = ""
      while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
      return text
    }
  }

  private static func head(_ method: String, _ address: String, _ headers: [(String, String)] = []) -> String {
    "\(method) \(address) HTTP/1.1\r\nHost: localhost\r\n" + headers.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
  }

  /// What a site answers at once; `nil` where the request is passed on.
  private static func atOnce(_ site: TestSite, _ text: String) throws -> String? {
    let door = try Door(site.server.pages)
    let answer = try door.send(text)
    #expect(answer.isEmpty == (door.passedOn > 0))
    return answer.isEmpty ? nil : answer
  }

  /// Asks until the page is kept and known to be right.
  private static func keep(_ site: TestSite, _ address: String, _ headers: [(String, String)] = []) async throws {
    for _ in 0..<2 { _ = try await site.ask("GET", address, headers: headers) }
  }

  private static let requests: [(method: String, address: String, headers: [(String, String)])] = [
    ("GET", "/", []), ("GET", "/en", []), ("GET", "/so-lieu", []), ("GET", "/so-lieu/JOB", []), ("HEAD", "/so-lieu/JOB", []),
    ("GET", "/so-lieu/JOB.csv", []), ("GET", "/so-lieu.json", []), ("GET", "/so-lieu/KHONGCO", []),
    ("GET", "/so-lieu", [("Cookie", "ansinh_chu=lon")]), ("GET", "/so-lieu", [("cookie", "a=1; ansinh_chu=thuong")]),
    ("GET", "/so-lieu", [("If-None-Match", "\"other\"")]), ("HEAD", "/so-lieu/KHONGCO", [("Accept-Language", "en,vi;q=0.8")]),
  ]

  @Test func theAnswerIsThatOfTheOrdinaryWay() async throws {
    let clock = TestClock()
    try await withSite(clock: clock) { site in
      for (method, address, headers) in Self.requests {
        try await Self.keep(site, address, headers)
        var known = headers
        if let tag = try await site.ask("GET", address, headers: headers).header("etag") { known.append(("if-none-match", tag)) }
        for asked in [headers, headers.contains { $0.0 == "If-None-Match" } ? headers : known] {
          let ordinary = try await site.ask(method, address, headers: asked)
          let answer = try #require(try Self.atOnce(site, Self.head(method, address, asked)))
          let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
          let lines = parts[0].split(separator: "\r\n").map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
          #expect(lines[0][0].hasPrefix("HTTP/1.1 \(ordinary.status) ") && lines[1] == ["date", clock.effects.now().httpDate])
          #expect(lines.dropFirst(2).map { [$0[0].lowercased(), $0[1]] } == ordinary.headers.map { [$0.0, $0.1] }, "\(address)")
          #expect(parts[1] == ordinary.text)
        }
      }
    }
  }

  @Test(arguments: [
    "GET /so-lieu HTTP/1.0\r\nHost: a\r\n\r\n", "GET /so-lieu HTTP/1.1\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /so-lieu HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "POST /so-lieu HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET  /so-lieu HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
    "GET /so-lieu HTTP/1.1\nHost: a\n\n", "GET /so-lieu HTTP/1.1\r\nHost: a\r\n x: y\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost : a\r\n\r\n", "GET /so-lieu HTTP/1.1\r\nHost: a\r\nx: \u{1}\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nx: á\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /so-lieu?a=1 HTTP/1.1\r\nHost: a\r\n\r\n", "GET //so-lieu HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /so-lieu|large-text HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://a/so-lieu HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n", "GET /so-lieu HTTP/1.1\r\nHost: a\r\n\r",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\nCookie: \(String(repeating: "x", count: 5000))\r\n\r\n",
    "GET /dang-nhap HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /so-lieu HTTP/1.1\r\nHost: a\r\n\(String(repeating: "x: y\r\n", count: 41))\r\n",
  ])
  func whatIsNotPlainGoesTheOrdinaryWay(sent: String) async throws {
    try await withSite { site in
      try await Self.keep(site, "/so-lieu")
      try await Self.keep(site, "/so-lieu", [("cookie", "ansinh_chu=lon")])
      #expect(try !Door(site.server.pages).send(sent).hasPrefix("HTTP/1.1 200"))
      #expect(try Self.atOnce(site, Self.head("GET", "/so-lieu")) != nil)
    }
  }

  /// Heads changed at random: what counts as plain, the library reads as one whole request, and understands the same.
  @Test func aPlainHeadIsWhatTheLibraryReads() throws {
    let seeds = [
      Self.head("GET", "/so-lieu/JOB", [("Cookie", "ansinh_chu=lon"), ("If-None-Match", "\"abc\", W/\"d\"")]),
      Self.head("HEAD", "/en/so-lieu?a=%20b&c=d", [("Connection", "keep-alive"), ("User-Agent", "Mozilla/5.0 (X11; Linux)")]),
    ].map { Array($0.utf8) }
    let pieces = [
      "\r\n", "\n", ":", " ", "\t", "Host: b\r\n", "Connection: close\r\n", "Content-Length: 1\r\n", "\0", "é", "GET ", "#",
      "\r\n\r\n",
    ]
    var random = SeededRandom(seed: 45)
    var plain = 0
    for round in 0..<2000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(contentsOf: pieces.randomElement(using: &random).map { Array($0.utf8) } ?? [], at: place)
        case 2: bytes.remove(at: place)
        default: bytes[place] ^= 0x20
        }
      }
      guard let head = PlainHead(ByteBuffer(bytes: bytes)) else { continue }
      plain += 1
      let said = String(decoding: bytes, as: UTF8.self)
      let read = try #require(try Self.library(bytes), "\(said)")
      #expect(RequestHeadCheck.refusal(of: read) == nil && read.version == .http1_1 && read.isKeepAlive, "\(said)")
      #expect(read.method == (head.isHead ? .HEAD : .GET) && read.uri == head.target, "\(said)")
      #expect(read.headers["cookie"] == [head.cookies].compactMap { $0 }, "\(said)")
      #expect(read.headers["if-none-match"] == [head.knownTags].compactMap { $0 }, "\(said)")
    }
    #expect(plain > 500)
  }

  /// The one request that the library reads in some bytes; `nil` where it reads another number.
  private static func library(_ bytes: [UInt8]) throws -> HTTPRequestHead? {
    let channel = EmbeddedChannel()
    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
    try channel.writeInbound(ByteBuffer(bytes: bytes))
    guard case .head(let head) = try channel.readInbound(as: HTTPServerRequestPart.self),
      case .end = try channel.readInbound(as: HTTPServerRequestPart.self),
      try channel.readInbound(as: HTTPServerRequestPart.self) == nil
    else { return nil }
    return head
  }

  /// Answers keep the order of their requests, whatever stands between them.
  @Test func nothingIsAnsweredOutOfTurn() async throws {
    try await withSite { site in
      try await Self.keep(site, "/so-lieu")
      let plain = Self.head("GET", "/so-lieu")
      func journey() throws {
        let door = try Door(site.server.pages)
        #expect(try door.send(plain).hasPrefix("HTTP/1.1 200"))
        // Behind a request that is being worked on.
        #expect(try door.send(Self.head("GET", "/khong-co")).isEmpty && door.send(plain).isEmpty && door.passedOn == 2)
        #expect(try door.answer().contains("204") && door.send(plain).isEmpty && door.answer().contains("204"))
        #expect(try door.answer().contains("204") && door.send(plain).hasPrefix("HTTP/1.1 200"))
        // Behind the first half of one, and then as its other half.
        #expect(try door.send("GET /khong-co HTTP/1.1\r\nHost: a\r\nx: y\r\n").isEmpty && door.send("\r\n").isEmpty)
        #expect(try door.answer().contains("204") && door.send(plain).isEmpty && door.answer().contains("204"))
        #expect(try door.send(plain).hasPrefix("HTTP/1.1 200"))
        // As the body of another, and behind it.
        let post = "POST /khong-co HTTP/1.1\r\nHost: a\r\nContent-Length: \(plain.utf8.count)\r\n\r\n"
        let before = door.passedOn
        #expect(try door.send(post).isEmpty && door.send(plain).isEmpty && door.passedOn == before + 1)
        #expect(try door.answer().contains("204") && door.send(plain).hasPrefix("HTTP/1.1 200"))
        // Two at once: what the library has begun it ends.
        #expect(try door.send(plain + plain).isEmpty && door.answer().contains("204") && door.answer().contains("204"))
        // Who does not fetch waits.
        door.channel.isWritable = false
        #expect(try door.send(plain).isEmpty)
      }
      try journey()
    }
  }

  @Test(arguments: Engine.tested) func onlyWhatIsRightIsAnsweredAtOnce(engine: Engine) async throws {
    let clock = TestClock()
    try await withSite(engine, clock: clock) { site in
      let ask = Self.head("GET", "/so-lieu/SI")
      func value() throws -> Bool? { try Self.atOnce(site, ask).map { $0.contains("33,3%") } }
      #expect(try value() == nil, "nobody has asked yet")
      try await Self.keep(site, "/so-lieu/SI")
      #expect(try value() == false)
      let row = Data("indicator,place,period,value\nSI,92,2018,33.3\n".utf8)
      try await WebFixture.importResults(row, into: site.database)
      #expect(try value() == nil, "an act of this process")
      try await Self.keep(site, "/so-lieu/SI")
      #expect(try value() == true)
      let other = Database(driver: site.database.driver, effects: Effects.fixed(on: .testDay, seed: 7))
      try await WebFixture.importResults(Data("indicator,place,period,value\nSI,92,2019,44.4\n".utf8), into: other)
      clock.advance(seconds: 1)
      #expect(try value() == nil, "a second in which another process may have written")
      try await Self.keep(site, "/so-lieu/SI")
      #expect(try Self.atOnce(site, ask)?.contains("44,4%") == true)
    }
  }

  /// A thousand acts on figures that are not published: the pages stay, and are looked up once.
  @Test(arguments: Engine.tested) func aThousandActsLeaveAPageThatTheyDoNotConcern(engine: Engine) async throws {
    let (count, made) = (StatementCount(), PiecewiseBody.Count())
    let route = Route.published("/dem", on: [.published, .catalogue, .territory]) { _ in
      made.add()
      return WebResponse(body: [1])
    }
    try await withSite(engine, adding: [route], counting: count) { site in
      try await Self.keep(site, "/dem")
      for number in 0..<1000 {
        try await site.database.write(Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "việc khác")) { transaction in
          transaction.note(AuditNote(kind: "test", subject: "x"))
          if number % 2 == 0 { transaction.touch(Subject(.figures, of: ID("SO.A.62"))) }
        }
        if number % 100 == 0 { #expect(try await site.ask("GET", "/dem").status == 200) }
      }
      let asked = try await count.during { try await Self.keep(site, "/dem") }
      #expect(made.value == 1 && asked == 0)
      #expect(try Self.atOnce(site, Self.head("GET", "/dem")) != nil)
    }
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
    (1_796_000_400, "Mon, 30 Nov 2026 01:00:00 GMT"), (1_893_456_000, "Tue, 01 Jan 2030 00:00:00 GMT"),
  ])
  func timesAsHTTPTellsThem(seconds: Int64, text: String) {
    #expect(Moment(seconds: seconds).httpDate == text)
  }
}
