import Directory
import Kernel
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// Signing in and out over the web.
@Suite struct SignInPageTests {
  @Test(arguments: Engine.tested) func nobodyLearnsWhichNamesExist(engine: Engine) async throws {
    try await withSite(engine) { site in
      var answers: [TestPage] = []
      for (name, password) in [
        ("khong.co.ten", "mat-khau-sai-nao-do"), (TestPerson.specialist.username, "mat-khau-sai-nao-do"),
        (TestPerson.specialist.username, ""), ("", "x"), ("SELECT 1; --", "'"),
      ] {
        let browser = site.visitor()
        let page = try await browser.signIn(name, password)
        #expect(page.status == 422 && browser.cookies[Site.sessionCookie] == nil)
        #expect(page.form(to: "/dang-nhap")?["ten"] == name && page.form(to: "/dang-nhap")?["mat-khau"] == "")
        let token = page.form(to: "/dang-nhap")?["ma-bieu-mau"] ?? ""
        let body = page.text.replacing(token, with: "").replacing("value=\"\(name)\"", with: "value=\"\"")
        answers.append(TestPage(address: "", status: page.status, headers: page.headers, text: body))
      }
      #expect(Set(answers.map(\.text)).count == 1)
      #expect(Set(answers.map { $0.headers.map { "\($0.0): \($0.1)" }.filter { !$0.hasPrefix("content-length") } }).count == 1)
    }
  }

