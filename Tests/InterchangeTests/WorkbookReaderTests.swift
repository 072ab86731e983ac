import Spreadsheets
import Testing

@Suite("Sheets of workbooks")
struct WorkbookReaderTests {
  static let rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='B2'><v>2</v></c></row>"
  static let cells = ["A1 number 1", "B2 number 2"]

  /// A workbook written otherwise than Excel does, with the same two cells.
  struct Written: CustomTestStringConvertible {
    let name: String
    let sample: WorkbookSample
    var testDescription: String { name }

    init(_ name: String, _ change: (inout WorkbookSample) -> Void) {
      self.name = name
      sample = WorkbookSample(rows: WorkbookReaderTests.rows).with(change)
    }
  }

  static func relationships(_ target: String) -> String {
    String(decoding: WorkbookSample.relationships([("s1", "worksheet", target)]), as: UTF8.self)
  }

  static let ways: [Written] = [
    Written("as Excel does") { _ in },
    Written("no styles and no shared texts") {
      $0["xl/styles.xml"] = nil
      $0["xl/sharedStrings.xml"] = nil
      $0["xl/_rels/workbook.xml.rels"] = relationships("worksheets/s1.xml")
    },
    Written("absolute target") { $0["xl/_rels/workbook.xml.rels"] = relationships("/xl/worksheets/s1.xml") },
    Written("target with dots") { $0["xl/_rels/workbook.xml.rels"] = relationships("./../xl/worksheets/s1.xml") },
    Written("target in capitals") { $0["xl/_rels/workbook.xml.rels"] = relationships("Worksheets/S1.xml") },
    Written("backslashes between folders") { sample in
      sample.parts = sample.parts.map { ($0.path.replacing("/", with: "\\"), $0.bytes) }
    },
    Written("links to the web") {
      $0["xl/_rels/workbook.xml.rels"]?.replace(
        "</Relationships>",
        with: "<Relationship Id='h' Type='\(WorkbookSample.office)/worksheet' Target='https://x' TargetMode='External'/>"
          + "</Relationships>")
    },
    Written("the workbook at another place") { sample in
      sample.parts = sample.parts.map { ($0.path.replacing("xl/", with: "a/b/").replacing("workbook", with: "w"), $0.bytes) }
      sample["_rels/.rels"]?.replace("xl/workbook.xml", with: "/a/b/w.xml")
    },
    Written("strict namespaces") { sample in
      for part in sample.parts {
        sample[part.path]?.replace(WorkbookSample.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
        sample[part.path]?.replace(WorkbookSample.office, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
      }
    },
    Written("prefixes") {
      $0["xl/worksheets/s1.xml"] =
        "<x:worksheet xmlns:x='\(WorkbookSample.main)'><x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>"
        + "<x:row r='2'><x:c r='B2'><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    },
    Written("UTF-16") { sample in
      for place in sample.parts.indices where sample.parts[place].path.hasSuffix("s1.xml") {
        let text = String(decoding: sample.parts[place].bytes, as: UTF8.self).replacing("UTF-8", with: "UTF-16")
        sample.parts[place].bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      }
    },
    Written("UTF-16 with the higher byte first, no mark, no declaration") { sample in
      for place in sample.parts.indices where sample.parts[place].path != "_rels/.rels" {
        let text = String(decoding: sample.parts[place].bytes, as: UTF8.self)
        let body = text[(text.firstRange(of: "?>")?.upperBound ?? text.startIndex)...]
        sample.parts[place].bytes = body.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      }
    },
    Written("styles and texts that are named and not there") {
      $0["xl/styles.xml"] = nil
      $0["xl/sharedStrings.xml"] = nil
    },
    Written("names of macro sheets that were dropped") {
      $0["xl/workbook.xml"]?.replace(
        "<sheets>",
        with: #"<sheets><sheet name="Module1" sheetId="8" r:id=""/><sheet name="XL4Poppy" sheetId="9" state="hidden"/>"#)
      $0["xl/workbook.xml"]?.replace("</sheets>", with: #"<sheet name="Kangatang" sheetId="7" r:id="rId99"/></sheets>"#)
    },
    Written("an id of others before that of the relationship") {
      $0["xl/workbook.xml"]?.replace(" r:id=", with: #" xmlns:y="urn:y" y:id="{8}" id="7" r:id="#)
      $0["xl/workbook.xml"]?.replace("<sheets>", with: #"<workbookPr xmlns:y="urn:y" y:date1904="1"/><sheets>"#)
    },
    Written("attributes of others before those of relationships") {
      $0["xl/_rels/workbook.xml.rels"]?.replace(
        "<Relationship Id=", with: #"<Relationship xmlns:y="urn:y" y:Id="x" y:Type="x" y:Target="x" y:TargetMode="External" Id="#)
    },
    Written("relationships that do not say where they lead") {
      $0["xl/_rels/workbook.xml.rels"]?.replace(
        "<Relationship Id=", with: "<Relationship/><Relationship Id='q'/><Relationship Id=")
    },
    Written("relationships of the sheet to parts that are not there") {
      let parts = [
        ("a", "drawing", "../drawings/drawing1.xml"), ("b", "comments", "../comments1.xml"), ("c", "table", "../t.xml"),
      ]
      $0["xl/worksheets/_rels/s1.xml.rels"] = String(decoding: WorkbookSample.relationships(parts), as: UTF8.self)
      $0["xl/worksheets/s1.xml"]?.replace("</worksheet>", with: #"<legacyDrawing id="x"/></worksheet>"#)
    },
    Written("parts that nobody needs and nobody could read") {
      $0["docProps/core.xml"] = "<"
      $0["xl/theme/theme1.xml"] = ""
      $0["xl/calcChain.xml"] = "<calcChain"
      $0["xl/worksheets/_rels/s1.xml.rels"] = "no XML"
      $0["customXml/item1.xml"] = "<!DOCTYPE x>"
      $0["[Content_Types].xml"] = ""
      $0["xl/vbaProject.bin"] = "\u{0}"
    },
    Written("folders as entries") { $0.parts = [("xl/", []), ("xl/worksheets/", [])] + $0.parts },
    Written("a used range that is wrong, and merged ranges that are none") {
      $0["xl/worksheets/s1.xml"]?.replace("<sheetData>", with: #"<dimension ref="ZZ9:A"/><sheetData>"#)
      $0["xl/worksheets/s1.xml"]?.replace(
        "</sheetData>",
        with: ##"</sheetData><mergeCells><mergeCell ref="#REF!"/><mergeCell ref="A1:"/><mergeCell/></mergeCells>"##)
    },
    Written("backslashes in targets") { $0["xl/_rels/workbook.xml.rels"] = relationships(#"..\xl\worksheets\s1.xml"#) },
    Written("escaped letters in targets") { $0["xl/_rels/workbook.xml.rels"] = relationships("work%73heets/s1.xml") },
    Written("a mark before UTF-8") { sample in
      for place in sample.parts.indices { sample.parts[place].bytes = [0xEF, 0xBB, 0xBF] + sample.parts[place].bytes }
    },
  ]

  @Test("are read however they are written", arguments: ways)
  func anyWriting(_ written: Written) throws {
    #expect(try WorkbookReader(written.sample).printed() == WorkbookReaderTests.cells)
  }

  @Test("are named in the order of their tabs, hidden ones too, charts not")
  func names() throws {
    let sample = WorkbookSample().with {
      $0["xl/workbook.xml"] = String(
        decoding: WorkbookSample.workbook(
          """
          <sheet name="R&amp;D &lt;2&gt; &amp;#38;" sheetId="7" r:id="b"/><sheet name="Biểu đồ" sheetId="1" r:id="c"/>
          <sheet name="Danh mục" sheetId="2" state="hidden" r:id="a"/>
          <sheet name="Mã" sheetId="3" state="veryHidden" r:id="d"/><sheet name="Cuối" sheetId="4" state="visible" r:id="e"/>
          """), as: UTF8.self)
      $0["xl/_rels/workbook.xml.rels"] = String(
        decoding: WorkbookSample.relationships([
          ("a", "worksheet", "2.xml"), ("b", "worksheet", "1.xml"), ("c", "chartsheet", "3.xml"), ("d", "worksheet", "4.xml"),
          ("e", "worksheet", "/5.xml"),
        ]), as: UTF8.self)
    }
    #expect(
      try WorkbookReader(sample).sheets == [
        WorkbookSheet(name: "R&D <2> &#38;", part: "xl/1.xml"), WorkbookSheet(name: "Danh mục", isHidden: true, part: "xl/2.xml"),
        WorkbookSheet(name: "Mã", isHidden: true, part: "xl/4.xml"), WorkbookSheet(name: "Cuối", part: "5.xml"),
      ])
  }

  @Test("a sheet without a name is called as Excel would call it, and a broken sheet does no harm to others")
  func nameless() throws {
    let sheets = #"<sheet sheetId="1" r:id="gone"/><sheet sheetId="2" r:id="s1"/><sheet name="Hỏng" sheetId="3" r:id="s2"/>"#
    let sample = WorkbookSample(rows: WorkbookReaderTests.rows).with {
      $0["xl/workbook.xml"] = String(decoding: WorkbookSample.workbook(sheets), as: UTF8.self)
      $0["xl/_rels/workbook.xml.rels"] = String(
        decoding: WorkbookSample.relationships([("s1", "worksheet", "worksheets/s1.xml"), ("s2", "worksheet", "none.xml")]),
        as: UTF8.self)
    }
    let reader = try WorkbookReader(sample)
    #expect(reader.sheets.map(\.name) == ["Sheet2", "Hỏng"])
    #expect(try reader.printed() == WorkbookReaderTests.cells)
    #expect(throws: WorkbookError.damaged) { try reader.read(reader.sheets[1]) { _ in true } }
  }

  @Test("say from which year days are counted", arguments: [("", false), ("date1904='0'", false), ("date1904='1'", true)])
  func years(_ attribute: String, _ from1904: Bool) throws {
    let sample = WorkbookSample().with { $0["xl/workbook.xml"]?.replace("<sheets>", with: "<workbookPr \(attribute)/><sheets>") }
    #expect(try WorkbookReader(sample).countsFrom1904 == from1904)
  }

  @Test("give their merged ranges")
  func merged() throws {
    let ranges = "<mergeCells count='2'><mergeCell ref='A1:B2'/><mergeCell ref='$D$4:$D$9'/><mergeCell ref='H:K'/></mergeCells>"
    let reader = try WorkbookReader(WorkbookSample(sheet: "<sheetData>\(WorkbookReaderTests.rows)</sheetData>\(ranges)"))
    #expect(
      try reader.read(reader.sheets[0]) { _ in true }.mergedRanges.map { "\($0.from):\($0.to)" } == [
        "A1:B2", "D4:D9", "H1:K1048576",
      ])
    #expect(try reader.read(reader.sheets[0]) { _ in false }.mergedRanges.isEmpty)
  }

  @Test("stop when they are told to, and can be read again")
  func stops() throws {
    let rows = (1...20_000).map { "<row r='\($0)'><c r='A\($0)'><v>\($0)</v></c></row>" }.joined()
    // Behind the rows the part breaks off, which nobody notices who stops before.
    let reader = try WorkbookReader(WorkbookSample(rows: rows + "<row>"))
    for _ in 1...2 {
      var numbers: [Int] = []
      _ = try reader.read(reader.sheets[0]) { row in
        numbers.append(row.number)
        return row.number < 3
      }
      #expect(numbers == [1, 2, 3])
    }
    #expect(throws: WorkbookError.damaged) { try reader.read(reader.sheets[0]) { _ in true } }
  }

  struct OwnError: Error, Equatable {}

  @Test("throw what the reader of a row throws")
  func throwing() throws {
    let reader = try WorkbookReader(WorkbookSample(rows: WorkbookReaderTests.rows))
    var count = 0
    #expect(throws: OwnError()) {
      try reader.read(reader.sheets[0]) { _ in
        count += 1
        throw OwnError()
      }
    }
    #expect(count == 1)
  }

  @Test("can be read while another is read")
  func nested() throws {
    let rows = (1...5_000).map { "<row><c><v>\($0)</v></c></row>" }.joined()
    let reader = try WorkbookReader(WorkbookSample(rows: rows))
    var counts: Set<Int> = []
    var outer = 0
    _ = try reader.read(reader.sheets[0]) { row in
      outer += 1
      guard row.number % 2_500 == 0 else { return true }
      counts.insert(try reader.printed().count)
      return true
    }
    #expect(outer == 5_000)
    #expect(counts == [5_000])
  }

  @Test("may have a million empty rows")
  func emptyRows() throws {
    let rows = String(repeating: "<row/>", count: 1_000_000)
    #expect(try WorkbookReader(WorkbookSample(rows: rows + "<row><c><v>1</v></c></row>")).printed() == ["A1000001 number 1"])
  }
}
