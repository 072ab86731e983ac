import Spreadsheets
import Testing

/// Sheets as other programs write them: rows in pieces, rows from below.
@Suite("Rows in any order")
struct RowOrderTests {
  static func cell(_ address: String) -> String { "<c r='\(address)'><v>1</v></c>" }
  static func row(_ number: Int, _ cells: String...) -> String { "<row r='\(number)'>\(cells.map(cell).joined())</row>" }

  static let sheets: [(name: String, rows: String, cells: [String])] = [
    ("an element a cell", row(1, "A1") + row(1, "B1") + row(2, "A2") + row(2, "C2"), ["A1", "B1", "A2", "C2"]),
    ("column by column", row(1, "A1") + row(2, "A2") + row(1, "B1") + row(2, "B2"), ["A1", "B1", "A2", "B2"]),
    ("from below", row(9, "A9", "B9") + row(4, "A4") + row(1, "A1"), ["A1", "A4", "A9", "B9"]),
    ("cells from the right", row(1, "C1", "B1", "A1"), ["A1", "B1", "C1"]),
    ("pieces from the right", row(1, "C1") + row(1, "A1") + row(1, "B1"), ["A1", "B1", "C1"]),
    ("an empty row twice", "<row r='1'/><row r='1'/>" + row(1, "A1"), ["A1"]),
    ("cells that name another row", "<row r='1'>\(cell("A2"))\(cell("B1"))</row>" + row(3, "A3"), ["B1", "A2", "A3"]),
    ("rows without number behind them", row(5, "A5") + "<row><c><v>1</v></c></row>", ["A5", "A6"]),
    ("rows without number, one from above", row(5, "A5") + row(2, "A2") + "<row><c><v>1</v></c></row>", ["A2", "A3", "A5"]),
  ]

  @Test("are read in order", arguments: sheets)
  func order(name: String, rows: String, cells: [String]) throws {
    let printed = try WorkbookReader(WorkbookSample(rows: rows)).printed()
    #expect(printed == cells.map { "\($0) number 1" })
  }

  @Test("a long sheet is handed on as it comes, pieces of a row together")
  func long() throws {
    let rows = (1...9_000).map { Self.row($0, "A\($0)") + Self.row($0, "B\($0)") }.joined()
    let reader = try WorkbookReader(WorkbookSample(rows: rows))
    var count = 0
    _ = try reader.read(reader.sheets[0]) { row in
      count += 1
      return row.number == count && row.cells.count == 2
    }
    #expect(count == 9_000)
  }

  static let broken: [(name: String, rows: String, error: WorkbookError)] = [
    ("a cell twice in pieces", row(1, "A1") + row(1, "A1"), .damaged),
    ("a cell twice from below", row(2, "A2") + row(1, "A1") + row(2, "A2"), .damaged),
    ("a row from above after so many", (2...4_500).map { row($0, "A\($0)") }.joined() + row(1, "A1"), .damaged),
    (
      "too many cells in pieces", (0...1_000).map { row(1, CellAddress(column: $0, row: 1).description) }.joined(),
      .tooLarge(limitMegabytes: 300)
    ),
    (
      "too many cells in pieces from below",
      row(2, "A2")
        + (0...1_000).map {
          row(1, CellAddress(column: $0, row: 1).description) + "<row r='3'/>"
            + row(2, CellAddress(column: $0 + 1, row: 2).description)
        }.joined(),
      .tooLarge(limitMegabytes: 300)
    ),
  ]

  @Test("are refused where two claim a place, or nobody would wait any longer", arguments: broken)
  func isRefused(name: String, rows: String, error: WorkbookError) throws {
    let reader = try WorkbookReader(WorkbookSample(rows: rows))
    #expect(throws: error) { try reader.read(reader.sheets[0]) { _ in true } }
  }

  @Test("rows that are only formatted are nothing", .timeLimit(.minutes(1)))
  func formatted() throws {
    let empty = (19...60_000).map { "<row r='\($0)' s='5' customFormat='1' ht='15'><c r='B\($0)' s='3'/></row>" }.joined()
    let reader = try WorkbookReader(WorkbookSample(rows: Self.row(1, "A1") + empty))
    #expect(try reader.printed() == ["A1 number 1"])
  }
}
