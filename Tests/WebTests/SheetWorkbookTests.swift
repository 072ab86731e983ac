import Directory
import Figures
import Foundation
import Kernel
import Planning
import Reporting
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// A form's workbook through the pages: taken away, checked, given back with marks, written.
@Suite struct SheetWorkbookTests {
  private static let key = SheetKey(form: "01-LD", place: WebFixture.commune, period: .year(2021).months[11])
  private static let sheet = "/nhap/01-LD/A.23431/2021-12"

  /// A workbook with three lines filled in, as an officer would bring it: taken from a place where they stand already.
  private func filledWorkbook() async throws -> [UInt8] {
    let answer = Box()
    try await withSite { site in
      let entries = [("JOB", 52), ("ABROAD", 3), ("ACC", 1)].map { CellEntry(indicator: $0.0, seen: 0, value: Quantity($0.1)) }
      try await site.database.write(Act(by: WebFixture.actor, in: ID("SO.A.62"), reason: "")) { transaction in
        try CellActs.save(
          entries, in: SheetContext.read(SheetWorkbookTests.key, transaction), by: .installation, transaction)
      }
      answer.bytes = try await FormDownload.workbook(
        of: SheetWorkbookTests.key, by: .installation, rulebook: WebFixture.rulebook.get(), words: site.words(),
        database: site.database
      ).bytes
    }
    return answer.bytes
  }

  /// Takes the line of accidents off the form, so that its number in the workbook is at fault.
  private func dropAccidents(_ site: TestSite) async throws {
    try await site.database.write(Act(by: WebFixture.actor, in: Department.installation, reason: "")) { transaction in
      var form = try #require(try FormStore.form("01-LD", transaction))
      form.indicators.removeAll { $0 == "ACC" }
      try FormStore.save(form, transaction)
    }
  }

  /// Sends a workbook through the page that is shown, or confirms the one it names.
  private func send(
    _ browser: TestBrowser, _ page: TestPage, _ act: String, _ bytes: [UInt8]? = nil,
    to address: String = SheetWorkbookTests.sheet + "/tep"
  ) async throws -> TestPage {
    let named = page.forms.first { $0.action.hasPrefix(address + "?ma-tep=") }
    var form = try #require(bytes == nil ? named : page.forms.last { $0.action == address }, "no form on \(page.status)")
    form.type(act, into: "viec")
    var (type, body) = FormBody.multipart(form.fields, file: nil)
    if let bytes {
      let end = Array("--\(FormBody.boundary)--\r\n".utf8)
      let head = "--\(FormBody.boundary)\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"biểu.xlsx\"\r\n\r\n"
      body = Array(body.dropLast(end.count)) + Array(head.utf8) + bytes + Array("\r\n".utf8) + end
      type = "multipart/form-data; boundary=\(FormBody.boundary)"
    }
    return try await browser.send("POST", form.action, content: (type, body))
  }

