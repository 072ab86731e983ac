import Kernel
import Spreadsheets
import Testing

/// Workbooks that are written otherwise than Excel writes them by itself: what is read can be marked too.
@Suite("Marking workbooks of other programs")
struct MarkedFormsTests {
  static let strictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  static let strictOffice = "http://purl.oclc.org/ooxml/officeDocument/relationships"

  /// A workbook in another form.
  struct Form: CustomTestStringConvertible {
    let testDescription: String
    let sample: WorkbookSample

    init(_ name: String, _ change: (inout WorkbookSample) -> Void) {
      testDescription = name
      sample = WorkbookMarkerTests.sample().with(change)
    }
  }

  static func strict(_ sample: inout WorkbookSample) {
    for part in sample.parts {
      sample[part.path]?.replace(WorkbookSample.main, with: strictMain)
      sample[part.path]?.replace(WorkbookSample.office, with: strictOffice)
    }
  }

  static func utf16(_ sample: inout WorkbookSample, _ paths: [String]) {
    for place in sample.parts.indices where paths.contains(sample.parts[place].path) {
      let text = String(decoding: sample.parts[place].bytes, as: UTF8.self).replacing("UTF-8", with: "UTF-16")
      sample.parts[place].bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
  }

  static let forms: [Form] = [
    Form("strict") { strict(&$0) },
    Form("UTF-16") { utf16(&$0, $0.parts.map(\.path)) },
    Form("UTF-16 in the sheet only") { utf16(&$0, [WorkbookMarkerTests.sheetPart]) },
    Form("strict in UTF-16") {
      strict(&$0)
      utf16(&$0, $0.parts.map(\.path))
    },
    Form("no styles") {
      $0["xl/styles.xml"] = nil
      $0["xl/_rels/workbook.xml.rels"]?.replace(/<Relationship Id="t1"[^>]*>/, with: "")
    },
    Form("styles that are named and not there") { $0["xl/styles.xml"] = nil },
    Form("styles with nothing in them") {
      $0["xl/styles.xml"] = String(decoding: WorkbookSample.part("styleSheet", ""), as: UTF8.self)
    },
    Form("styles with formats only") {
      let formats = "<numFmts/><cellXfs><xf numFmtId='0'/><xf numFmtId='4'/><xf numFmtId='10'/></cellXfs><dxfs/>"
      $0["xl/styles.xml"] = String(decoding: WorkbookSample.part("styleSheet", formats), as: UTF8.self)
    },
    Form("prefixes") {
      for part in ["xl/styles.xml", WorkbookMarkerTests.sheetPart] {
        $0[part]?.replace(/<(\/?)([a-zA-Z])/) { "<\($0.output.1)x:\($0.output.2)" }
        $0[part]?.replace("xmlns=", with: "xmlns:x=")
        $0[part]?.replace("<x:?", with: "<?")
      }
    },
    Form("notes and boxes that are named and not there") {
      let relationships = [("a", "comments", "../comments7.xml"), ("b", "vmlDrawing", "../drawings/old.vml")]
      $0["xl/worksheets/_rels/s1.xml.rels"] = String(decoding: WorkbookSample.relationships(relationships), as: UTF8.self)
      let drawing = "<legacyDrawing xmlns:r='\(WorkbookSample.office)' r:id='b'/></worksheet>"
      $0[WorkbookMarkerTests.sheetPart]?.replace("</worksheet>", with: drawing)
    },
    Form("a drawing named by an id of others") {
      let drawing = "<legacyDrawing xmlns:y='urn:y' y:id='b'/></worksheet>"
      $0[WorkbookMarkerTests.sheetPart]?.replace("</worksheet>", with: drawing)
    },
    Form("an element a cell") {
      let rows = "<row r='2'><c r='C2' s='2'><v>3</v></c></row><row r='2'><c r='A2' s='1'><v>1</v></c></row>"
      $0[WorkbookMarkerTests.sheetPart]?.replace(/<sheetData>.*<\/sheetData>/, with: "<sheetData>\(rows)</sheetData>")
    },
    Form("rows from below") {
      let rows =
        "<row r='9'><c r='A9'><v>9</v></c></row><row r='2' spans='1:3'><c r='C2'><v>3</v></c><c r='A2'><v>1</v></c></row>"
      $0[WorkbookMarkerTests.sheetPart]?.replace(/<sheetData>.*<\/sheetData>/, with: "<sheetData>\(rows)</sheetData>")
    },
  ]

  @Test("marks come, are read back, and go", arguments: forms)
  func marked(form: Form) throws {
    let original = try form.sample.packed()
    let marks = [
      try WorkbookMarkerTests.mark("A2"), try WorkbookMarkerTests.mark("B3", "Thiếu."), try WorkbookMarkerTests.mark("C2"),
    ]
    let bytes = try WorkbookMarker.marked(original, marks)
    let found = try WorkbookMarkerTests.marks(MarkedFormsTests.plain(bytes))
    #expect(found.cells == ["A2", "C2", "B3"])
    #expect(found.notes == ["A2": "[AnSinh] Sửa lại.", "B3": "[AnSinh] Thiếu.", "C2": "[AnSinh] Sửa lại."])
    #expect(try WorkbookMarker.marked(bytes, marks) == bytes)
    #expect(try WorkbookReader(bytes).printed() == WorkbookReader(original).printed())
    let freed = try WorkbookMarker.marked(bytes, [])
    #expect(try WorkbookMarkerTests.marks(MarkedFormsTests.plain(freed)).cells.isEmpty)
    #expect(PackedParts(freed).names.allSatisfy { !$0.hasPrefix("xl/comments") })
    #expect(try WorkbookMarker.marked(original, []) == original)
  }

  /// The workbook with prefixes taken away from its elements, for a test that looks for them.
  static func plain(_ bytes: [UInt8]) throws -> [UInt8] {
    var sample = WorkbookSample()
    sample.parts = []
    let parts = PackedParts(bytes)
    for name in parts.names { sample[name] = parts[name].replacing("<x:", with: "<").replacing("</x:", with: "</") }
    return try sample.packed()
  }

  @Test("a strict workbook stays one")
  func strictNames() throws {
    let sample = WorkbookMarkerTests.sample().with { MarkedFormsTests.strict(&$0) }
    let parts = PackedParts(try WorkbookMarker.marked(sample.packed(), [WorkbookMarkerTests.mark("A2")]))
    #expect(parts["xl/comments1.xml"].contains("xmlns=\"\(Self.strictMain)\""))
    let relationships = parts["xl/worksheets/_rels/s1.xml.rels"]
    #expect(relationships.contains("\(Self.strictOffice)/comments") && relationships.contains("\(Self.strictOffice)/vmlDrawing"))
    #expect(parts[WorkbookMarkerTests.sheetPart].contains("xmlns:r=\"\(Self.strictOffice)\" r:id="))
    #expect(parts.texts.values.allSatisfy { !$0.contains(WorkbookSample.main) && !$0.contains(WorkbookSample.office) })
  }

  @Test("cells with a format that is not there are not marked by accident")
  func missingFormats() throws {
    let rows = "<row r='1'><c r='A1' s='1'><v>1</v></c><c r='B1' s='7'><v>2</v></c></row><row r='2' s='9' customFormat='1'/>"
    let sample = WorkbookMarkerTests.sample(rows).with { $0["xl/styles.xml"] = nil }
    let bytes = try WorkbookMarker.marked(sample.packed(), [WorkbookMarkerTests.mark("B1")])
    #expect(try WorkbookMarkerTests.marks(bytes).cells == ["B1"])
    let parts = PackedParts(bytes)
    #expect(parts.all("<xf ", "/>", in: "xl/styles.xml").count == 1 + 10 + 1)
    #expect(parts[WorkbookMarkerTests.sheetPart].contains("<c r=\"B1\" s=\"10\">"))
    #expect(parts["[Content_Types].xml"].contains("/xl/styles.xml"))
  }

  @Test("what is in disorder is put in order, and two claims on a place are refused")
  func disorder() throws {
    let rows = """
      <row r='3'><c r='B3'><v>6</v></c></row><row r='1' spans='1:1'><c r='A1'><v>1</v></c></row>\
      <row r='1'><c r='C1'><v>3</v></c><c r='B1'><v>2</v></c><extLst/></row>
      """
    let bytes = try WorkbookMarker.marked(WorkbookMarkerTests.sample(rows).packed(), [WorkbookMarkerTests.mark("A2")])
    let first = #"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>"#
    let rest = #"<row r="2"><c r="A2" s="3"/></row><row r="3"><c r="B3"><v>6</v></c></row>"#
    let sheet = PackedParts(bytes)[WorkbookMarkerTests.sheetPart]
    #expect(sheet.contains(first + rest), "\(sheet)")
    let refused = [
      "<row r='1'><c r='A1'/></row><row r='1'><c r='A1'/></row>", "<row r='1'><c r='B1'/><c r='A1'/><c r='B1'/></row>",
      "<row r='1'><c r='A2'/></row>",
    ]
    for rows in refused {
      let bytes = try WorkbookMarkerTests.sample(rows).packed()
      #expect(throws: WorkbookMarkError.unchangeable(part: WorkbookMarkerTests.sheetPart)) {
        try WorkbookMarker.marked(bytes, [WorkbookMarkerTests.mark("A3")])
      }
    }
  }

