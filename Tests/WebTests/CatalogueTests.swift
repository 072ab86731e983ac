import Kernel
import Planning
import Storage
import TestSupport
import Testing
import WebShared

/// Indicators through their pages.
@Suite struct CatalogueTests {
  @Test(arguments: Engine.tested) func mendingAReductionKeepsTheRateItCuts(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      let page = try await browser.open("/chi-tieu/POVRED")
      #expect(page.form(to: "/chi-tieu/POVRED")?["base"] == "POV")
      #expect(try await browser.submit("/chi-tieu/POVRED", [("name_vi", "Giảm nghèo")]).status == 200)
      #expect(try await site.database.read { try IndicatorStore.indicator("POVRED", $0)?.base } == "POV")
      try await browser.open("/chi-tieu/POVRED")
      try await browser.submit("/chi-tieu/POVRED", [("base", "NEARPOV")])
      #expect(try await site.database.read { try IndicatorStore.indicator("POVRED", $0)?.base } == "NEARPOV")
      try await browser.open("/chi-tieu/JOB")
      let wrong = try await browser.submit("/chi-tieu/JOB", [("base", "POV")])
      #expect(wrong.status == 422 && wrong.error(at: "base") != nil)
    }
  }
}
