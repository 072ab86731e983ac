import Kernel
import Spreadsheets
import Testing

@Suite("Writing workbooks")
struct WorkbookWriterTests {
  static let moment = Moment(seconds: 1_650_000_000)
  static let sheetPart = "xl/worksheets/sheet1.xml"

  static func document(_ cells: [CellContent] = [], _ change: (inout SheetContent) -> Void = { _ in }) -> WorkbookDocument {
    var sheet = SheetContent(name: "Biểu 1", cells: cells)
    change(&sheet)
    return WorkbookDocument(title: "Biểu 1", createdAt: moment, sheets: [sheet])
  }

  static func cell(_ address: String, _ value: CellContent.Value, _ style: CellStyle = .plain) throws -> CellContent {
    CellContent(try #require(CellAddress(address)), value, style: style)
  }

  static func parts(_ document: WorkbookDocument) throws -> PackedParts { PackedParts(try WorkbookWriter.bytes(of: document)) }

  static let values: [(value: CellContent.Value, read: CellValue?)] = [
    (.text("người"), .text("người")), (.text("=1+1"), .text("=1+1")),
    (.text("=cmd|' /C calc'!A0"), .text("=cmd|' /C calc'!A0")),
    (.text("@SUM(A1)"), .text("@SUM(A1)")), (.text("+84"), .text("+84")), (.text("007"), .text("007")),
    (.text("a & <b> \"c\""), .text("a & <b> \"c\"")), (.text("_x0041_"), .text("_x0041_")),
    (.text("một\nhai"), .text("một\nhai")),
    (.text("một\r\nhai"), .text("một\nhai")), (.text("a\u{0}\u{1}\u{FFFE}b"), .text("ab")), (.text("𝄞"), .text("𝄞")),
    (.text(""), nil), (.empty, nil),
    (.number(.zero), .number("0")), (.number(Quantity(1_204)), .number("1204")),
    (.number(Quantity(tenThousandths: -12_345)), .number("-1.2345")), (.number(Quantity(tenThousandths: 1)), .number("0.0001")),
    (.number(Quantity(tenThousandths: 9_999_999_999_999_999)), .text("999999999999.9999")),
    (.decimal("-1204.5"), .number("-1204.5")), (.decimal("25000000000000"), .number("25000000000000")),
    (.decimal("123456789012345"), .number("123456789012345")), (.decimal("1234567890123456"), .text("1234567890123456")),
    (.decimal("0001.50"), .number("1.5")), (.decimal("1e5"), .text("1e5")), (.decimal("nan"), .text("nan")),
    (.decimal("0x1F"), .text("0x1F")), (.decimal("."), .text(".")), (.decimal("1."), .text("1.")), (.decimal("=1"), .text("=1")),
  ]

  @Test("what was written is read back, and text is never a formula", arguments: values)
  func value(value: CellContent.Value, read: CellValue?) throws {
    let cells = [try Self.cell("B3", value)]
    let reader = try WorkbookReader(try WorkbookWriter.bytes(of: Self.document(cells)))
    var found: [WorkbookCell] = []
    _ = try reader.read(try #require(reader.sheets.first)) { row in
      found += row.cells
      return true
    }
    #expect(found.map(\.value) == (read.map { [$0] } ?? []))
    #expect(found.allSatisfy { !$0.isFormula && $0.column == 1 })
  }

  @Test("the same content and moment give the same bytes, another moment others")
  func deterministic() throws {
    var document = Self.document([try Self.cell("A1", .text("Chỉ tiêu"), .plain.with { $0.isBold = true })])
    document.sheets[0].cells[0].note = "Ghi chú"
    let bytes = try WorkbookWriter.bytes(of: document)
    #expect(try WorkbookWriter.bytes(of: document) == bytes)
    document.createdAt = Self.moment.adding(seconds: 1)
    #expect(try WorkbookWriter.bytes(of: document) != bytes)
  }

  @Test("the properties say the title and the moment, and no author")
  func properties() throws {
    let core = try Self.parts(Self.document())["docProps/core.xml"]
    #expect(core.contains("<dc:title>Biểu 1</dc:title>"))
    #expect(core.contains("<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>"))
    #expect(core.contains("2022-04-15T05:20:00Z"))
  }

  static let layouts: [(name: String, change: @Sendable (inout SheetContent) -> Void, written: String)] = [
    ("frozen", { ($0.frozenRows, $0.frozenColumns) = (4, 2) }, #"<pane xSplit="2" ySplit="4" topLeftCell="C5""#),
    ("a width", { $0.columns = [ColumnLayout(width: 30)] }, #"<col min="1" max="1" width="30.7109375" customWidth="1"/>"#),
    ("a hidden column", { $0.columns = [ColumnLayout(width: 9, isHidden: true)] }, #"hidden="1""#),
    ("a height", { $0.rowHeights = [3: 40] }, #"<row r="3" ht="40" customHeight="1"/>"#),
    (
      "protected", { $0.isProtected = true },
      #"<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>"#
    ),
    ("landscape A4", { $0.page = PageLayout() }, #"<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>"#),
    ("one page wide", { $0.page = PageLayout() }, #"<pageSetUpPr fitToPage="1"/>"#),
    ("a foot", { $0.page = PageLayout(countsPages: true) }, "<oddFooter>&amp;C&amp;P/&amp;N</oddFooter>"),
    (
      "merged", { $0.merged = [CellRange(from: CellAddress(column: 0, row: 1), to: CellAddress(column: 3, row: 1))] },
      #"<mergeCell ref="A1:D1"/>"#
    ),
  ]

  @Test("a sheet looks and behaves as said", arguments: layouts.indices)
  func layout(index: Int) throws {
    let (_, change, written) = Self.layouts[index]
    #expect(try Self.parts(Self.document([], change))[Self.sheetPart].contains(written))
  }

  @Test("head rows are repeated, and a hidden sheet stays behind the first visible one")
  func workbookPart() throws {
    var document = Self.document([]) { $0.page = PageLayout(headRows: 4...5) }
    var hidden = SheetContent(name: "Mã")
    hidden.isHidden = true
    document.sheets.insert(hidden, at: 0)
    let workbook = try Self.parts(document)["xl/workbook.xml"]
    #expect(workbook.contains(#"<sheet name="Mã" sheetId="1" state="hidden" r:id="rId1"/>"#))
    #expect(workbook.contains(#"activeTab="1""#))
    #expect(workbook.contains("'Biểu 1'!$4:$5</definedName>"))
  }

  @Test("a style becomes one format of the file")
  func styles() throws {
    let style = CellStyle.plain.with {
      ($0.isBold, $0.isWrapped, $0.hasBorder, $0.isUnlocked, $0.alignment) = (true, true, true, true, .centre)
      ($0.background, $0.numberFormat) = (.grey, .decimals(2))
    }
    let cells = [try Self.cell("A1", .number(Quantity(1)), style), try Self.cell("A2", .empty, style)]
    let parts = try Self.parts(Self.document(cells))
    let styles = parts["xl/styles.xml"]
    #expect(styles.contains(##"formatCode="#,##0.00""##) || styles.contains(#"numFmtId="4""#))
    #expect(styles.contains(#"<alignment horizontal="center" vertical="center" wrapText="1"/><protection locked="0"/>"#))
    #expect(styles.contains(#"<fgColor rgb="FFE7E6E6"/>"#))
    #expect(parts.all(" s=\"", "\"", in: Self.sheetPart) == ["1", "1"])
  }

  @Test("a row is as high as its wrapped text needs")
  func heights() throws {
    let wrapped = CellStyle.plain.with { $0.isWrapped = true }
    let long = "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều của huyện"
    let cells = [
      try Self.cell("A1", .text(long), wrapped), try Self.cell("A2", .text("ngắn"), wrapped), try Self.cell("A3", .text(long)),
      try Self.cell("A4", .text("a\nb\nc"), wrapped),
    ]
    let parts = try Self.parts(Self.document(cells) { $0.columns = [ColumnLayout(width: 30)] })
    #expect(parts.all(" ht=\"", "\"", in: Self.sheetPart) == ["33", "48"])
  }

  @Test("equal rules below one another are one rule")
  func validations() throws {
    let advice = CellValidation.Advice(title: "Thực hiện", text: "Nhập số không âm.")
    let number = CellValidation(.number, input: advice, error: advice)
    let words = CellRange(from: CellAddress(column: 0, row: 1), to: CellAddress(column: 0, row: 3))
    let rules: [(String, CellValidation)] = [
      ("C5", number), ("C7", number), ("C6", number), ("D5", CellValidation(.list(["Đạt", "Không đạt"]), isStrict: true)),
      ("D6", CellValidation(.words(sheet: "Danh mục' 1", words))), ("E1", CellValidation(.wholeNumber)),
    ]
    let cells = try rules.map { address, rule in
      CellContent(try #require(CellAddress(address)), .empty, style: .plain.with { $0.isUnlocked = true }, validation: rule)
    }
    let parts = try Self.parts(Self.document(cells))
    #expect(parts.all(" sqref=\"", "\"", in: Self.sheetPart).filter { $0 != "A1" } == ["C5:C7", "D5", "D6", "E1"])
    #expect(
      parts.all("<formula1>", "</formula1>", in: Self.sheetPart) == [
        "0", "\"Đạt,Không đạt\"", "'Danh mục'' 1'!$A$1:$A$3", "0",
      ])
    #expect(parts.all("errorStyle=\"", "\"", in: Self.sheetPart) == ["warning", "warning", "warning"])
    #expect(parts[Self.sheetPart].contains("promptTitle=\"Thực hiện\" prompt=\"Nhập số không âm.\""))
  }

  @Test("the longest list a rule holds is written whole")
  func longestList() throws {
    let words = [String(repeating: "ệ", count: 84), "ab"]
    let cell = try CellContent(#require(CellAddress("B2")), .empty, validation: CellValidation(.list(words)))
    let parts = try Self.parts(Self.document([cell]))
    #expect(parts.all("<formula1>", "</formula1>", in: Self.sheetPart) == ["\"\(words.joined(separator: ","))\""])
  }

  @Test("a note stands beside its cell, without an author")
  func note() throws {
    var cell = try Self.cell("C4", .text("Thực hiện"))
    cell.note = "Ghi số đến 31/12."
    let comments = try Self.parts(Self.document([cell]))["xl/comments1.xml"]
    #expect(comments.contains("<authors><author></author></authors>"))
    #expect(comments.contains(#"<comment ref="C4" authorId="0">"#) && comments.contains("<t>Ghi số đến 31/12.</t>"))
  }

  static let names = ["", "a/b", "[x]", "'x'", "a\u{1}", "a\tb", "a\nb", "\t\t\t", String(repeating: "x", count: 32)]

  @Test("a name Excel forbids is refused", arguments: names)
  func name(name: String) {
    #expect(throws: WorkbookWriteError.sheetName(name)) {
      try WorkbookWriter.bytes(of: Self.document([]) { $0.name = name })
    }
  }

  @Test("a name used twice, and a workbook without a visible sheet, are refused")
  func visibleNames() {
    var document = Self.document()
    document.sheets.append(SheetContent(name: "BIỂU 1"))
    document.sheets.append(SheetContent(name: "Biểu 1"))
    #expect(throws: WorkbookWriteError.sheetName("Biểu 1")) { try WorkbookWriter.bytes(of: document) }
    let hidden = Self.document([]) { $0.isHidden = true }
    #expect(throws: WorkbookWriteError.sheetName("Biểu 1")) { try WorkbookWriter.bytes(of: hidden) }
  }

  static let tooLong: [(name: String, cell: CellContent)] = {
    let a1 = CellAddress(column: 0, row: 1)
    let long = String(repeating: "ệ", count: 256)
    let advice = CellValidation.Advice(title: "", text: long)
    return [
      ("text", CellContent(a1, .text(String(repeating: "x", count: 32_768)))),
      ("note", CellContent(a1, .empty, note: String(repeating: "x", count: 32_768))),
      ("a sentence", CellContent(a1, .empty, validation: CellValidation(.number, input: advice))),
      ("a list", CellContent(a1, .empty, validation: CellValidation(.list([long])))),
      ("a list of 256 bytes", CellContent(a1, .empty, validation: CellValidation(.list([String(long.prefix(84)), "abc"])))),
      ("a list with a comma", CellContent(a1, .empty, validation: CellValidation(.list(["a,b"])))),
      ("an empty list", CellContent(a1, .empty, validation: CellValidation(.list([])))),
      ("a row too far", CellContent(CellAddress(column: 0, row: 1_048_577), .empty)),
      ("no row", CellContent(CellAddress(column: 0, row: 0), .text("x"))),
      ("a column too far", CellContent(CellAddress(column: 16_384, row: 1), .text("x"))),
    ]
  }()

  @Test("what a cell cannot hold is refused with its place", arguments: tooLong.indices)
  func refused(index: Int) {
    let cell = Self.tooLong[index].cell
    #expect(throws: WorkbookWriteError.cell(sheet: "Biểu 1", cell.address)) {
      try WorkbookWriter.bytes(of: Self.document([cell]))
    }
  }

  @Test("a table is written row by row and read back")
  func table() throws {
    let rows = (1...2_000).lazy.map { row -> [CellContent.Value] in
      [.text("=xã \(row)"), .number(Quantity(tenThousandths: Int64(row) * 2_500)), .empty, .decimal("\(row)000000000")]
    }
    let columns = ["Xã", "Tỷ lệ", "Trống", "Kinh phí"].map { WorkbookTable.Column($0, numberFormat: .decimals(2)) }
    let bytes = try WorkbookWriter.table(title: "Bảng", name: "Bảng", createdAt: Self.moment, columns: columns, rows: rows)
    let reader = try WorkbookReader(bytes)
    var read: [[CellValue?]] = []
    _ = try reader.read(try #require(reader.sheets.first)) { row in
      read.append((0..<4).map { row[$0]?.value })
      return true
    }
    #expect(read.count == 2_001)
    #expect(read.first == [.text("Xã"), .text("Tỷ lệ"), .text("Trống"), .text("Kinh phí")])
    #expect(read.last == [.text("=xã 2000"), .number("500"), nil, .number("2000000000000")])
  }

  @Test("a row longer than the head is refused")
  func longRow() throws {
    let table = try WorkbookTable(title: "", name: "Bảng", createdAt: Self.moment, columns: [WorkbookTable.Column("A")])
    try table.add([.text("x")])
    #expect(throws: WorkbookWriteError.cell(sheet: "Bảng", CellAddress(column: 0, row: 3))) {
      try table.add([.text("x"), .text("y")])
    }
  }
}
