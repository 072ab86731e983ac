import Directory
import Hummingbird
import Kernel
import Storage
import TestSupport
import Testing
import WebShared
import Wording

/// Who asks, may he, is the form his: only then is a long body read.
@Suite struct AdmissionTests {
  private static let encoded = "application/x-www-form-urlencoded"
  private static let multipart = "multipart/form-data; boundary=ranh-gioi"

  private static func file(_ token: String?, size: Int) -> [UInt8] {
    let field = token.map { "--ranh-gioi\r\nContent-Disposition: form-data; name=\"ma-bieu-mau\"\r\n\r\n\($0)\r\n" } ?? ""
    let head = "--ranh-gioi\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"x.csv\"\r\n\r\n"
    return Array((field + head).utf8) + [UInt8](repeating: 120, count: size) + Array("\r\n--ranh-gioi--\r\n".utf8)
  }

  /// Every act, in both kinds of form: nothing beyond 16 kB is read of a stranger, and nothing of it comes back.
  @Test(arguments: [true, false]) func aStrangersBodyIsNotRead(isFile: Bool) async throws {
    try await withSite { site in
      let filler = [UInt8](repeating: 120, count: 7_000_000)
      let sent = isFile ? AdmissionTests.file("x", size: 7_000_000) : Array("ma-bieu-mau=x&ghi-chu=".utf8) + filler
      for route in site.routes where route.method == "POST" {
        let body = PiecewiseBody(sent)
        let answer = try await site.ask(
          "POST", route.filled, headers: [("content-type", isFile ? AdmissionTests.multipart : AdmissionTests.encoded)],
          body: body.body)
        #expect(answer.status == (route.access == .visitor ? 413 : 401), "\(route.path)")
        #expect(body.count.value <= 5, "\(route.path) \(body.count.value)")
        #expect(answer.text.utf8.count < 32 * 1024 && !answer.text.contains("xxxxxxxx"))
      }
    }
  }

  @Test func aClaimedLengthIsEnoughToRefuse() async throws {
    try await withSite { site in
      let body = PiecewiseBody(AdmissionTests.file("x", size: 100_000))
      let headers = [("content-type", AdmissionTests.multipart), ("content-length", "7000000")]
      let answer = try await site.ask("POST", "/nhap-tep", headers: headers, body: body.body)
      #expect(answer.status == 401 && body.count.value == 0)
    }
  }

