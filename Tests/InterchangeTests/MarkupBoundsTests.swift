import Spreadsheets
import Testing

/// What costs more than its length is refused before it is paid for, and what only looks like it is read.
@Suite("Markup that is dear to read")
struct MarkupBoundsTests {
  /// A sheet whose rows are as large as a file from outside may make them.
  struct Dear: CustomTestStringConvertible {
    let testDescription: String
    let sheet: @Sendable () -> String

    init(_ name: String, _ sheet: @escaping @Sendable () -> String) {
      testDescription = name
      self.sheet = sheet
    }
  }

  static func attributes(_ count: Int) -> String { (0..<count).map { " a\($0)='1'" }.joined() }
  static func namespaces(_ count: Int) -> String { (0..<count).map { " xmlns:n\($0)='u\($0)'" }.joined() }
  static let cell = "<c r='A1'><v>1</v></c>"

  static let sheets: [Dear] = [
    Dear("attributes of a list") { "<cols\(attributes(100_000))/><sheetData/>" },
    Dear("attributes of a row") { "<sheetData><row r='1'\(attributes(100_000))>\(cell)</row></sheetData>" },
    Dear("attributes of a cell") { "<sheetData><row r='1'><c r='A1'\(attributes(100_000))/></row></sheetData>" },
    Dear("attributes beyond the bound by one") { "<sheetData><row\(attributes(129))>\(cell)</row></sheetData>" },
    Dear("namespaces of one element") { "<sheetData\(namespaces(100_000))/>" },
    Dear("namespaces of many elements inside each other") {
      String(repeating: "<a\(namespaces(100))>", count: 100) + String(repeating: "<b/>", count: 100_000)
        + String(repeating: "</a>", count: 100)
    },
    Dear("elements inside each other") {
      String(repeating: "<a>", count: 300_000) + String(repeating: "</a>", count: 300_000)
    },
    Dear("elements inside each other that never end") { String(repeating: "<a>", count: 300_000) },
    Dear("a value that never ends") { "<cols a='" + String(repeating: "x", count: 5_000_000) },
    Dear("a name that never ends") { "<cols " + String(repeating: "x", count: 5_000_000) },
    Dear("a long value") { "<cols a='\(String(repeating: "x", count: 5_000_000))'/>" },
  ]

  @Test("is refused at once", arguments: sheets)
  func dear(_ dear: Dear) throws {
    let bytes = try WorkbookSample(sheet: dear.sheet()).packed()
    let began = ContinuousClock.now
    #expect(throws: WorkbookError.damaged) {
      let reader = try WorkbookReader(bytes)
      _ = try reader.read(reader.sheets[0]) { _ in true }
    }
    // Measured: up to 0.2 s without optimisation, mostly for unpacking; libxml2 alone takes 5 to 60 s.
    #expect(ContinuousClock.now - began < .seconds(3))
    let mark = try WorkbookMarkerTests.mark("A1")
    #expect(throws: WorkbookMarkError.self) { try WorkbookMarker.marked(bytes, [mark]) }
  }

  @Test("is refused in every part", arguments: ["_rels/.rels", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
  func everyPart(path: String) throws {
    let sample = WorkbookSample(rows: WorkbookReaderTests.rows).with { sample in
      let end = sample[path]?.firstRange(of: " xmlns")?.lowerBound
      if let end { sample[path]?.insert(contentsOf: MarkupBoundsTests.attributes(1_000), at: end) }
    }
    #expect(throws: WorkbookError.damaged) { try WorkbookReader(sample) }
  }

  static let rows = "<row r='1'><c r='A1'><v>1</v></c></row>"

  static let cheap: [Dear] = [
    Dear("as many attributes as Excel never writes") { "<sheetData><row r='1'\(attributes(120))>\(cell)</row></sheetData>" },
    Dear("elements inside each other") {
      "\(String(repeating: "<x>", count: 200))\(String(repeating: "</x>", count: 200))<sheetData>\(rows)</sheetData>"
    },
    Dear("as many namespaces, one after the other") {
      "<sheetData>\(rows)</sheetData>" + String(repeating: "<e\(namespaces(100))><f/></e>", count: 50)
    },
    Dear("tags in a comment") { "<!-- <a <b x='1' y=\"> --><sheetData>\(rows)</sheetData><!----><!-- - -->" },
    Dear("tags among plain characters") { "<a><![CDATA[<a b=' ]] > ]]]]></a><sheetData>\(rows)</sheetData>" },
    Dear("an instruction") { "<?x <a b=' ?><sheetData>\(rows)</sheetData>" },
    Dear("ends of tags within values") { "<a b='>/>' c=\"'>\"/><sheetData>\(rows)</sheetData>" },
    Dear("slashes and blanks in tags") { "<a b='/' ></a ><sheetData\n>\(rows)</sheetData >" },
    Dear("a list of many ranges") {
      "<sheetData>\(rows)</sheetData><a sqref='\(String(repeating: "XFD1048576 ", count: 50_000))'/>"
    },
  ]

  @Test("is read where it only looks dear", arguments: cheap)
  func isRead(_ cheap: Dear) throws {
    #expect(try WorkbookReader(WorkbookSample(sheet: cheap.sheet())).printed() == ["A1 number 1"])
  }

  static let encodings: [(name: String, isRead: Bool)] = [
    ("UTF-8", true), ("utf-8", true), ("US-ASCII", true), ("ISO-8859-1", true), ("windows-1252", true), ("UTF-16", true),
    ("UTF-7", false), ("IBM037", false), ("EBCDIC-CP-US", false), ("UCS-4", false), ("ISO-2022-JP", false), ("x", false),
  ]

  @Test("an encoding in which tags could hide is refused", arguments: encodings)
  func encoding(name: String, isRead: Bool) throws {
    let sample = WorkbookSample(rows: WorkbookReaderTests.rows).with {
      $0["xl/worksheets/s1.xml"]?.replace("UTF-8", with: name)
    }
    if isRead {
      #expect(try WorkbookReader(sample).printed() == WorkbookReaderTests.cells)
    } else {
      #expect(throws: WorkbookError.damaged) { try WorkbookReader(sample).printed() }
    }
  }
}