  @Test(arguments: Engine.tested) func tooManyFailuresAreRefusedForAnyName(engine: Engine) async throws {
    try await withSite(engine) { site in
      for name in [TestPerson.director.username, "khong.co.ten"] {
        let browser = site.visitor()
        for _ in 0..<5 { #expect(try await browser.signIn(name, "mat-khau-sai-nao-do").status == 422) }
        let page = try await browser.signIn(name, TestPerson.director.password)
        #expect(page.status == 429 && browser.cookies[Site.sessionCookie] == nil, "\(name)")
        #expect(page.header("retry-after") == "30" && page.error(at: "ten")?.contains("30 giây") == true, "\(name)")
      }
      // Who is signed in stays so, and others may sign in.
      #expect(try await site.browser(of: .head).page.status == 200)
    }
  }

  @Test func cookiesAreOutOfReachOfScriptsAndOtherSites() async throws {
    try await withSite { site in
      let browser = site.visitor()
      let first = try await browser.open("/dang-nhap")
      let opened = try await browser.send(
        "POST", "/dang-nhap",
        content: FormBody.encoded([
          ("ten", TestPerson.specialist.username), ("mat-khau", TestPerson.specialist.password),
          ("ma-bieu-mau", browser.visitToken(first)),
        ]))
      #expect(opened.status == 303 && opened.header("location") == "/lam-viec")
      let cookies = first.all("set-cookie") + opened.all("set-cookie")
      #expect(cookies.map { $0.prefix { $0 != "=" } } == [Site.visitCookie[...], Site.sessionCookie[...], Site.visitCookie[...]])
      for cookie in cookies {
        let flags = Set(cookie.split(separator: ";").map { $0.drop { $0 == " " } })
        #expect(flags.isSuperset(of: ["HttpOnly", "SameSite=Lax", "Path=/"]) && !flags.contains("Secure"), "\(cookie)")
      }
      let token = try #require(browser.cookies[Site.sessionCookie])
      #expect(token.utf8.count == 64 && browser.cookies[Site.visitCookie] == nil)
      // The token itself stands on no page; its digest neither.
      let page = try await browser.open("/lam-viec")
      #expect(!page.text.contains(token) && page.all("set-cookie").isEmpty)
    }
  }

  @Test func behindTLSCookiesNeverLeaveIt() async throws {
    try await withSite { plain in
      let site = Site(
        database: plain.database, wording: plain.site.wording, logger: plain.site.logger, assets: plain.site.assets,
        menus: Menus(staff: [], portal: []),
        roles: plain.site.roles, accounts: plain.site.accounts, cookiesNeedTLS: true)
      for name in [site.sessionCookie, site.visitCookie] {
        let cookie = site.cookie(name, "x").1
        // RFC 6265bis 4.1.3.2: the name, Secure, the whole site, no domain.
        #expect(cookie.hasPrefix("__Host-ansinh_") && cookie.hasSuffix("; Secure"))
        #expect(cookie.contains("; Path=/;") && !cookie.contains("Domain"))
      }
      try await plain.visitor().open("/")
    }
  }

  /// What `ANSINH_TLS` says, where the server listens; whether cookies are for TLS only.
  @Test(
    arguments: [
      (nil, "127.0.0.1", false), (nil, "127.0.0.2", false), (nil, "::1", false), (nil, "localhost", false),
      (nil, "0.0.0.0", true),
      (nil, "::", true), (nil, "10.0.0.5", true), (nil, "ansinh.example", true), (nil, "127.example.vn", true),
      ("1", "127.0.0.1", true), ("0", "0.0.0.0", false), ("", "0.0.0.0", true), ("", "127.0.0.1", false), ("no", "0.0.0.0", true),
    ] as [(String?, String, Bool)])
  func cookiesAreForTLSUnlessTheServerListensToItsOwnMachine(setting: String?, host: String, needTLS: Bool) {
    #expect(CookieSafety.needTLS(setting: setting, host: host) == needTLS)
  }

  @Test func whatABrowserKeepsGoesWithTheSession() async throws {
    let clock = TestClock()
    try await withSite(clock: clock) { site in
      /// Whether signing in tells the browser to forget what it keeps.
      func forgets(_ person: TestPerson, _ browser: TestBrowser) async throws -> Bool {
        let page = try await browser.open("/dang-nhap")
        let answer = try await browser.send(
          "POST", "/dang-nhap",
          content: FormBody.encoded([
            ("ten", person.username), ("mat-khau", person.password), ("ma-bieu-mau", browser.visitToken(page)),
          ]))
        #expect(answer.status == 303)
        return answer.header("clear-site-data") == "\"storage\""
      }
      let browser = site.visitor()
      #expect(try await forgets(.commune, browser))
      // The same person after a long lunch finds what he typed; another finds nothing.
      clock.advance(seconds: 3 * 3600)
      #expect(try await !forgets(.commune, browser))
      clock.advance(seconds: 3 * 3600)
      #expect(try await forgets(.district, browser))
      try await browser.open("/lam-viec")
      let out = try await browser.send(
        "POST", "/dang-xuat", content: FormBody.encoded([("ma-bieu-mau", browser.formToken)]))
      #expect(out.status == 303 && out.header("clear-site-data") == "\"storage\"")
    }
  }

  @Test(arguments: Engine.tested) func aSessionEndsWithSigningOut(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      let elsewhere = try await site.browser(of: .specialist)
      let stolen = try #require(browser.cookies[Site.sessionCookie])
      try await browser.open("/lam-viec")
      let after = try await browser.submit("/dang-xuat")
      #expect(after.address == "/" && browser.cookies[Site.sessionCookie] == nil)
      browser.hold(Site.sessionCookie, stolen)
      #expect(try await browser.send("GET", "/lam-viec").status == 303)
      #expect(try await elsewhere.open("/lam-viec").status == 200)
      try await elsewhere.open("/mat-khau")
      try await elsewhere.submit("/dang-xuat-het")
      #expect(try await elsewhere.send("GET", "/lam-viec").status == 303)
    }
  }

  @Test func aSessionEndsWithTime() async throws {
    let clock = TestClock()
    try await withSite(clock: clock) { site in
      let browser = try await site.browser(of: .specialist)
      for _ in 0..<6 {
        clock.advance(seconds: 2 * 3600 - 61)
        #expect(try await browser.send("GET", "/lam-viec").status == 200)
      }
      clock.advance(seconds: 2 * 3600)
      #expect(try await browser.send("GET", "/lam-viec").status == 303)
      #expect(try await browser.send("POST", "/kh/2021/JOB/ket-qua").status == 401)
    }
  }

