import Directory
import Kernel
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// Who may ask for what: the open routes are the ones written here, and everything else asks who you are first.
@Suite struct RouteAccessTests {
  /// The routes open to everybody. A route that joins them is a decision: write it here.
  static let open: Set<String> = [
    "GET /", "GET /so-lieu", "GET /so-lieu.csv", "GET /so-lieu.json", "GET /so-lieu/:ma", "GET /hien-thi", "GET /tro-nang",
    "GET /tai-nguyen/:name", "GET /dang-nhap", "POST /dang-nhap", "POST /dang-xuat",
  ]

  @Test func openRoutesAreTheListWrittenHere() async throws {
    try await withSite { site in
      let routes = site.routes + [site.site.assets.route]
      let open = routes.filter { $0.access == .everybody || $0.access == .visitor }.map { "\($0.method) \($0.path)" }
      #expect(Set(open) == RouteAccessTests.open)
      #expect(Set(routes.map { "\($0.method) \($0.path)" }).count == routes.count, "a route stands twice")
    }
  }

  @Test(arguments: Language.allCases) func closedRoutesAskWhoYouAre(language: Language) async throws {
    try await withSite { site in
      for route in site.routes where !RouteAccessTests.open.contains("\(route.method) \(route.path)") {
        let address = WebAddress.make(route.filled, [("noi", "A.62")], in: language)
        let answer = try await site.visitor().send(route.method, address)
        if route.method == "GET" {
          #expect(answer.status == 303, "\(address)")
          let back = WebAddress.make("/dang-nhap", [("tiep", address)], in: language)
          #expect(answer.header("location") == back)
        } else {
          #expect(answer.status == 401, "\(address)")
        }
        #expect(answer.header("cache-control") == "no-store")
      }
    }
  }

  @Test(arguments: Engine.tested) func formsWithoutTheBrowsersSecretWriteNothing(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .everything)
      let other = try await site.browser(of: .specialist)
      try await other.open("/lam-viec")
      let before = try await site.acts()
      let expired = site.words().text("error.web.form_expired")
      for route in site.routes where route.method == "POST" {
        for token in [nil, "", "0", other.formToken] {
          let fields =
            [("ten", "moi.moi"), ("viec", "ghi"), ("quyet-dinh", "1/QĐ")] + (token.map { [("ma-bieu-mau", $0)] } ?? [])
          for content in [FormBody.encoded(fields), FormBody.multipart(fields, file: nil)] {
            let answer = try await browser.send("POST", route.filled + "?noi=A.62", content: content)
            #expect(answer.status == 403 && answer.main.text.contains(expired), "\(route.path) \(token ?? "none")")
          }
        }
      }
      #expect(try await site.acts() == before)
      #expect(try await browser.open("/lam-viec").status == 200)
    }
  }

  @Test(arguments: Engine.tested) func theSecretOfAnotherSessionIsRefusedAtSignIn(engine: Engine) async throws {
    try await withSite(engine) { site in
      let browser = site.visitor()
      try await browser.open("/dang-nhap")
      let fields = [("ten", TestPerson.specialist.username), ("mat-khau", TestPerson.specialist.password), ("ma-bieu-mau", "x")]
      #expect(try await browser.send("POST", "/dang-nhap", content: FormBody.encoded(fields)).status == 403)
      #expect(browser.cookies[Site.sessionCookie] == nil)
    }
  }

  @Test func everyAnswerCarriesTheSecurityHeaders() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let asked = [
        ("GET", "/"), ("HEAD", "/"), ("GET", "/so-lieu/JOB.csv"), ("GET", "/so-lieu/KHONGCO"), ("GET", "/khong-co"),
        ("GET", "/en/khong-co"), ("PUT", "/"), ("OPTIONS", "/lam-viec"), ("POST", "/so-lieu"), ("GET", "/dang-nhap"),
        ("GET", "/kh/2021?noi=A.62"), ("GET", "/kh/2021?noi=A.92"), ("GET", "/kh/2021.csv?noi=A.62"), ("POST", "/nhap-tep"),
        ("GET", "/tai-nguyen/ansinh.css"), ("GET", "/tai-nguyen/khong-co.css"), ("GET", "/hien-thi?chu=lon"), ("GET", "/kh"),
      ]
      for (method, address) in asked {
        let answer = try await browser.send(method, address)
        #expect(answer.all("content-security-policy").count == 1, "\(method) \(address)")
        #expect(answer.header("content-security-policy")?.hasPrefix("default-src 'none'") == true)
        #expect(answer.all("x-content-type-options") == ["nosniff"] && answer.all("referrer-policy") == ["same-origin"])
        if answer.status >= 400 { #expect(answer.header("cache-control") == "no-store", "\(method) \(address)") }
      }
      let unreadable = try await browser.send("POST", "/dang-nhap", content: ("text/plain", Array("x".utf8)))
      #expect(unreadable.status == 400 && unreadable.all("x-content-type-options") == ["nosniff"])
    }
  }

  @Test(arguments: [
    "/", "/so-lieu", "/so-lieu/POV", "/so-lieu/POV.csv", "/so-lieu/POV.json", "/so-lieu/KHONGCO", "/khong-co",
    "/tai-nguyen/ansinh.js",
    "/kh/2021?noi=A.62", "/kh/2021/JOB?noi=A.62", "/en/chi-tieu",
  ])
  func headIsGetWithoutItsBody(address: String) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      let get = try await browser.send("GET", address)
      let head = try await browser.send("HEAD", address)
      #expect(head.text.isEmpty && head.status == get.status)
      #expect(head.headers.map { "\($0.0): \($0.1)" } == get.headers.map { "\($0.0): \($0.1)" })
      #expect(head.header("content-length") == String(get.text.utf8.count))
    }
  }
}

extension Route {
  /// The path with something in the place of its parameters.
  var filled: String {
    path.replacing(":bieu", with: "02-NCC").replacing(":noi", with: "A.23431").replacing(":ky", with: "2021-12")
      .replacing(":nam", with: "2021").replacing(":ma", with: "JOB").replacing(":id", with: "id-1")
      .replacing(":name", with: "x")
  }
}
