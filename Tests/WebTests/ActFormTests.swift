import Kernel
import Planning
import Storage
import Systems
import TestSupport
import Testing
import Wording

@testable import StaffWeb
@testable import WebShared

/// A form that is one declaration: prefilled, read with all errors at once, shown again, carried, saved over a newer version.
@Suite struct ActFormTests {
  private static let page = "/thu/2024"

  private func withToy(_ body: (TestSite) async throws -> Void) async throws {
    try await withSite { site in
      try await body(try TestSite(site.database, guest: Guest(system: System("toy"), staff: StaffSystem("toy") { $0.toyRoutes })))
    }
  }

  private func opened(_ site: TestSite, by person: TestPerson = .specialist) async throws -> TestBrowser {
    let browser = try await site.browser(of: person)
    try await browser.open(Self.page + "?noi=A.62")
    return browser
  }

  @Test func itIsPrefilledSavedAndReadAgain() async throws {
    try await withToy { site in
      let browser = try await opened(site)
      #expect(browser.page.form(to: Self.page)?["phien-ban"] == "0")
      let done = try await browser.submit(Self.page, [("muc", "12"), ("so-sanh", ">=")])
      #expect(done.status == 200 && done.text.contains(site.words().text("flash.target_saved")), "\(done.errors)")
      try await browser.open(Self.page + "?noi=A.62")
      let form = browser.page.form(to: Self.page)
      #expect(form?["muc"] == "12" && form?["phien-ban"] == "1")
    }
  }

  @Test func allErrorsStandAtTheirInputsAndWhatWasTypedIsKept() async throws {
    try await withToy { site in
      let browser = try await opened(site)
      let acts = try await site.acts()
      let page = try await browser.submit(Self.page, [("muc", "nhiều"), ("so-sanh", "~"), ("ly-do", "vì dịch")])
      #expect(page.status == 422 && page.errors.count == 2)
      #expect(page.error(at: "muc") != nil && page.error(at: "so-sanh") != nil)
      #expect(page.form(to: Self.page)?["muc"] == "nhiều" && page.form(to: Self.page)?["ly-do"] == "vì dịch")
      // What the rules of figures find stands at the input that names the rule.
      let ruled = try await browser.submit(Self.page, [("muc", ""), ("so-sanh", ">=")])
      #expect(ruled.status == 422 && ruled.error(at: "muc") != nil)
      #expect(try await site.acts() == acts)
    }
  }

  @Test func aNewerVersionIsShownBesideWhatWasTyped() async throws {
    try await withToy { site in
      let (first, second) = (try await opened(site), try await opened(site, by: .colleague))
      try await first.submit(Self.page, [("muc", "1200")])
      let conflict = try await second.submit(Self.page, [("muc", "1300")])
      #expect(conflict.status == 409 && conflict.errors.count == 1)
      #expect(conflict.errors[0].contains("1.200") && conflict.errors[0].contains("1.300"))
      #expect(conflict.form(to: Self.page)?["muc"] == "1300")
      #expect(try await second.submit(Self.page).status == 200)
      try await second.open(Self.page + "?noi=A.62")
      #expect(second.page.form(to: Self.page)?["muc"] == "1300" && second.page.form(to: Self.page)?["phien-ban"] == "2")
    }
  }

  @Test func aFormThatSaysNoVersionHasSeenNothing() async throws {
    try await withToy { site in
      let browser = try await opened(site)
      let fields = [("ma-bieu-mau", browser.formToken), ("noi", "A.62"), ("muc", "5"), ("so-sanh", ">=")]
      #expect(try await browser.send("POST", Self.page, content: FormBody.encoded(fields)).status == 409)
    }
  }

  @Test func whatWasTypedComesBackAfterAnEndedSession() async throws {
    try await withToy { site in
      let browser = try await opened(site)
      try await site.endSessions(of: .specialist)
      #expect(try await browser.submit(Self.page, [("muc", "77"), ("ly-do", "đếm lại")]).status == 401)
      let person = TestPerson.specialist
      let back = try await browser.submit("/dang-nhap", [("ten", person.username), ("mat-khau", person.password)])
      #expect(back.form(to: Self.page)?["muc"] == "77" && back.form(to: Self.page)?["ly-do"] == "đếm lại")
    }
  }

  @Test func whoeverMayNotIsRefusedBeforeAnythingIsRead() async throws {
    try await withToy { site in
      let browser = try await site.browser(of: .canThoSpecialist)
      #expect(try await browser.send("GET", Self.page + "?noi=A.62").status == 403)
    }
  }
}
