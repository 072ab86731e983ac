/// Reads the rows of a sheet and hands each on as it ends. Cells without content are nothing, however they look.
struct SheetRows: PartContent {
  static let root: StaticString = "worksheet"

  private enum Place { case elsewhere, rows, row, cell, formula, inlineText, phonetic }
  private enum Kind { case number, shared, text, boolean, error }

  private static let mostUnknownResults = 64

  private let limits: WorkbookLimits
  private let strings: [String]
  private let formats: [NumberFormat]
  private let awaitsCalculation: Bool
  private var order: RowOrder
  private var mergedRanges: [CellRange] = []

  private var text: GatheredText
  private var place = Place.elsewhere
  /// The number of the row element, and of that before it.
  private var rowNumber = 0
  private var rowBefore = 0
  private var rowIsNumbered = false
  /// Cells that were read, and their row: that of their addresses, should the row element say another.
  private var cells: [WorkbookCell] = []
  private var cellsRow = 0

  private var column = -1
  private var cellRow = 0
  private var kind = Kind.number
  private var style = 0
  private var isFormula = false
  /// Whether the formula can give an empty text: it has `""` in it, or is that of another cell, as Excel alone writes it.
  private var givesEmptyText = false
  /// The cells a formula of this cell gives results to, where it gives them to several.
  private var results: CellRange?
  /// Such ranges whose results are not in the file; the first of them, for few sheets have any.
  private var unknownResults: [CellRange] = []
  /// Whether the cell has an element for its value, be it empty.
  private var hasValue = false

  /// Reads rows into an order.
  /// - Parameter awaitsCalculation: whether the workbook says that results of formulas are to be worked out anew.
  init(strings: [String], formats: [NumberFormat], awaitsCalculation: Bool, order: RowOrder, limits: WorkbookLimits) {
    self.strings = strings
    self.formats = formats
    self.awaitsCalculation = awaitsCalculation
    self.order = order
    self.limits = limits
    text = GatheredText(limits)
  }

