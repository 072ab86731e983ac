import Figures
import Kernel
import Planning
import Reporting
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// One text, one answer and one sentence: in the grid, in a form of one figure, and in what is pasted.
@Suite struct NumberPageTests {
  private static let page = "/nhap/01-LD/A.23431/2021-12"

  /// The field of a line, and what is read there.
  private struct Place {
    let field: String
    let code: String
    let input: FigureInput
    /// What is pasted for it.
    let pasted: @Sendable (String) -> String
    let answer: @Sendable (NumberTable) -> String
  }

  private static func places(_ site: TestSite) async throws -> [Place] {
    let context = try await site.database.read { try SheetContext.read(SheetSite.key(form: "01-LD"), $0) }
    let job = try #require(context.indicators.first { $0.code == "JOB" })
    let trained = try #require(context.indicators.first { $0.code == "TRAINED" })
    return [
      Place(field: "so-JOB", code: "JOB", input: .value(of: job), pasted: { "JOB\t\($0)" }, answer: { $0.people }),
      Place(field: "so-TRAINED", code: "TRAINED", input: .value(of: trained), pasted: { "TRAINED\t\($0)" }, answer: { $0.rate }),
      Place(field: "tu-TRAINED", code: "TRAINED", input: .part, pasted: { "TRAINED\t\t\($0)\t" }, answer: { $0.part }),
    ]
  }

  /// The sentence with which a text is refused; `nil` where it is read.
  private static func refusal(_ input: FigureInput, _ text: String, _ site: TestSite) -> String? {
    do throws(FigureInputError) {
      _ = try input.typed(text)
      return nil
    } catch {
      return site.words().text(error.message)
    }
  }

  @Test func theGridAndThePaste() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      for place in try await Self.places(site) {
        for row in NumberTable.rows {
          let refusal = Self.refusal(place.input, row.text, site)
          #expect((refusal == nil) == (Quantity(plain: place.answer(row)) != nil), "\(row.text.debugDescription)")
          guard let refusal else { continue }
          let page = try await browser.save([(place.field, row.text)], at: Self.page)
          #expect(page.status == 422, "\(place.field) \(row.text.debugDescription)")
          #expect(page.error(at: place.field)?.contains(refusal) == true, "\(page.errors) \(refusal)")
          try await browser.open(Self.page)
        }
      }
      try await browser.open(Self.page + "/dan")
      for place in try await Self.places(site) {
        // A fraction is numerator and denominator; a rate above 100 is refused by a rule of its own.
        for row in NumberTable.rows where place.code == "JOB" || !row.text.contains("/") && isShare(place.answer(row)) {
          let preview = try await browser.submit(Self.page + "/dan", [("dan", place.pasted(row.text)), ("kieu-so", "phay")])
          let sentences = preview.errors.joined(separator: "\n")
          if let refusal = Self.refusal(place.input, row.text, site) {
            #expect(sentences.contains(refusal), "\(place.field) \(row.text.debugDescription): \(sentences)")
          } else {
            let isPart = place.field.hasPrefix("tu")
            #expect(sentences.isEmpty || isPart && !sentences.contains("«"), "\(row.text.debugDescription): \(sentences)")
          }
        }
      }
    }
  }

  @Test func theFormOfOneFigure() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let page = "/kh/2021/JOB/ket-qua"
      let job = try await site.database.read { try IndicatorStore.all($0).first { $0.code == "JOB" } }
      let input = FigureInput.value(of: try #require(job))
      for row in NumberTable.rows {
        try await browser.open(page + "?noi=A.62")
        let answer = try await browser.submit(page, [("gia-tri", row.text), ("ly-do", "sửa")])
        let refusal = Self.refusal(input, row.text, site)
        #expect((refusal == nil) == (Quantity(plain: row.people) != nil), "\(row.text.debugDescription)")
        if let refusal {
          #expect(answer.status == 422 && answer.error(at: "gia-tri")?.contains(refusal) == true, "\(row.text.debugDescription)")
        } else {
          // Read; what a figure may be besides is said by its rules.
          #expect(answer.error(at: "gia-tri")?.contains("«\(row.text)»") != true, "\(row.text.debugDescription)")
        }
      }
    }
  }

  private func isShare(_ answer: String) -> Bool { Quantity(plain: answer).map { $0 <= Quantity(100) } ?? true }

  @Test func whatIsReadIsWhatIsStored() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      for row in NumberTable.rows where Quantity(plain: row.people) != nil {
        try await browser.open(Self.page)
        try await browser.save([("so-JOB", "3")], at: Self.page)
        let page = try await browser.save([("so-JOB", row.text)], at: Self.page)
        #expect(page.status == 200, "\(row.text.debugDescription): \(page.errors)")
        let stored = try await SheetSite.stored(try SheetSite.key(form: "01-LD"), site).lines
        #expect(stored == ["JOB=\(row.people)"], "\(row.text.debugDescription)")
      }
    }
  }

  /// House 6: a rate of −10/−5 was a draft of 200 %.
  @Test func negativePartsOfARate() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      let page = try await browser.save([("tu-TRAINED", "-10"), ("mau-TRAINED", "-5")], at: Self.page)
      #expect(page.status == 422 && page.error(at: "tu-TRAINED")?.contains("«-10» không được âm") == true)
      #expect(page.error(at: "mau-TRAINED")?.contains("«-5» không được âm") == true)
    }
  }

  // MARK: What is emptied

  @Test func emptyingAFigureIsSaidAndCounted() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      try await browser.save([("so-JOB", "5"), ("so-ABROAD", "1"), ("so-VOC", "7")], at: Self.page)
      let page = try await browser.save([("so-JOB", ""), ("so-VOC", ""), ("so-ABROAD", "2")], at: Self.page)
      #expect(page.status == 200 && page.text.contains("2 số liệu bị xóa trắng: dòng 1, 4."), "\(page.main.text.prefix(300))")
      #expect(try await SheetSite.stored(try SheetSite.key(form: "01-LD"), site).lines.contains("ABROAD=2"))
      // What is emptied beside an error is said too; nothing is said where nothing was.
      let bad = try await browser.save([("so-ABROAD", ""), ("so-ACC", "nhiều")], at: Self.page)
      #expect(bad.status == 422 && bad.text.contains("1 số liệu bị xóa trắng: dòng 3."))
      try await browser.open(Self.page)
      #expect(try await !browser.save([("so-ABROAD", "4")], at: Self.page).text.contains("xóa trắng"))
    }
  }

  // MARK: Old encodings

  @Test(arguments: ["ghi-chu-JOB", "loi-JOB"]) func oldEncodingsAreRefusedWithTheWayOut(field: String) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open(Self.page)
      for (text, name) in [
        ("Gi¶i quyÕt viÖc lµm", "TCVN3 (ABC)"), ("Giaûi quyeát vieäc laøm", "VNI Windows"), ("Giáº£i quyáº¿t viá»‡c", "UTF-8"),
      ] {
        let page = try await browser.save([("so-JOB", "5"), (field, text)], at: Self.page)
        #expect(page.status == 422 && page.error(at: field)?.contains(name) == true, "\(page.errors)")
        try await browser.open(Self.page)
      }
    }
  }
}
