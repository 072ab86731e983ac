import Foundation
import Synchronization

/// How far a long command is, on one line of a terminal that is drawn over; nothing where standard error is no terminal.
final class ProgressBar: Sendable {
  private static let width = 40
  private let isShown = isatty(STDERR_FILENO) == 1
  private let percent = Mutex(-1)

  /// Draws the bar where it has grown.
  func show(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let now = min(100, done * 100 / total)
    let hasGrown = percent.withLock { percent in
      defer { percent = max(percent, now) }
      return now > percent
    }
    guard hasGrown else { return }
    let filled = now * ProgressBar.width / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: ProgressBar.width - filled)
    write("\r\(bar) \(now) %")
  }

  /// Takes the bar away.
  func clear() {
    if isShown, percent.withLock({ $0 }) >= 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
