import Interchange
import Kernel
import TestSupport
import Testing

@Suite("Writing CSV")
struct CSVWriterTests {
  static let cells: [(cell: CSVCell, written: String)] = [
    (.plain("114.35"), "114.35"), (.plain("-0.11"), "-0.11"), (.plain(">="), ">="), (.plain("="), "="), (.plain(""), "\"\""),
    (.plain("a,b"), "\"a,b\""), (.plain("a\"b"), "\"a\"\"b\""), (.plain("a\nb"), "\"a\nb\""), (.plain("a\rb"), "\"a\rb\""),
    (.text("người"), "người"), (.text("điểm %"), "điểm %"), (.text(""), "\"\""), (.text("a;b"), "a;b"),
    (.text("=1+1"), "'=1+1"), (.text("+84"), "'+84"), (.text("-5"), "'-5"), (.text("@SUM(A1)"), "'@SUM(A1)"),
    (.text("\t=1"), "'\t=1"),
    (.text("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), (.text("a=1"), "a=1"), (.text("'=1"), "'=1"),
    (.plain("a\"\u{301}b"), "\"a\"\"\u{301}b\""), (.text("=\u{301}1+1"), "'=\u{301}1+1"),
  ]

  @Test("a cell is quoted where it must be, and typed text is never a formula", arguments: cells)
  func cell(cell: CSVCell, written: String) {
    var writer = CSVWriter(header: ["h"])
    writer.add([cell])
    #expect(Array(writer.text.utf8) == Array("h\n\(written)\n".utf8))
  }

  @Test("what was written is read back, cell for cell", arguments: 1...40 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let columns = (0..<Int.random(in: 1...6, using: &random)).map { "column_\($0)" }
    let rows = (0..<30).map { _ in columns.map { _ in random.text(upTo: 8) } }
    var writer = CSVWriter(header: columns)
    for row in rows { writer.add(row.map { .plain($0) }) }
    let read = try CSVReader(Array(writer.text.utf8)).map { try $0.get() }
    let expected = [columns] + rows.map { $0.map(VietnameseText.cleaned) }
    #expect(read.map(\.cells) == expected)
    var line = 1
    for record in read {
      #expect(record.line == line)
      line += 1 + rowBreaks(record.line == 1 ? columns : rows[read.firstIndex(of: record).map { $0 - 1 } ?? 0])
    }
  }

  /// The line ends inside the cells of a row: a CR with its LF counts once.
  private func rowBreaks(_ cells: [String]) -> Int {
    cells.reduce(0) { sum, cell in
      let bytes = Array(cell.utf8)
      return sum
        + bytes.indices.count { bytes[$0] == 10 || (bytes[$0] == 13 && !(bytes.indices.contains($0 + 1) && bytes[$0 + 1] == 10)) }
    }
  }
}
