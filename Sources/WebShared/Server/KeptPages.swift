import Hummingbird
import Kernel
import Storage
import Synchronization

/// Keeps rendered public pages until what they rest on changes: a page is made once for each state of its subjects, and sent again
/// as it stands in memory; so is the page that says there is none. While one is made, whoever else asks for it waits for it; while
/// the database cannot be asked, the last one is sent, and says so.
///
/// Revisions are looked up when an act of this process touched a subject of a page, and else at most once a second: many readers
/// cost the database little, a change made here shows at once, one made by another process within that second, and what staff do
/// elsewhere leaves the page alone.
final class KeptPages: Sendable {
  private let database: Database
  private let state: Mutex<State>

  /// The revisions as they were looked up.
  private struct Known {
    /// When, and how often acts of this process had touched each page's subjects by then.
    let at: Moment
    let touches: [Set<Subject.Kind>: Int]
    let revisions: [Subject.Kind: Int]
  }

  private struct State {
    var known: Known?
    var pages: PageShelf
    /// Pages that say there is none, apart, so that asking for many such addresses drives out no page that is there.
    var absent: PageShelf
    /// The pages being made, by key and revision.
    var making: [String: Task<WebResponse, Never>] = [:]

    subscript(key: String) -> KeptPage? {
      mutating get { pages[key] ?? absent[key] }
      set {
        pages[key] = newValue?.isAbsent == false ? newValue : nil
        absent[key] = newValue?.isAbsent == true ? newValue : nil
      }
    }
  }

  /// The most bytes of all kept pages together.
  static let limit = 64 * 1024 * 1024

  init(database: Database, limit: Int = KeptPages.limit) {
    self.database = database
    state = Mutex(State(pages: PageShelf(limit: limit), absent: PageShelf(limit: limit / 16)))
  }

  /// The answer to a request: kept, or made now; empty where the reader has the page already.
  /// - Parameters:
  ///   - asked: the request, of its query only what the page depends on.
  ///   - subjects: what the page rests on.
  ///   - make: the page; given an error, the page that tells it.
  func answer(
    _ asked: WebRequest, _ request: Request, on subjects: Set<Subject.Kind>,
    _ make: @escaping @Sendable ((any Error)?) async -> WebResponse
  ) async -> Response {
    let key = asked.selfAddress(in: asked.language) + "|" + (Display(asked).classes ?? "")
    let revision: Int
    do {
      revision = try await currentRevision(of: subjects)
    } catch {
      if let last = state.withLock({ $0[key] }) { return last.response(to: request, isStale: true) }
      return Response(await make(error), to: request)
    }
    let last = state.withLock { $0[key] }
    if let last, last.revision == revision { return last.response(to: request) }
    let touches = database.touches(of: subjects)
    let response = await made(key, revision, make)
    if response.status == 503, let last { return last.response(to: request, isStale: true) }
    guard response.status == 200 || response.status == 404 else { return Response(response, to: request) }
    let page = KeptPage(response, revision: revision)
    // A page made while something changed is sent, but may be of before or after.
    if database.touches(of: subjects) == touches { state.withLock { $0[key] = page } }
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

  /// The revision of some subjects together.
  private func currentRevision(of subjects: Set<Subject.Kind>) async throws -> Int {
    // Counted before the look-up: what is written meanwhile makes the next reader look again.
    let (now, touches) = (database.effects.now(), database.touches(of: subjects))
    let known = state.withLock { state in
      state.known.flatMap { $0.at == now && $0.touches[subjects] == touches ? $0.revisions : nil }
    }
    if let known { return subjects.reduce(0) { $0 + (known[$1] ?? 0) } }
    let revisions = try await database.read { try Revisions.byKind($0) }
    state.withLock { state in
      // What was counted for other subjects a moment ago holds as long as it is the same moment.
      let others = state.known.flatMap { $0.at == now && $0.revisions == revisions ? $0.touches : nil } ?? [:]
      state.known = Known(at: now, touches: others.merging([subjects: touches]) { $1 }, revisions: revisions)
    }
    return subjects.reduce(0) { $0 + (revisions[$1] ?? 0) }
  }
}
