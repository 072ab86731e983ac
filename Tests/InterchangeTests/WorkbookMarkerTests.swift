import Kernel
import Spreadsheets
import Testing

@Suite("Marking an officer's workbook")
struct WorkbookMarkerTests {
  static let sheetPart = "xl/worksheets/s1.xml"
  static let styles = """
    <fonts count="1"><font><sz val="11"/></font></fonts>\
    <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>\
    <borders count="1"><border/></borders>\
    <cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
    <xf numFmtId="4" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"><protection locked="0"/></xf>\
    <xf numFmtId="10" fontId="0" fillId="2" borderId="0" applyFill="1"/></cellXfs>
    """
  static let rows = """
    <row r="2" spans="1:2"><c r="A2" s="1"><v>1</v></c><c r="C2" s="2"><v>3</v></c></row>\
    <row r="5" s="1" customFormat="1"><c r="B5"><f>A2*2</f><v>2</v></c></row>
    """

  /// A workbook with content types, which the sample alone does not have.
  static func sample(_ rows: String = rows, before: String = "", after: String = "") -> WorkbookSample {
    WorkbookSample(sheet: "\(before)<sheetData>\(rows)</sheetData>\(after)", styles: styles).with {
      let namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
      let standard = "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      $0["[Content_Types].xml"] = "<Types xmlns=\"\(namespace)\">\(standard)</Types>"
    }
  }

