import Directory
import HTML
import Kernel
import Wording

/// The pages both faces share: signing in and out, the reader's display, the accessibility statement.
public struct SharedPages: Sendable {
  private let site: Site

  /// The shared pages of a site.
  public init(site: Site) { self.site = site }

  /// Their routes.
  public var routes: [Route] {
    [
      .get("/dang-nhap", .visitor) { try await signInPage($0) },
      .post("/dang-nhap", .visitor, bodyLimit: 1024 * 1024) { try await signIn($0) },
      .post("/dang-xuat", .visitor) { try await signOut($0) },
      .get("/hien-thi", .everybody) { display($0) },
      .get("/tro-nang", .everybody) { accessibility($0) },
    ]
  }

  private func signInPage(_ request: WebRequest) async throws -> WebResponse {
    if request.viewer != nil { return .seeOther(request.address("/lam-viec")) }
    return signInForm(request, username: "", error: nil)
  }

  /// A form whose session ended while it was filled in: the sign-in form takes along what was typed, and gives it back to be
  /// sent again.
  func signInAgain(_ request: WebRequest) -> WebResponse {
    let sentence = site.words(request).text(WebError.signedOut.message)
    return signInForm(request, username: "", error: sentence, status: 401, carried: CarriedForm(of: request))
  }

  private func signInForm(
    _ request: WebRequest, username: String, error: String?, status: Int = 200, carried: CarriedForm? = nil
  ) -> WebResponse {
    let words = site.words(request)
    var request = request
    var visit: String?
    if request.cookie(Site.visitCookie) == nil {
      let value = SharedPages.hex(site.effects.randomBytes(16))
      request.formToken = Site.formToken(ofCookie: value)
      visit = value
    }
    let back = request.method == "POST" ? request.form["tiep"] : request.query["tiep"]
    let errors = error.map { [FieldError(field: "ten", message: $0)] } ?? []
    let page = Page(words.text("web.sign_in"), errors: errors) {
      site.form(request, to: request.address("/dang-nhap")) {
        hiddenField(name: "tiep", value: WebAddress.isLocal(back) ? back : "")
        if let carried {
          hiddenField(name: CarriedForm.addressField, value: carried.address)
          hiddenField(name: CarriedForm.valuesField, value: carried.values.encoded)
        }
        textField(
          Field(name: "ten", label: words.text("web.username"), error: error), value: username, kind: .username, in: words)
        textField(Field(name: "mat-khau", label: words.text("web.password")), kind: .password, in: words)
        buttonRow { submitButton(words.text("web.sign_in")) }
      }
    }
    var response = site.respond(page, .portal, request, status: status)
    if let visit { response.headers.append(site.cookie(Site.visitCookie, visit)) }
    return response
  }

  private func signIn(_ request: WebRequest) async throws -> WebResponse {
    do {
      let opened = try await site.signIn.signIn(
        username: request.form["ten"], password: request.form["mat-khau"], address: request.remoteAddress)
      let back = request.form["tiep"]
      var response =
        CarriedForm(carriedBy: request).map { sendAgain($0, request, token: opened.token) }
        ?? .seeOther(WebAddress.isLocal(back) ? back : request.address("/lam-viec"))
      response.headers.append(site.cookie(Site.sessionCookie, opened.token.text))
      response.headers.append(site.cookie(Site.visitCookie, "", maxAge: 0))
      return response
    } catch let error as DirectoryError {
      let status = error.code == "directory.too_many_attempts" ? 429 : 422
      return signInForm(
        request, username: request.form["ten"], error: site.words(request).text(error.message), status: status,
        carried: CarriedForm(carriedBy: request))
    }
  }

  /// What was typed before the session ended, one press away from being sent as it was.
  private func sendAgain(_ carried: CarriedForm, _ request: WebRequest, token: SessionToken) -> WebResponse {
    let words = site.words(request)
    var request = request
    request.formToken = Site.formToken(ofCookie: token.text)
    let page = Page(words.text("web.send_again_title")) {
      el("p") { words.text("web.send_again_note") }
      site.form(request, to: carried.address) {
        for (name, value) in carried.values.sentPairs { hiddenField(name: name, value: value) }
        buttonRow { submitButton(words.text("web.send_again")) }
      }
    }
    return site.respond(page, .portal, request)
  }

  private func signOut(_ request: WebRequest) async throws -> WebResponse {
    if let cookie = request.cookie(Site.sessionCookie), let token = SessionToken(cookie: cookie) {
      try await site.signIn.signOut(token)
    }
    var response = WebResponse.seeOther(request.address("/"))
    response.headers.append(site.cookie(Site.sessionCookie, "", maxAge: 0))
    return response
  }

  private func display(_ request: WebRequest) -> WebResponse {
    let back = request.query["tiep"]
    var response = WebResponse.seeOther(WebAddress.isLocal(back) ? back : request.address("/"))
    let isLarge = request.query["chu"] == "lon"
    response.headers.append(site.cookie(Display.cookie, isLarge ? "lon" : "", maxAge: isLarge ? 31_536_000 : 0))
    return response
  }

  private func accessibility(_ request: WebRequest) -> WebResponse {
    let words = site.words(request)
    let page = Page(words.text("web.accessibility"), crumbs: [Crumb(words.text("web.nav.home"), request.address("/"))]) {
      for part in ["aim", "how", "report"] { el("p") { words.text("web.accessibility.\(part)") } }
    }
    return site.respond(page, .portal, request)
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
