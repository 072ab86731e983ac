import Kernel
import Planning
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
      browser.hold(Site.sessionCookie, nil)
      #expect(try await browser.submit(Self.page, [("dan", "MERIT_LIVING\t5\t40\n")]).status == 401)
      try await browser.submit("/dang-nhap", [("ten", TestPerson.commune.username), ("mat-khau", TestPerson.commune.password)])
      let preview = try await browser.submit(Self.page)
      #expect(preview.status == 200 && preview.main.text.contains("5/40"))
    }
  }
}
