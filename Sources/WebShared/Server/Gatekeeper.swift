import Directory
import Kernel
import Logging
import Secrets
import Storage
import Territory
import Wording

/// Stands before every route: who asks, may he, is the form his own; and turns what goes wrong into a plain page.
struct Gatekeeper: Sendable {
  let site: Site

  /// The answer of a route to a request; never throws.
  func answer(_ route: Route, _ request: WebRequest) async -> WebResponse {
    var request = request
    var response: WebResponse
    do {
      if let refused = try await admit(route, &request) {
        response = refused
      } else {
        response = try await route.handler(request)
      }
    } catch {
      response = failure(error, request)
    }
    if route.access != .everybody, response.header("cache-control") == nil {
      response.headers.append(("cache-control", "no-store"))
    }
    return response
  }

  /// Looks up the session and checks access and form; a response where the request goes no further.
  private func admit(_ route: Route, _ request: inout WebRequest) async throws -> WebResponse? {
    guard route.access != .everybody else { return nil }
    if let cookie = request.cookie(Site.sessionCookie), let token = SessionToken(cookie: cookie),
      let resumed = try await site.signIn.resume(token)
    {
      request.session = resumed.session
      request.viewer = resumed.viewer
      request.formToken = Site.formToken(ofCookie: cookie)
    } else if let visit = request.cookie(Site.visitCookie) {
      request.formToken = Site.formToken(ofCookie: visit)
    }
    if route.access != .visitor, request.viewer == nil { return try askToSignIn(request) }
    if route.method == "POST" {
      guard !request.formToken.isEmpty, Digest.areEqual(request.form[Site.formField], request.formToken) else {
        throw WebError.formExpired
      }
    }
    if case .holding(let permission) = route.access, request.viewer?.may(permission) != true { throw WebError.forbidden }
    if request.viewer?.account.mustChangePassword == true, route.access != .visitor, request.path != "/mat-khau" {
      return .seeOther(request.address("/mat-khau"))
    }
    return nil
  }

  private func askToSignIn(_ request: WebRequest) throws -> WebResponse {
    guard request.method == "GET" else { return SharedPages(site: site).signInAgain(request) }
    let back = request.selfAddress(in: request.language)
    return .seeOther(request.address("/dang-nhap", [("tiep", back)]))
  }

  /// The page for an error: its sentence for errors of ours, a number to quote for the others; no inner workings.
  func failure(_ error: any Error, _ request: WebRequest) -> WebResponse {
    let words = site.words(request)
    if let error = error as? StorageError, error.kind == .busy { return busyPage(error, request) }
    if let error = error as? any UserFacing, !(error is StorageError) {
      let status = (error as? WebError)?.status ?? Gatekeeper.status(of: error)
      if status >= 500 { site.logger.error("refused", metadata: ["code": "\(error.code)"]) }
      return plainPage(words.text(error.message), status: status, request)
    }
    let number = site.effects.newID()
    let code = (error as? StorageError)?.code ?? "\(type(of: error))"
    let detail = (error as? StorageError).map { words.text($0.message) } ?? ""
    site.logger.error("failed", metadata: ["code": "\(code)", "number": "\(number)", "detail": "\(detail)"])
    return plainPage(words.text("web.failure", ["number": number]), status: 500, request)
  }

  /// The database is busy or away: nothing was written, and the same request may pass in a moment (RFC 9110 10.2.3).
  private func busyPage(_ error: StorageError, _ request: WebRequest) -> WebResponse {
    let words = site.words(request)
    site.logger.warning("busy", metadata: ["code": "\(error.code)", "detail": "\(words.text(error.message))"])
    var response = plainPage(words.text("web.busy"), status: 503, request)
    response.headers.append(("retry-after", "5"))
    return response
  }

  /// An error page; nobody keeps it, because the next request may go well.
  private func plainPage(_ sentence: String, status: Int, _ request: WebRequest) -> WebResponse {
    var response = site.errorPage(sentence, status: status, request)
    response.headers.append(("cache-control", "no-store"))
    return response
  }

  private static func status(of error: any UserFacing) -> Int {
    switch error.code {
    case let code where code.contains(".unknown_") || code.contains("not_found"): 404
    case "directory.too_many_attempts": 429
    case let code where code.hasSuffix("stale_version"): 409
    default:
      switch error.kind {
      case .notFound: 404
      case .conflict: 409
      case .refused: 422
      case .tooMany: 429
      case .busy: 503
      case .fault: 500
      }
    }
  }

  /// The response with the headers every one of ours carries.
  static func secured(_ response: WebResponse) -> WebResponse {
    var response = response
    response.headers += [
      (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
      ("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"),
    ]
    return response
  }
}

extension WebRequest {
  /// Refuses unless the viewer holds a permission at a unit, on the day of the figures.
  public func require(
    _ permission: Permission, at place: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws {
    guard let viewer, viewer.may(permission, at: try TerritoryStore.path(of: place, on: day, transaction)?.units.map(\.id) ?? [])
    else { throw WebError.forbidden }
  }
}
