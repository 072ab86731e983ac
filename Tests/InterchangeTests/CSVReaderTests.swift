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

  @Test(
    "UTF-16 is named as such, with either order of bytes",
    arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61]] as [[UInt8]])
  func utf16(bytes: [UInt8]) { #expect(throws: CSVError.notUTF8(line: 1)) { try CSVReader(bytes) } }
}
