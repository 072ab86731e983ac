import HTML

/// Which button of a page a button is.
public enum ButtonRank: String, Sendable, CaseIterable {
  /// The one act the page is for.
  case primary
  /// Every other act; destructive ones too, because they lead to a check page.
  case secondary
}

/// A button that sends the form; its label names the act («Gửi danh sách chi trả tháng 02/2022»).
/// - Parameters:
///   - name: with `value`, tells the server which of several buttons was pressed.
///   - action: another address than the form's.
public func submitButton(
  _ label: String, rank: ButtonRank = .primary, name: String? = nil, value: String? = nil, action: String? = nil
) -> Node {
  el(
    "button", .type("submit"), .class("button button-\(rank.rawValue)"), .name(name), .value(value),
    .attribute("formaction", action)
  ) { label }
}

/// A link that looks like a button, for the start of an act on a page of its own.
public func buttonLink(_ label: String, to address: String, rank: ButtonRank = .secondary) -> Node {
  el("a", .class("button button-\(rank.rawValue)"), .href(address)) { label }
}

/// Buttons side by side, the primary one first.
public func buttonRow(@HTMLBuilder _ buttons: () -> [Node]) -> Node {
  el("div", .class("buttons")) { buttons() }
}