  static func mark(_ address: String, _ comment: String = "Sửa lại.") throws -> WorkbookMark {
    WorkbookMark(sheet: "Biểu 1", address: try #require(CellAddress(address)), comment: comment)
  }

  /// The cells on our colour, and the notes with their texts, as the parts of a marked workbook say.
  static func marks(_ bytes: [UInt8]) throws -> (cells: [String], notes: [String: String]) {
    let parts = PackedParts(bytes)
    let fills = parts.all("<fill>", "</fill>", in: "xl/styles.xml")
    let formats = parts.all("<cellXfs", "</cellXfs>", in: "xl/styles.xml").flatMap { $0.split(separator: "<xf ").dropFirst() }
    let marked = formats.indices.filter { index in
      fills.indices.contains { formats[index].contains("fillId=\"\($0)\"") && fills[$0].contains("FFFFC7CE") }
    }
    let cells = parts.all("<c ", ">", in: sheetPart).filter { cell in marked.contains { cell.contains("s=\"\($0)\"") } }
    var notes: [String: String] = [:]
    for part in parts.texts.keys where part.hasPrefix("xl/comments") {
      for comment in parts.all("<comment ", "</comment>", in: part) {
        let address = comment.split(separator: "\"")[1]
        let texts = comment.split(separator: "<t").dropFirst().compactMap {
          $0.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false).last
        }
        notes[String(address)] = texts.filter { $0.contains("</t") }.map { String($0.prefix { $0 != "<" }) }.joined()
      }
    }
    return (cells.compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }, notes)
  }

  static let places: [(address: String, row: String)] = [
    ("A2", #"<row r="2" spans="1:2"><c r="A2" s="3"><v>1</v></c><c r="C2" s="2"><v>3</v></c></row>"#),
    ("C2", #"<row r="2" spans="1:2"><c r="A2" s="1"><v>1</v></c><c r="C2" s="3"><v>3</v></c></row>"#),
    ("B2", #"<row r="2"><c r="A2" s="1"><v>1</v></c><c r="B2" s="3"/><c r="C2" s="2"><v>3</v></c></row>"#),
    ("D2", #"<row r="2"><c r="A2" s="1"><v>1</v></c><c r="C2" s="2"><v>3</v></c><c r="D2" s="3"/></row>"#),
    ("B1", #"<row r="1"><c r="B1" s="3"/></row><row r="2" spans="1:2">"#),
    ("XFD3", #"</row><row r="3"><c r="XFD3" s="3"/></row><row r="5""#),
    ("A5", #"<row r="5" s="1" customFormat="1"><c r="A5" s="3"/><c r="B5"><f>A2*2</f><v>2</v></c></row>"#),
    ("B5", #"<c r="B5" s="3"><f>A2*2</f><v>2</v></c>"#),
    ("A9", #"<v>2</v></c></row><row r="9"><c r="A9" s="3"/></row></sheetData>"#),
  ]

  @Test("a cell is marked where it stands, or is made where it belongs", arguments: places)
  func place(address: String, row: String) throws {
    let bytes = try WorkbookMarker.marked(Self.sample().packed(), [Self.mark(address)])
    let sheet = PackedParts(bytes)[Self.sheetPart]
    #expect(sheet.contains(row), "\(sheet)")
    let marks = try Self.marks(bytes)
    #expect(marks.cells == [address])
    #expect(marks.notes == [address: "[AnSinh] Sửa lại."])
  }

  static let formats: [(address: String, format: String)] = [
    ("A2", #"numFmtId="4" fontId="0" fillId="3" borderId="0" applyNumberFormat="1" applyFill="1"><protection locked="0"/></xf>"#),
    ("C2", #"numFmtId="10" fontId="0" fillId="3" borderId="0" applyFill="1"/>"#),
    ("B5", #"numFmtId="0" fontId="0" fillId="3" borderId="0" applyFill="1"/>"#),
    ("F5", #"numFmtId="4" fontId="0" fillId="3" borderId="0" applyNumberFormat="1" applyFill="1"><protection locked="0"/></xf>"#),
    ("F9", #"numFmtId="10" fontId="0" fillId="3" borderId="0" applyFill="1"/>"#),
  ]

  @Test("a marked cell keeps all of its format but the fill; a new one has that of its row or column", arguments: formats)
  func format(address: String, format: String) throws {
    let sample = Self.sample(before: #"<cols><col min="6" max="6" width="9" style="2"/></cols>"#)
    let parts = PackedParts(try WorkbookMarker.marked(sample.packed(), [Self.mark(address)]))
    let styles = parts["xl/styles.xml"]
    #expect(styles.contains(#"<cellXfs count="4">"#) && styles.contains(#"<fills count="4">"#))
    #expect(styles.contains("<xf \(format)</cellXfs>"), "\(styles)")
  }

  @Test("cells that do not say where they stand keep their places")
  func implicitPlaces() throws {
    let sample = Self.sample("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    let sheet = PackedParts(try WorkbookMarker.marked(sample.packed(), [Self.mark("B2"), Self.mark("A1")]))[Self.sheetPart]
    let first = #"<row r="1"><c r="A1" s="3"><v>1</v></c><c r="B1"><v>2</v></c></row>"#
    #expect(sheet.contains(first + #"<row r="2"><c r="A2"><v>3</v></c><c r="B2" s="3"/></row>"#))
  }

  @Test("the used range takes new cells in")
  func dimension() throws {
    let sample = Self.sample(before: #"<dimension ref="A2:C5"/>"#)
    let sheet = PackedParts(try WorkbookMarker.marked(sample.packed(), [Self.mark("D1"), Self.mark("B9")]))[Self.sheetPart]
    #expect(sheet.contains(#"<dimension ref="A1:D9"/>"#))
  }

  static let following = ["<tableParts/>", "<extLst/>", "<legacyDrawingHF/>", "<oleObjects/>"]

  @Test("the drawing stands where the schema wants it", arguments: following)
  func order(element: String) throws {
    let before = #"<pageMargins left="1"/><drawing xmlns:r="\#(WorkbookSample.office)" r:id="d"/>"#
    let sample = Self.sample(after: before + element)
    let parts = PackedParts(try WorkbookMarker.marked(sample.packed(), [Self.mark("A2")]))
    let drawing = try #require(parts.all("<legacyDrawing ", "/>", in: Self.sheetPart).first)
    #expect(parts[Self.sheetPart].contains("<legacyDrawing \(drawing)/>\(element)"))
    let id = try #require(drawing.split(separator: "r:id=\"").last?.dropLast())
    let relationships = parts["xl/worksheets/_rels/s1.xml.rels"]
    let type = "Type=\"\(WorkbookSample.office)/vmlDrawing\""
    #expect(relationships.contains("Id=\"\(id)\" \(type) Target=\"/xl/drawings/vmlDrawing1.vml\""))
    #expect(relationships.contains("Target=\"/xl/comments1.xml\""))
    #expect(parts["[Content_Types].xml"].contains("<Default Extension=\"vml\""))
    #expect(parts["[Content_Types].xml"].contains("<Override PartName=\"/xl/comments1.xml\""))
    let vml = parts["xl/drawings/vmlDrawing1.vml"]
    #expect(vml.contains("id=\"_x0000_s1025\"") && vml.contains("<x:Row>1</x:Row><x:Column>0</x:Column>"))
  }

  @Test("marks of an earlier return go, others come; no marks give the workbook back as it was")
  func again() throws {
    let original = try Self.sample().packed()
    let first = try WorkbookMarker.marked(original, [Self.mark("A2"), Self.mark("C2"), Self.mark("B3")])
    let second = try WorkbookMarker.marked(first, [Self.mark("C2", "Vẫn sai."), Self.mark("D2", "Thiếu.")])
    let marks = try Self.marks(second)
    #expect(marks.cells == ["C2", "D2"])
    #expect(marks.notes == ["C2": "[AnSinh] Vẫn sai.", "D2": "[AnSinh] Thiếu."])
    let third = try WorkbookMarker.marked(second, [])
    let parts = PackedParts(third)
    #expect(try Self.marks(third).cells.isEmpty)
    #expect(Set(parts.texts.keys) == Set(PackedParts(original).texts.keys))
    #expect(parts[Self.sheetPart].contains(#"<c r="A2" s="1"><v>1</v></c><c r="C2" s="2"><v>3</v></c>"#))
    #expect(!parts[Self.sheetPart].contains("legacyDrawing"))
    #expect(!parts["[Content_Types].xml"].contains("comments"))
  }

  @Test("the same marks give the same bytes, also on their own result; none on an unmarked workbook give it back")
  func idempotent() throws {
    let original = try Self.sample().packed()
    let marks = [try Self.mark("A2", "Một\nhai"), try Self.mark("A2", "ba & <bốn>"), try Self.mark("Z99")]
    let marked = try WorkbookMarker.marked(original, marks)
    #expect(try WorkbookMarker.marked(original, marks) == marked)
    #expect(try WorkbookMarker.marked(marked, marks) == marked)
    #expect(try Self.marks(marked).notes["A2"] == "[AnSinh] Một\n[AnSinh] hai\n[AnSinh] ba &amp; &lt;bốn&gt;")
    #expect(try WorkbookMarker.marked(original, []) == original)
  }

  /// A form of ours with a note, as the writer makes it.
  static func form() throws -> [UInt8] {
    var cell = CellContent(CellAddress(column: 0, row: 1), .number(Quantity(5)), style: .plain.with { $0.isUnlocked = true })
    cell.note = "Ghi số đến 31/12."
    var sheet = SheetContent(name: "Biểu 1", cells: [cell])
    sheet.isProtected = true
    let document = WorkbookDocument(title: "Biểu", createdAt: Moment(seconds: 0), sheets: [sheet, SheetContent(name: "Khác")])
    return try WorkbookWriter.bytes(of: document)
  }

  @Test("notes of others stay, with our line below while the cell is at fault")
  func notesOfOthers() throws {
    let original = try Self.form()
    let marked = try WorkbookMarker.marked(original, [Self.mark("A1"), Self.mark("B1")])
    #expect(try Self.marks(marked).notes == ["A1": "Ghi số đến 31/12.\n[AnSinh] Sửa lại.", "B1": "[AnSinh] Sửa lại."])
    let shapes = PackedParts(marked).all("<x:Row>", "</x:ClientData>", in: "xl/drawings/vmlDrawing1.vml")
    #expect(shapes.map { $0.filter(\.isNumber) } == ["00", "01"])
    let freed = try WorkbookMarker.marked(marked, [])
    #expect(try Self.marks(freed).notes == ["A1": "Ghi số đến 31/12."])
    #expect(PackedParts(freed).all("<x:Row>", "</x:ClientData>", in: "xl/drawings/vmlDrawing1.vml").count == 1)
  }

  @Test("what an officer wrote below our line stays, and our lines are known without their author")
  func answers() throws {
    let marked = PackedParts(try WorkbookMarker.marked(Self.sample().packed(), [Self.mark("A2"), Self.mark("C2")]))
    var sample = Self.sample()
    for (path, text) in marked.texts.sorted(by: { $0.key < $1.key }) {
      // As LibreOffice saves it: without the author.
      sample[path] = text.replacing("<author>AnSinh</author>", with: "<author> </author>")
    }
    sample["xl/comments1.xml"]?.replace("[AnSinh] Sửa lại.", with: "[AnSinh] Sửa lại.\nĐã hỏi huyện.", maxReplacements: 1)
    let notes = try Self.marks(try WorkbookMarker.marked(sample.packed(), [])).notes
    #expect(notes == ["A2": "Đã hỏi huyện."])
  }

  @Test("parts without a mark are copied as they are, and the cells are read as before")
  func unchanged() throws {
    let original = try Self.form()
    let marked = try WorkbookMarker.marked(original, [Self.mark("A1")])
    let (before, after) = (PackedParts(original), PackedParts(marked))
    for path in ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/theme/theme1.xml", "xl/worksheets/sheet2.xml"] {
      #expect(after[path] == before[path])
    }
    #expect(after["xl/worksheets/sheet1.xml"].contains("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\""))
    #expect(try WorkbookReader(marked).printed() == WorkbookReader(original).printed())
  }

  @Test("a drawing with other prefixes takes our boxes")
  func otherPrefixes() throws {
    let marked = PackedParts(try WorkbookMarker.marked(Self.sample().packed(), [Self.mark("A2")]))
    var sample = Self.sample()
    for (path, text) in marked.texts.sorted(by: { $0.key < $1.key }) { sample[path] = text }
    let drawing = "xl/drawings/vmlDrawing1.vml"
    for (old, new) in [("v", "ns1"), ("o", "ns0"), ("x", "ns2")] {
      for (before, after) in [("<", ":"), ("</", ":"), (" ", ":"), ("xmlns:", "=")] {
        sample[drawing]?.replace(before + old + after, with: before + new + after)
      }
    }
    let vml = PackedParts(try WorkbookMarker.marked(sample.packed(), [Self.mark("A2"), Self.mark("B2")]))[drawing]
    #expect(vml.contains("<ns1:shape ") && vml.contains("<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\""), "\(vml)")
  }

  static let sheet = WorkbookMarkError.unchangeable(part: sheetPart)
  static let refusals: [(name: String, change: @Sendable (inout WorkbookSample) -> Void, error: WorkbookMarkError)] = [
    ("a document type", { $0[sheetPart]?.replace("<worksheet", with: "<!DOCTYPE x><worksheet") }, sheet),
    ("no XML", { $0[sheetPart] = "<worksheet>" }, sheet),
    ("no styles", { $0["xl/styles.xml"] = "<styleSheet/>" }, .unchangeable(part: "xl/styles.xml")),
    ("no sheet part", { $0[sheetPart] = nil }, .workbook(.damaged)),
    ("too large", { $0[sheetPart] = String(repeating: " ", count: 8_000_001) }, sheet),
  ]

  @Test("a workbook that cannot be changed safely is refused", arguments: refusals.indices)
  func refused(index: Int) throws {
    let refusal = Self.refusals[index]
    let bytes = try Self.sample().with(refusal.change).packed()
    #expect(throws: refusal.error) { try WorkbookMarker.marked(bytes, [Self.mark("A2")]) }
  }

  @Test("a file that is no workbook, and a sheet it does not have, are refused")
  func unknown() throws {
    #expect(throws: WorkbookMarkError.workbook(.notAWorkbook)) { try WorkbookMarker.marked(Array("STT,Chỉ tiêu".utf8), []) }
    let mark = WorkbookMark(sheet: "Biểu 9", address: CellAddress(column: 0, row: 1), comment: "")
    #expect(throws: WorkbookMarkError.unknownSheet("Biểu 9")) { try WorkbookMarker.marked(Self.sample().packed(), [mark]) }
  }
}
