import Hummingbird
import Kernel
import Storage
import Synchronization

/// Keeps rendered public pages until something changes: a page is made once for each state of the data, and sent again as it
/// stands in memory. While one is made, whoever else asks for it waits for it; while the database cannot be asked, the last one
/// is sent, and says so.
///
/// The state is the number of audited acts. It is looked up when this process has written, and else at most once a second: many
/// readers cost the database little, a change made here shows at once, one made by another process within that second.
final class KeptPages: Sendable {
  private let database: Database
  private let state: Mutex<State>

  private struct State {
    var revision = -1
    /// When the revision was looked up, and how much this process had written by then.
    var checkedAt = Moment(seconds: 0)
    var writes = -1
    var pages: PageShelf
    /// The pages being made, by key and revision.
    var making: [String: Task<WebResponse, Never>] = [:]
  }

  /// The most bytes of all kept pages together.
  static let limit = 64 * 1024 * 1024

  init(database: Database, limit: Int = KeptPages.limit) {
    self.database = database
    state = Mutex(State(pages: PageShelf(limit: limit)))
  }

  /// The answer to a request: kept, or made now; empty where the reader has the page already.
  /// - Parameters:
  ///   - asked: the request, of its query only what the page depends on.
  ///   - make: the page; given an error, the page that tells it.
  func answer(
    _ asked: WebRequest, _ request: Request, _ make: @escaping @Sendable ((any Error)?) async -> WebResponse
  ) async -> Response {
    let key = asked.selfAddress(in: asked.language) + "|" + (Display(asked).classes ?? "")
    let revision: Int
    do {
      revision = try await currentRevision()
    } catch {
      if let last = state.withLock({ $0.pages[key] }) { return last.response(to: request, isStale: true) }
      return Response(await make(error), to: request)
    }
    let last = state.withLock { $0.pages[key] }
    if let last, last.revision == revision { return last.response(to: request) }
    let response = await made(key, revision, make)
    if response.status == 503, let last { return last.response(to: request, isStale: true) }
    guard response.status == 200 else { return Response(response, to: request) }
    let page = KeptPage(response, revision: revision)
    state.withLock { state in
      // A page made while something changed is sent, but may be of before or after.
      if state.revision == revision { state.pages[key] = page }
    }
    return page.response(to: request)
  }

  /// Makes a page once for all who ask meanwhile; it is made to its end whoever leaves.
  private func made(
    _ key: String, _ revision: Int, _ make: @escaping @Sendable ((any Error)?) async -> WebResponse
  ) async -> WebResponse {
    let name = "\(revision)|\(key)"
    let task = state.withLock { state in
      if let begun = state.making[name] { return begun }
      let task = Task { await make(nil) }
      state.making[name] = task
      return task
    }
    let response = await task.value
    state.withLock { $0.making[name] = nil }
    return response
  }

  private func currentRevision() async throws -> Int {
    // Counted before the look-up: what is written meanwhile makes the next reader look again.
    let (now, writes) = (database.effects.now(), database.writes)
    if let revision = state.withLock({ $0.checkedAt == now && $0.writes == writes ? $0.revision : nil }) { return revision }
    let revision = try await database.read { try AuditChain.length($0) }
    state.withLock { state in
      state.revision = revision
      state.checkedAt = now
      state.writes = writes
    }
    return revision
  }
}
