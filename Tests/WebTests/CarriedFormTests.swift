import Directory
import Kernel
import Storage
import TestSupport
import Testing
import Wording

@testable import WebShared

/// What is carried through an ended session: what its owner typed, to look at and to send; nothing of anybody else's.
@Suite struct CarriedFormTests {
  /// The forms that are carried. One that joins them is a decision: it holds typing, and its page has the same path.
  static let carried: Set<String> = [
    "/nhap/:bieu/:noi/:ky", "/nhap/:bieu/:noi/:ky/dan", "/kh/:nam/:ma/ket-qua", "/kh/:nam/:ma/ke-hoach", "/kh/:nam/:ma/giao",
    // The file waits under its id in the address; its preview is shown again, and its owner confirms it.
    "/nhap-tep", "/nhap/:bieu/:noi/:ky/tep",
  ]

  @Test func onlyFormsThatHoldTypingAreCarried() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .everything)
      try await browser.open("/lam-viec")
      let token = browser.formToken
      try await site.endSessions(of: .everything)
      for route in site.routes where route.method == "POST" && route.access != .visitor {
        let fields = [("ma-bieu-mau", token), ("viec", "ghi"), ("so-CONV", "5")]
        let answer = try await browser.send(
          "POST", route.filled + "?noi=A.62", headers: Self.own, content: FormBody.encoded(fields))
        let holds = answer.form(to: "/dang-nhap")?[CarriedForm.addressField]?.isEmpty == false
        #expect(answer.status == 401 && holds == Self.carried.contains(route.path), "\(route.path)")
        #expect(route.carries == Self.carried.contains(route.path), "\(route.path)")
        let sentence = site.words().text((holds ? WebError.signedOut : .signedOutLost).message)
        #expect(answer.errors == [sentence], "\(route.path)")
        if route.carries { #expect(site.routes.contains { $0.method == "GET" && $0.path == route.path }, "\(route.path)") }
      }
    }
  }

  /// What a request says about where it comes from.
  struct Sender: Sendable {
    var headers: [(String, String)]
    /// Whose form secret it carries: of the ended session, of another one, none.
    var secret = Secret.own
    /// Whether the ended session's cookie comes along.
    var hasCookie = true
    var isCarried = false

    enum Secret: Sendable { case own, others, none }
  }

  static let own = [("origin", "http://localhost"), ("sec-fetch-site", "same-origin")]
  static let senders = [
    Sender(headers: own, isCarried: true), Sender(headers: [("origin", "http://localhost")], isCarried: true),
    Sender(headers: [("origin", "https://localhost")], isCarried: true),
    Sender(headers: [("sec-fetch-site", "same-origin")], isCarried: true),
    Sender(headers: []), Sender(headers: [("referer", "http://localhost/lam-viec")]),
    Sender(headers: [("origin", "null")]), Sender(headers: [("origin", "http://evil.example")]),
    Sender(headers: [("origin", "http://localhost:81")]), Sender(headers: [("origin", "http://localhost.evil.example")]),
    Sender(headers: [("origin", "http://evil.example?http://localhost")]), Sender(headers: [("origin", "")]),
    Sender(headers: [("origin", "http://localhost"), ("sec-fetch-site", "cross-site")]),
    Sender(headers: [("origin", "http://localhost"), ("sec-fetch-site", "same-site")]),
    Sender(headers: [("origin", "http://localhost"), ("sec-fetch-site", "none")]),
    Sender(headers: own, secret: .none), Sender(headers: own, secret: .others), Sender(headers: own, hasCookie: false),
    Sender(headers: own, secret: .others, hasCookie: false),
  ]

  @Test(arguments: senders) func onlyWhatAPageOfOursSentIsCarried(sender: Sender) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let other = try await site.browser(of: .colleague)
      for one in [browser, other] { try await one.open("/lam-viec") }
      let token = sender.secret == .own ? browser.formToken : sender.secret == .others ? other.formToken : ""
      try await site.endSessions(of: .specialist)
      if !sender.hasCookie { browser.hold(Site.sessionCookie, nil) }
      let answer = try await browser.send(
        "POST", "/kh/2021/JOB/ket-qua?noi=A.62", headers: sender.headers,
        content: FormBody.encoded([("ma-bieu-mau", token), ("tu-so", "5")]))
      let form = try #require(answer.form(to: "/dang-nhap"))
      #expect(answer.status == 401)
      #expect((form[CarriedForm.addressField] == "/kh/2021/JOB/ket-qua?noi=A.62") == sender.isCarried)
      #expect((form[CarriedForm.valuesField] != nil) == sender.isCarried)
    }
  }

  /// The bytes of what was typed; whether it is carried.
  @Test(arguments: [(9_000, true), (12_000, false)]) func longFormsAreNotCarried(bytes: Int, isCarried: Bool) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .commune)
      try await browser.open("/nhap/02-NCC/A.23431/2021-12/dan")
      try await site.endSessions(of: .commune)
      let text = String(repeating: "x", count: bytes)
      try await browser.submit("/nhap/02-NCC/A.23431/2021-12/dan", [("dan", text)])
      let page = try await browser.submit(
        "/dang-nhap", [("ten", TestPerson.commune.username), ("mat-khau", TestPerson.commune.password)])
      #expect(page.status == 200 && page.text.contains(text) == isCarried)
      #expect(page.address == (isCarried ? "/dang-nhap" : "/lam-viec"))
    }
  }

  @Test func aWrongPasswordKeepsWhatIsCarried() async throws {
    try await withSite { site in
      let browser = try await site.typing()
      try await browser.submit("/dang-nhap", [("ten", TestPerson.specialist.username), ("mat-khau", "sai mật khẩu rồi")])
      #expect(browser.page.status == 422)
      let page = try await browser.submit(
        "/dang-nhap", [("ten", TestPerson.specialist.username), ("mat-khau", TestPerson.specialist.password)])
      #expect(page.form(to: "/kh/2021/JOB/ket-qua")?["nguyen-nhan"] == "mưa lũ")
    }
  }

  @Test func anotherPersonAtTheSameMachineSeesNothingOfIt() async throws {
    try await withSite { site in
      let browser = try await site.typing()
      let page = try await browser.submit(
        "/dang-nhap", [("ten", TestPerson.colleague.username), ("mat-khau", TestPerson.colleague.password)])
      #expect(page.address == "/lam-viec" && page.status == 200)
      #expect(!page.text.contains("mưa lũ"))
    }
  }

  @Test func nothingIsWrittenUntilItsOwnerSendsIt() async throws {
    try await withSite { site in
      let browser = try await site.typing()
      let before = try await site.acts()
      let page = try await browser.submit(
        "/dang-nhap", [("ten", TestPerson.specialist.username), ("mat-khau", TestPerson.specialist.password)])
      #expect(try await site.acts() == before)
      #expect(page.heading.contains("2021") || page.text.contains("2021"))
      #expect(page.main.text.contains(site.words().text("web.carried")))
    }
  }

  /// Where a forged sign-in form says that something was going.
  @Test(arguments: [
    "/kh/2021/JOB/duyet?noi=A.62", "/nguoi-dung", "/duyet/khoa", "/kh/2021/trang-thai?noi=A.62", "//evil.example/", "/lam-viec",
    "/en/nguoi-dung", "https://evil.example/", "",
  ])
  func nothingElseIsCarriedByASignInForm(address: String) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .everything)
      try await browser.open("/lam-viec")
      try await site.endSessions(of: .everything)
      let opened = try await browser.open("/dang-nhap")
      let answer = try await browser.send(
        "POST", "/dang-nhap",
        content: FormBody.encoded([
          ("ten", TestPerson.everything.username), ("mat-khau", TestPerson.everything.password),
          ("ma-bieu-mau", browser.visitToken(opened)), ("gui-den", address), ("du-lieu", "dmllYz1naGk="),
        ]))
      #expect(answer.status == 303 && answer.header("location") == "/lam-viec")
    }
  }
}

extension TestSite {
  /// The specialist's browser after he has sent a result in a session that had ended: the sign-in page.
  fileprivate func typing() async throws -> TestBrowser {
    let browser = try await browser(of: .specialist)
    try await browser.open("/kh/2021/JOB/ket-qua?noi=A.62")
    try await endSessions(of: .specialist)
    let page = try await browser.submit("/kh/2021/JOB/ket-qua", [("nguyen-nhan", "mưa lũ")])
    #expect(page.status == 401)
    return browser
  }
}