  static let largest = "9223372036854775807"
  static let hostile: [(name: String, before: String, rows: String, after: String)] = [
    ("a row beyond all", "", "<row r='\(largest)'/><row/>", ""), ("a row before all", "", "<row r='-\(largest)'/><row/>", ""),
    ("a format beyond all", "", "<row r='1' s='\(largest)' customFormat='1'><c r='A1' s='\(largest)'/></row>", ""),
    ("columns before all", "<cols><col min='-9223372036854775808' max='\(largest)' width='9'/></cols>", "", ""),
    ("columns of no size", "<cols><col min='1' max='9' width='nan'/><col min='2' max='2' width='-inf'/></cols>", "", ""),
    ("rows of no size", "<sheetFormatPr defaultRowHeight='nan' defaultColWidth='1e400'/>", "<row r='2' ht='nan'/>", ""),
    ("a used range that is none", "<dimension ref='A0:\(largest)'/>", "", ""),
  ]

  @Test("numbers beyond all bounds do no harm, whatever else becomes of the workbook", arguments: hostile)
  func isHarmless(name: String, before: String, rows: String, after: String) throws {
    for hasStyles in [true, false] {
      let sample = WorkbookMarkerTests.sample(rows, before: before, after: after).with {
        if !hasStyles { $0["xl/styles.xml"] = nil }
      }
      let bytes = try sample.packed()
      let mark = try WorkbookMarkerTests.mark("A3")
      do { #expect(try WorkbookMarkerTests.marks(WorkbookMarker.marked(bytes, [mark])).cells == ["A3"]) } catch {
        #expect(error as? WorkbookMarkError != nil)
      }
    }
  }

