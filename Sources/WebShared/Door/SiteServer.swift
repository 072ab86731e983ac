import Hummingbird
import Kernel
import Logging
import NIOCore
import Storage
import Wording

/// What the HTTP library tells of a connection, as far as we need it.
public struct SiteContext: RequestContext {
  /// The library's own part.
  public var coreContext: CoreRequestContextStorage
  /// Where the connection comes from; `nil` in tests without one.
  let remoteAddress: SocketAddress?
  /// Whether the browser is still there.
  let isConnected: @Sendable () -> Bool

  /// Called by the library for each request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    let channel = source.channel
    remoteAddress = channel.remoteAddress
    isConnected = { channel.isActive }
  }
}

/// Puts routes behind the HTTP library: each in both languages, with its gatekeeper; wrong methods and unknown paths get a page.
public struct SiteServer: Sendable {
  let site: Site
  /// Every route, the one of the site's files among them.
  let routes: [Route]
  /// The public pages that are kept.
  let pages: KeptPages

  /// The server of a site's routes.
  public init(site: Site, routes: [Route]) {
    self.site = site
    self.routes = routes + [site.assets.route]
    pages = KeptPages(database: site.database)
  }

  /// The library's router with every route.
  public func router() -> Router<SiteContext> {
    let router = Router(context: SiteContext.self)
    let gatekeeper = Gatekeeper(site: site)
    router.add(middleware: UnknownPathPage(server: self))
    for language in Language.allCases {
      let byPath = Dictionary(grouping: routes, by: \.path)
      for (path, routes) in byPath {
        let address = RouterPath(WebAddress.make(path, in: language))
        for method in SiteServer.methods {
          let name = method == .head ? "GET" : method.rawValue
          guard let route = routes.first(where: { $0.method == name }) else {
            let allowed = routes.map { $0.method == "GET" ? "GET, HEAD" : $0.method }.sorted().joined(separator: ", ")
            router.on(address, method: method) { request, context in
              var response = gatekeeper.failure(WebError.methodNotAllowed, WebRequest(request, context, language))
              response.headers.append(("allow", allowed))
              return Response(Gatekeeper.secured(response), to: request)
            }
            continue
          }
          router.on(address, method: method) { request, context in
            await respond(to: WebRequest(request, context, language), request, route, gatekeeper)
          }
        }
      }
    }
    return router
  }

  /// What a connection is told for which there is no room.
  var busySentence: String { site.wording[.vi].text("web.busy") }

  private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

  /// Lets the gatekeeper answer, and writes the answer into the library's terms.
  private func respond(
    to asked: WebRequest, _ request: Request, _ route: Route, _ gatekeeper: Gatekeeper
  ) async -> Response {
    guard let subjects = route.keptOn else {
      let body = route.method == "POST" ? SentBody(request) : nil
      var answer = await gatekeeper.answer(route, asked, body)
      if let (form, token) = answer.carried { answer = await page(of: form, after: answer, token: token, asked) }
      return Response(Gatekeeper.secured(answer), to: request)
    }
    var asked = asked
    asked.query = asked.query.only(route.query)
    // Others may wait for the page when this reader has left.
    asked.isAwaited = { true }
    let known = asked
    return await pages.answer(known, request, on: subjects) { error in
      guard let error else { return Gatekeeper.secured(await gatekeeper.answer(route, known)) }
      return Gatekeeper.secured(gatekeeper.failure(error, known))
    }
  }

  /// The page for a path nobody knows; its links carry nothing of what was asked.
  fileprivate func unknownPath(_ request: Request, _ context: SiteContext) -> Response {
    let prefix = WebAddress.make("/", in: .en)
    let isEnglish = request.uri.path == prefix || request.uri.path.hasPrefix(prefix + "/")
    var asked = WebRequest(request, context, isEnglish ? .en : .vi)
    asked.query = FormValues()
    return Response(Gatekeeper.secured(Gatekeeper(site: site).failure(WebError.notFound, asked)), to: request)
  }
}

/// Gives a page where the library knows no path: a router's tree does not fall back to a pattern once it has taken a branch.
private struct UnknownPathPage: RouterMiddleware {
  let server: SiteServer

  func handle(
    _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      return server.unknownPath(request, context)
    }
  }
}

extension WebRequest {
  fileprivate init(_ request: Request, _ context: SiteContext, _ language: Language) {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      headers[name] = headers[name].map { "\($0)\(name == "cookie" ? "; " : ", ")\(field.value)" } ?? field.value
    }
    if let host = request.head.authority { headers["host"] = host }
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters {
      parameters[String(name)] = PercentCoding.text(Array(value.utf8)[...], plusIsBlank: false)
    }
    let prefix = WebAddress.make("/", in: language)
    let path = WebAddress.path(request.uri.path)
    let local = language == .vi ? path : WebAddress.path(path.dropFirst(prefix.utf8.count))
    let peer = context.remoteAddress?.ipAddress ?? ""
    // Only a proxy on this machine is believed about where a request came from.
    let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last.map { String($0.drop { $0 == " " }) }
    self.init(
      method: request.method == .head ? "GET" : request.method.rawValue, path: local, language: language, parameters: parameters,
      query: FormValues(encoded: request.uri.query ?? ""), headers: headers,
      remoteAddress: peer == "127.0.0.1" || peer == "::1" ? forwarded ?? peer : peer)
    isAwaited = context.isConnected
  }
}

extension Response {
  /// A response of ours in the library's form; without its body where only the head was asked for.
  init(_ response: WebResponse, to request: Request) {
    let whole = Response(
      status: HTTPResponse.Status(code: response.status), headers: HTTPFields(response),
      body: response.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    self = request.method == .head ? whole.createHeadResponse() : whole
  }
}
