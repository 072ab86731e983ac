import Directory
import HTML
import Kernel
import Storage
import Territory
import WebShared
import Wording

/// A request of somebody who is signed in. A route that demands a session or a permission hands it over, so nobody asks again
/// who it is.
@dynamicMemberLookup
struct StaffRequest: Sendable {
  /// The request as every page sees it.
  let web: WebRequest
  /// Who is signed in.
  let viewer: Viewer

  /// The request of a route that lets nobody in without a session.
  /// - Throws: `WebError.signedOut` where the route let him in all the same.
  init(_ web: WebRequest) throws(WebError) {
    guard let viewer = web.viewer else { throw .signedOut }
    (self.web, self.viewer) = (web, viewer)
  }

  /// What any request tells: its path, query, form, uploads.
  subscript<Value>(dynamicMember member: KeyPath<WebRequest, Value>) -> Value { web[keyPath: member] }

  /// A part of the path that the route names; empty where it does not.
  func parameter(_ name: String) -> String { web.parameter(name) }

  /// What the address says under a name; where it says nothing, the form sent to it.
  func asked(_ name: String) -> String { web.query[name].isEmpty ? web.form[name] : web.query[name] }

  /// An address of this site in the request's language.
  func address(_ path: String, _ query: [(String, String)] = []) -> String { web.address(path, query) }

  /// Refuses unless the viewer holds a permission at a unit, on the day of the figures.
  func require(
    _ permission: Permission, at place: ID<AdministrativeUnit>, on day: CivilDate, _ transaction: ReadTransaction
  ) throws {
    try web.require(permission, at: place, on: day, transaction)
  }
}

extension Route {
  /// A page or file of the working side: for whoever is signed in, or holds a permission.
  static func page(
    _ path: String, _ access: Access, _ handler: @escaping @Sendable (StaffRequest) async throws -> WebResponse
  ) -> Route {
    .get(path, access) { try await handler(StaffRequest($0)) }
  }

  /// An act of the working side.
  static func act(
    _ path: String, _ access: Access, bodyLimit: Int = 256 * 1024, carries: Bool = false,
    _ handler: @escaping @Sendable (StaffRequest) async throws -> WebResponse
  ) -> Route {
    .post(path, access, bodyLimit: bodyLimit, carries: carries) { try await handler(StaffRequest($0)) }
  }
}

extension Site {
  /// The words of a request's language.
  func words(_ request: StaffRequest) -> LocalWording { words(request.web) }

  /// A page of the working side in its frame; the way to it begins at the desk.
  func respond(_ page: Page, _ request: StaffRequest, status: Int = 200) -> WebResponse {
    var page = page
    let desk = "/lam-viec"
    if request.path != desk { page.crumbs.insert(Crumb(words(request).text("web.nav.work"), request.address(desk)), at: 0) }
    return respond(page, .staff, request.web, status: status)
  }

  /// A form of ours (`Site.form`).
  func form(
    _ request: StaffRequest, to address: String, class name: String? = nil, hasFiles: Bool = false, isGuarded: Bool = false,
    copiedAs path: String? = nil, answersWithFile: Bool = false, @HTMLBuilder content: () -> [Node]
  ) -> Node {
    form(
      request.web, to: address, class: name, hasFiles: hasFiles, isGuarded: isGuarded, copiedAs: path,
      answersWithFile: answersWithFile, content: content)
  }
}
