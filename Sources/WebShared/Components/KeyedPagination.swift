import HTML
import Storage
import Wording

/// How many rows a long list has, and the ways to its first and its next page.
/// - Parameters:
///   - next: where the next page begins; `nil` on the last.
///   - isFirst: whether the page shown is the first.
///   - list: what the list is called, needed where a page has several.
///   - address: the address of the page behind a key, or of the first, with the filters of this one.
public func pagination(
  of total: Int, next: ListKey?, isFirst: Bool, list: String, in words: LocalWording, address: (ListKey?) -> String
) -> Node {
  el(
    "nav", .class("pagination"), .attribute("aria-label", "\(words.text("components.pagination.label")): \(list)")
  ) {
    el("p") { words.text("components.pagination.total", ["total": words.format.number(total)]) }
    if !isFirst || next != nil {
      el("ul") {
        if !isFirst { el("li") { el("a", .href(address(nil))) { words.text("components.pagination.first") } } }
        if let next {
          el("li") {
            el("a", .href(address(next)), .attribute("rel", "next")) { words.text("components.pagination.next") }
          }
        }
      }
    }
  }
}
