import Rulebook
import WebShared
public struct PublicPages: Sendable {
  public init(site: Site, rulebook: Rulebook) {}
  public var routes: [Route] { [] }
}
