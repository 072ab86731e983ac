import Interchange
import Kernel
import Testing

@Suite("Tables with a checked header")
struct CSVTableTests {
  static let rule = ColumnRule(names: ["code", "name", "value"], required: ["code", "value"])

  /// A file, the rows read from it as `line: code|name|value`, and the faults as `line:column: code`.
  struct File: CustomTestStringConvertible {
    let name: String
    let text: String
    var rows: [String] = []
    var errors: [String] = []
    var headerIsAtFault = false
    var testDescription: String { name }
  }

  static let good: [File] = [
    File(name: "in order", text: "code,name,value\nA,x,1\n", rows: ["2: A|x|1"]),
    File(name: "in another order", text: "value;code\n1;A\n", rows: ["2: A||1"]),
    File(name: "header in capitals and quotes", text: "\"CODE\",\" Value \"\nA,1\n", rows: ["2: A||1"]),
    File(name: "BOM, CRLF, semicolons", text: "\u{FEFF}code;value\r\nA;1,5\r\n", rows: ["2: A||1,5"]),
    File(name: "short rows", text: "code,value,name\nA\nB,2\n", rows: ["2: A||", "3: B||2"]),
    File(name: "rows without content", text: "code,value\n,\nA,1\n\"\",\"\"\n,,,\n", rows: ["3: A||1"]),
    File(name: "empty cells beyond the header", text: "code,value\nA,1,,\n", rows: ["2: A||1"]),
    File(name: "empty header cells at the end", text: "code,value,,\nA,1,,\nB,2\n", rows: ["2: A||1", "3: B||2"]),
    File(name: "line feed in a cell", text: "code,name,value\nA,\"x\ny\",1\nB,z,2\n", rows: ["2: A|x\ny|1", "4: B|z|2"]),
    File(name: "header only", text: "code,value\n"),
    File(name: "header behind empty lines", text: "\n\ncode;value\nA;1\n", rows: ["4: A||1"]),
  ]

  @Test("good files", arguments: good)
  func goodFiles(file: File) { Self.expect(file) }

  static let header: [File] = [
    File(name: "empty file", text: "", errors: ["1:code: interchange.empty_file"], headerIsAtFault: true),
    File(name: "empty lines only", text: "\n\n \n", errors: ["1:code: interchange.empty_file"], headerIsAtFault: true),
    File(
      name: "unknown column", text: "code,value,colour\nA,1,red\n", errors: ["1:colour: interchange.column_unknown"],
      headerIsAtFault: true),
    File(
      name: "missing column", text: "code,name\nA,x\n", errors: ["1:value: interchange.column_missing"], headerIsAtFault: true),
    File(
      name: "column twice", text: "code,value,Code\nA,1,B\n", errors: ["1:code: interchange.column_twice"],
      headerIsAtFault: true),
    File(
      name: "empty header cell in the middle", text: "code,,value\nA,,1\n", errors: ["1:: interchange.column_unknown"],
      headerIsAtFault: true),
    File(
      name: "several at once", text: "kode,name,NAME\nA,x,y\n",
      errors: [
        "1:kode: interchange.column_unknown", "1:name: interchange.column_twice", "1:code: interchange.column_missing",
        "1:value: interchange.column_missing",
      ], headerIsAtFault: true),
    File(
      name: "no header but a row", text: "A,1\nB,2\n",
      errors: [
        "1:A: interchange.column_unknown", "1:1: interchange.column_unknown", "1:code: interchange.column_missing",
        "1:value: interchange.column_missing",
      ], headerIsAtFault: true),
    File(
      name: "fault of a header behind empty lines", text: "\n\ncode,value,colour\nA,1,red\n",
      errors: ["3:colour: interchange.column_unknown"], headerIsAtFault: true),
    File(
      name: "open quote in the header", text: "\"code,value\nA,1\n", errors: ["1:code: interchange.open_quote"],
      headerIsAtFault: true),
    File(
      name: "text behind a quote in the header", text: "\"code\"x,value\nA,1\n", errors: ["1:code: interchange.open_quote"],
      headerIsAtFault: true),
  ]

  @Test("a header at fault: no row is trusted", arguments: header)
  func faultyHeaders(file: File) { Self.expect(file) }

  static let rows: [File] = [
    File(
      name: "too many cells", text: "code,value\nA,1\nB,1,55\nC,3\n", rows: ["2: A||1", "4: C||3"],
      errors: ["3:code: interchange.too_many_cells"]),
    File(
      name: "content below an empty header cell", text: "code,value,\nA,1,x\nB,2,\n", rows: ["3: B||2"],
      errors: ["2:code: interchange.too_many_cells"]),
    File(
      name: "text behind a quote", text: "code,value\n\"A\"x,1\nB,2\n", rows: ["3: B||2"],
      errors: ["2:code: interchange.open_quote"]),
    File(
      name: "too many cells behind a cell of two lines", text: "code,name,value\nA,\"x\ny\",1\nB,x,1,55\n", rows: ["2: A|x\ny|1"],
      errors: ["4:code: interchange.too_many_cells"]),
    File(
      name: "open quote", text: "code,value\nA,1\nB,\"2\nC,3\n", rows: ["2: A||1"], errors: ["3:code: interchange.open_quote"]),
  ]

  @Test("rows at fault: the others are read", arguments: rows)
  func faultyRows(file: File) { Self.expect(file) }

  static func expect(_ file: File) {
    let table = CSVTable(Array(file.text.utf8), columns: rule)
    #expect(table.rows.map { "\($0.line): \($0["code"])|\($0["name"])|\($0["value"])" } == file.rows)
    #expect(table.errors.map { "\($0.line):\($0.column): \($0.code)" } == file.errors)
    #expect(table.errors.allSatisfy { $0.message.key == "error.\($0.code)" })
    #expect(table.headerIsAtFault == file.headerIsAtFault)
  }

  @Test("files in other encodings")
  func encodings() {
    let utf16 = CSVTable([0xFF, 0xFE] + CSVReaderTests.utf16("code\tvalue\r\nA\t1,5\r\n"), columns: Self.rule)
    #expect(utf16.errors.isEmpty && utf16.rows.map { $0["value"] } == ["1,5"])
    let broken = CSVTable([0xFF, 0xFE, 0x63, 0x00, 0x64], columns: Self.rule)
    #expect(broken.errors.map(\.code) == ["interchange.not_utf8"] && broken.headerIsAtFault)
    let latin = CSVTable(Array("code,value\nA,1\nB".utf8) + [0xE0] + Array(",2\nC,3\n".utf8), columns: Self.rule)
    #expect(latin.errors.map { "\($0.line) \($0.code)" } == ["3 interchange.not_utf8"])
    #expect(latin.rows.count == 1 && !latin.headerIsAtFault)
  }

  @Test("the sentence of a wide row says how wide")
  func values() {
    let table = CSVTable(Array("code,value,\nA,1,5,6\n".utf8), columns: Self.rule)
    #expect(table.errors.map(\.message.values) == [["cells": "4", "columns": "2"]])
  }
}
