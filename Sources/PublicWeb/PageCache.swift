import Kernel
import Secrets
import Storage
import Synchronization
import WebShared
import Wording

/// Keeps rendered public pages until something changes: a page is made once for each state of the data.
///
/// The state is the number of audited acts; it is looked up at most once a second, so many readers cost the database little
/// and every change, on whichever node, shows within that second.
final class PageCache: Sendable {
  private let database: Database
  private let state = Mutex(State())

  private struct State {
    var revision = -1
    var checkedAt = Moment(seconds: 0)
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
    if let known = request.headers["if-none-match"], known == response.header("etag") {
      return WebResponse(status: 304, headers: response.headers.filter { $0.0 != "content-type" })
    }
    return response
  }

  private func currentRevision() async throws -> Int {
    let now = database.effects.now()
    if let revision = state.withLock({ $0.checkedAt == now && $0.revision >= 0 ? $0.revision : nil }) { return revision }
    let revision = try await database.read { try AuditChain.length($0) }
    state.withLock { state in
      if state.revision != revision { state.pages.removeAll() }
      state.revision = revision
      state.checkedAt = now
    }
    return revision
  }
}
