import Directory
import Planning
import Storage
import Synchronization
import TestSupport
import Testing
import WebShared

/// A form that was sent while the database was busy is not lost: it stands on the page that says so, to be sent again.
@Suite struct BusyPageTests {
  @Test func whatWasTypedIsOfferedAgain() async throws {
    let acts = BusyActs()
    try await withSite(adding: [acts.route("/thu", carries: true), acts.route("/duyet-thu", carries: false)]) { site in
      let browser = try await site.browser(of: .specialist)
      let typed = "1.550 <b>\"ô\"</b> dòng hai"
      func send(_ path: String) async throws -> TestPage {
        try await browser.send(
          "POST", path, content: FormBody.encoded([("ma-bieu-mau", browser.formToken), ("so-lieu", typed), ("trong", "")]))
      }
      let busy = try await send("/thu")
      #expect(busy.status == 503 && busy.header("retry-after") == "5" && busy.header("cache-control") == "no-store")
      let again = try #require(busy.form(to: "/thu"))
      #expect(again["so-lieu"] == typed && busy.main.text.contains("Gửi lại"))
      acts.isBusy.withLock { $0 = false }
      #expect(try await browser.send("POST", again.action, content: FormBody.encoded(again.fields)).text == typed)
      // An act without typing is pressed again on its own page.
      acts.isBusy.withLock { $0 = true }
      let act = try await send("/duyet-thu")
      #expect(act.status == 503 && act.form(to: "/duyet-thu") == nil)
    }
  }
}

/// Acts that find the database busy, or write down what they were sent.
private final class BusyActs: Sendable {
  let isBusy = Mutex(true)

  func route(_ path: String, carries: Bool) -> Route {
    .post(path, .holding(.viewPlan), carries: carries) { [self] request in
      if isBusy.withLock({ $0 }) { throw StorageError.busy("test") }
      return WebResponse(body: Array(request.form["so-lieu"].utf8))
    }
  }
}
