import Directory
import Kernel
import Planning
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// A file of a page is sent once: previewed, and confirmed by its id; nothing of it travels in the page.
@Suite struct StagedFileTests {
  private static let page = "/nhap-tep"
  private static let good = "indicator,place,period,value,note\nVOC,62,2021,1234,ghi\n"

  private func preview(_ browser: TestBrowser, _ text: String, named name: String = "kq.csv") async throws -> TestPage {
    try await browser.open(Self.page)
    return try await browser.submit(
      Self.page, [("loai", "ket-qua")], button: ("viec", "xem"), file: ("tep", name, text))
  }

  private func sentence(_ error: FileError, _ site: TestSite) -> String { site.words().text(error.message) }

  @Test(arguments: Engine.tested) func thePageCarriesTheIdAlone(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      // A remark longer than any page.
      let long = Self.good + "JOB,62,2021,,\(String(repeating: "x", count: 200_000))\n"
      let page = try await preview(browser, long)
      #expect(page.status == 422 && page.text.utf8.count < 40_000)
      #expect(page.form(to: Self.page)?.action.contains("ma-tep=") == true)
      let written = try await browser.submit(Self.page, button: ("viec", "ghi-dong-tot"))
      #expect(written.text.contains("Đã ghi: thêm 1"))
    }
  }

  @Test(arguments: Engine.tested) func aFileIsConfirmedByItsOwnerOnce(engine: Engine) async throws {
    try await withSite(engine) { site in
      let (first, second) = (try await site.browser(of: .specialist), try await site.browser(of: .colleague))
      let page = try await preview(first, Self.good)
      var form = try #require(page.form(to: Self.page))
      form.type("ghi", into: "viec")
      // Another person with the same rights, who knows the address.
      try await second.open(Self.page)
      let acts = try await site.acts()
      var theirs = form
      theirs.type(second.formToken, into: "ma-bieu-mau")
      let refused = try await second.send("POST", form.action, content: FormBody.encoded(theirs.fields))
      #expect(refused.status == 422 && refused.says(sentence(.unknown, site)))
      #expect(try await second.open(form.action).says(sentence(.unknown, site)))
      #expect(try await site.acts() == acts)
      // The address shows the preview to its owner, as often as he likes; in a second window he confirms, then in the first again.
      #expect(try await first.open(form.action).form(to: Self.page)?.action == form.action)
      #expect(try await first.submit(Self.page, button: ("viec", "ghi")).text.contains("Đã ghi: thêm 1"))
      let written = try await site.acts()
      let again = try await first.send("POST", form.action, content: FormBody.encoded(form.fields))
      #expect(again.status == 409 && again.says(sentence(.confirmed, site)))
      #expect(try await site.acts() == written)
    }
  }

  @Test func aFileWithoutAnythingToWriteWaitsOn() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let page = try await preview(browser, Self.good + "KHONGCO,62,2021,1,\n")
      var form = try #require(page.form(to: Self.page))
      // All or nothing, with a row at fault: nothing was written, so the good rows still can be.
      form.type("ghi", into: "viec")
      let acts = try await site.acts()
      #expect(try await browser.send("POST", form.action, content: FormBody.encoded(form.fields)).status == 422)
      #expect(try await site.acts() == acts)
      form.type("ghi-dong-tot", into: "viec")
      let written = try await browser.send("POST", form.action, content: FormBody.encoded(form.fields))
      #expect(written.text.contains("Đã ghi: thêm 1"))
    }
  }

  @Test func aFileIsKeptForADay() async throws {
    let clock = TestClock()
    try await withSite(clock: clock) { site in
      let browser = try await site.browser(of: .specialist)
      let action = try #require(try await preview(browser, Self.good).form(to: Self.page)?.action)
      clock.advance(seconds: 24 * 3600)
      let later = try await site.browser(of: .specialist)
      #expect(try await later.open(action).says(sentence(.expired, site)))
      try await site.site.files.purge()
      #expect(try await later.open(action).says(sentence(.unknown, site)))
    }
  }

  /// The name says CSV, the bytes say what they are.
  @Test(arguments: [("%PDF-1.7\n", FileType.pdf)]) func aFileOfAnotherTypeIsRefusedByItsBytes(
    text: String, type: FileType
  ) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let page = try await preview(browser, text)
      #expect(page.status == 422 && page.says(sentence(.wrongType(type), site)))
      #expect(page.forms.filter { $0.action.contains("ma-tep") }.isEmpty)
    }
  }

  @Test func aFileAboveThePagesLimitIsRefused() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let page = try await preview(browser, String(repeating: "x", count: 16 * 1024 * 1024 + 1))
      #expect(page.status == 422 && page.says(sentence(.tooLarge(limit: 16 * 1024 * 1024), site)))
      try await browser.open(Self.page)
      #expect(try await preview(browser, String(repeating: "x", count: 25 * 1024 * 1024)).status == 413)
    }
  }

  /// The session ends between preview and button: after signing in the preview stands there again, and its owner presses once more.
  @Test func aSessionThatEndsBetweenPreviewAndButton() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      _ = try await preview(browser, Self.good)
      try await site.endSessions(of: .specialist)
      let asked = try await browser.submit(Self.page, button: ("viec", "ghi"))
      #expect(asked.status == 401)
      let back = try await browser.submit(
        "/dang-nhap", [("ten", TestPerson.specialist.username), ("mat-khau", TestPerson.specialist.password)])
      #expect(back.status == 200 && back.form(to: Self.page)?.action.contains("ma-tep=") == true)
      // The row is still new: nothing was written while he signed in.
      #expect(back.text.contains("Chưa ghi gì. Sẽ thêm 1"))
      #expect(try await browser.submit(Self.page, button: ("viec", "ghi")).text.contains("Đã ghi: thêm 1"))
    }
  }
}

extension TestPage {
  /// Whether a sentence stands at the input of a file.
  fileprivate func says(_ sentence: String) -> Bool { error(at: "tep")?.contains(sentence) == true }
}
