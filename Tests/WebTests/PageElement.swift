/// An element of a page as it was sent. Reads what our renderer prints: well formed, attributes in double quotes.
struct PageElement: Sendable {
  let name: String
  let attributes: [String: String]
  private(set) var children: [Child] = []

  /// What stands inside an element.
  enum Child: Sendable {
    case element(PageElement)
    case text(String)
  }

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The elements right below.
  var elements: [PageElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// Every element below, in the order of the page.
  var descendants: [PageElement] { elements.flatMap { [$0] + $0.descendants } }

  /// Every element of a name below.
  func all(_ name: String) -> [PageElement] { descendants.filter { $0.name == name } }

  /// The first element of a name below.
  func first(_ name: String) -> PageElement? { all(name).first }

  /// The text as it was sent.
  var rawText: String {
    children.map {
      switch $0 {
      case .element(let element): element.rawText
      case .text(let text): text
      }
    }.joined()
  }

  /// The text as it is read: single blanks, none at the ends.
  var text: String { rawText.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }

  /// The tree of a page.
  static func parse(_ page: String) -> PageElement {
    var open = [PageElement(name: "", attributes: [:])]
    func close() {
      guard open.count > 1 else { return }
      let done = open.removeLast()
      open[open.count - 1].children.append(.element(done))
    }
    for part in page.split(separator: "<") {
      let halves = part.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { continue }
      let tag = halves[0]
      if tag.hasPrefix("/") {
        close()
      } else if !tag.hasPrefix("!") {
        open.append(element(of: tag))
        if withoutEnd.contains(open[open.count - 1].name) { close() }
      }
      if !halves[1].isEmpty { open[open.count - 1].children.append(.text(plain(halves[1]))) }
    }
    while open.count > 1 { close() }
    return open[0]
  }

  private static let withoutEnd: Set<String> = ["br", "hr", "img", "input", "link", "meta"]

  private static func element(of tag: Substring) -> PageElement {
    let name = tag.prefix { $0 != " " }
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count)
    while !rest.isEmpty {
      rest = rest.drop { $0 == " " }
      let key = rest.prefix { $0 != "=" && $0 != " " }
      guard !key.isEmpty else { break }
      rest = rest.dropFirst(key.count)
      guard rest.hasPrefix("=\"") else {
        attributes[String(key)] = ""
        continue
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      attributes[String(key)] = plain(value)
      rest = rest.dropFirst(value.count + 3)
    }
    return PageElement(name: String(name), attributes: attributes)
  }

  private static func plain(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
