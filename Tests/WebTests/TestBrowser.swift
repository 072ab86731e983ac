import Testing

/// A person's browser: keeps cookies, follows redirects, fills in the forms of the page it shows.
final class TestBrowser {
  let site: TestSite
  private(set) var cookies: [String: String] = [:]
  /// What it shows.
  private(set) var page = TestPage(address: "", status: 0, headers: [], text: "")

  init(_ site: TestSite) { self.site = site }

  /// Opens an address and follows where it leads.
  @discardableResult
  func open(_ address: String) async throws -> TestPage {
    try await show(try await send("GET", address))
  }

  /// Sends one request with the cookies, keeps those of the answer, follows nothing.
  @discardableResult
  func send(
    _ method: String, _ address: String, headers: [(String, String)] = [], content: (type: String, body: [UInt8])? = nil
  ) async throws -> TestPage {
    var headers = headers
    if !cookies.isEmpty {
      headers.append(("cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")))
    }
    if let content { headers.append(("content-type", content.type)) }
    let answer = try await site.ask(method, address, headers: headers, body: content?.body ?? [])
    for cookie in answer.all("set-cookie") { keep(cookie) }
    return answer
  }

  /// Types into the form of the shown page that leads to a path, and sends it.
  /// - Parameter button: the name and value of the button pressed, where it has one.
  @discardableResult
  func submit(
    _ path: String, _ typed: [(String, String)] = [], button: (String, String)? = nil,
    file: (field: String, name: String, text: String)? = nil
  ) async throws -> TestPage {
    var form = try #require(page.form(to: path), "no form to \(path) on \(page.address) (\(page.status))")
    for (name, value) in typed + (button.map { [$0] } ?? []) { form.type(value, into: name) }
    let content = form.hasFiles ? FormBody.multipart(form.fields, file: file) : FormBody.encoded(form.fields)
    let headers = [("origin", "http://localhost"), ("sec-fetch-site", "same-origin")]
    return try await show(try await send("POST", form.action, headers: headers, content: content))
  }

  /// Signs in through the page.
  @discardableResult
  func signIn(_ username: String, _ password: String, from address: String = "/dang-nhap") async throws -> TestPage {
    try await open(address)
    return try await submit("/dang-nhap", [("ten", username), ("mat-khau", password)])
  }

  /// The secret that forms of this browser carry.
  var formToken: String { page.forms.first?["ma-bieu-mau"] ?? "" }

  /// Holds another cookie, as after a theft or a mistake.
  func hold(_ name: String, _ value: String?) { cookies[name] = value }

  private func show(_ answer: TestPage) async throws -> TestPage {
    var answer = answer
    var steps = 0
    while answer.status == 303, let next = answer.header("location"), steps < 5 {
      answer = try await send("GET", next)
      steps += 1
    }
    page = answer
    return answer
  }

  private func keep(_ cookie: String) {
    let parts = cookie.split(separator: ";").map { $0.drop { $0 == " " } }
    let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let ends = parts.contains("Max-Age=0")
    cookies[String(pair[0])] = ends ? nil : pair.count > 1 ? String(pair[1]) : ""
  }
}
