import Rulebook
import Systems
import WebShared

/// The working side: the desk, the search and the import of files, and the pages of every system. Each act stands in a file of its
/// own with its route, handler and page.
public struct StaffPages: Sendable {
  let site: Site
  let rulebook: Rulebook
  /// The kinds of file that can be sent.
  let imports: [ImportKind]
  /// The pages of the systems.
  let systems: [StaffSystem]

  /// The working side of a site.
  public init(site: Site, rulebook: Rulebook, imports: [ImportKind], systems: [StaffSystem]) {
    (self.site, self.rulebook, self.imports, self.systems) = (site, rulebook, imports, systems)
  }

  /// The entries of its navigation bar.
  public static func menu(imports: [ImportKind], systems: [StaffSystem]) -> [MenuItem] {
    [
      MenuItem(10, key: "work", path: "/lam-viec"),
      MenuItem(60, key: "import", path: "/nhap-tep", needs: Set(imports.map(\.permission))),
      MenuItem(90, key: "help", path: "/tro-giup"),
    ] + systems.flatMap(\.menu)
  }

  /// Its routes, by the systems they belong to.
  public var routes: [(owner: String, routes: [Route])] {
    [("staff", deskRoutes + searchRoutes + importRoutes)] + systems.map { ($0.name, $0.routes(self)) }
  }
}

extension Route {
  /// The routes of all owners, each once: two paths that differ in the names of their parts are the same.
  /// - Throws: `TwinError` where two owners have the same route.
  public static func gathered(_ groups: [(owner: String, routes: [Route])]) throws(TwinError) -> [Route] {
    try InstalledSystems.requireOne(
      .route,
      groups.flatMap { group in
        group.routes.map { route in
          let parts = route.path.split(separator: "/").map { $0.hasPrefix(":") ? ":" : $0 }
          return ("\(route.method) /\(parts.joined(separator: "/"))", group.owner)
        }
      })
    return groups.flatMap(\.routes)
  }
}