  /// Hands on what is left, and gives the ranges merged into one cell, which stand behind the rows.
  mutating func end() throws -> [CellRange] {
    if order.isStopped { return [] }
    do { try order.end() } catch is EnoughRead { return [] }
    return mergedRanges
  }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    switch place {
    case .cell:
      if name == "v" {
        // Of two values nobody knows which is meant.
        guard !hasValue else { throw WorkbookError.damaged }
        text.clear()
        text.isOpen = true
        hasValue = true
      } else if name == "f" {
        openFormula(attributes)
      } else if name == "is" {
        place = .inlineText
        kind = .text
        text.clear()
        hasValue = true
      }
    case .row: if name == "c" { try openCell(attributes) }
    case .rows: if name == "row" { try openRow(attributes) }
    case .inlineText:
      if name == "t" { text.isOpen = true } else if name == "rPh" { place = .phonetic }
    case .formula, .phonetic: break
    case .elsewhere:
      if name == "sheetData" { place = .rows } else if name == "mergeCell" { try merge(attributes) }
    }
  }

  mutating func close(_ name: XMLName) throws {
    switch place {
    case .cell:
      if name == "v" { text.isOpen = false } else if name == "c" { try closeCell() }
    case .formula: if name == "f" { closeFormula() }
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
    rowIsNumbered = false
    rowNumber = rowBefore + 1
    try attributes.forEach { name, value in
      guard name == "r" else { return }
      guard let number = CellAddress.row(value) else { throw WorkbookError.damaged }
      rowNumber = number
      rowIsNumbered = true
    }
  }

  private mutating func closeRow() throws {
    place = .rows
    guard rowNumber <= CellAddress.rows else { throw WorkbookError.damaged }
    rowBefore = rowNumber
    try handOnCells()
  }

  private mutating func handOnCells() throws {
    guard !cells.isEmpty else { return }
    try order.add(cellsRow, cells)
    cells.removeAll(keepingCapacity: true)
  }

  /// A range that is none merges nothing.
  private mutating func merge(_ attributes: XMLAttributes) throws {
    guard mergedRanges.count < limits.mergedRanges else { throw limits.exceeded }
    if let range = attributes.string("ref").flatMap({ CellRange($0) }) { mergedRanges.append(range) }
  }

  // MARK: Cells

  private mutating func openCell(_ attributes: XMLAttributes) throws {
    place = .cell
    text.clear()
    kind = .number
    isFormula = false
    givesEmptyText = false
    hasValue = false
    results = nil
    style = 0
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
    guard let address else {
      column += 1
      cellRow = rowNumber
      guard column < CellAddress.columns else { throw WorkbookError.damaged }
      return
    }
    if !rowIsNumbered {
      rowNumber = address.row
      rowIsNumbered = true
    }
    cellRow = address.row
    column = address.column
  }

  private mutating func openFormula(_ attributes: XMLAttributes) {
    place = .formula
    // The formula of others (`shared`) or of many (`array`, `dataTable`) may have no text here.
    let type = attributes.bytes("t")
    isFormula = type.map { !$0.elementsEqual("normal".utf8) } ?? false
    if let type, !type.elementsEqual("shared".utf8) { results = attributes.string("ref").flatMap { CellRange($0) } }
    guard !hasValue else { return }
    text.clear()
    text.isOpen = true
  }

  private mutating func closeFormula() {
    place = .cell
    text.isOpen = false
    guard !hasValue else {
      isFormula = true
      return
    }
    isFormula = isFormula || text.count > 0
    if awaitsCalculation, kind == .text { givesEmptyText = text.count == 0 || text.withBytes(SheetRows.hasEmptyText) }
    text.clear()
  }

  /// Whether a formula has an empty text in it: `IF(A1="","",A1)`.
  private static func hasEmptyText(_ formula: UnsafeBufferPointer<UInt8>) -> Bool {
    zip(formula, formula.dropFirst()).contains { $0 == UInt8(ascii: "\"") && $1 == UInt8(ascii: "\"") }
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
    guard let value = content() else { return }
    if cellRow != cellsRow { try handOnCells() }
    cellsRow = cellRow
    guard cells.count < limits.cellsPerRow else { throw limits.exceeded }
    var format = CellFormat.plain
    if case .number(let decimal) = value, style < formats.count { format = formats[style].format(of: decimal) }
    cells.append(WorkbookCell(column: column, value: value, format: format, isFormula: isFormula))
  }

  /// What the cell holds; `nil` for nothing. A formula that gives an empty text says so with an empty value of the type of texts.
  private mutating func content() -> CellValue? {
    let value = text.count > 0 ? value() : nil
    guard isFormula else {
      guard !unknownResults.isEmpty, hasNoResult(value), unknownResults.contains(where: isHere) else { return value }
      return .unreadable(.formulaWithoutResult)
    }
    guard hasNoResult(value), !isEmptyText else { return value }
    if let results, unknownResults.count < SheetRows.mostUnknownResults { unknownResults.append(results) }
    return .unreadable(.formulaWithoutResult)
  }

  /// Whether a formula's value is there and is the empty text. Where results are still to be worked out, programs that cannot
  /// calculate leave it too, so the formula must be one that can give it.
  private var isEmptyText: Bool {
    guard hasValue else { return false }
    if kind == .text { return text.count == 0 && (!awaitsCalculation || givesEmptyText) }
    return kind == .shared && text.count > 0 && !awaitsCalculation
  }

  /// Whether a formula's value is none: it is not there, or is the nought that programs leave which cannot calculate, where the
  /// workbook says that results are still to be worked out.
  private func hasNoResult(_ value: CellValue?) -> Bool {
    value == nil || (awaitsCalculation && (value == .number("0") || value == .text("0")))
  }

  private func isHere(_ range: CellRange) -> Bool { range.contains(CellAddress(column: column, row: cellRow)) }

  private func value() -> CellValue? {
    text.withBytes { bytes in
      switch kind {
      case .text: return .text(EscapedText.decoded(bytes))
      case .error: return .error(String(decoding: bytes, as: UTF8.self))
      case .boolean: return .boolean(bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8))
      case .number: return DecimalText.value(bytes)
      case .shared:
        guard let position = wholeNumber(bytes), position < strings.count else { return .unreadable(.textMissing) }
        return strings[position].isEmpty ? nil : .text(strings[position])
      }
    }
  }
}
