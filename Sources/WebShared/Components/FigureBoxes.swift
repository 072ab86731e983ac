import HTML

/// One number with what it needs to be understood.
public struct FigureBox: Sendable {
  /// What it is: «Kế hoạch 2018».
  public var title: String
  /// The number with its unit.
  public var value: Node
  /// Its date, status or change.
  public var note: String?

  /// A number with its title and note.
  public init(_ title: String, _ value: Node, note: String? = nil) {
    self.title = title
    self.value = value
    self.note = note
  }
}

/// A few numbers side by side, at the head of an indicator's page.
public func figureBoxes(_ boxes: [FigureBox]) -> Node {
  el("ul", .class("figures")) {
    for box in boxes {
      el("li", .class("figure")) {
        el("p", .class("figure-title")) { box.title }
        el("p", .class("figure-value")) { box.value }
        if let note = box.note { el("p", .class("figure-note")) { note } }
      }
    }
  }
}
