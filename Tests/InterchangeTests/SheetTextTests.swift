import Testing

@testable import Interchange
@testable import Spreadsheets

/// Cells of a workbook as the text a person would have typed.
@Suite struct SheetTextTests {
  static let numbers: [(stored: String, text: String)] = [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("-5", "-5"), ("1.5499999999999998", "1,55"), ("0.30000000000000004", "0,3"),
    ("1.234", "1,234"), ("1234567.5", "1234567,5"), ("1E+3", "1000"), ("1.5E2", "150"), ("12e-1", "1,2"), ("1E-12", "0"),
    ("0.9999999999", "1"), ("9.99999999999", "10"), ("99.9999999996", "100"), ("1e30", "1" + String(repeating: "0", count: 30)),
    ("5.0", "5"), ("0.000000001", "0,000000001"), ("0.00000000049", "0"), ("123456789012345", "123456789012345"),
    ("12345678.550000001", "12345678,55"), ("12345678.549999999", "12345678,55"), ("1234567890.1199999", "1234567890,12"),
    ("99999999.989999995", "99999999,99"), ("4503599627370497.5", "4503599627370500"), ("1200000000000.25", "1200000000000,25"),
    ("9007199254740993", "9007199254740990"), ("0012", "12"), ("0", "0"), ("NaN", "NaN"),
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

  static let shown: [(stored: String, digits: Int, text: String)] = [
    ("4", 5, "00004"), ("79", 5, "00079"), ("1", 3, "001"), ("0", 3, "000"), ("12345", 3, "12345"), ("1E+2", 5, "00100"),
    ("-4", 5, "-4"), ("4.5", 5, "4,5"), ("4.0000000000000001", 3, "004"),
  ]

  @Test("a number shown with noughts in front is read with them", arguments: shown)
  func zeros(stored: String, digits: Int, text: String) throws {
    let cell = WorkbookCell(column: 0, value: .number(stored), format: .zeros(digits))
    #expect(try SheetText.text(of: cell).get() == text)
  }

  static let faults: [(cell: WorkbookCell, code: String)] = [
    (WorkbookCell(column: 0, value: .number("44561"), format: .date), "interchange.cell_is_date"),
    (WorkbookCell(column: 0, value: .number("4"), format: .masked), "interchange.cell_is_masked"),
    (WorkbookCell(column: 0, value: .number("4"), format: .digitsAdded), "interchange.cell_is_masked"),
    (WorkbookCell(column: 0, value: .unreadable(.formulaWithoutResult)), "interchange.cell_formula_without_result"),
    (WorkbookCell(column: 0, value: .unreadable(.textMissing)), "interchange.cell_text_missing"),
    (WorkbookCell(column: 0, value: .boolean(true)), "interchange.cell_is_boolean"),
    (WorkbookCell(column: 0, value: .error("#DIV/0!")), "interchange.cell_is_error"),
  ]

  @Test("what nobody types as a figure", arguments: faults)
  func fault(cell: WorkbookCell, code: String) {
    #expect(throws: SheetText.Fault.self) { try SheetText.text(of: cell).get() }
    if case .failure(let fault) = SheetText.text(of: cell) { #expect(fault.code == code) }
  }
}
