import HTML

/// One line of a summary list.
public struct SummaryLine: Sendable {
  /// What it is about.
  public var key: String
  /// What is so.
  public var value: Node
  /// A link to change it, with its label; the key is added for those who do not see the line.
  public var change: (label: String, address: String)?

  /// A line, with or without a way to change it.
  public init(_ key: String, _ value: Node, change: (label: String, address: String)? = nil) {
    self.key = key
    self.value = value
    self.change = change
  }
}

/// What is known of one thing, line by line: the head of a file, or the answers to check before a legal act.
public func summaryList(_ lines: [SummaryLine]) -> Node {
  el("dl", .class("summary")) {
    for line in lines {
      el("div") {
        el("dt") { line.key }
        el("dd") { line.value }
        if let change = line.change {
          el("dd", .class("summary-change")) {
            el("a", .href(change.address)) {
              change.label
              el("span", .class("visually-hidden")) { ": \(line.key)" }
            }
          }
        }
      }
    }
  }
}
