import CXlsxWriter
import Kernel

/// A workbook with one plain table, written row by row: memory does not grow with the number of rows.
public final class WorkbookTable {
  /// A column of the table.
  public struct Column: Hashable, Sendable {
    /// The name in the head row.
    public var name: String
    /// The width in digits of the standard font.
    public var width: Int
    /// How its numbers are shown.
    public var numberFormat: CellStyle.NumberFormat

    /// A column.
    public init(_ name: String, width: Int = 16, numberFormat: CellStyle.NumberFormat = .general) {
      self.name = name
      self.width = width
      self.numberFormat = numberFormat
    }
  }

  private let file: WorkbookFile
  private let writer: SheetWriter
  private let formats: [UnsafeMutablePointer<lxw_format>?]
  private var row = 1

  /// Begins a table: its head row is bold, stays in view and is repeated in print.
  public init(title: String, name: String, createdAt: Moment, columns: [Column]) throws(WorkbookWriteError) {
    file = try WorkbookFile(title: title, createdAt: createdAt, isStreamed: true)
    var made = WorkbookFormats(of: file)
    var content = SheetContent(name: name)
    content.columns = columns.map { ColumnLayout(width: $0.width) }
    content.frozenRows = 1
    content.page = PageLayout(headRows: 1...1)
    writer = SheetWriter(sheet: try file.addSheet(name), content: content)
    writer.writeLayout()
    let head = try made.format(.plain.with { ($0.isBold, $0.isWrapped, $0.background) = (true, true, .grey) })
    var formats: [UnsafeMutablePointer<lxw_format>?] = []
    for (index, column) in columns.enumerated() {
      try writer.write(.text(column.name), at: CellAddress(column: index, row: 1), head)
      formats.append(try made.format(.plain.with { $0.numberFormat = column.numberFormat }))
    }
    self.formats = formats
  }

  /// Adds a row, its values in the order of the columns.
  public func add(_ values: [CellContent.Value]) throws(WorkbookWriteError) {
    row += 1
    guard row <= CellAddress.rows, values.count <= formats.count else {
      throw .cell(sheet: writer.content.name, CellAddress(column: 0, row: row))
    }
    for (index, value) in values.enumerated() where value != .empty {
      try writer.write(value, at: CellAddress(column: index, row: row), formats[index])
    }
  }

  /// Ends the table and gives the bytes of the workbook.
  public func finish() throws(WorkbookWriteError) -> [UInt8] { try file.finish() }
}
