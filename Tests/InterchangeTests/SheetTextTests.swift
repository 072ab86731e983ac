import Testing

@testable import Interchange

/// Cells of a workbook as the text a person would have typed.
@Suite struct SheetTextTests {
  static let numbers: [(stored: String, text: String)] = [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("-5", "-5"), ("1.5499999999999998", "1,55"), ("0.30000000000000004", "0,3"),
    ("1.234", "1,234"), ("1234567.5", "1234567,5"), ("1E+3", "1000"), ("1.5E2", "150"), ("12e-1", "1,2"), ("1E-12", "0"),
    ("0.9999999999", "1"), ("9.99999999999", "10"), ("99.9999999996", "100"), ("1e30", "1" + String(repeating: "0", count: 30)),
    ("5.0", "5"), ("0.000000001", "0,000000001"), ("0.00000000049", "0"), ("123456789012345", "123456789012345"),
  ]

  @Test("numbers have a decimal comma and lose what arithmetic left behind", arguments: numbers)
  func number(stored: String, text: String) { #expect(SheetText.number(stored) == text) }

  static let percents: [(stored: String, text: String)] = [
    ("0.5571", "55,71%"), ("1", "100%"), ("0.0005", "0,05%"), ("0.5700000000000001", "57%"), ("-0.012", "-1,2%"), ("0", "0%"),
  ]

  @Test("a percentage is what is shown", arguments: percents)
  func percent(stored: String, text: String) throws {
    let cell = WorkbookCell(column: 0, value: .number(stored), format: .percent)
    #expect(try SheetText.text(of: cell).get() == text)
  }

  static let faults: [(cell: WorkbookCell, code: String)] = [
    (WorkbookCell(column: 0, value: .number("44561"), format: .date), "interchange.cell_is_date"),
    (WorkbookCell(column: 0, value: .boolean(true)), "interchange.cell_is_boolean"),
    (WorkbookCell(column: 0, value: .error("#DIV/0!")), "interchange.cell_is_error"),
  ]

  @Test("what nobody types as a figure", arguments: faults)
  func fault(cell: WorkbookCell, code: String) {
    #expect(throws: SheetText.Fault.self) { try SheetText.text(of: cell).get() }
    if case .failure(let fault) = SheetText.text(of: cell) { #expect(fault.code == code) }
  }
}
