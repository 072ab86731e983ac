import Kernel
import Spreadsheets
import Testing

@Suite("Files that are no good workbooks")
struct WorkbookErrorTests {
  static let oldExcel: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// A compound file with one name in its directory.
  static func compound(_ name: String) -> [UInt8] {
    let bytes = oldExcel + [UInt8](repeating: 0, count: 1_024 + 128 - oldExcel.count)
    return bytes + name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [UInt8](repeating: 0, count: 300)
  }

  /// An archive and why it is refused.
  struct Fault: CustomTestStringConvertible {
    let name: String
    let error: WorkbookError
    let limits: WorkbookLimits
    let archive: @Sendable () throws -> [UInt8]
    var testDescription: String { name }

    init(
      _ name: String, _ error: WorkbookError, limits: WorkbookLimits = WorkbookLimits(),
      _ archive: @escaping @Sendable () throws -> [UInt8]
    ) {
      self.name = name
      self.error = error
      self.limits = limits
      self.archive = archive
    }

    /// A workbook with a change.
    static func change(
      _ name: String, _ error: WorkbookError, _ change: @escaping @Sendable (inout WorkbookSample) -> Void
    ) -> Fault {
      Fault(name, error) { try WorkbookSample(rows: WorkbookReaderTests.rows).with(change).packed() }
    }

    /// Rows of a sheet.
    static func rows(_ name: String, _ rows: String) -> Fault {
      Fault(name, .damaged) { try WorkbookSample(rows: rows).packed() }
    }
  }

  static let files: [Fault] = [
    Fault("nothing", .notAWorkbook) { [] },
    Fault("CSV", .notAWorkbook) { Array("STT;Tên\n1;An\n".utf8) },
    Fault("a web page called .xls", .notAWorkbook) { Array("<html><table>".utf8) },
    Fault("a picture", .notAWorkbook) { [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] },
    Fault("two letters of ZIP", .damaged) { Array("PK".utf8) },
    Fault(".xls", .oldExcel) { oldExcel },
    Fault(".xls with sheets", .oldExcel) { compound("Workbook") },
    Fault("encrypted", .passwordProtected) { compound("EncryptedPackage") },
  ]

