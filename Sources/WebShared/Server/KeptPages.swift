import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Secrets
import Storage
import Synchronization

/// Keeps rendered public pages until something changes: a page is made once for each state of the data, and sent again as it
/// stands in memory.
///
/// The state is the number of audited acts. It is looked up when this process has written, and else at most once a second: many
/// readers cost the database little, a change made here shows at once, one made by another process within that second.
final class KeptPages: Sendable {
  private let database: Database
  private let state = Mutex(State())

  private struct State {
    var revision = -1
    /// When the revision was looked up, and how much this process had written by then.
    var checkedAt = Moment(seconds: 0)
    var writes = -1
    var pages: [String: KeptPage] = [:]
  }

  /// The most pages kept; addresses with free queries must not fill the memory.
  private static let limit = 2000

  init(database: Database) { self.database = database }

  /// The answer to a request: kept, or made now; empty where the reader has the page already.
  func answer(_ request: Request, _ make: () async -> WebResponse) async -> Response {
    let display = request.headers[.cookie].flatMap { $0.contains(Display.cookie) ? $0 : nil } ?? ""
    let key = request.uri.string + "|" + display
    guard let revision = try? await currentRevision() else { return KeptPages.unkept(await make(), request) }
    if let kept = state.withLock({ $0.revision == revision ? $0.pages[key] : nil }) { return kept.response(to: request) }
    let response = await make()
    guard response.status == 200 else { return KeptPages.unkept(response, request) }
    let page = KeptPage(response)
    state.withLock { state in
      guard state.revision == revision else { return }
      if state.pages.count >= KeptPages.limit { state.pages.removeAll() }
      state.pages[key] = page
    }
    return page.response(to: request)
  }

  private static func unkept(_ response: WebResponse, _ request: Request) -> Response {
    request.method == .head ? Response(response).createHeadResponse() : Response(response)
  }

  private func currentRevision() async throws -> Int {
    // Counted before the look-up: what is written meanwhile makes the next reader look again.
    let (now, writes) = (database.effects.now(), database.writes)
    if let revision = state.withLock({ $0.checkedAt == now && $0.writes == writes ? $0.revision : nil }) { return revision }
    let revision = try await database.read { try AuditChain.length($0) }
    state.withLock { state in
      if state.revision != revision { state.pages.removeAll() }
      state.revision = revision
      state.checkedAt = now
      state.writes = writes
    }
    return revision
  }
}

/// A page ready to be sent: its headers and bytes in the library's own form, and the tag by which a reader knows it again.
private struct KeptPage: Sendable {
  private let headers: HTTPFields
  private let body: ByteBuffer
  private let tag: String

  init(_ response: WebResponse) {
    tag = "\"\(Digest.sha256(response.body).prefix(20))\""
    var complete = response
    complete.headers += [("etag", tag), ("cache-control", "public, max-age=0, must-revalidate")]
    headers = HTTPFields(complete)
    body = ByteBuffer(bytes: response.body)
  }

  func response(to request: Request) -> Response {
    if let known = request.headers[.ifNoneMatch], isNamed(in: known) {
      var headers = headers
      headers[.contentType] = nil
      // The length is that of the page the reader has.
      headers[.contentLength] = String(body.readableBytes)
      return Response(status: .notModified, headers: headers)
    }
    let response = Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// Whether one of the tags the reader names is the page's; a server in front that packs pages marks tags as weak.
  private func isNamed(in known: String) -> Bool {
    known.split(separator: ",").contains { part in
      let named = part.drop { $0 == " " }
      return named == tag || named == "W/\(tag)"
    }
  }
}

extension HTTPFields {
  /// The headers of a response of ours.
  init(_ response: WebResponse) {
    self.init()
    for (name, value) in response.headers {
      if let name = Element.Name(name) { append(Element(name: name, value: value)) }
    }
  }
}
