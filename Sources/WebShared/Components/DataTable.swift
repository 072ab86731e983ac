import HTML
import Kernel
import Wording

/// A table of figures or a list of things.
public struct DataTable: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// The head; the unit stands in it.
    public var heading: String
    /// Whether its cells are numbers, set right.
    public var isNumber: Bool

    /// A column of text, or of numbers.
    public init(_ heading: String, isNumber: Bool = false) {
      self.heading = heading
      self.isNumber = isNumber
    }
  }

  /// How the table fits a narrow screen.
  public enum Kind: String, Sendable {
    /// Figures to compare: the table scrolls sideways and keeps its first column.
    case figures
    /// Things to go through: each row becomes a card with labelled lines.
    case list
  }

  /// The id of the caption; unique on the page.
  public var id: String
  /// What the table shows.
  public var title: String
  /// The unit of all its numbers, where they have one.
  public var unit: String?
  /// Where the numbers come from.
  public var source: String?
  /// The day of the numbers.
  public var date: CivilDate?
  /// The columns; the first heads the rows.
  public var columns: [Column]
  /// The rows, as many cells as columns.
  public var rows: [[Node]]
  /// Figures or a list.
  public var kind: Kind
  /// What the marks in the cells mean, and other notes under the table.
  public var notes: [String]

  /// A table of these parts.
  public init(
    id: String, title: String, unit: String? = nil, source: String? = nil, date: CivilDate? = nil, columns: [Column],
    rows: [[Node]], kind: Kind = .figures, notes: [String] = []
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.source = source
    self.date = date
    self.columns = columns
    self.rows = rows
    self.kind = kind
    self.notes = notes
  }
}

/// The table in its scrolling region, with title, unit, source and date in the caption.
public func dataTable(_ table: DataTable, in words: LocalWording) -> Node {
  el("div", .class("table-block")) {
    el(
      "div", .class("table-scroll"), .role("region"), .attribute("aria-labelledby", table.id), .attribute("tabindex", 0)
    ) {
      el("table", .class("table-\(table.kind.rawValue)")) {
        el("caption", .id(table.id)) { el("span", .class("caption-text")) { caption(table, in: words) } }
        el("thead") {
          el("tr") {
            for column in table.columns {
              el("th", .scope("col"), .class(column.isNumber ? "number" : nil)) { column.heading }
            }
          }
        }
        el("tbody") { body(table, in: words) }
      }
    }
    if !table.notes.isEmpty { el("p", .class("table-notes")) { table.notes.joined(separator: " · ") } }
  }
}

@HTMLBuilder private func caption(_ table: DataTable, in words: LocalWording) -> [Node] {
  el("strong") { table.title }
  let facts = [
    table.unit.map { words.text("components.table.unit", ["unit": $0]) },
    table.source.map { words.text("components.table.source", ["source": $0]) },
    table.date.map { words.text("components.table.date", ["date": words.format.date($0)]) },
  ].compactMap { $0 }
  if !facts.isEmpty {
    " "
    el("span", .class("caption-facts")) { facts.joined(separator: " · ") }
  }
}

@HTMLBuilder private func body(_ table: DataTable, in words: LocalWording) -> [Node] {
  if table.rows.isEmpty {
    el("tr") {
      el("td", .attribute("colspan", table.columns.count), .class("table-empty")) { words.text("components.table.empty") }
    }
  }
  for row in table.rows {
    el("tr") {
      for (index, pair) in zip(table.columns, row).enumerated() { cell(pair.1, of: pair.0, isFirst: index == 0) }
    }
  }
}

private func cell(_ content: Node, of column: DataTable.Column, isFirst: Bool) -> Node {
  if isFirst { return el("th", .scope("row"), .class(column.isNumber ? "number" : nil)) { content } }
  return el("td", .class(column.isNumber ? "number" : nil), .attribute("data-label", column.heading)) { content }
}
