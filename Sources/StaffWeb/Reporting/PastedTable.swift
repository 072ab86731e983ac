import FigureWords
import Figures
import Kernel
import Planning
import Reporting
import WebShared
import Wording

/// Cells copied from a spreadsheet, laid onto the lines of a form by what they mean: under the titles of the form's own workbook,
/// in the order of its columns, or a number or two behind the name of a line.
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
    /// What each column of the form says; empty cells are left out.
    var columns: [FormColumn: String] = [:]
    /// A cell that no column can be found for.
    var extra: String?
  }

  /// The rows that belong to a line, in their order.
  private(set) var lines: [Line] = []
  /// What could not be laid onto a line.
  private(set) var faults: [Message] = []

  private let indicators: [Indicator]
  private let head: FormHead
  private let words: LocalWording
  /// The indicators by what a row may call them.
  private let names: [String: Indicator]

  /// - Parameters:
  ///   - text: the text as it was pasted, with its tabs.
  ///   - head: the columns of the form's workbook.
  init(_ text: String, _ indicators: [Indicator], _ head: FormHead, _ words: LocalWording) {
    self.indicators = indicators
    self.head = head
    self.words = words
    names = PastedTable.names(of: indicators, BoardWords(words))
    guard text.utf8.count <= PastedTable.byteLimit else {
      faults = [Message("paste.too_long", ["limit": String(PastedTable.byteLimit / 1024)])]
      return
    }
    let rows = PastedCells(text).rows
    guard rows.count <= PastedTable.rowLimit else {
      faults = [Message("paste.too_many_rows", ["limit": String(PastedTable.rowLimit), "rows": String(rows.count)])]
      return
    }
    if let titles = titles(of: rows) {
      readTitled(rows, titles.columns, below: titles.row)
    } else {
      if rows.contains(where: { named($0) != nil || namesSomething($0) }) { readNamed(rows) } else { readInOrder(rows) }
      giveColumns()
    }
    if lines.isEmpty, faults.isEmpty { faults = [Message("paste.nothing")] }
  }

  // MARK: Names

  private static func names(of indicators: [Indicator], _ show: BoardWords) -> [String: Indicator] {
    var names: [String: Indicator] = [:]
    for indicator in indicators {
      let titles = [indicator.code, indicator.nameVi, indicator.nameEn] + indicator.aliases
      let whole = titles + titles.map { "\($0) (\(indicator.unit))" } + [show.name(indicator)]
      for key in whole.map(VietnameseText.searchKey) { names[key] = names[key] ?? indicator }
    }
    return names
  }

  /// The line a row names, and where its cells begin; the name may stand behind a number and a code.
  private func named(_ row: [String]) -> (indicator: Indicator, from: Int)? {
    var found: (indicator: Indicator, from: Int)?
    for (index, cell) in row.prefix(4).enumerated() {
      let key = VietnameseText.searchKey(cell)
      if let indicator = names[key] ?? names[key.replacing(#/^(trong do|of which): /#, with: "")] {
        if let found, found.indicator.code != indicator.code { break }
        found = (indicator, index + 1)
      }
    }
    // Behind the code stands the name, in whatever words, where something else follows it.
    guard let found, row.count - found.from > 1, isWording(row[found.from]) else { return found }
    return (found.indicator, found.from + 1)
  }

  /// Whether a row says in its first cells which line it is, though no line of the form is called so: words, and a number behind.
  private func namesSomething(_ row: [String]) -> Bool {
    guard let first = row.prefix(2).first(where: { !$0.isEmpty }), isWording(first) else { return false }
    return holdsNumber(row)
  }

  /// Whether a cell is words, and neither a number with its unit nor a reason for having none.
  private func isWording(_ cell: String) -> Bool {
    cell.first { !$0.isWhitespace }?.isLetter == true && !isReason(cell)
  }

  private func isReason(_ cell: String) -> Bool { (try? MissingReason.input(words).typed(cell)) != nil }

  private func holdsNumber(_ row: [String]) -> Bool {
    row.contains { cell in cell.contains(where: \.isNumber) && !cell.contains(where: \.isLetter) }
  }

  // MARK: Rows

  /// The first row that holds titles of the form's workbook, and where the columns stand.
  private func titles(of rows: [[String]]) -> (row: Int, columns: [FormColumn: Int])? {
    let titles = Dictionary(head.columns.map { (VietnameseText.searchKey(head.title($0)), $0) }) { first, _ in first }
    for (index, row) in rows.enumerated().prefix(12) {
      var columns: [FormColumn: Int] = [:]
      for (place, cell) in row.enumerated() {
        if let column = titles[VietnameseText.searchKey(cell)], columns[column] == nil { columns[column] = place }
      }
      if columns.count > 1, columns[.value] != nil || columns[.numerator] != nil { return (index, columns) }
    }
    return nil
  }

  private mutating func readTitled(_ rows: [[String]], _ columns: [FormColumn: Int], below titles: Int) {
    let below = rows.enumerated().dropFirst(titles + 1)
    guard below.contains(where: { named($0.element) != nil }) else {
      return readInOrder(rows, from: titles + 1, columns)
    }
    readNamed(rows, from: titles + 1, columns)
  }

  private mutating func readNamed(_ rows: [[String]], from start: Int = 0, _ columns: [FormColumn: Int]? = nil) {
    var seen: Set<String> = []
    for (index, row) in rows.enumerated().dropFirst(start) where !row.allSatisfy(\.isEmpty) {
      guard let (indicator, from) = named(row) else {
        // The head of a table names no line and holds no number.
        if index == 0, !holdsNumber(row) { continue }
        let read = row.first { !$0.isEmpty } ?? ""
        let legacy = LegacyText.found(in: read).map { Message("error.\($0.code)", ["read": read]) }
        faults.append(legacy ?? Message("paste.unknown_line", ["row": String(index + 1), "read": read]))
        continue
      }
      guard seen.insert(indicator.code).inserted else {
        faults.append(Message("paste.line_twice", ["row": String(index + 1), "read": indicator.code]))
        continue
      }
      add(row, Array(row.dropFirst(from)), index, indicator, columns)
    }
  }

  private mutating func readInOrder(_ rows: [[String]], from start: Int = 0, _ columns: [FormColumn: Int]? = nil) {
    let isHead =
      columns == nil
      && rows.first.map { row in
        !row.allSatisfy(\.isEmpty) && !holdsNumber(row) && !row.contains(where: isReason)
      } ?? false
    let skipped = start + (isHead ? 1 : 0)
    guard rows.count - skipped <= indicators.count else {
      faults = [
        Message("paste.more_rows", ["rows": String(rows.count - skipped), "lines": String(indicators.count)])
      ]
      return
    }
    for (index, row) in rows.enumerated().dropFirst(skipped) where !row.allSatisfy(\.isEmpty) {
      add(row, row, index, indicators[index - skipped], columns)
    }
  }

  private mutating func add(
    _ row: [String], _ cells: [String], _ index: Int, _ indicator: Indicator, _ columns: [FormColumn: Int]?
  ) {
    var line = Line(row: index + 1, indicator: indicator, cells: cells)
    for (column, place) in columns ?? [:] where column.isInput && place < row.count && !row[place].isEmpty {
      line.columns[column] = row[place]
    }
    lines.append(line)
  }

  // MARK: Columns without titles

  /// Gives the cells their columns: those of the form's workbook where three and more were copied, else a value, or numerator and
  /// denominator, or a value and its part of the year before.
  private mutating func giveColumns() {
    let isWide = lines.contains { $0.cells.count > 2 } && !lines.contains(where: isPair)
    let data = head.columns.filter { $0 != .code && $0 != .indicator }
    for index in lines.indices {
      if isWide {
        for (column, cell) in zip(data, lines[index].cells) where column.isInput && !cell.isEmpty {
          lines[index].columns[column] = cell
        }
      } else {
        lines[index] = given(lines[index])
      }
    }
  }

  /// Whether a rate has two numbers at the front and no third: no workbook of ours has a value and a numerator alone.
  private func isPair(_ line: Line) -> Bool {
    let cells = line.cells
    return line.indicator.kind == .rate && cells.count > 1 && !cells[0].isEmpty && !cells[1].isEmpty
      && (cells.count == 2 || cells[2].isEmpty)
  }

  /// A line with a number or two behind its name.
  private func given(_ line: Line) -> Line {
    var line = line
    let cells = line.cells
    guard let first = cells.first else { return line }
    let isRate = line.indicator.kind == .rate
    let parts = first.split(separator: "/", omittingEmptySubsequences: false).map { VietnameseText.cleaned(String($0)) }
    var columns: [FormColumn] = [.value]
    if isReason(first) {
      line.columns[.missing] = first
    } else if isRate, parts.count == 2 {
      line.columns[.numerator] = parts[0]
      line.columns[.denominator] = parts[1]
    } else {
      if isRate, cells.count > 1, !cells[1].isEmpty { columns = [.numerator, .denominator] }
      if !isRate, head.columns.contains(.yearTail) { columns.append(.yearTail) }
      for (column, cell) in zip(columns, cells) where !cell.isEmpty { line.columns[column] = cell }
    }
    line.extra = cells.dropFirst(columns.count).first { !$0.isEmpty }
    return line
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
    let typed = body.replacing(",", with: "").replacing(".", with: ",")
    // A fourth decimal says that three are no thousands.
    return typed.contains(#/,\d{3}%?$/#) ? typed.replacing(#/,\d{3}/#) { "\($0.output)0" } : typed
  }
}

extension PastedTable.Line {
  /// What the cells say, as if it had been typed into the line; what is wrong with them beside their numbers.
  ///
  /// A line without number and reason keeps those it has: nothing that is pasted empties a figure.
  func typed(over row: SheetRow, _ numbers: PastedNumbers, _ words: LocalWording) -> (TypedLine, Message?) {
    var line = TypedLine(row.figure, words.format)
    let reasons = MissingReason.input(words)
    var columns = columns
    if let value = columns[.value], let reason = try? reasons.typed(value), columns[.missing] == nil {
      columns[.missing] = reason.rawValue
      columns[.value] = nil
    }
    let figure: [FormColumn: SheetField] = [.value: .value, .numerator: .numerator, .denominator: .denominator]
    if columns[.missing] != nil || figure.keys.contains(where: { columns[$0] != nil }) {
      for (column, field) in figure { line.texts[field] = columns[column].map(numbers.typed) ?? "" }
      line.texts[.missing] = ""
    }
    if let tail = columns[.yearTail] { line.texts[.yearTail] = numbers.typed(tail) }
    for (column, field) in [FormColumn.cause: SheetField.cause, .note: .note] {
      if let text = columns[column] { line.texts[field] = text.replacing("\n", with: " ") }
    }
    if let extra { return (line, Message("paste.extra_cell", ["read": extra])) }
    guard let read = columns[.missing] else { return (line, nil) }
    do throws(ChoiceInputError) {
      line.texts[.missing] = try reasons.typed(read)?.rawValue ?? ""
      return (line, nil)
    } catch {
      return (line, error.message(at: words.text("entry.missing")))
    }
  }
}

extension MissingReason {
  /// Why a cell is empty: in the words of the workbook or of the grid, or by its code.
  static func input(_ words: LocalWording) -> ChoiceInput<MissingReason> {
    ChoiceInput(
      names: Dictionary(
        uniqueKeysWithValues: allCases.map {
          ($0, [words.text("missing.\($0.rawValue)"), words.text("entry.empty.\($0.rawValue)"), $0.rawValue])
        }))
  }
}