  @Test func theFormIsTakenAwayAsAnExcelFile() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      let answer = try await browser.send("GET", SheetWorkbookTests.sheet + "/tai")
      #expect(answer.status == 200 && answer.text.hasPrefix("PK"))
      #expect(answer.header("content-type") == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      #expect(answer.header("content-disposition") == "attachment; filename=\"01-LD_A.23431_2021-12.xlsx\"")
      let page = try await browser.open(SheetWorkbookTests.sheet + "/tep")
      #expect(page.status == 200 && page.main.all("a").contains { $0.attributes["href"] == SheetWorkbookTests.sheet + "/tai" })
      for (address, status) in [
        ("/nhap/01-LD/A.23431/thang-12/tai", 404), ("/nhap/99/A.23431/2021-12/tai", 404), ("/nhap/01-LD/A.1/2021-12/tep", 404),
        ("/nhap/01-LD/A.612/2021-12/tep", 404), ("/nhap/01-LD/A.23431/2021-Q4/tai", 422),
      ] {
        #expect(try await browser.send("GET", address).status == status, "\(address)")
      }
    }
  }

  @Test(arguments: [TestPerson.canThoSpecialist, .head, .administrator]) func onlyTheUnitsOwnPeopleBringIt(
    person: TestPerson
  ) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: person)
      // A head looks and does not bring; an administrator has no sheets; another province's sheet is none at all.
      let (bring, take) = person == .head ? (403, 200) : person == .administrator ? (403, 403) : (404, 404)
      #expect(try await browser.send("GET", SheetWorkbookTests.sheet + "/tep").status == bring)
      #expect(try await browser.send("GET", SheetWorkbookTests.sheet + "/tai").status == take)
    }
  }

  @Test(arguments: Engine.tested) func aWorkbookIsCheckedGivenBackAndWritten(engine: Engine) async throws {
    let bytes = try await filledWorkbook()
    try await withSite(engine) { site in
      try await dropAccidents(site)
      let browser = try await site.browser(of: .commune)
      let acts = try await site.acts()
      let page = try await browser.open(SheetWorkbookTests.sheet + "/tep")
      let checked = try await send(browser, page, "kiem-tra", bytes)
      #expect(checked.status == 422 && checked.rows(ofTable: "loi").map { $0[0].text } == ["Biểu!C18"])
      #expect(checked.main.text.contains("bản cũ của biểu"))
      let refused = try await send(browser, checked, "ghi")
      #expect(refused.status == 422 && refused.rows(ofTable: "loi").count == 1)
      #expect(try await site.acts() == acts)
      // His own file comes back, with exactly what the same check marks.
      let person = try #require(
        try await site.database.read { transaction in
          try AccountStore.account(username: "commune", transaction).flatMap {
            try AccountStore.viewer($0.id, WebFixture.roles, on: .testDay, transaction)
          }
        })
      let outcome = try await FormUpload.run(
        bytes, commit: false, by: .person(person), actor: person.account.actor, rulebook: WebFixture.rulebook.get(),
        database: site.database)
      let marked = try await send(browser, checked, "tra-ve")
      #expect(marked.status == 200 && marked.header("content-disposition")?.contains("01-LD_A.23431_2021-12.xlsx") == true)
      #expect(try marked.text == String(decoding: outcome.returnedWorkbook(bytes, site.words()), as: UTF8.self))
      let written = try await send(browser, checked, "ghi-dong-dung")
      #expect(written.status == 422 && written.main.text.contains("Đã ghi 2 dòng"))
      let view = try await site.database.read { transaction in
        try SheetReader.view(
          SheetContext.read(SheetWorkbookTests.key, transaction), rulebook: WebFixture.rulebook.get(), transaction)
      }
      #expect(view.rows.compactMap(\.figure?.value) == [Quantity(52), Quantity(3)])
      #expect(view.rows.compactMap(\.figure?.author).allSatisfy { $0 == person.account.actor.id })
    }
  }

  @Test func aGoodWorkbookIsWrittenOnceAndTheSameAgainChangesNothing() async throws {
    let bytes = try await filledWorkbook()
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      let page = try await browser.open(SheetWorkbookTests.sheet + "/tep")
      let checked = try await send(browser, page, "kiem-tra", bytes)
      #expect(checked.status == 200 && checked.main.text.contains("sẽ ghi 3 dòng"))
      let sheet = "Biểu 01-LD, xã Văn Lem, huyện Đắk Tô, tỉnh Kon Tum, Tháng 12/2021."
      #expect(checked.main.text.contains(sheet) && !checked.main.text.contains("Tiêu đề ghi"))
      let written = try await send(browser, checked, "ghi")
      #expect(written.status == 200 && written.main.text.contains("\(sheet) Đã ghi 3 dòng"))
      let acts = try await site.acts()
      let again = try await send(browser, try await browser.open(SheetWorkbookTests.sheet + "/tep"), "ghi", bytes)
      #expect(again.status == 200 && again.main.text.contains("3 dòng đã có sẵn"))
      #expect(try await site.acts() == acts)
      // In English the sentences are English, the workbook is the same.
      let english = try await browser.open("/en" + SheetWorkbookTests.sheet + "/tep")
      #expect(english.heading == "Send form 01-LD as an Excel file")
    }
  }

  @Test func aFileThatIsNoneOfOursIsRefusedWithASentenceAtTheField() async throws {
    let bytes = try await filledWorkbook()
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      let page = try await browser.open(SheetWorkbookTests.sheet + "/tep")
      let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
      let files: [(bytes: [UInt8], code: String)] = [
        (Array("indicator,value".utf8), "interchange.workbook_not_one"), (old, "interchange.workbook_old_excel"),
        (Array(bytes.prefix(bytes.count / 2)), "interchange.workbook_damaged"),
        ([UInt8](repeating: 0x50, count: 5_000_001), "planning.workbook_file_too_large"),
      ]
      for file in files {
        let answer = try await send(browser, page, "ghi", file.bytes)
        let start = site.words().text("error.\(file.code)", ["limit": "5"])
        #expect(answer.status == 422 && answer.error(at: "tep")?.contains(start) == true, "\(file.code)")
      }
      let none = try await send(browser, page, "kiem-tra", [])
      #expect(none.status == 422 && none.error(at: "tep") != nil)
      let huge = try await send(browser, page, "kiem-tra", [UInt8](repeating: 0, count: 8 * 1024 * 1024 + 1))
      #expect(huge.status == 413)
    }
  }

  @Test func theWorkbookOfAnotherPeriodIsRefused() async throws {
    let bytes = try await filledWorkbook()
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      let address = "/nhap/01-LD/A.23431/2021-11/tep"
      let page = try await browser.open(address)
      let answer = try await send(browser, page, "ghi", bytes, to: address)
      #expect(answer.status == 422 && answer.error(at: "tep")?.contains("2021-12") == true)
    }
  }
}

/// Carries bytes out of a site that is lent.
private final class Box: @unchecked Sendable {
  // Written once, by the test that reads it.
  var bytes: [UInt8] = []
}
