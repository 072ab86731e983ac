import Interchange
import Kernel
import Testing

/// A table in a workbook, read as a person sees it or refused at its cell.
@Suite("Tables in workbooks")
struct WorkbookRowsTests {
  static let rule = ColumnRule(names: ["indicator", "place", "value"], required: ["indicator", "place", "value"])

  static let formats = ["00000", "000", "#,##0 VND", "Standard", "dd/mm/yyyy", #"0000\-000"#, "0%"] + digitsBeside

  /// Formats with digits that are not the number's.
  static let digitsBeside = [#""000"0"#, #"\0\0\00"#, ##""0"#"##, "[$000]0", #"0"0""#, #""1"0%"#]

  /// A workbook with the header and one row, whose cells are the place and the value with their attributes and contents.
  static func workbook(place: String, value: String) throws -> [UInt8] {
    let head = rule.names.map { "<c t='inlineStr'><is><t>\($0)</t></is></c>" }.joined()
    let row = "<c t='inlineStr'><is><t>JOB</t></is></c><c \(place)</c><c \(value)</c>"
    let codes = formats.enumerated().map { "<numFmt numFmtId='\(170 + $0.offset)' formatCode='\($0.element)'/>" }.joined()
    let styles = formats.indices.map { "<xf numFmtId='\(170 + $0)'/>" }.joined()
    return try WorkbookSample(
      rows: "<row>\(head)</row><row/><row>\(row)</row><row><c s='1'/><c s='2'/></row>",
      styles: "<numFmts>\(codes)</numFmts><cellXfs><xf/>\(styles)</cellXfs>"
    ).packed()
  }

  /// The row as `place|value`, or the fault as `cell code`.
  static func read(place: String = "><v>92</v>", value: String = "><v>72</v>") throws -> [String] {
    var rows: [String] = []
    let faults = try TableFile.read(try workbook(place: place, value: value), columns: rule) { row in
      rows.append("\(row["place"])|\(row["value"])")
    }
    return rows + faults.errors.map { "\($0.cell ?? "") \($0.code.replacing("interchange.", with: ""))" }
  }

  static let places: [(cell: String, read: String)] = [
    ("><v>92</v>", "92|72"), ("s='1'><v>4</v>", "00004|72"), ("s='1'><v>79</v>", "00079|72"), ("s='2'><v>1</v>", "001|72"),
    ("t='str'><v>001</v>", "001|72"), ("s='6'><v>92</v>", "Biểu 1!B3 cell_is_masked"),
    ("s='5'><v>92</v>", "Biểu 1!B3 cell_is_date"),
    ("><f>A1</f>", "Biểu 1!B3 cell_formula_without_result"), ("t='s'><v>7</v>", "Biểu 1!B3 cell_text_missing"),
  ]

  @Test("codes are read as they are shown", arguments: places)
  func place(cell: String, read: String) throws { #expect(try Self.read(place: cell) == [read]) }

  @Test("a number shown with digits that are not its own is refused in any column", arguments: digitsBeside.indices)
  func digits(_ index: Int) throws {
    let style = try #require(Self.formats.firstIndex(of: Self.digitsBeside[index])) + 1
    #expect(try Self.read(place: "s='\(style)'><v>79</v>") == ["Biểu 1!B3 cell_is_masked"])
    #expect(try Self.read(value: "s='\(style)'><v>5</v>") == ["Biểu 1!C3 cell_is_masked"])
    #expect(try Self.read(place: "t='str' s='\(style)'><v>79</v>") == ["79|72"])
  }

  static let values: [(cell: String, read: String)] = [
    ("s='3'><v>1200000000</v>", "92|1200000000"), ("s='4'><v>50400</v>", "92|50400"), ("s='2'><v>72</v>", "92|072"),
    ("><v>12345678.550000001</v>", "92|12345678,55"), ("s='7'><v>0.55710000000000004</v>", "92|55,71%"),
    ("><v>1E+3</v>", "92|1000"),
    ("><f>2*36</f><v>72</v>", "92|72"), ("><f>2*36</f>", "Biểu 1!C3 cell_formula_without_result"),
    ("t='str'><f>IF(A9=\"\",\"\",A9)</f><v></v>", "92|"), ("t='str'><f>A9</f><v/>", "92|"),
    ("t='str'><f>IF(A9=\"\",\"\",A9)</f>", "Biểu 1!C3 cell_formula_without_result"),
    ("><f>2*36</f><v/>", "Biểu 1!C3 cell_formula_without_result"), ("t='str'><f>\"\"</f><v></v>", "92|"), ("s='3'>", "92|"),
    ("s='5'><v>45000</v>", "Biểu 1!C3 cell_is_date"), ("t='e'><v>#N/A</v>", "Biểu 1!C3 cell_is_error"),
  ]

  @Test("numbers are read as they are shown in fifteen digits, and nothing that cannot be read is empty", arguments: values)
  func value(cell: String, read: String) throws { #expect(try Self.read(value: cell) == [read]) }

  @Test("what stands outside of the table is an error at its cell, blanks are not; a head that is no text is named")
  func outside() throws {
    let outside = ["s='1'/><c><v>1</v>", "s='1'/><c/><c t='str'><v>Người lập</v>", "s='1'/><c t='str'><v> </v>"]
    #expect(
      try outside.map { try Self.read(value: $0) } == [
        ["Biểu 1!D3 cell_outside_table"], ["Biểu 1!E3 cell_outside_table"], ["92|"],
      ])
    let head = "<row><c><v>2024</v></c><c t='b'><v>1</v></c></row>"
    let faults = try TableFile.read(WorkbookSample(rows: head).packed(), columns: Self.rule) { _ in }
    let unknown = faults.errors.filter { $0.code == "interchange.column_unknown" }
    #expect(unknown.map(\.column) == ["2024", "?"])
  }

  @Test("a row of formulas that give nothing is passed over", arguments: ["", "<calcPr fullCalcOnLoad='1'/>"])
  func blankRow(calculation: String) throws {
    let head = Self.rule.names.map { "<c t='inlineStr'><is><t>\($0)</t></is></c>" }.joined()
    let blank = "<c t='str'><f>IF(A9=\"\",\"\",A9)</f><v></v></c>"
    let sample = WorkbookSample(rows: "<row>\(head)</row><row>\(blank)\(blank)\(blank)</row>").with {
      $0["xl/workbook.xml"]?.replace("</workbook>", with: "\(calculation)</workbook>")
    }
    var lines: [Int] = []
    let faults = try TableFile.read(sample.packed(), columns: Self.rule) { lines.append($0.line) }
    #expect(lines.isEmpty && faults.errors.isEmpty)
  }

  @Test("a broken workbook gives one error, of the file")
  func broken() throws {
    let bytes = try WorkbookArchiveTests.renamed("xl/worksheets/s1.xml")
    let faults = try TableFile.read(bytes, columns: Self.rule) { _ in }
    #expect(faults.errors.map(\.code) == ["interchange.workbook_part_twice"] && faults.headerIsAtFault)
    #expect(faults.errors.first?.message.values == ["part": "xl/worksheets/s1.xml"])
  }
}
