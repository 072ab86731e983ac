import Directory
import Secrets

/// Lets a request in, or not: who asks, may he, is the form his own; in this order, and no more of a body is read than the
/// answers so far allow. A stranger's body is never longer than `RequestLimits.strangerBody`.
struct Admission: Sendable {
  let site: Site

  /// Finds out who asks, checks access and form, reads the form into the request; a response where it goes no further.
  /// - Throws: `WebError`.
  func admit(_ route: Route, _ request: inout WebRequest, _ body: SentBody?) async throws -> WebResponse? {
    if route.access != .everybody { try await recognise(&request) }
    let isOpen = route.access == .everybody || route.access == .visitor
    if !isOpen, request.viewer == nil { return try await askToSignIn(route, request, body) }
    if case .holdingAny(let some) = route.access, !some.contains(where: { request.viewer?.may($0) == true }) {
      throw WebError.forbidden
    }
    if route.method == "POST", let body { try await readForm(route, &request, body) }
    if request.viewer?.account.mustChangePassword == true, route.access != .visitor, request.path != "/mat-khau" {
      return .seeOther(request.address("/mat-khau"))
    }
    return nil
  }

  private func recognise(_ request: inout WebRequest) async throws {
    if let cookie = request.cookie(site.sessionCookie), let token = SessionToken(cookie: cookie),
      let resumed = try await site.signIn.resume(token)
    {
      request.session = resumed.session
      request.viewer = resumed.viewer
      request.formToken = Site.formToken(ofCookie: cookie)
    } else if let visit = request.cookie(site.visitCookie) {
      request.formToken = Site.formToken(ofCookie: visit)
    }
  }

  /// The form of whoever is signed in is read to the route's limit once its token was seen; anybody else's is short.
  private func readForm(_ route: Route, _ request: inout WebRequest, _ body: SentBody) async throws {
    var form = try SentForm(body, contentType: request.headers["content-type"] ?? "")
    guard request.viewer != nil else {
      let limit = min(route.bodyLimit, RequestLimits.strangerBody)
      try await form.read(into: &request, upTo: limit, fields: RequestLimits.strangerFields)
      if route.access != .everybody { try check(request.form[Site.formField], request) }
      return
    }
    if let early = try await form.earlyToken() {
      try check(early, request)
    } else if !form.mayNameTokenLate {
      throw WebError.formExpired
    }
    try await form.read(into: &request, upTo: route.bodyLimit, fields: RequestLimits.fields)
    try check(request.form[Site.formField], request)
  }

  private func check(_ token: String, _ request: WebRequest) throws {
    guard !request.formToken.isEmpty, Digest.areEqual(token, request.formToken) else { throw WebError.formExpired }
  }

  /// A page leads to the sign-in and back; a form is taken along where it is short, and told to be lost where it is not.
  private func askToSignIn(_ route: Route, _ request: WebRequest, _ body: SentBody?) async throws -> WebResponse {
    guard request.method == "POST", let body else {
      return .seeOther(request.address("/dang-nhap", [("tiep", request.selfAddress(in: request.language))]))
    }
    var request = request
    var fault: WebError?
    do {
      var form = try SentForm(body, contentType: request.headers["content-type"] ?? "")
      try await form.read(into: &request, upTo: RequestLimits.strangerBody, fields: RequestLimits.fields)
    } catch WebError.tooLarge, WebError.tooManyFields {
      fault = .tooLongToCarry
    }
    return SharedPages(site: site).signInAgain(request, to: route, unread: fault)
  }
}
