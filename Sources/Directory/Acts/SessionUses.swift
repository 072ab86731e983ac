import Kernel
import Storage
import Synchronization

/// Writes down that sessions are used, as well as it can. At most one such write is under way in the process, each session
/// asks for at most one a minute, and nobody waits for it longer than a moment.
final class SessionUses: Sendable {
  private struct State {
    var isWriting = false
    /// When each session last asked, by its key; older ones are forgotten.
    var asked: [String: Moment] = [:]
  }

  private let state = Mutex(State())
  /// How long a page waits for the write. A write takes a millisecond; longer takes what is stuck, and goes on without the page.
  private let patience = Duration.milliseconds(300)

  /// Writes a use down, or lets it be.
  func note(_ session: Session, at now: Moment, every seconds: Int64, in database: Database) async {
    guard mayAsk(session.tokenDigest, now, seconds) else { return }
    await withCheckedContinuation { continuation in
      let page = WaitingPage(continuation)
      let timer = Task {
        try? await Task.sleep(for: patience)
        page.goOn()
      }
      Task {
        do {
          try await database.maintain { try SessionStore.noteUse(session, $0) }
        } catch {
          // The disk may be full, or the file held by another program: then the session ends as if it had not been used. The
          // page that waits has read its own answer, and its own reading tells of a database that is broken.
        }
        state.withLock { $0.isWriting = false }
        timer.cancel()
        page.goOn()
      }
    }
  }

  private func mayAsk(_ session: String, _ now: Moment, _ seconds: Int64) -> Bool {
    state.withLock { state in
      // A clock that was set back must not silence a session.
      if let last = state.asked[session], last <= now, now < last.adding(seconds: seconds) { return false }
      guard !state.isWriting else { return false }
      if state.asked.count > 1000 { state.asked = state.asked.filter { now < $0.value.adding(seconds: seconds) } }
      state.isWriting = true
      state.asked[session] = now
      return true
    }
  }
}

/// A page that waits for whichever of two comes first.
private final class WaitingPage: Sendable {
  private let continuation: Mutex<CheckedContinuation<Void, Never>?>

  init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = Mutex(continuation) }

  /// Lets the page go on; the second time nothing happens.
  func goOn() { continuation.withLock { $0.take() }?.resume() }
}
