import Kernel
import Spreadsheets

/// A form's workbook as it comes back: what it says of itself, and its rows with cells found by the titles of their columns, so
/// that moved, hidden and inserted columns and sorted rows do no harm.
struct FilledForm: Sendable {
  /// The most bytes of a packed file.
  static let byteLimit = 5_000_000
  /// The most rows with content.
  static let rowLimit = 2_000

  let identity: FormIdentity
  /// The name of the sheet that was filled in.
  let sheet: String
  /// Where the columns stand.
  let columns: [FormColumn: Int]
  /// What stands above the titles of the columns: the title of the form, as it was downloaded or as somebody rewrote it.
  let above: [WorkbookRow]
  /// The rows below the titles.
  var rows: [WorkbookRow]
  /// Merged cells.
  var merged: [CellRange]
  let countsFrom1904: Bool

  /// Reads a workbook; what is too large is told in the words of forms.
  /// - Throws: `WorkbookError`, `FormWorkbookError`.
  static func read(_ bytes: [UInt8]) throws -> FilledForm {
    do {
      return try FilledForm(bytes)
    } catch WorkbookError.tooLarge(let limit) {
      throw FormWorkbookError.contentTooLarge(limitMegabytes: limit)
    }
  }

  /// Reads a workbook.
  /// - Throws: `WorkbookError`, `FormWorkbookError`.
  init(_ bytes: [UInt8]) throws {
    guard bytes.count <= FilledForm.byteLimit else {
      throw FormWorkbookError.fileTooLarge(limitMegabytes: FilledForm.byteLimit / 1_000_000)
    }
    let reader = try WorkbookReader(bytes, limits: FilledForm.limits)
    guard let hidden = reader.sheets.first(where: { $0.name == FormIdentity.sheetName }) else {
      throw FormWorkbookError.notAForm
    }
    let identity = try FormIdentity(reader, hidden)
    let others = reader.sheets.filter { $0.name != FormIdentity.sheetName }
    // The sheet may have been renamed; a copy of it beside the original is not asked.
    let candidates = others.filter { $0.name == identity.sheet } + others.filter { $0.name != identity.sheet }
    var failure: WorkbookError?
    for candidate in candidates {
      let rows: [WorkbookRow]
      let merged: [CellRange]
      do {
        (rows, merged) = try FilledForm.rows(reader, candidate)
      } catch let error as WorkbookError where candidate.name != identity.sheet {
        // A broken sheet beside that of the form does no harm; a copy of a broken form is not asked.
        failure = failure ?? error
        continue
      }
      guard let head = rows.firstIndex(where: { FilledForm.isHead($0, identity) }) else { continue }
      columns = try FilledForm.columns(rows[head], identity)
      above = Array(rows[..<head])
      self.rows = Array(rows[(head + 1)...])
      self.identity = identity
      self.merged = merged
      sheet = candidate.name
      countsFrom1904 = reader.countsFrom1904
      return
    }
    throw failure ?? FormWorkbookError.headMissing as any Error
  }

  private static var limits: WorkbookLimits {
    var limits = WorkbookLimits()
    // A million rows with a format and nothing in them, as one slip leaves them, unpack to 70 MB.
    limits.unpackedBytes = 120_000_000
    limits.mergedRanges = 5_000
    return limits
  }

  private static func rows(_ reader: WorkbookReader, _ sheet: WorkbookSheet) throws -> ([WorkbookRow], [CellRange]) {
    var rows: [WorkbookRow] = []
    let facts = try reader.read(sheet) { row in
      rows.append(row)
      guard rows.count <= rowLimit else { throw FormWorkbookError.tooManyRows(limit: rowLimit) }
      return true
    }
    return (rows, facts.mergedRanges)
  }

  private static func isHead(_ row: WorkbookRow, _ identity: FormIdentity) -> Bool {
    let keys = Set(row.cells.map { title(of: $0) })
    return [FormColumn.code, .value].allSatisfy { column in
      identity.titles[column].map { keys.contains(VietnameseText.searchKey($0)) } ?? false
    }
  }

  private static func columns(_ head: WorkbookRow, _ identity: FormIdentity) throws(FormWorkbookError) -> [FormColumn: Int] {
    var columns: [FormColumn: Int] = [:]
    for (column, title) in identity.titles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let key = VietnameseText.searchKey(title)
      let places = head.cells.filter { FilledForm.title(of: $0) == key }
      // What is only there to be compared with may be thrown away.
      guard column.isInput || column == .code else { continue }
      guard let place = places.first else { throw .columnMissing(title: title) }
      guard places.count == 1 else { throw .columnTwice(title: title) }
      columns[column] = place.column
    }
    return columns
  }

  private static func title(of cell: WorkbookCell) -> String {
    guard case .text(let text) = cell.value else { return "" }
    return VietnameseText.searchKey(text)
  }
}

extension FilledForm {
  /// The cell of a row and column; `nil` where it holds nothing, or nothing but blanks.
  func cell(_ column: FormColumn, in row: WorkbookRow) -> WorkbookCell? {
    guard let place = columns[column], let cell = row[place] else { return nil }
    if case .text(let text) = cell.value, VietnameseText.cleaned(text).isEmpty { return nil }
    return cell
  }

  /// The address of a row and column.
  func address(_ column: FormColumn, in row: Int) -> CellAddress {
    CellAddress(column: columns[column] ?? columns[.value] ?? 0, row: row)
  }

  /// The merged cells that reach into what is filled in on a row.
  func merged(over row: Int) -> [CellRange] {
    merged.filter { range in
      guard range.from != range.to, (range.from.row...max(range.from.row, range.to.row)).contains(row) else { return false }
      return columns.contains { $0.key.isInput && range.from.column <= $0.value && $0.value <= range.to.column }
    }
  }
}
