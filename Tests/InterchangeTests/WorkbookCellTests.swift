import Spreadsheets
import Testing

@Suite("Cells of workbooks")
struct WorkbookCellTests {
  /// Rows as a sheet stores them, and the cells read from them.
  struct Rows: CustomTestStringConvertible {
    let name: String
    let rows: String
    let cells: [String]
    var testDescription: String { name }

    init(_ name: String, _ rows: String, _ cells: [String]) {
      self.name = name
      self.rows = rows
      self.cells = cells
    }
  }

  static let strings = #"""
    <si><t>Nam</t></si><si><t xml:space="preserve"> hai
    dòng </t></si><si><r><rPr><b/></rPr><t>in đậm</t></r><r><t xml:space="preserve"> và không</t></r></si>
    <si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh><phoneticPr fontId="1"/></si><si/><si><t/></si>
    <si><t>R&amp;D &lt;&#225;&gt;</t></si><si><t>a_x000D_b_x005F_x0041_ _xZZZZ_ _x12</t></si><si><t><![CDATA[<x>]]></t></si>
    """#

  static let styles = #"""
    <numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>
    <numFmt numFmtId="166" formatCode="#,##0 &quot;đồng mỗi tháng&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
    <xf/></cellXfs><dxfs><dxf><numFmt numFmtId="166" formatCode="0%"/></dxf></dxfs>
    """#

  static let types: [Rows] = [
    Rows(
      "numbers as stored",
      "<row r='1'><c r='A1'><v>1.5499999999999998</v></c><c r='B1' t='n'><v>1E+30</v></c><c r='C1'><v> -0.5 </v></c></row>",
      ["A1 number 1.5499999999999998", "B1 number 1E+30", "C1 number -0.5"]),
    Rows(
      "no number where one belongs", "<row r='1'><c r='A1'><v>NaN</v></c><c r='B1'><v>1,5</v></c><c r='C1'><v>1E</v></c></row>",
      ["A1 text NaN", "B1 text 1,5", "C1 text 1E"]),
    Rows(
      "shared texts",
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c><c r='D1' t='s'><v>3</v></c>"
        + "<c r='E1' t='s'><v>4</v></c><c r='F1' t='s'><v>5</v></c></row>",
      ["A1 text Nam", "B1 text  hai\ndòng ", "C1 text in đậm và không", "D1 text 漢字"]),
    Rows(
      "characters XML cannot hold as they are",
      "<row r='1'><c r='A1' t='s'><v>6</v></c><c r='B1' t='s'><v>7</v></c><c r='C1' t='s'><v>8</v></c></row>",
      ["A1 text R&D <á>", "B1 text a\rb_x0041_ _xZZZZ_ _x12", "C1 text <x>"]),
    Rows(
      "texts in the cell",
      "<row r='1'><c r='A1' t='inlineStr'><is><t>Nữ</t></is></c><c r='B1' t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r>"
        + "<rPh sb='0' eb='1'><t>c</t></rPh></is></c><c r='C1' t='inlineStr'><is><t> </t></is></c>"
        + "<c r='D1' t='inlineStr'><is><t/></is></c></row>",
      ["A1 text Nữ", "B1 text ab", "C1 text  "]),
    Rows(
      "truth, errors and ISO dates",
      "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='e'><v>#DIV/0!</v></c>"
        + "<c r='D1' t='d'><v>2025-07-01</v></c></row>",
      ["A1 boolean true", "B1 boolean false", "C1 error #DIV/0!", "D1 text 2025-07-01"]),
    Rows(
      "formulas",
      "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1' t='str'><f>\"a\"</f><v>a</v></c><c r='C1' t='e'><f>1/0</f><v>#N/A</v></c>"
        + "<c r='D1'><f>SUM(A1)</f></c><c r='E1' t='str'><f>\"\"</f><v></v></c><c r='F1'><f t='shared' si='0'/><v>3</v></c></row>",
      [
        "A1 number 2 formula", "B1 text a formula", "C1 error #N/A formula", "D1 unreadable formulaWithoutResult formula",
        "F1 number 3 formula",
      ]),
    Rows(
      "formulas without a result are not nothing",
      "<row r='1'><c r='A1'><f>B1*2</f></c><c r='B1'><f>C1</f><v/></c><c r='C1'><f>D1</f><v></v></c><c r='D1'><f>E1</f><v> </v></c>"
        + "<c r='E1' t='n'><f>F1</f></c><c r='F1' t='str'><f>G1</f></c><c r='G1' t='e'><f>1/0</f></c><c r='H1' t='b'><f>1=1</f></c>"
        + "<c r='I1'><f t='shared' si='0'/></c><c r='J1'><f t='array' ref='J1:J3'>X1:X3</f></c>"
        + "<c r='K1'><f t='dataTable' ref='K1:K3' dt2D='0' r1='A1'/></c><c r='L1' t='s'><f>M1</f></c></row>",
      "ABCDEFGHIJKL".map { "\($0)1 unreadable formulaWithoutResult formula" }),
    Rows(
      "cells to which a formula without a result gives results",
      "<row r='1'><c r='A1'><f t='array' ref='A1:A3'>X1:X3</f></c><c r='B1'><f t='array' ref='B1:B2'>X1:X2</f><v>5</v></c></row>"
        + "<row r='2'><c r='A2'/><c r='B2'/></row><row r='3'><c r='A3'><v>7</v></c></row><row r='4'><c r='A4'/></row>",
      ["A1 unreadable formulaWithoutResult formula", "B1 number 5 formula", "A2 unreadable formulaWithoutResult", "A3 number 7"]),
    Rows(
      "formulas with an empty text, an empty formula, and a result before its formula",
      "<row r='1'><c r='A1' t='str'><f>\"\"</f><v></v></c><c r='B1' t='str'><f>\"\"</f><v/></c><c r='C1'><f/></c><c r='D1'><f></f><v>5</v></c>"
        + "<c r='E1'><v>6</v><f>1+5</f></c><c r='F1' t='s'><f>A1</f><v>4</v></c><c r='G1' t='inlineStr'><f>A1</f><is><t>x</t></is></c></row>",
      ["D1 number 5", "E1 number 6 formula", "G1 text x formula"]),
    Rows(
      "shared texts that are not there",
      "<row r='1'><c r='A1' t='s'><v>99</v></c><c r='B1' t='s'><v>-1</v></c><c r='C1' t='s'><v>x</v></c><c r='D1' t='s'><v/></c></row>",
      ["A1", "B1", "C1"].map { "\($0) unreadable textMissing" }),
    Rows(
      "formats",
      "<row r='1'><c r='A1' s='1'><v>0.5</v></c><c r='B1' s='2'><v>45000</v></c><c r='C1' s='3'><v>0.5</v></c>"
        + "<c r='D1' s='4'><v>45000</v></c><c r='E1' s='5'><v>7</v></c><c r='F1' s='6'><v>7</v></c><c r='G1' s='99'><v>7</v></c></row>",
      [
        "A1 number 0.5 percent", "B1 number 45000 date", "C1 number 0.5 percent", "D1 number 45000 date", "E1 number 7",
        "F1 number 7", "G1 number 7",
      ]),
  ]

  static let places: [Rows] = [
    Rows(
      "gaps", "<row r='2'><c r='B2'><v>1</v></c><c r='AB2'><v>2</v></c></row><row r='7'><c r='A7'><v>3</v></c></row>",
      ["B2 number 1", "AB2 number 2", "A7 number 3"]),
    Rows(
      "no places at all", "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
      ["A1 number 1", "C1 number 2", "A3 number 3"]),
    Rows(
      "some places", "<row r='3'><c r='C3'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
      ["C3 number 1", "D3 number 2", "A4 number 3"]),
    Rows(
      "rows numbered by their cells", "<row><c r='B5'><v>1</v></c><c r='C5'><v>2</v></c></row><row><c><v>3</v></c></row>",
      ["B5 number 1", "C5 number 2", "A6 number 3"]),
    Rows(
      "cells out of order", "<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>",
      ["A1 number 1", "B1 number 2", "C1 number 3"]),
    Rows("cells with a style only", "<row r='1' s='1' customFormat='1'><c r='A1' s='1'/><c r='B1'><v/></c></row>", []),
    Rows(
      "the last cell of a sheet", "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", ["XFD1048576 number 1"]),
    Rows(
      "elements of others",
      "<row xmlns:x='urn:x' x:r='9' r='1'><x:c r='B1'><x:v>9</x:v></x:c><c x:r='Z9' r='A1'><x:v>9</x:v><v>1</v>"
        + "<extLst><ext uri='u'><x:v>8</x:v></ext></extLst></c></row>",
      ["A1 number 1"]),
  ]

  @Test("what cells hold, and where they stand", arguments: types + places)
  func cells(_ rows: Rows) throws {
    let sample = WorkbookSample(rows: rows.rows, strings: WorkbookCellTests.strings, styles: WorkbookCellTests.styles)
    #expect(try WorkbookReader(sample).printed() == rows.cells)
  }

  @Test(
    "format codes",
    arguments: [
      ("0", CellFormat.plain), ("General", .plain), ("@", .plain), ("#,##0.00;[Red]-#,##0.00", .plain), ("0.00E+00", .plain),
      ("0%", .percent), ("[Blue]0.0 %;-0.0 %", .percent), ("d/m/yyyy", .date), ("[$-42A]dd mmmm yyyy;@", .date),
      ("hh:mm:ss", .date), ("[h]", .date), ("[mm]", .date), ("YYYY", .date), ("0 \"dyms %\"", .plain), ("0 \\d\\%", .plain),
      ("0_d*m", .plain), ("[$đ-42A] #,##0", .plain), ("[DBNum1]0", .plain), ("[>=1]0", .plain), ("0 \"open", .plain),
      ("[open", .plain), ("\\", .plain), ("", .plain),
    ])
  func format(_ code: String, _ format: CellFormat) throws {
    let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing(">", with: "&gt;")
    let sample = WorkbookSample(
      rows: "<row><c><v>1</v></c></row>",
      styles: "<cellXfs><xf numFmtId='170'/></cellXfs><numFmts><numFmt numFmtId='170' formatCode=\"\(escaped)\"/></numFmts>")
    let mark = format == .plain ? "" : " \(format)"
    #expect(try WorkbookReader(sample).printed() == ["A1 number 1\(mark)"])
  }

  static let awaited = [
    "A1 unreadable formulaWithoutResult formula", "B1 number 5 formula", "C1 number 0",
    "D1 unreadable formulaWithoutResult formula",
    "E1 unreadable formulaWithoutResult formula", "F1 text x formula", "G1 text 0",
  ]
  static let kept = [
    "A1 number 0 formula", "B1 number 5 formula", "C1 number 0", "D1 text 0 formula", "F1 text x formula", "G1 text 0",
  ]

  static let calculations: [(attribute: String, cells: [String])] = [
    ("fullCalcOnLoad='1'", awaited), ("calcId='1' fullCalcOnLoad='true'", awaited), ("fullCalcOnLoad='0'", kept),
    ("calcId='191029'", kept),
  ]

  @Test("a nought that a program left for Excel to work out is no result", arguments: calculations)
  func isAwaited(attribute: String, cells: [String]) throws {
    let rows =
      "<row><c><f>B1*2</f><v>0</v></c><c><f>2+3</f><v>5</v></c><c><v>0</v></c><c t='str'><f>B1</f><v>0</v></c>"
      + "<c t='str'><f>B1</f><v></v></c><c t='str'><f>B1</f><v>x</v></c><c t='str'><v>0</v></c></row>"
    let sample = WorkbookSample(rows: rows).with {
      $0["xl/workbook.xml"]?.replace("</workbook>", with: "<calcPr \(attribute)/></workbook>")
    }
    #expect(try WorkbookReader(sample).printed() == cells)
  }

  /// Formulas without a value to show, and what is read where all are to be worked out anew.
  static let emptyTexts: [(cell: String, cells: [String])] = [
    ("<c t='str'><f>IF(A9=\"\",\"\",A9)</f><v></v></c>", []),
    ("<c t='str'><f>IF(A9=&quot;&quot;,&quot;&quot;,A9)</f><v/></c>", []),
    ("<c t='str'><f t='shared' si='0'/><v></v></c>", []),
    ("<c t='str'><f>A9</f><v></v></c>", ["A1 unreadable formulaWithoutResult formula"]),
    ("<c t='str'><f>IF(A9=\"a\",1,2)</f><v/></c>", ["A1 unreadable formulaWithoutResult formula"]),
    ("<c t='str'><f>IF(A9=\"\",\"\",A9)</f></c>", ["A1 unreadable formulaWithoutResult formula"]),
    ("<c><f>IF(A9=\"\",\"\",A9)</f><v></v></c>", ["A1 unreadable formulaWithoutResult formula"]),
    ("<c><f>IF(A9=\"\",\"\",A9)</f><v>0</v></c>", ["A1 unreadable formulaWithoutResult formula"]),
    ("<c t='str'><f>IF(A9=\"\",\"\",A9)</f><v>0</v></c>", ["A1 unreadable formulaWithoutResult formula"]),
  ]

  @Test("the empty text is a result of formulas that can give it", arguments: emptyTexts)
  func isEmptyText(cell: String, cells: [String]) throws {
    let sample = WorkbookSample(rows: "<row>\(cell)</row>").with {
      $0["xl/workbook.xml"]?.replace("</workbook>", with: "<calcPr calcId='124519' fullCalcOnLoad='1'/></workbook>")
    }
    #expect(try WorkbookReader(sample).printed() == cells)
  }

  @Test("a row is asked for cells by column")
  func subscripts() {
    let row = WorkbookRow(number: 1, cells: [1, 2, 7].map { WorkbookCell(column: $0, value: .number("\($0)")) })
    #expect([-1, 0, 1, 2, 3, 6, 7, 8, 100].map { row[$0]?.column } == [nil, nil, 1, 2, nil, nil, 7, nil, nil])
    #expect(WorkbookRow(number: 1, cells: [])[0] == nil)
  }
}

@Suite("Addresses of cells")
struct CellAddressTests {
  @Test(
    "are read and written",
    arguments: [("A1", 0, 1), ("C5", 2, 5), ("Z9", 25, 9), ("AA10", 26, 10), ("AZ1", 51, 1), ("XFD1048576", 16_383, 1_048_576)])
  func known(_ text: String, _ column: Int, _ row: Int) {
    #expect(CellAddress(text) == CellAddress(column: column, row: row))
    #expect(CellAddress(column: column, row: row).description == text)
  }

  @Test("may have dollars and small letters", arguments: ["$C$5", "c5", "C$5"])
  func spelled(_ text: String) {
    #expect(CellAddress(text) == CellAddress(column: 2, row: 5))
  }

  @Test(
    "are refused",
    arguments: [
      "", "A", "1", "A0", "A-1", "XFE1", "A1048577", "AAAAAAAAAAAAAAAA1", "A1B", "5C", "A99999999999999999999", "Ă1", "[1",
    ])
  func none(_ text: String) {
    #expect(CellAddress(text) == nil)
  }

  @Test("name columns", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD"), (-1, "")])
  func names(_ column: Int, _ name: String) {
    #expect(CellAddress.columnName(column) == name)
  }
}
