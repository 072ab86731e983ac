import HTML
import Wording

/// Where a reader is in a list of pages.
public struct Pagination: Sendable {
  /// The page shown, from 1.
  public let page: Int
  /// How many rows a page has.
  public let pageSize: Int
  /// How many rows there are in all.
  public let total: Int

  /// A place in a list; a page that does not exist becomes the nearest one that does.
  public init(page: Int, pageSize: Int = 25, total: Int) {
    self.pageSize = max(pageSize, 1)
    self.total = max(total, 0)
    let last = max((self.total + self.pageSize - 1) / self.pageSize, 1)
    self.page = min(max(page, 1), last)
  }

  /// How many pages there are, at least one.
  public var pageCount: Int { max((total + pageSize - 1) / pageSize, 1) }

  /// How many rows come before the page.
  public var offset: Int { (page - 1) * pageSize }

  /// The numbers to print: the first, the last, this page with its neighbours; `nil` stands for those left out.
  var numbers: [Int?] {
    let near = Set([1, page - 1, page, page + 1, pageCount]).filter { (1...pageCount).contains($0) }.sorted()
    var numbers: [Int?] = []
    for number in near {
      let previous = numbers.last.flatMap { $0 } ?? 0
      if number == previous + 2 { numbers.append(previous + 1) }
      if number > previous + 2 { numbers.append(nil) }
      numbers.append(number)
    }
    return numbers
  }
}

/// How many rows there are, and links to the other pages; the links are left out when one page holds everything.
/// - Parameters:
///   - list: what the list is called, needed where a page has several, so that those who hear the page can tell them apart.
///   - address: the address of a page, with the filters of this one.
public func pagination(
  _ place: Pagination, of list: String? = nil, in words: LocalWording, address: (Int) -> String
) -> Node {
  let label = words.text("components.pagination.label") + (list.map { ": \($0)" } ?? "")
  return el("nav", .class("pagination"), .attribute("aria-label", label)) {
    el("p") { range(of: place, in: words) }
    if place.pageCount > 1 {
      el("ul") {
        if place.page > 1 {
          el("li") {
            el("a", .href(address(place.page - 1)), .attribute("rel", "prev")) { words.text("components.pagination.previous") }
          }
        }
        for number in place.numbers { pageItem(number, place: place, in: words, address: address) }
        if place.page < place.pageCount {
          el("li") {
            el("a", .href(address(place.page + 1)), .attribute("rel", "next")) { words.text("components.pagination.next") }
          }
        }
      }
    }
  }
}

private func range(of place: Pagination, in words: LocalWording) -> String {
  guard place.total > 0 else { return words.text("components.pagination.none") }
  let format = words.format
  return words.text(
    "components.pagination.range",
    [
      "first": format.number(place.offset + 1), "last": format.number(min(place.offset + place.pageSize, place.total)),
      "total": format.number(place.total),
    ])
}

private func pageItem(_ number: Int?, place: Pagination, in words: LocalWording, address: (Int) -> String) -> Node {
  guard let number else { return el("li", .class("pagination-gap")) { "…" } }
  let label = words.text("components.pagination.page", ["page": String(number)])
  return el("li") {
    if number == place.page {
      el("span", .attribute("aria-current", "page"), .attribute("aria-label", label)) { String(number) }
    } else {
      el("a", .href(address(number)), .attribute("aria-label", label)) { String(number) }
    }
  }
}
