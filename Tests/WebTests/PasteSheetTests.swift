import Figures
import Kernel
import Reporting
import Storage
import TestSupport
import Testing
import WebShared

/// Cells copied from a spreadsheet: laid onto the lines, shown first, written when confirmed.
@Suite struct PasteSheetTests {
  typealias Fixture = SheetSite
  static let page = Fixture.page + "/dan"

  /// What is pasted, how its numbers are written, and what stands on the sheet when the good lines are confirmed.
  @Test(arguments: [
    // One column in the order of the lines; an empty cell is passed over.
    (
      "7\r\n5/40\r\n\r\n1.052\r\n40\r\nKhông phát sinh\r\n1\r\n", "phay", 200,
      ["MERIT_N=7", "MERIT_LIVING=5/40", "CONV=1052", "CONV_GROUP=40", "FUND=nil", "TBLS=1"]
    ),
    ("7\n12,5%\n", "phay", 200, ["MERIT_N=7", "MERIT_LIVING=12.5"]),
    // Rows that name their line, in any order, with a head and a column of numbers in front.
    (
      "STT\tChỉ tiêu\tSố\n1\tĐiều dưỡng người có công\t52\n2\ttrong đó: Điều dưỡng tập trung người có công\t40\n", "phay", 200,
      ["CONV=52", "CONV_GROUP=40"]
    ),
    ("MERIT_LIVING\t5\t40\nCONV\t52\t\t\n", "phay", 200, ["MERIT_LIVING=5/40", "CONV=52"]),
    // Numbers with a decimal point.
    ("FUND\t1,234,567\nMERIT_LIVING\t12.5%\n", "cham", 200, ["FUND=1234567", "MERIT_LIVING=12.5"]),
    // Errors at a line; the good ones can be written.
    ("CONV\t52\nFUND\tnhiều\n", "phay", 422, ["CONV=52"]), ("CONV\t52\nMERIT_N\t-1\n", "phay", 422, ["CONV=52"]),
    ("CONV\t52\nKHONGCO\t1\n", "phay", 422, ["CONV=52"]), ("CONV\t52\nCONV\t53\n", "phay", 422, ["CONV=52"]),
    ("CONV\t52\nMERIT_N\t5\t6\n", "phay", 422, ["CONV=52"]), ("CONV\t52\nCONV_GROUP\t53\n", "phay", 422, ["CONV=52"]),
    // Nothing that could be written.
    ("", "phay", 422, []), ("1\n2\n3\n4\n5\n6\n7\n8\n", "phay", 422, []),
    (String(repeating: "1\n", count: 201), "phay", 422, []), (String(repeating: "1", count: 65 * 1024), "phay", 422, []),
  ])
  func cellsBecomeLines(text: String, numbers: String, status: Int, lines: [String]) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      let acts = try await site.acts()
      let preview = try await browser.submit(Self.page, [("dan", text), ("kieu-so", numbers)])
      #expect(preview.status == status, "\(text.prefix(60)): \(preview.errors)")
      #expect((status == 422) == !preview.errors.isEmpty)
      #expect(try await site.acts() == acts, "nothing is written before it is confirmed")
      guard !lines.isEmpty else {
        #expect(preview.form(to: Fixture.page) == nil)
        return
      }
      let saved = try await browser.save([])
      #expect(saved.status == 200 && saved.text.contains("Đã lưu \(lines.count) dòng"), "\(saved.errors)")
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == Set(lines))
    }
  }

  @Test func aLineChangedMeanwhileIsAskedAbout() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      try await browser.submit(Self.page, [("dan", "CONV\t52\n")])
      try await Fixture.type([CellEntry(indicator: "CONV", seen: 0, value: Quantity(50))], into: try Fixture.key(), site)
      let page = try await browser.save([])
      #expect(page.status == 409 && page.main.text.contains("50") && page.form(to: Fixture.page)?["so-CONV"] == "52")
      #expect(try await browser.save([("chon-CONV", "toi")]).status == 200)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=52"])
    }
  }

  @Test func pastedCellsSurviveTheEndOfTheSession() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      try await site.endSessions(of: .commune)
      #expect(try await browser.submit(Self.page, [("dan", "MERIT_LIVING\t5\t40\n")]).status == 401)
      try await browser.submit("/dang-nhap", [("ten", TestPerson.commune.username), ("mat-khau", TestPerson.commune.password)])
      // The cells stand on their page again; it is their owner who sends them.
      #expect(browser.page.form(to: Self.page)?["dan"]?.trimmingPrefix("\n") == "MERIT_LIVING\t5\t40\n")
      let preview = try await browser.submit(Self.page)
      #expect(preview.status == 200 && preview.main.text.contains("5/40"))
    }
  }

  /// The columns of our own workbook, as `findings/cases/08` and `19` have them.
  static let own: [(text: String, lines: [String])] = [
    // Kỳ này, Tử số, Mẫu số in the order of the lines.
    (
      "7\t\t\r\n\t5\t40\r\n\t\t\r\n52\t\t\r\n40\t\t\r\n1000000\t\t\r\n1\t\t\r\n",
      ["MERIT_N=7", "MERIT_LIVING=5/40", "CONV=52", "CONV_GROUP=40", "FUND=1000000", "TBLS=1"]
    ),
    // With codes and names.
    (
      "MERIT_N\tTổng số người có công (người)\t7\t\t\nMERIT_LIVING\tđời sống\t\t5\t40\n", ["MERIT_N=7", "MERIT_LIVING=5/40"]
    ),
    // A value beside numerator and denominator; one number alone.
    ("MERIT_LIVING\tx\t12,5\t5\t40\n", ["MERIT_LIVING=5/40"]), ("MERIT_LIVING\tx\t12,5\t\t\n", ["MERIT_LIVING=12.5"]),
    // The head row, columns in another order, and what is only there to be compared with.
    (
      "Biểu 02-NCC\n\nMã\tKỳ trước\tMẫu số\tTử số\tKỳ này\tLý do chưa có số\tGhi chú\n"
        + "MERIT_LIVING\t99\t40\t5\t\t\t\nCONV\t50\t\t\t52\t\tđợt 4\nFUND\t3\t\t\t\tKhông phát sinh\t\n",
      ["MERIT_LIVING=5/40", "CONV=52", "FUND=nil"]
    ),
    // Whole rows of the workbook without their head: reason, cause and remark in their columns.
    (
      "CONV\tĐiều dưỡng\t52\t\t\t\tđợt mới\tghi\t50\t40\t300\t500\nFUND\tquỹ\t\t\t\tKhông phát sinh\t\t\t7\t\t\t\n",
      ["CONV=52", "FUND=nil"]
    ),
    // The first line has no number but a reason.
    ("Không phát sinh\n5/40\n", ["MERIT_N=nil", "MERIT_LIVING=5/40"]),
    // Quotation marks of a spreadsheet: a line break, a tab, doubled marks.
    ("CONV\t\"Điều dưỡng\nngười có công (lượt người)\"\t52\t\t\t\t\t\"ghi \"\"chú\"\"\nhai dòng\"\n", ["CONV=52"]),
    // A code and words of the officer's own behind it; a number with its unit is no name.
    ("MERIT_N\t\"Người có\ncông\"\t7\nCONV\tđưa đi điều dưỡng\t52\n", ["MERIT_N=7", "CONV=52"]),
    ("MERIT_N\tchúng tôi\t7 người\n", ["MERIT_N=7"]),
    // What no line is called is refused by name, not as a number.
    ("XYZ\t5\n", []), ("Tæng sè ng­êi cã c«ng\t7\n", []),
    ("\"Điều dưỡng\nngười có công\"\t52\n", ["CONV=52"]), ("\"CONV\"\t\"52\"\n", ["CONV=52"]), ("CONV\t52 \"\n", []),
  ]

  @Test(arguments: own) func columnsOfOurOwnWorkbook(text: String, lines: [String]) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      let preview = try await browser.submit(Self.page, [("dan", text), ("kieu-so", "phay")])
      #expect((preview.status == 200) == !lines.isEmpty, "\(text): \(preview.errors)")
      guard !lines.isEmpty else { return }
      #expect(try await browser.save([]).status == 200)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == Set(lines), "\(text)")
    }
  }

  /// What is downloaded can be pasted as it is: every column that is filled in, with and without head and names.
  @Test func whatIsTakenAwayIsPastedBack() async throws {
    try await withSite { site in
      try await Fixture.fill(try Fixture.key(), site)
      let filled = try await Fixture.stored(try Fixture.key(), site).lines
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      let view = try await site.database.read { transaction in
        try SheetReader.view(
          SheetContext.read(Fixture.key(), transaction), rulebook: WebFixture.rulebook.get(), transaction)
      }
      let cells = view.rows.map { row in
        [row.indicator.code, "   \(row.indicator.nameVi) (\(row.indicator.unit))"]
          + [row.figure?.value, row.figure?.numerator, row.figure?.denominator].map { $0.map { NumberInput.text(of: $0) } ?? "" }
      }
      let head = ["Mã", "Chỉ tiêu (đơn vị tính)", "Kỳ này", "Tử số", "Mẫu số"]
      for columns in [0..<5, 1..<5, 2..<5] {
        for rows in [cells, [head] + cells] {
          let text = rows.map { $0[columns].joined(separator: "\t") }.joined(separator: "\r\n")
          let preview = try await browser.submit(Self.page, [("dan", text)])
          #expect(preview.errors == [] && preview.main.text.contains("Không có gì thay đổi"), "\(text): \(preview.errors)")
        }
      }
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == filled)
    }
  }

  @Test func nothingPastedEmptiesAFigure() async throws {
    try await withSite { site in
      try await Fixture.type([CellEntry(indicator: "CONV", seen: 0, value: Quantity(50))], into: try Fixture.key(), site)
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      try await browser.submit(Self.page, [("dan", "CONV\tx\t\t\t\t\t\tđợt 4\nFUND\tx\t7\t\t\t\t\t\n")])
      #expect(try await browser.save([]).status == 200)
      #expect(try await Fixture.stored(try Fixture.key(), site).lines == ["CONV=50", "FUND=7"])
    }
  }

  @Test func theAdviceOnACellTooManyKeepsTheDenominator() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      let preview = try await browser.submit(Self.page, [("dan", "CONV\t52\nMERIT_N\t5\t6\n")])
      #expect(preview.errors.contains { $0.contains("thừa ô «6»") && $0.contains("Kỳ này, Tử số, Mẫu số") }, "\(preview.errors)")
    }
  }
}