  @Test(arguments: Engine.tested) func aGivenPasswordIsChangedBeforeAnythingElse(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = site.visitor()
      let page = try await browser.signIn(TestPerson.newcomer.username, TestPerson.newcomer.password)
      #expect(page.address == "/mat-khau" && page.main.text.contains(site.words().text("account.must_change")))
      for route in site.routes where route.access != .everybody && route.access != .visitor && route.path != "/mat-khau" {
        let answer = try await browser.send(
          route.method, route.filled, content: FormBody.encoded([("ma-bieu-mau", browser.formToken)]))
        let isPermitted = answer.status == 303 && answer.header("location") == "/mat-khau"
        #expect(isPermitted || answer.status == 403, "\(route.path) \(answer.status)")
      }
      let refusals = [
        ("sai-mat-khau-cu", "đèn dầu, ghế tre, mưa rào", "cu"), (TestPerson.newcomer.password, "ngan", "moi"),
        (TestPerson.newcomer.password, TestPerson.newcomer.password, "moi"),
      ]
      for (old, new, field) in refusals {
        let refused = try await browser.submit("/mat-khau", [("cu", old), ("moi", new)])
        #expect(refused.status == 422 && refused.error(at: field) != nil, "\(field)")
      }
      let old = try #require(browser.cookies[Site.sessionCookie])
      let done = try await browser.submit(
        "/mat-khau", [("cu", TestPerson.newcomer.password), ("moi", "đèn dầu, ghế tre, mưa rào")])
      #expect(done.status == 200 && done.address.hasPrefix("/lam-viec"))
      // The session goes on under a new id; the old one opens nothing (ASVS 7.2.4).
      let thief = site.visitor()
      thief.hold(Site.sessionCookie, old)
      #expect(browser.cookies[Site.sessionCookie] != old)
      #expect(try await thief.send("GET", "/lam-viec").status == 303)
      #expect(try await browser.open("/kh/2021?noi=A.62").status == 200)
    }
  }

  /// Where a sign-in leads for what stands in `tiep`: anything that is no path of this site is forgotten.
  @Test(arguments: [
    ("/kh/2021?noi=A.62", "/kh/2021?noi=A.62"), ("/en/kh/2021/JOB?noi=A.62", "/en/kh/2021/JOB?noi=A.62"), ("", "/lam-viec"),
    ("//evil.example", "/lam-viec"), ("https://evil.example/", "/lam-viec"), ("/\\evil.example", "/lam-viec"),
    ("\\\\evil.example", "/lam-viec"), ("/\t/evil.example", "/lam-viec"), ("/\n/evil.example", "/lam-viec"),
    (" //evil.example", "/lam-viec"), ("javascript:alert(1)", "/lam-viec"), ("evil.example", "/lam-viec"),
    ("/x\r\nset-cookie: a=b", "/lam-viec"),
  ])
  func signingInLeadsBackIntoThisSiteOnly(back: String, landing: String) async throws {
    try await withSite { site in
      let browser = site.visitor()
      let page = try await browser.open(WebAddress.make("/dang-nhap", [("tiep", back)], in: .vi))
      for typed in [page.form(to: "/dang-nhap")?["tiep"] ?? "", back] {
        let other = site.visitor()
        let opened = try await other.open("/dang-nhap")
        let answer = try await other.send(
          "POST", "/dang-nhap",
          content: FormBody.encoded([
            ("ten", TestPerson.specialist.username), ("mat-khau", TestPerson.specialist.password), ("tiep", typed),
            ("ma-bieu-mau", other.visitToken(opened)),
          ]))
        #expect(answer.status == 303 && answer.header("location") == landing)
      }
      let display = try await site.ask("GET", WebAddress.make("/hien-thi", [("chu", "lon"), ("tiep", back)], in: .vi))
      #expect(display.header("location") == (landing == "/lam-viec" ? "/" : landing))
    }
  }
}

extension TestBrowser {
  /// The form's secret on a page of the sign-in.
  func visitToken(_ page: TestPage) -> String { page.form(to: "/dang-nhap")?["ma-bieu-mau"] ?? "" }
}
