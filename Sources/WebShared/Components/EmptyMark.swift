import HTML
import Wording

/// Why a cell has no number. Zero is a number and has no mark.
public enum EmptyMark: Sendable, CaseIterable {
  /// No target was assigned: `—`.
  case notAssigned
  /// The figure has not been reported: `…`.
  case notReported

  /// The sign as it is printed, in files too.
  public var sign: String {
    switch self {
    case .notAssigned: "—"
    case .notReported: "…"
    }
  }

  /// The line that explains the sign under a table: «— không giao chỉ tiêu».
  public func legend(in words: LocalWording) -> String { "\(sign) \(meaning(in: words))" }

  func meaning(in words: LocalWording) -> String {
    switch self {
    case .notAssigned: words.text("components.mark.not_assigned")
    case .notReported: words.text("components.mark.not_reported")
    }
  }
}

/// The sign of an empty cell, with its meaning for those who do not see it.
public func emptyMark(_ mark: EmptyMark, in words: LocalWording) -> Node {
  el("span", .class("empty-mark")) {
    el("span", .attribute("aria-hidden", "true")) { mark.sign }
    el("span", .class("visually-hidden")) { mark.meaning(in: words) }
  }
}
