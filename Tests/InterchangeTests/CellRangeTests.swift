import Testing

@testable import Interchange
@testable import Spreadsheets

@Suite("Ranges of cells")
struct CellRangeTests {
  static let ranges: [(text: String, range: String)] = [
    ("A1:B2", "A1:B2"), ("A1", "A1:A1"), ("$D$4:$D$9", "D4:D9"), ("b2:a1", "A1:B2"), ("C1:A9", "A1:C9"), ("H:K", "H1:K1048576"),
    ("$H:$K", "H1:K1048576"), ("K:H", "H1:K1048576"), ("9:9", "A9:XFD9"), ("$3:$5", "A3:XFD5"), ("A:A", "A1:A1048576"),
    ("XFD:XFD", "XFD1:XFD1048576"), ("1048576:1048576", "A1048576:XFD1048576"),
  ]

  @Test("whole columns and rows as well", arguments: ranges)
  func read(text: String, range: String) {
    #expect(CellRange(text).map { "\($0.from):\($0.to)" } == range)
  }

  @Test(
    "what is none",
    arguments: [
      "", ":", "A1:", ":A1", "A1:A2:A3", "A", "9", "A:9", "9:A", "A1:B", "A:B2", "XFE:XFE", "0:0", "#REF!", "1048577:1048577",
    ])
  func none(text: String) { #expect(CellRange(text) == nil) }
}
