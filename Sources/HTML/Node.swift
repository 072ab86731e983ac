/// A piece of a page: a value that says what to print and is printed by `Renderer`.
///
/// It is type-erased on purpose: a page of many sections type-checks in milliseconds, and components return one type.
public enum Node: Sendable {
  /// An element with its attributes and children.
  case element(Element)
  /// Text; the renderer escapes it.
  case text(String)
  /// Finished markup that is printed as it stands. Search for `trusted` to see every place that vouches for its text.
  case trusted(String)
  /// Several nodes without an element around them.
  case fragment([Node])

  /// Nothing at all.
  public static let empty = Node.fragment([])
}

/// An element of HTML or SVG.
///
/// Its name is a `StaticString`, so nothing a person typed can become a name.
public struct Element: Sendable {
  /// The name, in lower case except in SVG.
  public let name: StaticString
  /// The attributes in the order they are printed; absent ones are skipped.
  public let attributes: [Attribute]
  /// What stands inside.
  public let children: [Node]
}

/// An element: `el("p", .class("hint")) { "text"; el("strong") { "more" } }`.
///
/// Elements that HTML defines without an end (`input`, `br`, `meta` …) are printed without one when they are empty.
public func el(_ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> [Node] = { [] }) -> Node {
  .element(Element(name: name, attributes: attributes, children: content()))
}

/// An element whose attributes were gathered in a list.
public func el(_ name: StaticString, _ attributes: [Attribute], @HTMLBuilder content: () -> [Node] = { [] }) -> Node {
  .element(Element(name: name, attributes: attributes, children: content()))
}

/// Collects the nodes of a block with `if`, `switch`, `for` and optional parts; plain strings become escaped text.
@resultBuilder
public enum HTMLBuilder {
  /// A node.
  public static func buildExpression(_ node: Node) -> Node { node }
  /// A node, or nothing.
  public static func buildExpression(_ node: Node?) -> Node { node ?? .empty }
  /// Nodes made elsewhere.
  public static func buildExpression(_ nodes: [Node]) -> Node { .fragment(nodes) }
  /// Text to escape.
  public static func buildExpression(_ text: String) -> Node { .text(text) }
  /// Text to escape, or nothing.
  public static func buildExpression(_ text: String?) -> Node { text.map(Node.text) ?? .empty }
  /// The nodes of a block.
  public static func buildBlock(_ nodes: Node...) -> Node { nodes.count == 1 ? nodes[0] : .fragment(nodes) }
  /// An `if` without `else`.
  public static func buildOptional(_ node: Node?) -> Node { node ?? .empty }
  /// The first branch.
  public static func buildEither(first node: Node) -> Node { node }
  /// The other branch.
  public static func buildEither(second node: Node) -> Node { node }
  /// The rounds of a `for`.
  public static func buildArray(_ nodes: [Node]) -> Node { .fragment(nodes) }
  /// The children of an element.
  public static func buildFinalResult(_ node: Node) -> [Node] {
    if case .fragment(let nodes) = node { nodes } else { [node] }
  }
}
