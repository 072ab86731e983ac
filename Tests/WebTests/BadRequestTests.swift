import Directory
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import WebShared

/// Requests no page of ours makes: each gets a plain page with the right status, says nothing of the inside, writes nothing.
@Suite struct BadRequestTests {
  @Test(arguments: [
    ("GET", "/khong-co", 404), ("GET", "/en/khong-co/gi-ca", 404), ("POST", "/khong-co", 404), ("PUT", "/khong-co", 404),
    ("GET", "/so-lieu/KHONGCO", 404), ("GET", "/so-lieu/JOB.xml", 404), ("GET", "/so-lieu/.csv", 404),
    ("GET", "/so-lieu/JOB/them", 404), ("GET", "/tai-nguyen/../bi-mat.txt", 404), ("GET", "/tai-nguyen/%2e%2e%2fx", 404),
    ("PUT", "/", 405), ("DELETE", "/so-lieu", 405), ("PATCH", "/kh/2021", 405), ("OPTIONS", "/dang-nhap", 405),
    ("POST", "/so-lieu/JOB", 405), ("POST", "/kh/2021", 405), ("GET", "/dang-xuat", 405), ("HEAD", "/dang-xuat", 405),
    ("GET", "/kh/2021/trang-thai", 405), ("GET", "/kh/nam-nay?noi=A.62", 404), ("GET", "/kh/0?noi=A.62", 404),
    ("GET", "/kh/99999999999999999999?noi=A.62", 404), ("GET", "/kh/2021.xml?noi=A.62", 404),
    ("GET", "/kh/2021?noi=A.khongco", 404), ("GET", "/kh/2021/KHONGCO?noi=A.62", 404), ("GET", "/kh/2026?noi=A.62", 404),
    ("GET", "/chi-tieu/KHONGCO", 404), ("GET", "/kh/2021/%00?noi=A.62", 404),
    ("GET", "/kh/2021/%FF%FE?noi=A.62", 404), ("GET", "/kh/2021/%27%20OR%201=1--?noi=A.62", 404),
  ])
  func asksForWhatIsNotThere(method: String, address: String, status: Int) async throws {
    for engine in Engine.tested {
      try await withSite(engine) { site in
        let answer = try await (try await site.browser(of: .everything)).send(method, address)
        #expect(answer.status == status, "\(engine) \(method) \(address)")
        #expect(method == "HEAD" || answer.isPlainErrorPage, "\(method) \(address)")
        #expect((answer.header("allow") != nil) == (status == 405))
      }
    }
  }

  @Test func theAnswerToAWrongMethodNamesTheRightOnes() async throws {
    try await withSite { site in
      for (method, address, allowed) in [
        ("PUT", "/dang-nhap", "GET, HEAD, POST"), ("GET", "/en/dang-xuat", "POST"), ("POST", "/so-lieu", "GET, HEAD"),
      ] {
        let answer = try await site.ask(method, address)
        #expect(answer.header("allow") == allowed, "\(address)")
      }
    }
  }

  @Test(arguments: [true, false]) func aBodyThatIsTooLong(saysItsLength: Bool) async throws {
    try await withSite { site in
      let browser = try await site.browser(of: .everything)
      let before = try await site.acts()
      for (path, limit) in [("/dang-nhap", 16 * 1024), ("/kh/2021/JOB/ket-qua", 256 * 1024), ("/nhap-tep", 24 * 1024 * 1024)] {
        let body = Array("a=".utf8) + [UInt8](repeating: 120, count: limit)
        let answer = try await browser.send(
          "POST", path, headers: saysItsLength ? [("content-length", String(body.count))] : [],
          content: ("application/x-www-form-urlencoded", body))
        #expect(answer.status == 413 && answer.isPlainErrorPage, "\(path)")
        #expect(answer.main.text.contains(String(limit / 1024)))
      }
      #expect(try await site.acts() == before)
    }
  }