  static let boxes: [String] = [
    "<o:shapelayout><o:idmap data='\(largest),-5'/></o:shapelayout>", "<v:shape id='_x0000_s\(largest)'/>",
    "<v:shape id='_x0000_s-\(largest)'/>", note("\(largest)", "0", "0,0,0,0,9,0,9,0"), note("0", "\(largest)", "0,0,0,0,9,0,9,0"),
    note("-\(largest)", "0", ""), note("2", "0", "0,\(largest),0,0,9,\(largest),9,0"),
    note("2", "0", "\(largest),0,0,0,\(largest),0,0,0"),
    note("2", "0", "0,0,0,0,0,0,0,0"),
  ]

  static func note(_ row: String, _ column: String, _ anchor: String) -> String {
    let place = "<x:Anchor>\(anchor)</x:Anchor><x:Row>\(row)</x:Row><x:Column>\(column)</x:Column>"
    return "<v:shape id='_x0000_s1025'><x:ClientData ObjectType='Note'>\(place)</x:ClientData></v:shape>"
  }

  @Test("boxes of notes beyond all bounds do no harm either", arguments: boxes)
  func hostileBoxes(box: String) throws {
    let names = ["v": "vml", "o": "office:office", "x": "office:excel"].map { " xmlns:\($0)='urn:schemas-microsoft-com:\($1)'" }
    let sample = Self.threaded(["C2"]).with { $0["xl/drawings/v.vml"] = "<xml\(names.joined())>\(box)</xml>" }
    let bytes = try WorkbookMarker.marked(sample.packed(), [WorkbookMarkerTests.mark("A3")])
    #expect(try WorkbookMarkerTests.marks(bytes).notes["A3"] == "[AnSinh] Sửa lại.")
  }

