import Kernel
import Planning
import WebShared
import Wording

/// Cells copied from a spreadsheet, laid onto the lines of a form: one column of numbers in the order of the lines, or rows that
/// name their line by code or name.
struct PastedTable: Sendable {
  /// The most bytes and rows that are read.
  static let byteLimit = 64 * 1024
  static let rowLimit = 200

  /// One row that belongs to a line.
  struct Line: Sendable {
    /// The number of the row in what was pasted, from 1.
    let row: Int
    let indicator: Indicator
    /// The cells behind the name, as they were pasted.
    let cells: [String]
  }

  /// The rows that belong to a line, in their order.
  private(set) var lines: [Line] = []
  /// What could not be laid onto a line.
  private(set) var faults: [Message] = []

  /// - Parameter text: the text as it was pasted, with its tabs.
  init(_ text: String, _ indicators: [Indicator]) {
    guard text.utf8.count <= PastedTable.byteLimit else {
      faults = [Message("paste.too_long", ["limit": String(PastedTable.byteLimit / 1024)])]
      return
    }
    let rows = PastedTable.rows(text)
    guard rows.count <= PastedTable.rowLimit else {
      faults = [Message("paste.too_many_rows", ["limit": String(PastedTable.rowLimit), "rows": String(rows.count)])]
      return
    }
    let names = PastedTable.names(of: indicators)
    if rows.contains(where: { PastedTable.named($0, names) != nil }) {
      readNamed(rows, names)
    } else {
      readInOrder(rows, indicators)
    }
    if lines.isEmpty, faults.isEmpty { faults = [Message("paste.nothing")] }
  }

  private static func rows(_ text: String) -> [[String]] {
    var rows = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { cleaned(String($0)) }
    }
    while rows.last?.allSatisfy(\.isEmpty) == true { rows.removeLast() }
    return rows
  }

  /// A cell without the quotes a spreadsheet puts around text with line breaks.
  private static func cleaned(_ cell: String) -> String {
    let text = VietnameseText.cleaned(cell)
    return text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? VietnameseText.cleaned(String(text.dropFirst().dropLast())) : text
  }

  private static func names(of indicators: [Indicator]) -> [String: Indicator] {
    var names: [String: Indicator] = [:]
    for indicator in indicators {
      let titles = [indicator.code, indicator.nameVi, indicator.nameEn] + indicator.aliases
      for title in titles + titles.map({ "\($0) (\(indicator.unit))" }) {
        names[VietnameseText.searchKey(title)] = names[VietnameseText.searchKey(title)] ?? indicator
      }
    }
    return names
  }

  /// The line a row names, and where its cells begin; the name may stand behind a number and a code.
  private static func named(_ row: [String], _ names: [String: Indicator]) -> (indicator: Indicator, from: Int)? {
    var found: (indicator: Indicator, from: Int)?
    for (index, cell) in row.prefix(4).enumerated() {
      let key = VietnameseText.searchKey(cell)
      if let indicator = names[key] ?? names[key.replacing(#/^(trong do|of which): /#, with: "")] {
        if let found, found.indicator.code != indicator.code { break }
        found = (indicator, index + 1)
      }
    }
    return found
  }

  private mutating func readNamed(_ rows: [[String]], _ names: [String: Indicator]) {
    var seen: Set<String> = []
    for (index, row) in rows.enumerated() where !row.allSatisfy(\.isEmpty) {
      guard let (indicator, from) = PastedTable.named(row, names) else {
        // The head of a table names no line and holds no number.
        if index == 0, !PastedTable.holdsNumber(row) { continue }
        faults.append(
          Message("paste.unknown_line", ["row": String(index + 1), "read": row.first { !$0.isEmpty } ?? ""]))
        continue
      }
      guard seen.insert(indicator.code).inserted else {
        faults.append(Message("paste.line_twice", ["row": String(index + 1), "read": indicator.code]))
        continue
      }
      lines.append(Line(row: index + 1, indicator: indicator, cells: Array(row.dropFirst(from))))
    }
  }

  private mutating func readInOrder(_ rows: [[String]], _ indicators: [Indicator]) {
    let skipped = rows.first.map { PastedTable.holdsNumber($0) || $0.allSatisfy(\.isEmpty) } == false ? 1 : 0
    guard rows.count - skipped <= indicators.count else {
      faults = [
        Message("paste.more_rows", ["rows": String(rows.count - skipped), "lines": String(indicators.count)])
      ]
      return
    }
    for (index, row) in rows.enumerated().dropFirst(skipped) where !row.allSatisfy(\.isEmpty) {
      lines.append(Line(row: index + 1, indicator: indicators[index - skipped], cells: row))
    }
  }

  private static func holdsNumber(_ row: [String]) -> Bool {
    row.contains { cell in cell.contains(where: \.isNumber) && !cell.contains(where: \.isLetter) }
  }
}

/// How the numbers of a spreadsheet are written.
enum PastedNumbers: String, Sendable, CaseIterable {
  /// `1.234,5`.
  case comma = "phay"
  /// `1,234.5`.
  case point = "cham"

  /// A number as it is typed here; what is none stays as it is, for the reader to refuse.
  func typed(_ cell: String) -> String {
    guard self == .point else { return cell }
    let body = cell.replacing(" ", with: "")
    guard body.wholeMatch(of: #/[-+−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?/#) != nil else { return cell }
    return body.replacing(",", with: "").replacing(".", with: ",")
  }
}

extension PastedTable.Line {
  /// What the cells say, as if it had been typed into the line; the name of what is wrong with their number.
  func typed(over row: SheetRow, asksTail: Bool, _ numbers: PastedNumbers, _ words: LocalWording) -> (TypedLine, Message?) {
    var line = TypedLine(row.figure, words.format)
    var cells = cells
    while cells.last?.isEmpty == true { cells.removeLast() }
    guard let first = cells.first else { return (line, nil) }
    for field in [SheetField.value, .numerator, .denominator, .missing] { line.texts[field] = "" }
    if let reason = MissingReason.allCases.first(where: {
      VietnameseText.searchKey(words.text("entry.empty.\($0.rawValue)")) == VietnameseText.searchKey(first)
    }) {
      line.texts[.missing] = reason.rawValue
      return (line, extra(cells, allowed: 1))
    }
    let parts = first.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isRate = indicator.kind == .rate
    if isRate, parts.count == 2 {
      line.texts[.numerator] = numbers.typed(VietnameseText.cleaned(parts[0]))
      line.texts[.denominator] = numbers.typed(VietnameseText.cleaned(parts[1]))
      return (line, extra(cells, allowed: 1))
    }
    if isRate, cells.count > 1 {
      line.texts[.numerator] = numbers.typed(first)
      line.texts[.denominator] = numbers.typed(cells[1])
      return (line, extra(cells, allowed: 2))
    }
    line.texts[.value] = numbers.typed(first)
    if asksTail, cells.count > 1 { line.texts[.yearTail] = numbers.typed(cells[1]) }
    return (line, extra(cells, allowed: asksTail ? 2 : 1))
  }

  private func extra(_ cells: [String], allowed: Int) -> Message? {
    guard let index = cells.indices.dropFirst(allowed).first(where: { !cells[$0].isEmpty }) else { return nil }
    return Message("paste.extra_cell", ["read": cells[index]])
  }
}
