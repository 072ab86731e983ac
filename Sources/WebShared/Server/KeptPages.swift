import Hummingbird
import Kernel
import NIOCore
import Storage
import Synchronization

/// Keeps rendered public pages until what they rest on changes: a page is made once for each state of its subjects, and sent again
/// as it stands in memory; so is the page that says there is none. While one is made, whoever else asks for it waits for it; while
/// the database cannot be asked, the last one is sent, and says so.
///
/// Revisions are looked up when an act of this process touched a subject of a page, and else at most once a second: many readers
/// cost the database little, a change made here shows at once, one made by another process within that second, and what staff do
/// elsewhere leaves the page alone. A page found right is written out as it goes over the wire, and answers whoever asks plainly
/// (`PlainHead`) from there until an act of this process or the next second: `KeptAnswers`.
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

  /// What making a page came to: a page to keep, or an answer for those who waited alone.
  private enum Made: Sendable {
    case page(KeptPage)
    case failure(WebResponse)
  }

  /// What is there of a page: one that is right, or one that is made just now, and the one before it.
  private enum Found {
    case right(KeptPage)
    case making(Task<Made, Never>, last: KeptPage?)
  }

  private struct State {
    var known: Known?
    var pages: PageShelf
    /// Pages that say there is none, apart, so that asking for many such addresses drives out no page that is there.
    var absent: PageShelf
    /// The pages being made, by revision and key.
    var making: [String: Task<Made, Never>] = [:]

    subscript(key: String) -> KeptPage? {
      mutating get { pages[key] ?? absent[key] }
      set {
        pages[key] = newValue?.isAbsent == false ? newValue : nil
        absent[key] = newValue?.isAbsent == true ? newValue : nil
      }
    }
  }

  /// When it was known that pages are right, and how many acts of this process had touched anything by then.
  struct Check: Hashable, Sendable {
    /// When.
    let moment: Moment
    /// How many.
    let touches: Int
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
    let key = KeptPages.key(asked.selfAddress(in: asked.language), Display(asked))
    let check = check()
    let revision: Int
    do {
      revision = try await currentRevision(of: subjects)
    } catch {
      if let last = state.withLock({ $0[key] }) { return last.response(to: request, isStale: true) }
      return Response(await make(error), to: request)
    }
    let found = state.withLock { state -> Found in
      let last = state[key]
      if let last, last.revision == revision { return .right(last) }
      let name = "\(revision)|\(key)"
      let task = state.making[name] ?? Task { await made(key, name, revision, on: subjects, make) }
      state.making[name] = task
      return .making(task, last: last)
    }
    switch found {
    case .right(let page):
      let written = page.written(check)
      state.withLock { if $0[key]?.revision == revision { $0[key] = written } }
      return written.response(to: request)
    case .making(let task, let last):
      switch await task.value {
      case .page(let page): return page.response(to: request)
      case .failure(let response):
        if response.status == 503, let last { return last.response(to: request, isStale: true) }
        return Response(response, to: request)
      }
    }
  }

  /// Makes a page once for all who ask meanwhile, and to its end whoever leaves; it is kept before anybody can ask anew.
  private func made(
    _ key: String, _ name: String, _ revision: Int, on subjects: Set<Subject.Kind>,
    _ make: @escaping @Sendable ((any Error)?) async -> WebResponse
  ) async -> Made {
    let touches = database.touches(of: subjects)
    let response = await make(nil)
    let page = response.status == 200 || response.status == 404 ? KeptPage(response, revision: revision) : nil
    // A page made while something changed is sent, but may be of before or after.
    let isOfOneState = database.touches(of: subjects) == touches
    state.withLock { state in
      if let page, isOfOneState { state[key] = page }
      state.making[name] = nil
    }
    return page.map(Made.page) ?? .failure(response)
  }

  /// The bytes that answer a plain request from memory, without a look at the database; `nil` where the page is not kept, or where
  /// an act of this process or a second has gone by since it was known to be right.
  func atOnce(_ head: PlainHead) -> ByteBuffer? {
    let (key, check) = (KeptPages.key(head.target, Display(cookies: head.cookies)), check())
    return state.withLock { $0[key]?.bytes(for: head, check) }
  }

  private func check() -> Check { Check(moment: database.effects.now(), touches: database.touches) }

  /// What a page is kept under: its address, and how the reader wants it. No address of ours has a stroke in it.
  private static func key(_ address: String, _ display: Display) -> String {
    display.classes.map { "\(address)|\($0)" } ?? address
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
