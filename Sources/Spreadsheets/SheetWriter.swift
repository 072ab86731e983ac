import CXlsxWriter
import Kernel

/// Writes one sheet of a workbook.
struct SheetWriter {
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let content: SheetContent

  /// Writes the sheet; formats are shared by the sheets of a workbook.
  func write(_ formats: inout WorkbookFormats) throws(WorkbookWriteError) {
    writeLayout()
    for range in content.merged { try merge(range) }
    for cell in content.cells {
      try check(cell.address)
      try write(cell.value, at: cell.address, formats.format(cell.style))
      if let note = cell.note { try write(note: note, at: cell.address) }
    }
    try writeMergedStyles(&formats)
    for (range, validation) in CellValidation.ranges(of: content.cells) {
      try check(range.from)
      guard validation.write(to: sheet, range) else { throw .cell(sheet: content.name, range.from) }
    }
  }

  /// Writes what stands in a cell.
  func write(
    _ value: CellContent.Value, at address: CellAddress, _ format: UnsafeMutablePointer<lxw_format>?
  ) throws(WorkbookWriteError) {
    let (row, column) = (lxw_row_t(address.row - 1), lxw_col_t(address.column))
    let result =
      switch value {
      case .text(let text): worksheet_write_string(sheet, row, column, text.writableInCell, format)
      case .number(let quantity): write(quantity, row, column, format)
      case .decimal(let plain): write(decimal: plain, row, column, format)
      case .empty: worksheet_write_blank(sheet, row, column, format)
      }
    guard result == LXW_NO_ERROR else { throw .cell(sheet: content.name, address) }
  }

  /// Here and below a figure becomes binary, because the format holds nothing else.
  private func write(
    _ quantity: Quantity, _ row: lxw_row_t, _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
  ) -> lxw_error {
    // Both numbers are exact below 10¹⁵, so their quotient is the binary number nearest to the figure.
    guard quantity.tenThousandths.magnitude < 1_000_000_000_000_000 else {
      return write(decimal: quantity.description, row, column, format)
    }
    return worksheet_write_number(sheet, row, column, Double(quantity.tenThousandths) / 10_000, format)
  }

  private func write(
    decimal: String, _ row: lxw_row_t, _ column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
  ) -> lxw_error {
    guard SheetWriter.isKept(decimal), let number = Double(decimal) else {
      return worksheet_write_string(sheet, row, column, decimal.writableInCell, format)
    }
    return worksheet_write_number(sheet, row, column, number, format)
  }

  /// Whether a text is a plain number, of at most 15 digits that matter, that a spreadsheet keeps in every one of them.
  static func isKept(_ plain: String) -> Bool {
    let digits = plain.utf8.first == UInt8(ascii: "-") ? plain.utf8.dropFirst() : plain.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard digits.count <= 300, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return false
    }
    let zero = UInt8(ascii: "0")
    return parts.joined().drop { $0 == zero }.reversed().drop { $0 == zero }.count <= 15
  }

  private func check(_ address: CellAddress) throws(WorkbookWriteError) {
    guard (1...CellAddress.rows).contains(address.row), (0..<CellAddress.columns).contains(address.column) else {
      throw .cell(sheet: content.name, address)
    }
  }

  private func write(note: String, at address: CellAddress) throws(WorkbookWriteError) {
    let text = note.writable
    let size = NoteSize(for: text)
    let row = lxw_row_t(address.row - 1)
    var options = lxw_comment_options()
    (options.width, options.height) = (UInt16(size.width), UInt16(size.height))
    let result = worksheet_write_comment_opt(sheet, row, lxw_col_t(address.column), text, &options)
    guard result == LXW_NO_ERROR else { throw .cell(sheet: content.name, address) }
  }

  private func merge(_ range: CellRange) throws(WorkbookWriteError) {
    try check(range.from)
    try check(range.to)
    let rows = (lxw_row_t(range.from.row - 1), lxw_row_t(range.to.row - 1))
    let result = worksheet_merge_range(
      sheet, rows.0, lxw_col_t(range.from.column), rows.1, lxw_col_t(range.to.column), "", nil)
    guard result == LXW_NO_ERROR else { throw .cell(sheet: content.name, range.from) }
  }

  /// Gives all cells of a merged range the style of its first cell: the lines around it are drawn by each of them.
  private func writeMergedStyles(_ formats: inout WorkbookFormats) throws(WorkbookWriteError) {
    let styles = Dictionary(content.cells.map { ($0.address, $0.style) }) { $1 }
    for range in content.merged {
      let format = try formats.format(styles[range.from] ?? .plain)
      for row in range.from.row...max(range.from.row, range.to.row) {
        for column in range.from.column...max(range.from.column, range.to.column) {
          let address = CellAddress(column: column, row: row)
          if address != range.from { try write(.empty, at: address, format) }
        }
      }
    }
  }

  /// Writes what concerns the sheet as a whole.
  func writeLayout() {
    for (index, column) in content.columns.enumerated() where index < CellAddress.columns {
      var options = lxw_row_col_options(hidden: column.isHidden ? 1 : 0, level: 0, collapsed: 0)
      worksheet_set_column_opt(sheet, lxw_col_t(index), lxw_col_t(index), Double(column.width), nil, &options)
    }
    let heights = RowHeights(of: content).needed.merging(content.rowHeights) { $1 }
    for (row, height) in heights where (1...CellAddress.rows).contains(row) {
      worksheet_set_row(sheet, lxw_row_t(row - 1), Double(height), nil)
    }
    if content.frozenRows > 0 || content.frozenColumns > 0 {
      worksheet_freeze_panes(sheet, lxw_row_t(max(content.frozenRows, 0)), lxw_col_t(max(content.frozenColumns, 0)))
    }
    if content.isHidden { worksheet_hide(sheet) }
    if content.isProtected {
      var allowed = lxw_protection()
      // A cell that was pasted as a date can only be put right by formatting it.
      (allowed.format_cells, allowed.format_columns, allowed.format_rows) = (1, 1, 1)
      worksheet_protect(sheet, nil, &allowed)
    }
    if let page = content.page { write(page) }
  }

  private func write(_ page: PageLayout) {
    let a4: UInt8 = 9
    worksheet_set_paper(sheet, a4)
    if page.isLandscape { worksheet_set_landscape(sheet) }
    if page.fitsWidth { worksheet_fit_to_pages(sheet, 1, 0) }
    if let rows = page.headRows, rows.lowerBound >= 1 {
      worksheet_repeat_rows(sheet, lxw_row_t(rows.lowerBound - 1), lxw_row_t(rows.upperBound - 1))
    }
    if page.countsPages { worksheet_set_footer(sheet, "&C&P/&N") }
  }
}
