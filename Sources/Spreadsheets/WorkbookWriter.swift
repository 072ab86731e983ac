import CXlsxWriter
import Kernel

/// Writes `.xlsx` workbooks (ECMA-376) through libxlsxwriter. The same content and moment give the same bytes.
public enum WorkbookWriter {
  /// The bytes of a workbook: forms and reports of some thousand cells, held in memory. Throws where a name, a cell or the
  /// disk does not allow it.
  public static func bytes(of document: WorkbookDocument) throws(WorkbookWriteError) -> [UInt8] {
    guard let shown = document.sheets.firstIndex(where: { !$0.isHidden }) else {
      throw .sheetName(document.sheets.first?.name ?? "")
    }
    let file = try WorkbookFile(title: document.title, createdAt: document.createdAt, isStreamed: false)
    var formats = WorkbookFormats(of: file)
    var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
    // All tabs first: a list of words may stand on a later sheet.
    for content in document.sheets { sheets.append(try file.addSheet(content.name)) }
    worksheet_activate(sheets[shown])
    if shown > 0 { worksheet_set_first_sheet(sheets[shown]) }
    for (sheet, content) in zip(sheets, document.sheets) { try SheetWriter(sheet: sheet, content: content).write(&formats) }
    return try file.finish()
  }

  /// The bytes of a workbook with one plain table of any length; see `WorkbookTable`.
  public static func table(
    title: String, name: String, createdAt: Moment, columns: [WorkbookTable.Column],
    rows: some Sequence<[CellContent.Value]>
  ) throws(WorkbookWriteError) -> [UInt8] {
    let table = try WorkbookTable(title: title, name: name, createdAt: createdAt, columns: columns)
    for row in rows { try table.add(row) }
    return try table.finish()
  }
}