  static let archives: [Fault] = [
    Fault("broken off", .damaged) { Array(try WorkbookSample(rows: WorkbookReaderTests.rows).packed().dropLast(100)) },
    Fault("broken off early", .damaged) { Array(try WorkbookSample().packed().prefix(300)) },
    Fault("beginning lost", .damaged) { Array("PK".utf8) + (try WorkbookSample().packed().dropFirst(200)) },
    Fault("a wrong checksum", .damaged) {
      var bytes = try WorkbookSample(rows: WorkbookReaderTests.rows).packed()
      // The checksum of the last entry, in its header of the directory.
      guard let place = bytes.indices.last(where: { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) }) else { return [] }
      bytes[place + 16] ^= 1
      return bytes
    },
    Fault("an entry with a password", .passwordProtected) { try WorkbookSample().packed(password: "1234") },
    Fault("packed in a way nobody knows", .damaged) {
      WorkbookSample.lying(try WorkbookSample(rows: "<row/>").packed(), method: 77)
    },
    .change("another archive", .notAWorkbook) { $0.parts = [("mimetype", Array("application/vnd.oasis".utf8))] },
    .change("a document", .notAWorkbook) { $0["xl/workbook.xml"] = "<document xmlns='urn:w'><body/></document>" },
    .change("a binary workbook", .notAWorkbook) { $0["_rels/.rels"]?.replace("workbook.xml", with: "workbook.bin") },
    .change("no workbook among the relationships", .notAWorkbook) {
      $0["_rels/.rels"]?.replace("/officeDocument\"", with: "/x\"")
    },
    .change("no part with the workbook", .damaged) { $0["xl/workbook.xml"] = nil },
    .change("no part with the sheet", .damaged) { $0["xl/worksheets/s1.xml"] = nil },
    .change("a sheet without relationship", .noSheet) { $0["xl/workbook.xml"]?.replace("r:id=\"s1\"", with: "r:id=\"s2\"") },
    .change("no sheets", .noSheet) { $0["xl/workbook.xml"] = String(decoding: WorkbookSample.workbook(""), as: UTF8.self) },
    .change("charts only", .noSheet) { $0["xl/_rels/workbook.xml.rels"]?.replace("/worksheet\"", with: "/chartsheet\"") },
    .change("a sheet that is something else", .damaged) { $0["xl/worksheets/s1.xml"] = "<dialogsheet/>" },
    .change("an empty part", .damaged) { $0["xl/worksheets/s1.xml"] = "" },
    .change("XML that is never closed", .damaged) { $0["xl/worksheets/s1.xml"]?.replace("</worksheet>", with: "") },
    .change("XML behind the end", .damaged) { $0["xl/worksheets/s1.xml"]?.append("<a/>") },
    .change("bytes that are no UTF-8", .damaged) { $0.parts[5].bytes.insert(0xFF, at: $0.parts[5].bytes.count - 40) },
  ]

  static let entities: [Fault] = [
    .change("a document type", .damaged) { $0["xl/worksheets/s1.xml"] = "<!DOCTYPE worksheet><worksheet/>" },
    .change("entities that unfold without end", .damaged) {
      $0["xl/sharedStrings.xml"] =
        "<!DOCTYPE sst [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><sst><si><t>&c;</t></si></sst>"
    },
    .change("a file of the server", .damaged) {
      $0["xl/sharedStrings.xml"] = "<!DOCTYPE sst [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><sst><si><t>&a;</t></si></sst>"
    },
    .change("a document type elsewhere", .damaged) {
      $0["xl/sharedStrings.xml"] = "<!DOCTYPE sst SYSTEM 'http://127.0.0.1/x.dtd'><sst/>"
    },
    .change("an entity nobody declared", .damaged) { $0["xl/sharedStrings.xml"] = "<sst><si><t>&x;</t></si></sst>" },
  ]

  static let places: [Fault] = [
    .rows("row 0", "<row r='0'/>"), .rows("a row below the sheet", "<row r='1048577'/>"),
    .rows("a row one below the sheet", "<row r='1048576'/><row/>"), .rows("a row called x", "<row r='x'/>"),
    .rows("a cell twice", "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"),
    .rows("two values of a cell", "<row r='1'><c r='A1'><v>1</v><v>2</v></c></row>"),
    .rows("a cell right of the sheet", "<row r='1'><c r='XFD1'/><c><v>1</v></c></row>"),
    .rows("a cell called 1", "<row r='1'><c r='1'><v>1</v></c></row>"),
  ]

  static func limits(_ change: (inout WorkbookLimits) -> Void) -> WorkbookLimits {
    var limits = WorkbookLimits()
    change(&limits)
    return limits
  }

  static let blanks = String(repeating: " ", count: 2_000_000)

  static let sizes: [Fault] = [
    Fault("too much is declared", .tooLarge(limitMegabytes: 1), limits: limits { $0.unpackedBytes = 1_500_000 }) {
      try WorkbookSample(sheet: blanks).packed()
    },
    Fault("too much is declared together", .tooLarge(limitMegabytes: 3), limits: limits { $0.unpackedBytes = 3_900_000 }) {
      try WorkbookSample(sheet: blanks, strings: blanks).packed()
    },
    Fault("more than an archive can hold is declared", .tooLarge(limitMegabytes: 300)) {
      WorkbookSample.lying(try WorkbookSample(sheet: blanks).packed(), size: 0xFFFF_FFFE)
    },
    Fault("less is declared than comes", .tooLarge(limitMegabytes: 1), limits: limits { $0.unpackedBytes = 1_500_000 }) {
      WorkbookSample.lying(try WorkbookSample(sheet: blanks).packed(), size: 1_000)
    },
    Fault("a thousand to one", .tooLarge(limitMegabytes: 300), limits: limits { $0.ratioApplies = 1_000_000 }) {
      try WorkbookSample(sheet: blanks).packed()
    },
    Fault("too many entries", .tooLarge(limitMegabytes: 300), limits: limits { $0.entries = 5 }) {
      try WorkbookSample().packed()
    },
    Fault("too many sheets", .tooLarge(limitMegabytes: 300), limits: limits { $0.entries = 10 }) {
      let sheets = WorkbookSample.workbook(String(repeating: "<sheet name='a' r:id='s1'/>", count: 11))
      return try WorkbookSample().with { $0["xl/workbook.xml"] = String(decoding: sheets, as: UTF8.self) }.packed()
    },
    Fault("one part behind many sheets", .tooLarge(limitMegabytes: 3), limits: limits { $0.unpackedBytes = 3_900_000 }) {
      let sheets = WorkbookSample.workbook((1...9).map { "<sheet name='\($0)' r:id='s1'/>" }.joined())
      return try WorkbookSample(sheet: blanks).with { $0["xl/workbook.xml"] = String(decoding: sheets, as: UTF8.self) }.packed()
    },
    Fault("too many cells in a row", .tooLarge(limitMegabytes: 300), limits: limits { $0.cellsPerRow = 2 }) {
      try WorkbookSample(rows: "<row><c><v>1</v></c><c/><c><v>2</v></c><c/><c><v>3</v></c></row>").packed()
    },
    Fault("too long a text", .tooLarge(limitMegabytes: 300)) {
      try WorkbookSample(rows: "<row><c t='inlineStr'><is><t>\(blanks)</t></is></c></row>").packed()
    },
    Fault("too long a shared text", .tooLarge(limitMegabytes: 300)) {
      try WorkbookSample(strings: "<si><t>\(blanks)</t></si>").packed()
    },
    Fault("more shared texts than memory holds", .tooLarge(limitMegabytes: 2), limits: limits { $0.unpackedBytes = 2_000_000 }) {
      try WorkbookSample(strings: String(repeating: "<si/>", count: 150_000)).packed()
    },
    Fault("too many merged ranges", .tooLarge(limitMegabytes: 300), limits: limits { $0.mergedRanges = 1 }) {
      try WorkbookSample(sheet: "<mergeCell ref='A1:A2'/><mergeCell ref='A3:A4'/>").packed()
    },
  ]

  @Test("are refused", arguments: files + archives + entities + places + sizes)
  func refused(_ fault: Fault) throws {
    let archive = try fault.archive()
    #expect(throws: fault.error) {
      let reader = try WorkbookReader(archive, limits: fault.limits)
      for sheet in reader.sheets { _ = try reader.read(sheet) { _ in true } }
    }
  }

  @Test("stay readable when they are just within the limits")
  func within() throws {
    let rows = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    let sample = WorkbookSample(rows: rows)
    let size = sample.parts.reduce(0) { $0 + $1.bytes.count }
    let limits = WorkbookErrorTests.limits {
      $0.unpackedBytes = size
      $0.entries = sample.parts.count
      $0.cellsPerRow = 2
    }
    #expect(try WorkbookReader(sample, limits: limits).printed() == ["A1 number 1", "B1 number 2"])
  }

  @Test(
    "say what the limit is",
    arguments: [(WorkbookError.tooLarge(limitMegabytes: 300), ["limit": "300"]), (.damaged, [:]), (.noSheet, [:])])
  func message(_ error: WorkbookError, _ values: [String: String]) {
    #expect(error.message.key == "error.\(error.code)")
    #expect(error.message.values == values)
  }
}
