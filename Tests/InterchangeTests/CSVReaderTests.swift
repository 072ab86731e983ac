import Foundation
import Interchange
import Kernel
import Testing

@Suite("Records of CSV files")
struct CSVReaderTests {
  /// A file and the records in it, each as `line: cell|cell`, or the fault that stands in a record's place.
  struct File: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let records: [String]
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ records: [String]) { self.init(name, bytes: Array(text.utf8), records) }

    init(_ name: String, bytes: [UInt8], _ records: [String]) {
      self.name = name
      self.bytes = bytes
      self.records = records
    }
  }

  static let shapes: [File] = [
    File("line feeds", "a,b\n1,2\n3,4\n", ["1: a|b", "2: 1|2", "3: 3|4"]),
    File("no line feed at the end", "a,b\n1,2", ["1: a|b", "2: 1|2"]),
    File("CRLF", "a,b\r\n1,2\r\n", ["1: a|b", "2: 1|2"]),
    File("CR", "a,b\r1,2\r3,4", ["1: a|b", "2: 1|2", "3: 3|4"]),
    File("BOM", "\u{FEFF}a,b\n1,2\n", ["1: a|b", "2: 1|2"]),
    File("semicolons", "a;b\n1,5;2\n", ["1: a|b", "2: 1,5|2"]),
    File("tabs", "a\tb\n1,5\t2;3\n", ["1: a|b", "2: 1,5|2;3"]),
    File("semicolons with a comma inside quotes", "\"a,b,c\";d\n1;2\n", ["1: a,b,c|d", "2: 1|2"]),
    File("one column", "a\n1\n2\n", ["1: a", "2: 1", "3: 2"]),
    File("empty lines are passed over and counted", "\n\na;b\n\n1;2\n \n3;4\n\n", ["3: a|b", "5: 1|2", "7: 3|4"]),
    File("empty cells", "a,b,c\n,,\n1,,\n", ["1: a|b|c", "2: ||", "3: 1||"]),
    File("rows of other widths", "a,b\n1\n1,2,3\n", ["1: a|b", "2: 1", "3: 1|2|3"]),
    File("blanks around cells", "a , b\n 1 ,\t2 \n", ["1: a|b", "2: 1|2"]),
    File("no-break spaces and composed letters", "a\n\u{A0}Ta\u{302}n\u{A0}An\u{202F}\n", ["1: a", "2: Tân An"]),
    File("delete characters are invisible", "a\n7\u{7F}2\n", ["1: a", "2: 72"]),
    File("nothing", "", []),
    File("empty lines only", "\n\r\n\r", []),
    File("BOM only", "\u{FEFF}", []),
  ]

  static let quotes: [File] = [
    File("quoted cells", "a,b\n\"1\",\"2\"\n", ["1: a|b", "2: 1|2"]),
    File("separator inside", "a,b\n\"1,5\",2\n", ["1: a|b", "2: 1,5|2"]),
    File("quote inside", "a\n\"he said \"\"no\"\"\"\n", ["1: a", "2: he said \"no\""]),
    File("blanks outside", "a,b\n \"1\" , \"2\" \n", ["1: a|b", "2: 1|2"]),
    File("empty quotes", "a\n\"\"\n1\n", ["1: a", "2: ", "3: 1"]),
    File("a quote in the middle is a letter", "a,b\n5\" pipe,x\n", ["1: a|b", "2: 5\" pipe|x"]),
    File("LF inside moves the lines after it", "a,b\n\"1\n2\",x\ny,z\n", ["1: a|b", "2: 1\n2|x", "4: y|z"]),
    File("CRLF inside counts once", "a,b\r\n\"1\r\n2\r\n3\",x\r\ny,z\r\n", ["1: a|b", "2: 1\r\n2\r\n3|x", "5: y|z"]),
    File("CR inside", "a,b\r\"1\r2\",x\ry,z\r", ["1: a|b", "2: 1\r2|x", "4: y|z"]),
    File("line feed inside the header", "\"a\n\",b\n1,2\n", ["1: a|b", "3: 1|2"]),
    File("open quote", "a\n1\n\"2\n3\n", ["1: a", "2: 1", "3: interchange.open_quote"]),
    File("open quote in the last cell", "a,b\n1,\"", ["1: a|b", "2: interchange.open_quote"]),
    File(
      "text behind a quote spoils its line only", "a,b\n\"5\"700,x\n\"6\" \"7\"\n8,9\n",
      ["1: a|b", "2: interchange.open_quote", "3: interchange.open_quote", "4: 8|9"]),
  ]

  static let encodings: [File] = [
    File(
      "Latin-1 in a cell", bytes: Array("a,b\n1,2\nc".utf8) + [0xE0, 0x2C] + Array("4\n5,6\n".utf8),
      [
        "1: a|b", "2: 1|2", "3: interchange.not_utf8",
      ]),
    File(
      "Latin-1 in a quoted cell", bytes: Array("a\n\"x\n".utf8) + [0xE0] + Array("\"\n".utf8),
      [
        "1: a", "2: interchange.not_utf8",
      ]),
    File("an overlong form", bytes: Array("a\n".utf8) + [0xC0, 0xAF, 0x0A], ["1: a", "2: interchange.not_utf8"]),
    File("half a letter at the end", bytes: Array("a\n".utf8) + [0xE1, 0xBA], ["1: a", "2: interchange.not_utf8"]),
  ]

  static let beginnings: [File] = [
    File("sep=;", "sep=;\r\na;b\r\n1,5;2\r\n", ["2: a|b", "3: 1,5|2"]),
    File("sep= against the header", "sep=,\na,b;c\n1,2;3\n", ["2: a|b;c", "3: 1|2;3"]),
    File("sep= in quotation marks", "\"sep=;\"\na;b\n", ["2: a|b"]), File("SEP= in capitals", "SEP=;\na;b\n", ["2: a|b"]),
    File("sep= a tab", "sep=\t\na\tb\n", ["2: a|b"]), File("sep= a line", "sep=|\na|b,c\n1|2\n", ["2: a|b,c", "3: 1|2"]),
    File("sep= behind a BOM", "\u{FEFF}sep=;\na;b\n", ["2: a|b"]), File("sep= filled up", "sep=;,,,\na;b\n", ["2: a|b"]),
    File("sep= with CR", "sep=;\ra;b\r1;2", ["2: a|b", "3: 1|2"]), File("sep= and nothing", "sep=;", []),
    File("a column called sep", "sep=x,b\n1,2\n", ["1: sep=x|b", "2: 1|2"]),
    File("sep without a sign", "sep=\na,b\n", ["1: sep=", "2: a|b"]),
    File("tabs in UTF-16", bytes: [0xFF, 0xFE] + utf16("a\tTân An\r\n1,5\t😀\r\n"), ["1: a|Tân An", "2: 1,5|😀"]),
    File("UTF-16, higher byte first", bytes: utf16("\u{FEFF}a;b\n1;ệ\n", isBigEndian: true), ["1: a|b", "2: 1|ệ"]),
    File("UTF-16 without a mark", bytes: utf16("a;b\n1;ệ\n"), ["1: a|b", "2: 1|ệ"]),
    File("UTF-16 with sep=", bytes: [0xFF, 0xFE] + utf16("sep=;\na;b\n"), ["2: a|b"]),
  ]

  static let ends: [File] = [
    File("1A behind the last line", "a,b\r\n1,2\r\n\u{1A}", ["1: a|b", "2: 1|2"]),
    File("1A on the last line", "a,b\n1,2\u{1A}", ["1: a|b", "2: 1|2"]),
    File("1A and a line's end", "a,b\n1,2\n\u{1A}\r\n", ["1: a|b", "2: 1|2"]),
    File("a block filled up with 1A", "a,b\n1,2\n" + String(repeating: "\u{1A}", count: 100), ["1: a|b", "2: 1|2"]),
    File("a block filled up with noughts", "a,b\n1,2\n\u{1A}" + String(repeating: "\u{0}", count: 100), ["1: a|b", "2: 1|2"]),
    File("1A alone", "\u{1A}", []),
  ]

  static func utf16(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
    text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test("what programs put before the header", arguments: beginnings)
  func readsBeginnings(file: File) throws { try Self.expect(file) }

  @Test("what old programs put at the end", arguments: ends)
  func readsEnds(file: File) throws { try Self.expect(file) }

  @Test("shape, separators and line ends", arguments: shapes)
  func readsShapes(file: File) throws { try Self.expect(file) }

  @Test("quotation marks", arguments: quotes)
  func readsQuotes(file: File) throws { try Self.expect(file) }

  @Test("bytes that are not UTF-8 end the reading", arguments: encodings)
  func readsEncodings(file: File) throws { try Self.expect(file) }

  static func expect(_ file: File) throws {
    let read = try CSVReader(file.bytes).map { next in
      switch next {
      case .success(let record): "\(record.line): \(record.cells.joined(separator: "|"))"
      case .failure(let error): "\(error.line): \(error.code)"
      }
    }
    #expect(read == file.records)
    #expect(read.map { Array($0.utf8) } == file.records.map { Array($0.utf8) })
  }

  static let refused: [(name: String, bytes: [UInt8], error: CSVError)] = [
    ("half a unit of UTF-16", [0xFF, 0xFE] + utf16("a;b\n") + [0x31], .notUTF8(line: 1)),
    ("half a pair of UTF-16", [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x3D, 0xD8], .notUTF8(line: 1)),
    ("a second half alone", [0xFF, 0xFE, 0x61, 0, 0x00, 0xDC, 0x61, 0], .notUTF8(line: 1)),
    ("a nought in a cell", Array("a,b\r\n1,2\r\n3,\u{0}4\n".utf8), .notText(line: 3)),
    ("another encoding from a line on", Array("a,b\n1,2\n".utf8) + utf16("ệ,4\n"), .notUTF8(line: 3)),
    ("1A between two files", Array("a,b\n1,2\n\u{1A}a,b\n3,4\n".utf8), .notText(line: 3)),
    ("UTF-32", [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0, 0x2C, 0, 0, 0], .notText(line: 1)),
    ("a web page", Array("\u{FEFF}\r\n<html><table><tr><td>a</td></tr></table>".utf8), .markup),
    ("a workbook in XML", Array("<?xml version=\"1.0\"?><Workbook/>".utf8), .markup),
    ("a workbook", [0x50, 0x4B, 0x03, 0x04, 0], .packed), ("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0], .packed),
  ]

  @Test("what is no table gives one error", arguments: refused)
  func isRefused(name: String, bytes: [UInt8], error: CSVError) { #expect(throws: error) { try CSVReader(bytes) } }
}
