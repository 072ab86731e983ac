import Kernel
import Published
import Rulebook
import Storage
import Territory
import WebShared
import Wording

/// The portal: what everybody may see. It shows approved figures only and knows no persons.
public struct PublicPages: Sendable {
  let site: Site
  let rulebook: Rulebook

  /// The portal of a site.
  public init(site: Site, rulebook: Rulebook) {
    self.site = site
    self.rulebook = rulebook
  }

  /// The entries of its navigation bar.
  public static let menu = [MenuItem(10, key: "home", path: "/"), MenuItem(20, key: "figures", path: "/so-lieu")]

  /// Every route of the portal.
  public var routes: [Route] { homeRoutes + figureRoutes }

  /// What every page of figures rests on: the figures, the words of the catalogue, the names of the places.
  static let subjects: Set<Subject.Kind> = [.published, .catalogue, .territory]
}
