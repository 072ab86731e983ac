import Figures
import Kernel
import Storage
import TestSupport
import Testing
import Wording
@testable import Interchange
@testable import Planning
@testable import Reporting
@testable import Spreadsheets

/// What single cells of a form's workbook are read as.
@Suite struct WorkbookCellReadingTests {
  /// A number as Excel writes it, and as it is read.
  static let numbers: [(stored: String, read: String)] = [
    ("52", "52"), ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("0052", "52"), ("+5", "5"), ("-5", "-5"), ("1.50", "1,5"),
    ("0.07", "0,07"),
    (".5", "0,5"), ("5.", "5"), ("69.599999999999994", "69,6"), ("0.30000000000000004", "0,3"), ("1.5499999999999998", "1,55"),
    ("123456789.09999999", "123456789,1"), ("99.999999999999997", "100"), ("57.142857142857146", "57,142857143"),
    ("1E3", "1000"), ("1.25e+2", "125"), ("5E-1", "0,5"), ("1E-30", "0"), ("-1E-30", "0"), ("1E-999999999999", "0"),
    ("1000000000000", "1000000000000"), ("12345678.550000001", "12345678,55"),
    ("100000000000000", "100000000000000"), ("1000000000000000", "too large"), ("1E+30", "too large"), ("-1E+30", "too large"),
    ("9E99999999999999999999", "too large"),
    ("", "none"), ("-", "none"), (".", "none"), ("1e", "none"), ("1e-", "none"), ("1,5", "none"), ("--1", "none"),
    ("NaN", "none"),
  ]

  @Test(arguments: numbers) func aNumberIsFreedOfBinaryNoise(stored: String, read: String) {
    let number = StoredNumber(stored)
    #expect((number.map { $0.whole.utf8.count > 15 ? "too large" : $0.asTyped } ?? "none") == read)
  }

  @Test func aPercentageIsMovedByTwoPlaces() throws {
    for (stored, read) in [("0.69599999999999995", "69,6"), ("1", "100"), ("0.0007", "0,07"), ("5E-3", "0,5"), ("0", "0")] {
      #expect(StoredNumber(stored, shiftedBy: 2)?.asTyped == read)
    }
  }

  @Test(arguments: [
    ("45641", false, "15/12/2024"), ("45641.75", false, "15/12/2024"), ("1", false, "01/01/1900"), ("59", false, "28/02/1900"),
    ("61", false, "01/03/1900"), ("44179", true, "15/12/2024"), ("0", true, "01/01/1904"), ("0.5", false, "none"),
    ("-1", false, "none"), ("2958466", false, "none"), ("1E5", false, "none"),
  ]) func daysAreCountedFromTheirBeginning(serial: String, from1904: Bool, day: String) {
    #expect((WorkbookDay.day(serial, countsFrom1904: from1904)?.asTyped ?? "none") == day)
  }