  @Test("one part behind two names is marked once")
  func twoNames() throws {
    let sample = WorkbookMarkerTests.sample().with {
      $0["xl/workbook.xml"]?.replace("</sheets>", with: "<sheet name=\"Biểu 2\" sheetId=\"2\" r:id=\"s1\"/></sheets>")
    }
    let bytes = try WorkbookMarker.marked(sample.packed(), [WorkbookMarkerTests.mark("A2")])
    #expect(try WorkbookMarkerTests.marks(bytes).cells == ["A2"])
  }

  // MARK: Threads of comments

  static let threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
  static let threadNote = "[Threaded comment] Chào."

  /// A workbook in which some cells have a thread of comments, as Excel 365 writes it.
  static func threaded(_ cells: [String], before: String = "") -> WorkbookSample {
    WorkbookMarkerTests.sample(before: before, after: "<legacyDrawing xmlns:r='\(WorkbookSample.office)' r:id='v'/>").with {
      let notes = cells.map { "<comment ref=\"\($0)\" authorId=\"0\"><text><t>\(threadNote)</t></text></comment>" }
      $0["xl/comments1.xml"] = String(
        decoding: WorkbookSample.part(
          "comments", "<authors><author>tc={B}</author></authors><commentList>\(notes.joined())</commentList>"), as: UTF8.self)
      let list = cells.map { "<threadedComment ref='\($0)' personId='{A}' id='{B}'><text>Chào.</text></threadedComment>" }
      $0["xl/threadedComments/t1.xml"] = "<ThreadedComments xmlns='\(threads)'>\(list.joined())</ThreadedComments>"
      $0["xl/drawings/v.vml"] = "<xml xmlns:v='urn:schemas-microsoft-com:vml'/>"
      let relationships = [
        ("c", "comments", "../comments1.xml"), ("v", "vmlDrawing", "../drawings/v.vml"),
        ("t", "threadedComment", "../threadedComments/t1.xml"),
      ]
      $0["xl/worksheets/_rels/s1.xml.rels"] = String(decoding: WorkbookSample.relationships(relationships), as: UTF8.self)
    }
  }

  static let beside: [(threads: [String], columns: String, mark: String, place: String)] = [
    (["C2"], "", "C2", "D2"), (["C2", "D2"], "", "C2", "E2"), (["C2"], "<col min='4' max='5' hidden='1' width='9'/>", "C2", "F2"),
    (["XFD3"], "", "XFD3", "XFC3"), (["C2"], "", "A2", "A2"),
  ]

  @Test("what to do stands beside a cell whose note is hidden by a thread", arguments: beside)
  func besideThread(threads: [String], columns: String, mark: String, place: String) throws {
    let original = try Self.threaded(threads, before: columns.isEmpty ? "" : "<cols>\(columns)</cols>").packed()
    let mark = try WorkbookMarkerTests.mark(mark, "Sai.\nGõ lại.")
    let bytes = try WorkbookMarker.marked(original, [mark])
    var notes = Dictionary(uniqueKeysWithValues: threads.map { ($0, Self.threadNote) })
    let named = "\(mark.address)" == place ? "" : "\(mark.address): "
    notes[place] = "[AnSinh] \(named)Sai.\n[AnSinh] \(named)Gõ lại."
    let found = try WorkbookMarkerTests.marks(bytes)
    #expect(found.notes == notes)
    #expect(found.cells == ["\(mark.address)"])
    #expect(PackedParts(bytes)["xl/threadedComments/t1.xml"] == PackedParts(original)["xl/threadedComments/t1.xml"])
    #expect(try WorkbookMarker.marked(bytes, [mark]) == bytes)
    let freed = try WorkbookMarkerTests.marks(WorkbookMarker.marked(bytes, []))
    #expect(freed.notes == Dictionary(uniqueKeysWithValues: threads.map { ($0, Self.threadNote) }))
  }

  @Test("two cells with threads and the cell beside them share one note")
  func shared() throws {
    let marks = [
      try WorkbookMarkerTests.mark("C2", "Ba."), try WorkbookMarkerTests.mark("D2", "Bốn."),
      try WorkbookMarkerTests.mark("E2", "Năm."),
    ]
    let bytes = try WorkbookMarker.marked(Self.threaded(["C2", "D2"]).packed(), marks)
    let notes = try WorkbookMarkerTests.marks(bytes).notes
    #expect(notes["E2"] == "[AnSinh] Năm.\n[AnSinh] C2: Ba.\n[AnSinh] D2: Bốn.")
    #expect(notes["C2"] == Self.threadNote)
  }
}