  /// With a session: a wrong token within the first few kB ends the reading, and so does a file without one.
  @Test func aForgedFormIsReadNoFurtherThanItsToken() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .everything)
      try await browser.open("/lam-viec")
      let right = browser.formToken
      let filler = String(repeating: "x", count: 5_000_000)
      for (type, bytes, status, pieces) in [
        (AdmissionTests.multipart, AdmissionTests.file("x", size: 5_000_000), 403, 1...1),
        (AdmissionTests.multipart, AdmissionTests.file(nil, size: 5_000_000), 403, 1...1),
        (AdmissionTests.multipart, AdmissionTests.file(right, size: 5_000_000), 422, 1200...1300),
        (AdmissionTests.multipart, AdmissionTests.file(right, size: 27_000_000), 413, 6100...6200),
        (AdmissionTests.encoded, Array("ma-bieu-mau=x&noi-dung=\(filler)".utf8), 403, 1...1),
        (AdmissionTests.encoded, Array("ma-bieu-mau=\(right)&loai=ket-qua".utf8), 422, 1...1),
        (AdmissionTests.encoded, Array("loai=ket-qua&ma-bieu-mau=\(right)".utf8), 422, 1...1),
      ] {
        let body = PiecewiseBody(bytes)
        let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let answer = try await site.ask(
          "POST", "/nhap-tep", headers: [("content-type", type), ("cookie", cookie)], body: body.body)
        #expect(answer.status == status, "\(type) \(bytes.count) \(answer.status)")
        #expect(pieces.contains(body.count.value), "\(type) \(bytes.count) \(body.count.value)")
      }
    }
  }

  @Test func whoMayNotIsRefusedUnread() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .administrator)
      try await browser.open("/lam-viec")
      let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      let body = PiecewiseBody(AdmissionTests.file(browser.formToken, size: 100_000))
      let answer = try await site.ask(
        "POST", "/nhap-tep", headers: [("content-type", AdmissionTests.multipart), ("cookie", cookie)], body: body.body)
      #expect(answer.status == 403 && body.count.value == 0)
    }
  }

  /// A form that is too long to be taken along through signing in is told to be lost, and a short one is taken along.
  @Test(arguments: [(10, true), (2000, true), (11_000, true), (13_000, false), (17_000, false), (300_000, false)])
  func aFormIsCarriedOrToldToBeLost(length: Int, isCarried: Bool) async throws {
    try await withSite { site in
      let typed = String(repeating: "a", count: length)
      let (_, page) = try await AdmissionTests.sent(typed, site)
      #expect(page.status == 401)
      #expect((page.form(to: "/dang-nhap")?["du-lieu"] != nil) == isCarried)
      let sentence = site.words().text(isCarried ? "error.web.signed_out" : "error.web.too_long_to_carry")
      #expect(page.errors.contains(sentence))
      #expect(page.text.utf8.count < 40_000)
    }
  }

  /// A form sent by a page of ours whose session has ended, and the answer.
  private static func sent(_ text: String, _ site: TestSite) async throws -> (TestBrowser, TestPage) {
    let browser = try await site.browser(of: .specialist)
    try await browser.open("/lam-viec")
    try await site.endSessions(of: .specialist)
    let page = try await browser.send(
      "POST", "/kh/2021/SI/ket-qua?noi=A.62", headers: CarriedFormTests.own,
      content: FormBody.encoded([("ma-bieu-mau", browser.formToken), ("ghi-chu", text)]))
    return (browser, page)
  }

  /// Whatever is carried fits into the sign-in form that carries it.
  @Test func whatIsCarriedCanBeSent() async throws {
    try await withSite { site in
      for text in [
        String(repeating: "a", count: 11_000), String(repeating: "ế", count: 700), String(repeating: "&= ", count: 1100),
      ] {
        let (visitor, page) = try await AdmissionTests.sent(text, site)
        #expect(page.form(to: "/dang-nhap")?["du-lieu"] != nil)
        var form = try #require(page.form(to: "/dang-nhap"))
        form.type(TestPerson.specialist.username, into: "ten")
        form.type(TestPerson.specialist.password, into: "mat-khau")
        let answer = try await visitor.send("POST", "/dang-nhap", content: FormBody.encoded(form.fields))
        #expect(answer.status != 413 && answer.status != 400, "\(text.prefix(3)) \(answer.status)")
      }
    }
  }

  @Test func formsHaveTheirTokenFirst() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .everything)
      for address in ["/dang-nhap", "/nhap-tep", "/kh/2021/SI/ket-qua?noi=A.62", "/mat-khau", "/nhap/02-NCC/A.23431/2021-12"] {
        let page = try await browser.open(address)
        #expect(!page.forms.isEmpty && page.forms.allSatisfy { $0.fields.first?.0 == "ma-bieu-mau" }, "\(address)")
      }
    }
  }

  @Test func theNumberOfFieldsIsBounded() async throws {
    try await withSite { site in
      let many = FormBody.encoded((0..<201).map { ("a\($0)", "") })
      #expect(try await site.visitor().send("POST", "/dang-nhap", content: many).status == 413)
      let browser = try await site.browser(of: .everything)
      try await browser.open("/lam-viec")
      let token = "ma-bieu-mau=\(browser.formToken)"
      for (count, status) in [(4999, 409), (5000, 413), (60_000, 413)] {
        let body = Array((token + String(repeating: "&a", count: count)).utf8)
        let answer = try await browser.send("POST", "/kh/2021/SI/ket-qua?noi=A.62", content: (AdmissionTests.encoded, body))
        #expect(answer.status == status, "\(count) \(answer.status)")
      }
      let name = Array((token + "&" + String(repeating: "a", count: 700) + "=1").utf8)
      #expect(
        try await browser.send("POST", "/kh/2021/SI/ket-qua?noi=A.62", content: (AdmissionTests.encoded, name)).status == 400)
    }
  }

  @Test func aBodyThatBreaksOffIsNoForm() async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .specialist)
      try await browser.open("/kh/2021/SI/ket-qua?noi=A.62")
      let before = try await site.acts()
      let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      let form = Array("ma-bieu-mau=\(browser.formToken)&gia-tri=1&ly-do=x".utf8)
      for (body, length) in [(PiecewiseBody(form, breaksOff: true), form.count), (PiecewiseBody(form), form.count + 10)] {
        let answer = try await site.ask(
          "POST", "/kh/2021/SI/ket-qua?noi=A.62",
          headers: [("content-type", AdmissionTests.encoded), ("cookie", cookie), ("content-length", String(length))],
          body: body.body)
        #expect(answer.status == 400 && answer.isPlainErrorPage)
      }
      #expect(try await site.acts() == before)
    }
  }

  @Test func workIsNotBegunForWhoHasLeft() async throws {
    let begun = PiecewiseBody.Count()
    let slow: [Route] = [
      .get("/cham", .everybody) { _ in
        begun.add()
        return .seeOther("/")
      }
    ]
    try await withSite(adding: slow) { site in
      let empty = PiecewiseBody([])
      #expect(try await site.ask("GET", "/cham", body: empty.body).status == 303 && begun.value == 1)
      _ = try await site.ask("GET", "/cham", body: empty.body, hasLeft: true)
      #expect(begun.value == 1)
    }
  }
}
