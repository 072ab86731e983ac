import HTML
import Wording

/// What is wrong with one field of a form that came back.
public struct FieldError: Sendable, Hashable {
  /// The name of the field; `nil` for the form as a whole.
  public var field: String?
  /// The same words as at the field.
  public var message: String

  /// An error of a field, or of the form as a whole.
  public init(field: String?, message: String) {
    self.field = field
    self.message = message
  }
}

/// The list of what to correct, above the page's heading; each line leads to its field. Nothing when there is no error.
///
/// It takes the focus when the page opens, so it is read first, with and without a script.
public func errorSummary(_ errors: [FieldError], in words: LocalWording) -> Node {
  guard !errors.isEmpty else { return .empty }
  return el(
    "div", .class("error-summary"), .role("alert"), .attribute("aria-labelledby", "error-summary-title"),
    .attribute("tabindex", -1), .flag("autofocus", true)
  ) {
    el("h2", .id("error-summary-title")) { words.text("components.error_summary.title") }
    el("ul") {
      for error in errors {
        el("li") {
          if let field = error.field {
            el("a", .href("#" + Field.id(ofName: field))) { error.message }
          } else {
            error.message
          }
        }
      }
    }
  }
}

/// What a message at the top of a page is about.
public enum FlashKind: String, Sendable, CaseIterable {
  /// The act is done.
  case success
  /// Something to know.
  case information
  /// Something to look at.
  case warning
  /// The act was not done.
  case error
}

/// The message after an act, at the top of the next page; its kind is said in words, and it stays until the page is left.
public func flash(_ kind: FlashKind, _ message: String, in words: LocalWording) -> Node {
  el("div", .class("flash flash-\(kind.rawValue)"), .role(kind == .error ? "alert" : "status")) {
    el("strong") { words.text("components.flash.\(kind.rawValue)") + ":" }
    " "
    message
  }
}
