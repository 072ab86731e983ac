import Kernel
import Secrets
import Storage
import Synchronization
import WebShared
import Wording

/// Keeps rendered public pages until something changes: a page is made once for each state of the data.
///
/// The state is the number of audited acts. It is looked up when this process has written, and else at most once a second: many
/// readers cost the database little, a change made here shows at once, one made by another process within that second.
final class PageCache: Sendable {
  private let database: Database
  private let state = Mutex(State())

  private struct State {
    var revision = -1
    /// When the revision was looked up, and how much this process had written by then.
    var checkedAt = Moment(seconds: 0)
    var writes = -1
    var pages: [String: WebResponse] = [:]
  }

  /// The most pages kept; addresses with free queries must not fill the memory.
  private static let limit = 2000

  init(database: Database) { self.database = database }

  /// The page of a request: kept, or made now; with its `ETag`, and empty where the reader has it already.
  func page(_ request: WebRequest, _ make: () async throws -> WebResponse) async throws -> WebResponse {
    let revision = try await currentRevision()
    let key = "\(request.selfAddress(in: request.language))|\(request.cookie("ansinh_chu") ?? "")"
    var response: WebResponse
    if let kept = state.withLock({ $0.revision == revision ? $0.pages[key] : nil }) {
      response = kept
    } else {
      response = try await make()
      guard response.status == 200 else { return response }
      response.headers += [
        ("etag", "\"\(Digest.sha256(response.body).prefix(20))\""), ("cache-control", "public, max-age=0, must-revalidate"),
      ]
      let made = response
      state.withLock { state in
        guard state.revision == revision else { return }
        if state.pages.count >= PageCache.limit { state.pages.removeAll() }
        state.pages[key] = made
      }
    }
    guard isKnown(response, to: request) else { return response }
    var headers = response.headers.filter { $0.0 != "content-type" }
    // The length is that of the page the reader has.
    headers.append(("content-length", String(response.body.count)))
    return WebResponse(status: 304, headers: headers)
  }

  /// Whether one of the tags the reader names is that of the page; a server in front that packs pages marks tags as weak.
  private func isKnown(_ response: WebResponse, to request: WebRequest) -> Bool {
    guard let known = request.headers["if-none-match"], let tag = response.header("etag") else { return false }
    return known.split(separator: ",").contains { part in
      let named = part.drop { $0 == " " }
      return named == tag || named == "W/\(tag)"
    }
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
