/// Prints nodes as UTF-8 into one growing buffer, without strings in between: a page costs what copying its bytes costs.
public struct Renderer {
  /// What has been printed so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty buffer with room for `capacity` bytes; a page of ours has 10–60 kB.
  public init(capacity: Int = 16_384) { bytes.reserveCapacity(capacity) }

  /// Prints a node and all it holds.
  public mutating func write(_ node: Node) {
    switch node {
    case .element(let element): write(element)
    case .text(let text): write(escaping: text, inAttribute: false)
    case .trusted(let markup): bytes.append(contentsOf: markup.utf8)
    case .fragment(let nodes): for child in nodes { write(child) }
    }
  }

  private mutating func write(_ element: Element) {
    bytes.append(UInt8(ascii: "<"))
    write(element.name)
    for attribute in element.attributes { write(attribute) }
    bytes.append(UInt8(ascii: ">"))
    if element.children.isEmpty, Renderer.hasNoEnd(element.name) { return }
    for child in element.children { write(child) }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    write(element.name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func write(_ attribute: Attribute) {
    switch attribute {
    case .absent: break
    case .flag(let name):
      bytes.append(UInt8(ascii: " "))
      write(name)
    case .value(let name, let value):
      bytes.append(UInt8(ascii: " "))
      write(name)
      bytes.append(UInt8(ascii: "="))
      bytes.append(UInt8(ascii: "\""))
      write(escaping: value, inAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text is copied in runs between the few bytes that need an entity; most text is one run.
  private mutating func write(escaping text: String, inAttribute: Bool) {
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      for position in buffer.indices {
        let byte = buffer[position]
        // All four lie below 63, as few letters of a text do; one comparison passes nearly every byte.
        guard byte <= 62, let entity = Renderer.entity(for: byte, inAttribute: inAttribute) else { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<position]))
        write(entity)
        start = position + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
  }

  private static func entity(for byte: UInt8, inAttribute: Bool) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\"") where inAttribute: "&quot;"
    default: nil
    }
  }

  private static let namesWithoutEnd: [StaticString] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  private static func hasNoEnd(_ name: StaticString) -> Bool {
    name.withUTF8Buffer { wanted in
      namesWithoutEnd.contains { $0.withUTF8Buffer { $0.elementsEqual(wanted) } }
    }
  }
}

extension Node {
  /// The node printed as UTF-8.
  public var bytes: [UInt8] {
    var renderer = Renderer(capacity: 1024)
    renderer.write(self)
    return renderer.bytes
  }

  /// The node printed as a string, for tests and for small pieces; pages are sent as bytes.
  public var html: String { String(decoding: bytes, as: UTF8.self) }
}

/// A whole page: the doctype, a head that names its language, character set and title, and the body.
public struct HTMLDocument: Sendable {
  /// The language of the page, a BCP 47 tag.
  public var language: String
  /// The title; no personal data, because browsers remember titles.
  public var title: String
  /// Classes of the root element, such as the reader's large text.
  public var classes: String?
  /// What the head holds besides: stylesheet, script, feeds.
  public var head: [Node]
  /// The body.
  public var body: [Node]

  /// A page of these parts.
  public init(
    language: String, title: String, classes: String? = nil, @HTMLBuilder head: () -> [Node] = { [] },
    @HTMLBuilder body: () -> [Node]
  ) {
    self.language = language
    self.title = title
    self.classes = classes
    self.head = head()
    self.body = body()
  }

  /// The page as it is sent.
  public var bytes: [UInt8] {
    var renderer = Renderer()
    renderer.write("<!doctype html>\n")
    renderer.write(
      el("html", .lang(language), .class(classes)) {
        el("head") {
          el("meta", .attribute("charset", "utf-8"))
          el("meta", .name("viewport"), .attribute("content", "width=device-width, initial-scale=1"))
          el("title") { title }
          head
        }
        el("body") { body }
      })
    return renderer.bytes
  }
}