  /// Bodies of `multipart/form-data` with the boundary `X`, none of which keeps the form.
  @Test(arguments: [
    "", "X", "--X", "--X\r\n", "--X\n\nname\n--X--", "--Y\r\n\r\n--Y--",
    "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
    "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n--X--", "--X\r\n--X\r\n--X--", "--X\r\n\r\n",
  ])
  func aBrokenMultipartBody(body: String) async throws {
    try await withSite { site in
      for path in ["/dang-nhap", "/nhap-tep"] {
        let content = ("multipart/form-data; boundary=X", Array(body.utf8))
        let answer = try await site.visitor().send("POST", path, content: content)
        #expect(answer.status == 400 && answer.isPlainErrorPage, "\(path) \(body.debugDescription)")
      }
    }
  }

  /// Bodies that are odd but whole: the form is read, and then refused for want of its secret.
  @Test(arguments: [
    "--X--", "--X--X", "--X\r\n\r\n--X--", "--X\r\n\r\n\r\n--X--", "--X\r\n\r\nabc\r\n--X--", "--X\r\nA: b\r\n\r\n--X--",
    "--X\r\nContent-Disposition: form-data; name=\"\r\n\r\nabc\r\n--X--\r\n",
    "--X\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--X--\r\nafter",
  ])
  func anOddMultipartBody(body: String) async throws {
    try await withSite { site in
      let content = ("multipart/form-data; boundary=X", Array(body.utf8))
      let answer = try await site.visitor().send("POST", "/dang-nhap", content: content)
      #expect(answer.status == 403, "\(body.debugDescription)")
    }
  }

  @Test func anyBytesAreReadWithoutHarm() async throws {
    var random = SeededRandom(seed: 20)
    let parts = [
      "--X", "\r\n", "\r\n\r\n", "--", "Content-Disposition: form-data; name=\"a\"", "; filename=\"\"", "a", "\"", ";",
    ]
    try await withSite { site in
      for _ in 0..<300 {
        let body = (0..<Int.random(in: 0...12, using: &random)).map { _ in
          parts[Int.random(in: parts.indices, using: &random)]
        }.joined()
        let content = ("multipart/form-data; boundary=X", Array(body.utf8))
        let status = try await site.visitor().send("POST", "/dang-nhap", content: content).status
        #expect([400, 403].contains(status), "\(body.debugDescription)")
      }
    }
  }

  @Test(arguments: Engine.tested) func typedTextOfAnyKindIsKeptOrRefused(engine: Engine) async throws {
    var random = SeededRandom(seed: 21)
    try await withSite(engine) { site in
      let browser = try await site.browser(of: .specialist)
      for text in (0..<20).map({ _ in random.text(upTo: 40) }) + ["\u{0}", "a\u{0}b", "<script>alert(1)</script>"] {
        try await browser.open("/kh/2021/SI/ket-qua?noi=A.62")
        let page = try await browser.submit("/kh/2021/SI/ket-qua", [("ghi-chu", text), ("ly-do", "thử")])
        #expect([200, 422].contains(page.status), "\(text.debugDescription)")
        #expect(!page.text.contains("<script>alert"))
      }
    }
  }

  @Test func anErrorOfOursSaysNothingOfTheInside() async throws {
    struct Accident: Error { let path = "/work/main/Sources/Secret.swift" }
    let broken: [Route] = [
      .get("/hong", .everybody) { _ in throw Accident() },
      .get("/hong/luu", .everybody) { _ in throw StorageError.failed("no such table: directory_account SELECT password_hash") },
    ]
    try await withSite(adding: broken) { site in
      for address in ["/hong", "/hong/luu", "/en/hong"] {
        let answer = try await site.ask("GET", address)
        #expect(answer.status == 500 && answer.isPlainErrorPage, "\(address)")
        #expect(answer.main.text.contains("id-"), "no number to quote")
        #expect(answer.header("cache-control") == "no-store")
      }
    }
  }
}

extension TestPage {
  /// A page in our frame with one sentence and a way on; no stack, no file, no statement of the database.
  var isPlainErrorPage: Bool {
    let inside = [
      "SELECT ", "INSERT ", "UPDATE ", "Sources/", ".swift", WebFixture.root.path, "StorageError", "WebError", "Accident",
      "Fatal", "⟦", "password_hash", "directory_", "planning_",
    ]
    return !heading.isEmpty && main.first("a") != nil && !inside.contains { text.contains($0) }
  }
}
