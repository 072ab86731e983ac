import Directory
import HTML
import Kernel
import Secrets
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
      .post("/dang-nhap", .visitor, bodyLimit: RequestLimits.strangerBody) { try await signIn($0) },
      .post("/dang-xuat", .visitor) { try await signOut($0) },
      .get("/hien-thi", .everybody) { display($0) },
      .get("/tro-nang", .everybody) { accessibility($0) },
    ]
  }

  private func signInPage(_ request: WebRequest) async throws -> WebResponse {
    if request.viewer != nil { return .seeOther(request.address("/lam-viec")) }
    return signInForm(request, username: "", error: nil)
  }

  /// A form whose session ended while it was filled in: the sign-in form takes along what was typed, where it may.
  /// - Parameter fault: why the form could not be read.
  func signInAgain(_ request: WebRequest, to route: Route, unread fault: WebError?) -> WebResponse {
    var (reason, carried) = (WebError.signedOut, CarriedForm?.none)
    do {
      if let fault { throw route.carries ? fault : WebError.signedOutLost }
      carried = try CarriedForm(of: request, to: route, sessionCookie: site.sessionCookie)
    } catch {
      reason = (error as? WebError) ?? .signedOutLost
    }
    var response = signInForm(
      request, username: "", error: site.words(request).text(reason.message), status: reason.status, carried: carried)
    response.refusal = reason.code
    return response
  }

  private func signInForm(
    _ request: WebRequest, username: String, error: String?, status: Int = 200, carried: CarriedForm? = nil
  ) -> WebResponse {
    let words = site.words(request)
    var request = request
    var visit: String?
    if request.cookie(site.visitCookie) == nil {
      let value = Digest.hex(site.effects.randomBytes(16))
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
          hiddenField(name: CarriedForm.valuesField, value: carried.encodedValues)
        }
        textField(
          Field(name: "ten", label: words.text("web.username"), error: error), value: username, kind: .username, in: words)
        textField(Field(name: "mat-khau", label: words.text("web.password")), kind: .password, in: words)
        buttonRow { submitButton(words.text("web.sign_in")) }
      }
    }
    var response = site.respond(page, .portal, request, status: status)
    if let visit { response.headers.append(site.cookie(site.visitCookie, visit)) }
    return response
  }

  private func signIn(_ request: WebRequest) async throws -> WebResponse {
    do {
      let opened = try await site.signIn.signIn(
        username: request.form["ten"], password: request.form["mat-khau"], address: request.remoteAddress,
        after: request.cookie(site.sessionCookie).flatMap(SessionToken.init(cookie:)))
      let back = request.form["tiep"]
      var response = WebResponse.seeOther(WebAddress.isLocal(back) ? back : request.address("/lam-viec"))
      // Only to the person who typed it: whose session it was that ended in this browser.
      if opened.isContinued { response.carried = CarriedForm(carriedBy: request).map { ($0, opened.token) } }
      response.headers.append(site.cookie(site.sessionCookie, opened.token.text))
      response.headers.append(site.cookie(site.visitCookie, "", maxAge: 0))
      // What another person typed at this machine is not left behind for whoever works here now.
      if !opened.isContinued { response.headers.append(Site.forgetStored) }
      return response
    } catch let error as DirectoryError {
      var page = signInForm(
        request, username: request.form["ten"], error: site.words(request).text(error.message), status: 422,
        carried: CarriedForm(carriedBy: request))
      page.refusal = error.code
      return SignInRefusal.marked(page, error)
    }
  }

  private func signOut(_ request: WebRequest) async throws -> WebResponse {
    if let cookie = request.cookie(site.sessionCookie), let token = SessionToken(cookie: cookie) {
      try await site.signIn.signOut(token)
    }
    return site.signedOut(to: request.address("/"))
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
}
