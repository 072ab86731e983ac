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

  /// Called by the library for each request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress
  }
}

/// Puts routes behind the HTTP library: each in both languages, with its gatekeeper; wrong methods and unknown paths get a page.
public struct SiteServer: Sendable {
  private let site: Site
  private let routes: [Route]

  /// The server of a site's routes.
  public init(site: Site, routes: [Route]) {
    self.site = site
    self.routes = routes + [site.assets.route]
  }

  /// The library's router with every route.
  public func router() -> Router<SiteContext> {
    let router = Router(context: SiteContext.self)
    let gatekeeper = Gatekeeper(site: site)
    let pages = KeptPages(database: site.database)
    router.add(middleware: UnknownPathPage(server: self))
    for language in Language.allCases {
      let byPath = Dictionary(grouping: routes, by: \.path)
      for (path, routes) in byPath {
        let address = RouterPath(WebAddress.make(path, in: language))
        for method in SiteServer.methods {
          let name = method == .head ? "GET" : method.rawValue
          guard let route = routes.first(where: { $0.method == name }) else {
            let allowed = routes.map { $0.method == "GET" ? "GET, HEAD" : $0.method }.sorted().joined(separator: ", ")
            add(to: router, address, method, language) { request in
              var response = gatekeeper.failure(WebError.methodNotAllowed, request)
              response.headers.append(("allow", allowed))
              return response
            }
            continue
          }
          router.on(address, method: method) { request, context in
            guard route.isKept else {
              return await respond(to: request, context, language, limit: route.bodyLimit) {
                await gatekeeper.answer(route, $0)
              }
            }
            return await pages.answer(request) {
              let read = WebRequest(request, context, language)
              return Gatekeeper.secured(await gatekeeper.answer(route, read))
            }
          }
        }
      }
    }
    return router
  }

  private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

  private func add(
    to router: Router<SiteContext>, _ path: RouterPath, _ method: HTTPRequest.Method, _ language: Language,
    _ answer: @escaping @Sendable (WebRequest) -> WebResponse
  ) {
    router.on(path, method: method) { request, context in
      await respond(to: request, context, language, limit: nil) { answer($0) }
    }
  }

  fileprivate func unknownPath(_ request: WebRequest) -> WebResponse {
    Gatekeeper(site: site).failure(WebError.notFound, request)
  }

  /// Reads the request into our terms and writes the answer into the library's.
  /// - Parameter limit: the most bytes of the body to read; `nil` reads none.
  fileprivate func respond(
    to request: Request, _ context: SiteContext, _ language: Language, limit: Int?,
    _ answer: (WebRequest) async -> WebResponse
  ) async -> Response {
    var read = WebRequest(request, context, language)
    var response: WebResponse
    do {
      if read.method == "POST", let limit { try await read.readForm(of: request, limit: limit) }
      response = await answer(read)
    } catch {
      response = Gatekeeper(site: site).failure(error, read)
    }
    let answered = Response(Gatekeeper.secured(response))
    return request.method == .head ? answered.createHeadResponse() : answered
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
      let prefix = WebAddress.make("/", in: .en)
      let isEnglish = request.uri.path == prefix || request.uri.path.hasPrefix(prefix + "/")
      return await server.respond(to: request, context, isEnglish ? .en : .vi, limit: nil) {
        server.unknownPath($0)
      }
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
    for (name, value) in context.parameters { parameters[String(name)] = FormValues.decodedPath(value) }
    let prefix = WebAddress.make("/", in: language)
    let path = request.uri.path
    let local = language == .vi ? path : String(path.dropFirst(prefix.utf8.count))
    let peer = context.remoteAddress?.ipAddress ?? ""
    // Only a proxy on this machine is believed about where a request came from.
    let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last.map { String($0.drop { $0 == " " }) }
    self.init(
      method: request.method == .head ? "GET" : request.method.rawValue, path: local.isEmpty ? "/" : local,
      language: language, parameters: parameters, query: FormValues(encoded: request.uri.query ?? ""), headers: headers,
      remoteAddress: peer == "127.0.0.1" || peer == "::1" ? forwarded ?? peer : peer)
  }

  /// Reads the body as a form.
  /// - Throws: `WebError.tooLarge`, `.unreadableForm`.
  fileprivate mutating func readForm(of request: Request, limit: Int) async throws {
    if let length = headers["content-length"].flatMap({ Int($0) }), length > limit { throw WebError.tooLarge(limit: limit) }
    let bytes: [UInt8]
    do {
      bytes = Array(buffer: try await request.body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      throw WebError.tooLarge(limit: limit)
    }
    let type = headers["content-type"] ?? ""
    if let boundary = Multipart.boundary(of: type) {
      guard let content = Multipart.content(of: bytes, boundary: boundary) else { throw WebError.unreadableForm }
      form = content.form
      uploads = content.uploads
    } else if bytes.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
      form = FormValues(encoded: String(decoding: bytes, as: UTF8.self))
    } else {
      throw WebError.unreadableForm
    }
  }
}

extension Response {
  /// A response of ours in the library's form.
  init(_ response: WebResponse) {
    self.init(
      status: HTTPResponse.Status(code: response.status), headers: HTTPFields(response),
      body: response.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
  }
}