  /// A cell of a line: the indicator, the column, what it holds; what is read or the code of the fault.
  static let cells: [(code: String, column: FormColumn, value: CellValue, format: CellFormat, answer: String)] = [
    ("JOB", .value, .number("52"), .plain, "52"), ("JOB", .value, .number("-0"), .plain, "0"),
    ("JOB", .value, .number("52.5"), .plain, "too_many_decimals"), ("JOB", .value, .number("1E+30"), .plain, "number_too_large"),
    ("JOB", .value, .text("1.234"), .plain, "1234"), ("JOB", .value, .text("6,000"), .plain, "ambiguous_number"),
    ("JOB", .value, .text(" 1 234 "), .plain, "1234"), ("JOB", .value, .text("1,234.5"), .plain, "too_many_decimals"),
    ("JOB", .value, .text("  "), .plain, "nothing"), ("JOB", .value, .text("có"), .plain, "workbook_not_a_number"),
    ("JOB", .value, .text("xem ghi chú"), .plain, "workbook_not_a_number"),
    ("JOB", .value, .text("5%"), .plain, "other_unit"), ("JOB", .value, .text("72 người"), .plain, "72"),
    ("JOB", .value, .text("72 hộ"), .plain, "other_unit"), ("JOB", .value, .number("-1"), .plain, "negative"),
    ("JOB", .value, .number("6.518"), .plain, "too_many_decimals"), ("TRAINED", .value, .number("-0.5"), .percent, "negative"),
    ("JOB", .value, .text("=1+1"), .plain, "workbook_not_a_number"),
    ("JOB", .value, .number("0.5"), .percent, "workbook_percent"),
    ("JOB", .value, .number("45641"), .date, "workbook_date"), ("JOB", .value, .boolean(true), .plain, "workbook_boolean"),
    ("JOB", .value, .error("#DIV/0!"), .plain, "workbook_formula_error"),
    ("JOB", .value, .error("#REF!"), .plain, "workbook_formula_error"),
    ("JOB", .value, .unreadable(.formulaWithoutResult), .plain, "interchange.cell_formula_without_result"),
    ("JOB", .value, .unreadable(.textMissing), .plain, "interchange.cell_text_missing"),
    ("JOB", .missing, .unreadable(.formulaWithoutResult), .plain, "interchange.cell_formula_without_result"),
    ("JOB", .note, .unreadable(.formulaWithoutResult), .plain, "interchange.cell_formula_without_result"),
    ("JOB", .code, .unreadable(.formulaWithoutResult), .plain, "interchange.cell_formula_without_result"),
    ("TRAINED", .denominator, .unreadable(.formulaWithoutResult), .plain, "interchange.cell_formula_without_result"),
    ("JOB", .value, .number("52"), .zeros(5), "52"), ("JOB", .value, .number("52"), .masked, "52"),
    ("JOB", .value, .number("5"), .digitsAdded, "interchange.cell_is_masked"),
    ("TRAINED", .numerator, .number("5"), .digitsAdded, "interchange.cell_is_masked"),
    ("JOB", .note, .number("5"), .digitsAdded, "interchange.cell_is_masked"),
    ("JOB", .note, .number("5"), .masked, "5"), ("JOB", .value, .text("5"), .digitsAdded, "5"),
    ("TRAINED", .value, .number("69.599999999999994"), .plain, "69.6"),
    ("TRAINED", .value, .number("0.69599999999999995"), .percent, "69.6"),
    ("TRAINED", .value, .text("69,6%"), .plain, "69.6"), ("TRAINED", .value, .text("1.550"), .plain, "ambiguous_number"),
    ("TRAINED", .value, .text("1,550"), .plain, "ambiguous_number"), ("TRAINED", .value, .text("1,5"), .plain, "1.5"),
    ("TRAINED", .numerator, .number("1.555"), .plain, "1.555"),
    ("TRAINED", .numerator, .number("1E14"), .plain, "100000000000000"),
    ("TRAINED", .value, .text("1,234.5"), .plain, "1234.5"), ("TRAINED", .numerator, .text("1.550"), .plain, "1550"),
    ("TRAINED", .numerator, .text("1,550"), .plain, "ambiguous_number"),
    ("TRAINED", .numerator, .number("-3"), .plain, "negative"),
    ("TRAINED", .denominator, .number("0.5"), .percent, "workbook_percent"),
    ("JOB", .missing, .text("Khong phat sinh"), .plain, "nil"),
    ("JOB", .missing, .text("không áp dụng"), .plain, "not_applicable"),
    ("JOB", .missing, .text("vì mưa"), .plain, "unknown_word"),
    ("JOB", .missing, .text("Kh«ng ph¸t sinh"), .plain, "legacy_tcvn3"),
    ("JOB", .missing, .error("#N/A"), .plain, "workbook_formula_error"), ("JOB", .note, .text(" a\u{A0}b "), .plain, "a b"),
    ("JOB", .note, .number("12.5"), .plain, "12,5"), ("JOB", .note, .number("45641"), .date, "15/12/2024"),
    ("JOB", .cause, .text("=HYPERLINK(\"x\")"), .plain, "=HYPERLINK(\"x\")"),
  ]

  @Test func cellsAreReadOrRefusedWithASentence() async throws {
    try await withPlanning(.sqlite) { database in
      let workbook = try await OfficersWorkbook.downloaded("2020-12", database)
      let form = try FilledForm(workbook.bytes)
      let context = try await database.read { try SheetContext.read(workbook.key, $0) }
      let words = try PlanningFixture.wording[.vi]
      for row in Self.cells {
        var changed = form
        let place = workbook.address(row.column, row.code)
        changed.rows = form.rows.map { line in
          guard line.number == place.row else { return line }
          let cell = WorkbookCell(column: place.column, value: row.value, format: row.format)
          let cells = line.cells.filter { $0.column != place.column } + [cell]
          return WorkbookRow(number: line.number, cells: cells.sorted { $0.column < $1.column })
        }
        let lines = FormLines(changed, in: context, formerly: [], stored: [:])
        let entry = lines.entries.first { $0.indicator == row.code }
        let answer = lines.faults.first.map { $0.code.replacing("planning.", with: "") } ?? Self.printed(entry, row.column)
        #expect(answer == row.answer && lines.faults.count <= 1, "\(row)")
        if let fault = lines.faults.first {
          let sentence = words.text(fault.message)
          #expect(fault.address == place && fault.sheet == "Biểu", "\(row)")
          #expect(!sentence.contains("⟦") && !sentence.contains("{"), "\(sentence)")
        }
      }
    }
  }

  private static func printed(_ entry: CellEntry?, _ column: FormColumn) -> String {
    guard let entry else { return "lost" }
    let quantity: Quantity? =
      switch column {
      case .numerator: entry.numerator
      case .denominator: entry.denominator
      default: entry.value
      }
    switch column {
    case .missing: return entry.missing?.rawValue ?? "nothing"
    case .note: return entry.note
    case .cause: return entry.cause
    default: return quantity?.description ?? "nothing"
    }
  }
}
