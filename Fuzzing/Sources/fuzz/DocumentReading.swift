import Kernel
@testable import Spreadsheets

/// Workbooks of ours with texts of others in every place where one may stand: cells, notes, lists, tabs. What is written is
/// read back as it was.
enum DocumentReading {
  static func take(_ bytes: [UInt8]) {
    let texts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let document = document(of: texts)
    guard let written = try? WorkbookWriter.bytes(of: document) else { return }
    guard let sheets = WorkbookReading.rows(written) else { return Report.hold(false, "we wrote a workbook we cannot read") }
    Report.hold(sheets.map(\.sheet.name) == document.sheets.map(\.name), "the tabs read otherwise")
    let wanted = texts.prefix(cells).map(\.writable).filter { !$0.isEmpty }
    let read = sheets[0].rows.flatMap(\.cells).map(\.value)
    Report.hold(read == wanted.map { .text($0) }, "a text reads otherwise than it was written")
    WorkbookReading.take(written)
    let table = try? WorkbookWriter.table(
      title: texts[0], name: "Bảng", createdAt: Moment(seconds: 0), columns: [WorkbookTable.Column(texts[0])],
      rows: texts.prefix(cells).map { [.decimal($0)] })
    if let table { Report.hold(WorkbookReading.rows(table) != nil, "we wrote a table we cannot read") }
  }

  private static let cells = 60

  private static func document(of texts: [String]) -> WorkbookDocument {
    func text(_ index: Int) -> String { texts[index % texts.count] }
    var first = SheetContent(name: "Biểu")
    for (index, text) in texts.prefix(cells).enumerated() {
      first.cells.append(CellContent(CellAddress(column: index % 3, row: index / 3 + 1), .text(text)))
    }
    var second = SheetContent(name: text(1))
    let advice = CellValidation.Advice(title: text(2), text: text(3))
    let rules: [CellValidation.Rule] = [
      .list([text(4), text(5)]),
      .words(sheet: text(1), CellRange(from: CellAddress(column: 0, row: 1), to: CellAddress(column: 0, row: 2))),
      .number,
    ]
    for (index, rule) in rules.enumerated() {
      second.cells.append(
        CellContent(
          CellAddress(column: 1, row: index + 1), .decimal(text(6)),
          validation: CellValidation(rule, input: advice, error: advice), note: text(7)))
    }
    second.page = PageLayout(headRows: 1...1, countsPages: true)
    return WorkbookDocument(title: text(8), createdAt: Moment(seconds: 1_700_000_000), sheets: [first, second])
  }
}
