import HTML
import Wording

/// A place with its title: one step of a breadcrumb.
public struct Crumb: Sendable {
  /// The full title of the page.
  public var title: String
  /// Its address; `nil` for the page itself, when it is shown at all.
  public var address: String?

  /// A step of the way.
  public init(_ title: String, _ address: String?) {
    self.title = title
    self.address = address
  }
}

/// The way to this page: «Bạn đang ở: Trang chủ › Tin tức › Thông báo». It stands before `main`.
public func breadcrumb(_ crumbs: [Crumb], in words: LocalWording) -> Node {
  let label = words.text("components.breadcrumb.label")
  return el("nav", .class("breadcrumb"), .attribute("aria-label", label)) {
    el("span", .attribute("aria-hidden", "true")) { label }
    el("ol") {
      for crumb in crumbs {
        el("li") {
          if let address = crumb.address {
            el("a", .href(address)) { crumb.title }
          } else {
            el("span", .attribute("aria-current", "page")) { crumb.title }
          }
        }
      }
    }
  }
}

/// A filter in force, with the address of the list without it.
public struct Chip: Sendable {
  /// The filter in words: «Lĩnh vực: Việc làm».
  public var label: String
  /// The list without this filter.
  public var without: String

  /// A filter in force.
  public init(_ label: String, without: String) {
    self.label = label
    self.without = without
  }
}

/// The filters in force, each a link that removes it. Nothing when the list is unfiltered.
public func chips(_ chips: [Chip], in words: LocalWording) -> Node {
  guard !chips.isEmpty else { return .empty }
  return el("p", .class("chips")) {
    el("span") { words.text("components.chips.label") }
    for chip in chips {
      " "
      el("a", .class("chip"), .href(chip.without)) {
        el("span", .class("visually-hidden")) { words.text("components.chips.remove") + " " }
        chip.label
        el("span", .attribute("aria-hidden", "true")) { " ✕" }
      }
    }
  }
}

/// The way to this page in the other languages, each named in its own language.
/// - Parameter address: the address of this page in a language.
public func languageSwitch(in words: LocalWording, address: (Language) -> String) -> Node {
  el("span", .class("languages")) {
    for language in Language.allCases where language != words.language {
      el("a", .href(address(language)), .lang(language.tag), .attribute("hreflang", language.tag)) {
        words.text("components.language.\(language.tag)")
      }
    }
  }
}
