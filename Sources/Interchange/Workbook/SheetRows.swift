/// Reads the rows of a sheet and hands each over as it ends, so that memory does not grow with their number.
struct SheetRows: PartContent {
  static let root: StaticString = "worksheet"

  private enum Place { case elsewhere, rows, row, cell, inlineText, phonetic }
  private enum Kind { case number, shared, text, boolean, error }

  /// The ranges merged into one cell; they stand behind the rows.
  private(set) var mergedRanges: [CellRange] = []

  private let limits: WorkbookLimits
  private let strings: [String]
  private let formats: [CellFormat]
  private let take: (WorkbookRow) throws -> Bool

  private var text: GatheredText
  private var place = Place.elsewhere
  private var rowNumber = 0
  private var rowsBefore = 0
  private var rowIsNumbered = false
  private var cells: [WorkbookCell] = []
  private var cellsAreInOrder = true

  private var column = -1
  private var kind = Kind.number
  private var format = CellFormat.plain
  private var isFormula = false

  /// Hands rows to `take` until it returns false.
  init(
    strings: [String], formats: [CellFormat], limits: WorkbookLimits, take: @escaping (WorkbookRow) throws -> Bool
  ) {
    self.strings = strings
    self.formats = formats
    self.take = take
    self.limits = limits
    text = GatheredText(limits)
  }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    switch place {
    case .cell:
      if name == "v" {
        text.clear()
        text.isOpen = true
      } else if name == "f" {
        isFormula = true
      } else if name == "is" {
        place = .inlineText
        kind = .text
        text.clear()
      }
    case .row: if name == "c" { try openCell(attributes) }
    case .rows: if name == "row" { try openRow(attributes) }
    case .inlineText:
      if name == "t" { text.isOpen = true } else if name == "rPh" { place = .phonetic }
    case .phonetic: break
    case .elsewhere:
      if name == "sheetData" { place = .rows } else if name == "mergeCell" { try merge(attributes) }
    }
  }

  mutating func close(_ name: XMLName) throws {
    switch place {
    case .cell:
      if name == "v" { text.isOpen = false } else if name == "c" { try closeCell() }
    case .row: if name == "row" { try closeRow() }
    case .inlineText:
      if name == "t" { text.isOpen = false } else if name == "is" { place = .cell }
    case .phonetic: if name == "rPh" { place = .inlineText }
    case .rows: if name == "sheetData" { place = .elsewhere }
    case .elsewhere: break
    }
  }

  mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) throws { try text.append(bytes) }

  // MARK: Rows

  private mutating func openRow(_ attributes: XMLAttributes) throws {
    place = .row
    column = -1
    cellsAreInOrder = true
    rowIsNumbered = false
    rowNumber = rowsBefore + 1
    try attributes.forEach { name, value in
      if name == "r" { try numberRow(CellAddress.row(value)) }
    }
  }

  /// Gives the row its number: its own, or that in the address of its first cell.
  private mutating func numberRow(_ number: Int?) throws {
    guard let number, number > rowsBefore else { throw WorkbookError.damaged }
    rowNumber = number
    rowIsNumbered = true
  }

  private mutating func closeRow() throws {
    place = .rows
    guard rowNumber <= CellAddress.rows else { throw WorkbookError.damaged }
    rowsBefore = rowNumber
    guard !cells.isEmpty else { return }
    if !cellsAreInOrder {
      cells.sort { $0.column < $1.column }
      guard zip(cells, cells.dropFirst()).allSatisfy({ $0.column < $1.column }) else { throw WorkbookError.damaged }
    }
    let goesOn = try take(WorkbookRow(number: rowNumber, cells: cells))
    cells.removeAll(keepingCapacity: true)
    if !goesOn { throw EnoughRead() }
  }

  private mutating func merge(_ attributes: XMLAttributes) throws {
    guard mergedRanges.count < limits.mergedRanges else { throw limits.exceeded }
    let reference = attributes.string("ref") ?? ""
    let ends = reference.split(separator: ":", omittingEmptySubsequences: false).map { CellAddress(String($0)) }
    guard let first = ends.first, let from = first, let last = ends.last, let to = last, ends.count <= 2 else {
      throw WorkbookError.damaged
    }
    mergedRanges.append(CellRange(from: from, to: to))
  }

  // MARK: Cells

  private mutating func openCell(_ attributes: XMLAttributes) throws {
    place = .cell
    text.clear()
    kind = .number
    isFormula = false
    var style = 0
    var address: CellAddress?
    try attributes.forEach { name, value in
      if name == "r" {
        guard let found = CellAddress(bytes: value) else { throw WorkbookError.damaged }
        address = found
      } else if name == "s" {
        style = wholeNumber(value) ?? 0
      } else if name == "t" {
        kind = SheetRows.kind(value)
      }
    }
    format = style < formats.count ? formats[style] : .plain
    guard let address else {
      column += 1
      guard column < CellAddress.columns else { throw WorkbookError.damaged }
      return
    }
    if !rowIsNumbered { try numberRow(address.row) }
    guard address.row == rowNumber else { throw WorkbookError.damaged }
    column = address.column
  }

  /// The kind of a cell by its type (ECMA-376 part 1, 18.18.11): `n` and none, `s`, `b`, `e`; text are `str`, `inlineStr` and
  /// `d`, a date as ISO 8601 writes it.
  private static func kind(_ type: UnsafeBufferPointer<UInt8>) -> Kind {
    guard let first = type.first else { return .number }
    switch first {
    case UInt8(ascii: "n"): return .number
    case UInt8(ascii: "s"): return type.count == 1 ? .shared : .text
    case UInt8(ascii: "b"): return .boolean
    case UInt8(ascii: "e"): return .error
    default: return .text
    }
  }

  private mutating func closeCell() throws {
    place = .row
    guard text.count > 0, let value = try value() else { return }
    if let last = cells.last, last.column >= column { cellsAreInOrder = false }
    guard cells.count < limits.cellsPerRow else { throw limits.exceeded }
    cells.append(WorkbookCell(column: column, value: value, format: format, isFormula: isFormula))
  }

  private func value() throws -> CellValue? {
    try text.withBytes { bytes in
      switch kind {
      case .text: return .text(EscapedText.decoded(bytes))
      case .error: return .error(String(decoding: bytes, as: UTF8.self))
      case .boolean: return .boolean(bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8))
      case .number: return DecimalText.value(bytes)
      case .shared:
        guard let position = wholeNumber(bytes), position < strings.count else { throw WorkbookError.damaged }
        return strings[position].isEmpty ? nil : .text(strings[position])
      }
    }
  }
}
