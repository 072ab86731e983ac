import Directory
import Kernel
import Logging
import Storage
import Territory
import Wording

/// Stands before every route: lets in whom `Admission` admits, turns what goes wrong into a plain page, and leaves a trace of what
/// was refused.
struct Gatekeeper: Sendable {
  let site: Site

  /// The answer of a route to a request; never throws.
  /// - Parameter body: what was sent, unread; `nil` where the route takes nothing.
  func answer(_ route: Route, _ request: WebRequest, _ body: SentBody? = nil) async -> WebResponse {
    var request = request
    var response: WebResponse
    do {
      if let refused = try await Admission(site: site).admit(route, &request, body) {
        response = refused
      } else if !request.isAwaited() {
        // Nobody reads the answer: the work is not begun.
        response = WebResponse(status: 499)
      } else {
        response = try await route.handler(request)
      }
    } catch {
      response = failure(error, request, carries: route.carries)
    }
    if route.access != .everybody, response.header("cache-control") == nil {
      response.headers.append(("cache-control", "no-store"))
    }
    site.refusals.note(response, route, request)
    return response
  }

  /// The page for an error: its sentence for errors of ours, a number to quote for the others; no inner workings.
  /// - Parameter carries: whether the form of the request holds typing.
  func failure(_ error: any Error, _ request: WebRequest, carries: Bool = false) -> WebResponse {
    let words = site.words(request)
    if let error = error as? StorageError, error.kind == .busy { return busyPage(error, request, carries: carries) }
    if let error = error as? StorageError, error.stopsTheSite { return stoppedPage(error, request) }
    if let error = error as? any UserFacing, !(error is StorageError) || error.kind == .conflict {
      let status = (error as? WebError)?.status ?? Gatekeeper.status(of: error)
      if status >= 500 { site.logger.error("refused", metadata: ["code": "\(error.code)"]) }
      var response = plainPage(words.text(error.message), status: status, request)
      response.refusal = error.code
      return response
    }
    let number = site.effects.newID()
    let code = (error as? StorageError)?.code ?? "\(type(of: error))"
    let detail = (error as? StorageError).map { words.text($0.message) } ?? ""
    site.logger.error("failed", metadata: ["code": "\(code)", "number": "\(number)", "detail": "\(detail)"])
    return plainPage(words.text("web.failure", ["number": number]), status: 500, request)
  }

  /// The database is busy or away: nothing was written, and the same request may pass in a moment (RFC 9110 10.2.3).
  private func busyPage(_ error: StorageError, _ request: WebRequest, carries: Bool) -> WebResponse {
    let words = site.words(request)
    site.logger.warning("busy", metadata: ["code": "\(error.code)", "detail": "\(words.text(error.message))"])
    var response = site.busyPage(request, carries: carries)
    response.headers += [("cache-control", "no-store"), ("retry-after", "5")]
    return response
  }

  /// The file of the data is not the one that was opened, or is broken: only the operator can go on from there.
  private func stoppedPage(_ error: StorageError, _ request: WebRequest) -> WebResponse {
    let words = site.words(request)
    site.logger.critical("stopped", metadata: ["code": "\(error.code)", "detail": "\(words.text(error.message))"])
    return plainPage(words.text("web.stopped"), status: 503, request)
  }

  /// An error page; nobody keeps it, because the next request may go well.
  private func plainPage(_ sentence: String, status: Int, _ request: WebRequest) -> WebResponse {
    var response = site.errorPage(sentence, status: status, request)
    response.headers.append(("cache-control", "no-store"))
    return response
  }

  private static func status(of error: any UserFacing) -> Int {
    switch error.kind {
    case .notFound: 404
    case .conflict: 409
    case .refused: 422
    case .tooMany: 429
    case .busy: 503
    case .fault: 500
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
