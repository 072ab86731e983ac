import Foundation
import Synchronization
import Wording

/// How far a long command is, on one line of a terminal that is drawn over; nothing where standard error is no terminal.
final class ProgressBar: Sendable {
  private static let width = 40
  private let isShown = isatty(STDERR_FILENO) == 1
  private let words: LocalWording
  private let shown = Mutex<(step: String, percent: Int)>(("", -1))

  /// A bar that tells its steps in some words.
  init(_ words: LocalWording) { self.words = words }

  /// Draws the bar where it has grown.
  /// - Parameter step: what is being done, as the tail of a wording key under `job.step.`.
  func show(_ step: String, _ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let percent = min(100, done * 100 / total)
    let hasGrown = shown.withLock { shown in
      guard shown.step != step || shown.percent < percent else { return false }
      shown = (step, percent)
      return true
    }
    guard hasGrown else { return }
    let filled = percent * ProgressBar.width / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: ProgressBar.width - filled)
    write("\r\(bar) \(percent) % \(words.text("job.step.\(step)"))\u{1B}[K")
  }

  /// Takes the bar away.
  func clear() {
    if isShown, shown.withLock({ $0.percent }) >= 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
