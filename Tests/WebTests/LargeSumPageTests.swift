import Directory
import Kernel
import Planning
import Reporting
import Storage
import TestSupport
import Testing
import WebShared

/// A sum beyond what a figure may be is told to whoever approves, on his page, and nothing is approved.
@Suite struct LargeSumPageTests {
  @Test(arguments: Engine.tested) func theApprovalIsRefusedWithTheSum(engine: Engine) async throws {
    try await withSite(engine) { site in
      // A neighbour's figure stands at the limit, in force.
      try await WebFixture.importResults(
        .init("indicator,place,period,value\nFUND,23401,2021-12,100000000000000\n".utf8), into: site.database)
      let key = try SheetSite.key()
      try await SheetSite.fill(key, site)
      try await SheetSite.perform([.submit, .approve], on: key, site)
      let sheet = try await site.database.read { try SheetStore.sheet(SheetContext.read(key, $0), $0) }
      let browser = try await site.browser(of: .head)
      try await browser.open("/lam-viec")
      let before = try await site.acts()
      let page = try await browser.send(
        "POST", "/duyet/\(key.form)/\(key.place)/\(key.period)",
        content: FormBody.encoded([
          ("ma-bieu-mau", browser.formToken), ("viec", "approve"), ("phien-ban", String(sheet.version)), ("ly-do-duyet", ""),
        ]))
      #expect(page.status == 422 && page.errors.contains { $0.contains("vượt 100 000 000 000 000") }, "\(page.errors)")
      #expect(try await site.acts() == before)
      #expect(try await SheetSite.stored(key, site).state == .submitted)
    }
  }
}
